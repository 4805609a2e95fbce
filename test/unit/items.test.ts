/* From outcomes to items on outputs: where each goes, with which fields, for every way of handling. */
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import type { Outcome } from '../../nodes/InterviewFlowAi/interviewLink/create';
import {
	type Destination,
	destinationOf,
	type Handling,
	isTool,
	onErrorOf,
	toOutputs,
} from '../../nodes/InterviewFlowAi/interviewLink/items';

const email = 'jane@example.com';
const interview = {
	id: '1',
	jobId: 'job',
	name: 'Jane',
	email,
	status: 'draft',
	createdAt: '2026-07-01T10:30:00.000Z',
	interviewLink: 'https://app.interviewflowai.com/form?interviewId=1',
};
const unknown = { ...interview, id: null, status: null, createdAt: null, interviewLink: null };

const created: Outcome = { kind: 'created', interview };
const duplicate: Outcome = { kind: 'duplicate', words: '', interview, linkSource: 'answer' };
const withoutLink: Outcome = { ...duplicate, interview: unknown, linkSource: null };
const refused: Outcome = { kind: 'refused', message: 'The service said no.' };

describe('where an outcome leads', () => {
	test.each(['duplicateBranch', 'existingLink', 'error'] as const)(
		'a created interview leads to Created (%s)',
		(choice) => {
			expect(destinationOf(created, email, choice)).toStrictEqual({
				output: 0,
				json: { outcome: 'created', ...interview },
			});
		},
	);

	test('a created interview whose link was rebuilt says so', () => {
		const rebuilt: Outcome = { ...created, linkSource: 'rebuilt' };
		expect(destinationOf(rebuilt, email, 'error')).toStrictEqual({
			output: 0,
			json: { outcome: 'created', ...interview, linkSource: 'rebuilt' },
		});
	});

	test('a duplicate leads to Duplicate, with what is known and what it means', () => {
		expect(destinationOf(duplicate, email, 'duplicateBranch')).toStrictEqual({
			output: 1,
			json: {
				outcome: 'duplicate',
				...interview,
				message: expect.stringContaining('jane@example.com already has an interview'),
				linkSource: 'answer',
			},
		});
		expect(destinationOf(withoutLink, email, 'duplicateBranch')).toStrictEqual({
			output: 1,
			json: {
				outcome: 'duplicate',
				...unknown,
				message: expect.stringContaining('Its link was not found'),
				linkSource: null,
			},
		});
	});

	test('a duplicate goes on with the link that exists', () => {
		expect(destinationOf(duplicate, email, 'existingLink')).toStrictEqual({
			output: 0,
			json: { outcome: 'existing', ...interview, linkSource: 'answer' },
		});
	});

	test('a duplicate nobody can tell from a lost answer is marked, on both outputs', () => {
		const marked: Outcome = { ...duplicate, afterLostAnswer: true };
		for (const choice of ['duplicateBranch', 'existingLink'] as const) {
			expect(destinationOf(marked, email, choice)).toMatchObject({
				json: { afterLostAnswer: true },
			});
		}
	});

	test.each([
		['a duplicate that counts as an error', duplicate, 'error', 'already has an interview'],
		['an existing link that was not found', withoutLink, 'existingLink', 'was not found'],
		['a refusal', refused, 'duplicateBranch', 'The service said no.'],
	] as const)('%s leads to a refusal', (_, outcome, choice, words) => {
		expect(destinationOf(outcome, email, choice)).toStrictEqual({
			refusal: expect.stringContaining(words),
		});
	});
});

describe('items on outputs', () => {
	const inputs: INodeExecutionData[] = [
		{ json: { name: 'Ada', error: 'from before', outcome: 'hired' } },
		{ json: { name: 'Bob', email: 'BOB@example.com' } },
		{ json: { name: 'Cleo' }, binary: { cv: { data: '', mimeType: 'text/plain' } } },
	];
	const made = (output: number, json: IDataObject): Destination => ({ output, json });
	const destinations: Destination[] = [
		made(0, { outcome: 'created', name: 'Ada L.' }),
		{ refusal: 'No.' },
		made(1, { outcome: 'duplicate', name: 'Cleo' }),
	];
	const handle = (how: Partial<Handling>) =>
		toOutputs(inputs, destinations, {
			onError: 'continueRegularOutput',
			asTool: false,
			includeInputFields: false,
			...how,
		});
	const [first, second, third] = [0, 1, 2].map((item) => ({ pairedItem: { item } }));

	test('each item is paired with its input, in input order on its output', () => {
		expect(handle({})).toStrictEqual([
			[
				{ json: { outcome: 'created', name: 'Ada L.' }, ...first },
				{
					json: { name: 'Bob', email: 'BOB@example.com', outcome: 'refused', error: 'No.' },
					...second,
				},
			],
			[{ json: { outcome: 'duplicate', name: 'Cleo' }, ...third }],
		]);
	});

	test('for the Error output a refused item holds the error alone, and not on output 0', () => {
		expect(handle({ onError: 'continueErrorOutput' })).toStrictEqual([
			[{ json: { outcome: 'created', name: 'Ada L.' }, ...first }],
			[
				{ json: { error: 'No.' }, ...second },
				{ json: { outcome: 'duplicate', name: 'Cleo' }, ...third },
			],
		]);
	});

	test('an agent sees everything on output 0', () => {
		const [seen, unseen] = handle({ asTool: true });
		expect(seen!.map(({ json }) => json.outcome)).toEqual(['created', 'refused', 'duplicate']);
		expect(unseen).toEqual([]);
	});

	test('input fields are added, the node’s own win, and "error" is renamed', () => {
		const [[ada, bob], [cleo]] = handle({ includeInputFields: true }) as [
			INodeExecutionData[],
			INodeExecutionData[],
		];
		expect(ada!.json).toStrictEqual({
			name: 'Ada L.',
			outcome: 'created',
			inputError: 'from before',
		});
		expect(bob!.json).toStrictEqual({
			name: 'Bob',
			email: 'BOB@example.com',
			outcome: 'refused',
			error: 'No.',
		});
		expect(cleo!.json).toStrictEqual({ name: 'Cleo', outcome: 'duplicate' });
	});

	test('inputs stay as they are', () => {
		const before = JSON.stringify(inputs);
		handle({ includeInputFields: true });
		expect(JSON.stringify(inputs)).toBe(before);
	});

	test('no items give two empty outputs', () => {
		expect(
			toOutputs([], [], { onError: 'stopWorkflow', asTool: false, includeInputFields: true }),
		).toStrictEqual([[], []]);
	});
});

describe('what the node is set to', () => {
	const node = (settings: Partial<INode>) => ({ type: 'a.node', ...settings }) as INode;

	test.each([
		[{}, false, 'stopWorkflow'],
		[{ onError: 'stopWorkflow' }, false, 'stopWorkflow'],
		[{ onError: 'continueRegularOutput' }, true, 'continueRegularOutput'],
		[{ onError: 'continueErrorOutput' }, true, 'continueErrorOutput'],
		// The setting's older form, as in workflows from before n8n 1.0.
		[{ continueOnFail: true }, true, 'continueRegularOutput'],
		// An agent of version 2 is shown nothing of what a tool throws.
		[{ type: 'a.nodeTool' }, false, 'continueRegularOutput'],
		[{ type: 'a.nodeTool', onError: 'stopWorkflow' }, false, 'stopWorkflow'],
	] as const)('%j with continueOnFail() %s means %s', (settings, continues, expected) => {
		expect(onErrorOf(node(settings), continues)).toBe(expected);
	});

	test('a type that ends in Tool is called by an agent', () => {
		expect(isTool(node({ type: 'n8n-nodes-interviewflowai.interviewFlowAiTool' }))).toBe(true);
		expect(isTool(node({ type: 'n8n-nodes-interviewflowai.interviewFlowAi' }))).toBe(false);
	});
});
