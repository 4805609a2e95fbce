/* From placements to items on outputs, for every way of handling: n8n's rules about items. */
import type { INode, INodeExecutionData } from 'n8n-workflow';

import {
	type Handling,
	onErrorOf,
	type Placement,
	toOutputs,
} from '../../../nodes/InterviewFlowAi/shared/items';

const cv = { cv: { data: '', mimeType: 'application/pdf' } };
const inputs: INodeExecutionData[] = [
	{ json: { name: 'Ada', error: 'from before', outcome: 'hired' }, binary: cv },
	{ json: { name: 'Bob' }, binary: cv },
	{ json: { name: 'Cleo' }, binary: cv },
];
const placements: Placement[] = [
	{ kind: 'placed', output: 0, results: [{ outcome: 'created', name: 'Ada L.' }] },
	{ kind: 'refused', message: 'No.' },
	{ kind: 'placed', output: 1, results: [{ outcome: 'duplicate' }] },
];
const [ada, bob, cleo] = [0, 1, 2].map((item) => ({ pairedItem: { item } }));
const CREATED = { json: { outcome: 'created', name: 'Ada L.' }, ...ada };
const DUPLICATE = { json: { outcome: 'duplicate' }, ...cleo };

const handle = (how: Partial<Handling>, items = inputs, placed = placements) =>
	toOutputs(items, placed, {
		onError: 'continueRegularOutput',
		asTool: false,
		outputCount: 2,
		includeInput: false,
		...how,
	});

describe('items on outputs', () => {
	test('for the Error output a refused item holds the error alone, last on the last output', async () => {
		const outputs = await handle({ onError: 'continueErrorOutput' });
		const refused = { json: { error: 'No.' }, binary: cv, ...bob };
		expect(outputs).toStrictEqual([[CREATED], [DUPLICATE, refused]]);
	});

	test('with Include Input Fields results keep fields and files, and "error" is renamed', async () => {
		expect(await handle({ includeInput: true })).toMatchObject([
			[
				{ json: { name: 'Ada L.', outcome: 'created', inputError: 'from before' }, binary: cv },
				{ json: { name: 'Bob', outcome: 'refused', error: 'No.' }, binary: cv },
			],
			[{ json: { name: 'Cleo', outcome: 'duplicate' }, binary: cv }],
		]);
		expect((await handle({ includeInput: true }))[0]?.[0]?.json).not.toHaveProperty('error');
	});

	test('a refused item drops what an earlier InterviewFlowAI node found out', async () => {
		const found = { interviewLink: 'https://x.example/old', linkSource: 'answer' };
		const own = { email: 'a@b.co', outcome: 'created', error: 'x' };
		const json = { ...found, ...own, afterLostAnswer: true };

		const refused = { email: 'a@b.co', outcome: 'refused', error: 'No.' };
		const [items] = await handle({}, [{ json }], [placements[1]!]);
		expect(items).toStrictEqual([{ json: refused, ...ada }]);
	});

	test('a result says nothing that an earlier InterviewFlowAI node found out', async () => {
		const json = { linkSource: 'rebuilt', afterLostAnswer: true, message: 'Already there.' };
		const [[item]] = (await handle({ includeInput: true }, [{ json }])) as [INodeExecutionData[]];
		const message = 'Already there.';
		expect(item?.json).toStrictEqual({ outcome: 'created', name: 'Ada L.', message });
	});

	test('what an earlier node said of a duplicate is dropped, any other message stays', async () => {
		const message = 'She already has an interview';
		const items = ['duplicate', 'hired'].map((outcome) => ({ json: { outcome, message } }));
		const created = { ...placements[0]!, results: [{ outcome: 'created' }] } as Placement;

		for (const placed of [created, placements[1]!]) {
			const [results] = await handle({ includeInput: true }, items, [placed, placed]);
			expect(results?.map(({ json }) => json.message)).toEqual([undefined, message]);
		}
	});

	test('an item without json is handled like an empty one', async () => {
		const items = [{ json: null }, {}] as unknown as INodeExecutionData[];
		const outputs = await handle({ includeInput: true }, items, placements.slice(0, 2));
		const refused = { json: { outcome: 'refused', error: 'No.' }, ...bob };
		expect(outputs).toStrictEqual([[CREATED, refused], []]);
	});

	test('inputs stay as they are', async () => {
		const before = JSON.stringify(inputs);
		await handle({ includeInput: true });
		expect(JSON.stringify(inputs)).toBe(before);
	});

	test('other work has its turn while thousands of wide items are handled', async () => {
		const json = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`column ${n}`, n]));
		let turns = 0;
		const timer = setInterval(() => turns++);
		await handle({}, Array(5000).fill({ json }), Array(5000).fill(placements[1]));
		clearInterval(timer);

		expect(turns).toBeGreaterThan(1);
	});
});

const node = (settings: Partial<INode>) => ({ type: 'a.node', ...settings }) as INode;

test.each([
	[{}, false, 'stopWorkflow'],
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
