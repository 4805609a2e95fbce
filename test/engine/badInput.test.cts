/* Bad input and unusable credentials on n8n's engine: every item comes out once, and a workflow that stops sends nothing. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import {
	by,
	type CreateLinksOptions,
	JOB,
	JOB_OF_ITEM,
	people,
	rows,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { create, createAll, expectEachOnce, service, wordsOf } from './localService.cts';

/** One way to be bad: what makes the item bad, the parameters that read it, and what the node says. */
interface Badness {
	item: IDataObject;
	parameters?: INodeParameters;
	says: string;
}

const optional = (optionalFields: INodeParameters) => ({ optionalFields });
/** An expression that throws for an item with `isBad`. */
const throwing = '={{ $json.isBad ? $("No Such Node").item.json.x : $json.name }}';
const isBad = { isBad: true };
const NO_NODE = "Referenced node doesn't exist. Check the expression in this field.";

const MAPPED_STATUS = optional({ status: '={{ $json.status }}' });
const STATUS = { item: { status: 'hired' }, parameters: MAPPED_STATUS, says: 'Status is "hired"' };

/** The unit tests show which values a field takes, and what the node says of others. Here is each way of reading a field. */
const KINDS: Record<string, Badness> = {
	'no job': { item: { job: '' }, parameters: JOB_OF_ITEM, says: 'Job is empty.' },
	'an unknown status': STATUS,
	'an expression that throws in the name': {
		...{ item: isBad, parameters: { name: throwing } },
		says: `Candidate Name could not be read: ${NO_NODE}`,
	},
	'an expression that throws in the job': {
		item: isBad,
		parameters: { job: by('id', throwing.replace('$json.name', `"${JOB.id}"`)) },
		says: `Job could not be read: ${NO_NODE}`,
	},
	'an expression that throws in the choice': {
		item: isBad,
		parameters: { onDuplicate: throwing.replace('$json.name', '"duplicateBranch"') },
		says: `If Interview Exists could not be read: ${NO_NODE}`,
	},
};

const good = people(3).map((person) => ({ ...person, job: JOB.id }));

/** Three candidates of whom one is bad. */
function withBad(position: number, badness: Badness): IDataObject[] {
	return good.map((item, index) => (index === position ? { ...item, ...badness.item } : item));
}

test.each(Object.entries(KINDS))('%s: goes to the Error output', async (_, badness) => {
	const { parameters, says } = badness;
	const items = withBad(1, badness);
	const result = await createAll(items, { parameters });

	expectEachOnce(result, 3);
	const others = [good[0]!.email, good[2]!.email];
	const created = others.map((email) => expect.objectContaining({ outcome: 'created', email }));
	const refused = { ...items[1], error: expect.stringContaining(says) };
	expect(result.json).toEqual([created, [], [refused]]);
	expect(sentTo(service).sort()).toEqual(others);
});

test('a bad item that comes last stops the workflow before anything is sent', async () => {
	const { says, parameters } = STATUS;
	const { error, outputs } = await create(withBad(2, STATUS), { parameters });

	const words = '1 item of 3 cannot be sent, so nothing was sent. "Candidate 2": ';
	expect(wordsOf(error)).toContain(words + says);
	expect(wordsOf(error)).toContain('[item 2]');
	expect(error).toMatchObject({ context: { itemIndex: 2 } });
	expect(outputs.flat()).toEqual([]);
	expect(service.received).toEqual([]);
});

test('several bad items are counted, and the first five are described', async () => {
	const bad = [{ name: 'Jane', email: '' }, { name: '', email: 'jane' }, {}];
	const { error } = await create([...people(2), ...bad, ...bad]);

	expect(error?.message).toBe('6 items of 8 cannot be sent, so nothing was sent.');
	const two = ['"Jane": Candidate Email is empty.', '"jane": Candidate Name is empty.'];
	const described = [...two, 'Candidate Name is empty.', ...two];
	const lines = error?.description?.split(/(?<=\[item \d\]) /) ?? [];
	expect(lines).toEqual([
		...described.map((words, n) => expect.stringMatching(`^${words}.* \\[item ${n + 2}\\]$`)),
		expect.stringMatching(/^And 1 more\..*On Error/),
	]);
	expect(service.received).toEqual([]);
});

test('when all items are bad, the message does not say how to send the others', async () => {
	const { error } = await create([{ name: 'Jane', email: 'jane' }, {}]);
	expect(error?.message).toBe('2 items of 2 cannot be sent, so nothing was sent.');
	expect(error?.description).toMatch(/\[item 1\]$/);
});

test('a single bad item is described without counting', async () => {
	const { error } = await create([{ name: 'Jane', email: 'jane' }]);
	expect(error?.message).toBe('Candidate Email is "jane", which is not a complete email address.');
	expect(error?.description).toMatch(/^Enter one, such as /);
});

describe('a run that cannot send anything', () => {
	const MISSING =
		'The credential of this node could not be read: Node does not have any credentials set. Select the InterviewFlowAI API credential again';
	const UNREADABLE =
		'The credential of this node could not be read: Credentials could not be decrypted.';
	const NO_KEY =
		'API Key of the InterviewFlowAI API credential is empty. Open the credential and correct it.';
	const options = { concurrency: '={{ $("No Such Node").item.json.x }}' };

	test.each<[string, Partial<CreateLinksOptions>, string]>([
		['a missing credential', { credentials: 'missing' }, MISSING],
		['an unreadable credential', { credentials: 'unreadable' }, UNREADABLE],
		['a credential without a key', { credentials: { apiKey: ' ' } }, NO_KEY],
		['an expression that throws', { options }, `Options could not be read: ${NO_NODE}`],
	])('%s: refuses every item', async (_, setup, says) => {
		const result = await createAll(good, setup);

		expect(service.received).toEqual([]);
		expect(result.error).toBeUndefined();
		expectEachOnce(result, 3);
		const error = expect.stringContaining(says);
		expect(result.json[2]).toEqual(good.map((item) => expect.objectContaining({ ...item, error })));
	});

	test('stops, and says why', async () => {
		const { error, json } = await create(good, { credentials: 'missing' });
		expect(wordsOf(error)).toContain(MISSING);
		expect(json.flat()).toEqual([]);
	});
});

const VALUES = [
	...['BigInt(10)', 'NaN', 'Symbol("x")', 'new Date()', 'DateTime.fromISO("none")', '$json'],
	...['Array(100000).fill("a")', '$input.all()', 'new Map([["a", 1]])', '$json.missing.deeper'],
	...['JSON.parse("{\\"__proto__\\": 1}")', '"x".repeat(1000000)', '"\\uD800"'],
	...['$("No Such Node").item.json.x', '$node', '$input'],
];
/** By item, so that one run has them all. */
const PER_ITEM = `={{ [${VALUES.map((value) => `() => (${value})`).join(', ')}][$json.n]() }}`;
const items = people(VALUES.length).map((person, n) => ({ ...person, n }));

test.each<[string, INodeParameters]>([
	['in the name', { name: PER_ITEM }],
	['in the job', { job: by('id', PER_ITEM) }],
	['in the choice', { onDuplicate: PER_ITEM }],
	['in an optional field', optional({ skills: PER_ITEM })],
	['in a question', optional({ customQuestions: ['Why us?', PER_ITEM] })],
	['in a row', optional({ metadata: rows(['a', PER_ITEM, 'object']) })],
	['in a name of a row', optional({ additionalFields: rows([PER_ITEM, 'value', 'string']) })],
	['none at all', { name: '={{ }}' }],
	['by broken code', { name: '={{ ][ }}' }],
	['a cyclic list', { name: '={{ ((list) => list.push(list) && list)([]) }}' }],
	['an error that is thrown', { name: '={{ (() => { throw new Error("thrown"); })() }}' }],
])('odd values of expressions, %s, refuse only their own item', async (_, parameters) => {
	const result = await createAll(items, { parameters });
	expect(result.error).toBeUndefined();
	expectEachOnce(result, items.length);
	expect(JSON.stringify(result.json)).not.toContain('could not go on');
	// What the node lets through, the service takes.
	expect(service.received.filter(({ status }) => !(Number(status) < 400))).toEqual([]);
});
