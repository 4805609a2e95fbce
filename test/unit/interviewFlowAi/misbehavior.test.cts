/**
 * A misbehavior that does not happen lets every test that asks for it pass: each one seen by a client, unless the tests
 * on the engine would notice, as they do where a candidate is sent again, refused or looked up.
 */
import {
	ANOTHER,
	startService,
	type Fault,
	type FetchShapeParts,
	type LocalService,
} from '../../../dev/interviewFlowAi/service.cts';
import { create, JANE, list, namesIn } from './client.cts';

let service: LocalService;
beforeAll(async () => (service = await startService()));
afterAll(() => service.stop());
beforeEach(() => service.reset());

const held = () => service.interviews.length;

/** What a client sees of one create request that meets the fault; `failed` when it sees no whole answer. */
async function observe(fault: Fault) {
	service.set({ faults: { sequence: { create: [fault] } } });
	const signal = AbortSignal.timeout(/9999/.test(JSON.stringify(fault)) ? 250 : 10_000);
	return await create(service, {}, { signal }).catch(({ name }: Error) => ({ failed: name }));
}

test('fields of a request are ignored when told to', async () => {
	service.set({ fetchPaging: { ignores: ['interviewId', 'interviewerId'] } });
	service.addInterview({ ...JANE, jobId: 'another' });
	const { body } = await list(service, { interviewId: 'unknown' });
	expect(namesIn(body)).toBe('Jane Doe');
});

test.each<[FetchShapeParts, unknown]>([
	[
		{ at: 'list', row: 'snake case', before: 'jobs', extraEntries: [null] },
		{ list: [null, { job_id: JANE.jobId, score: 9 }], jobs: [{}] },
	],
	[{ at: 'data.items', paging: 'pagination' }, { data: { items: [{}], pagination: { total: 1 } } }],
	[{ at: 'data', single: 'object' }, { data: { email: JANE.email } }],
])('a listing in the shape %j', async (fetchShape, expected) => {
	service.set({ fetchShape, numericIds: true, createdAtFormat: 'epoch seconds' });
	service.addInterview({ ...JANE, createdAt: 5000, extra: { score: 9 } });
	const { body, text } = await list(service, { interviewId: '1001' });
	expect(body).toMatchObject(expected as object);
	expect(text).toMatch(/"id":1001,.*"created_?[aA]t":5[,}]/);
});

const key = expect.stringContaining('test-key-for-the-local-service') as string;
const escapedKey = expect.stringContaining('test\\u002dkey') as string;
const ANOTHER_CANDIDATE = { email: ANOTHER.email, interviewLink: ANOTHER.interviewLink };

test.each<[created: number, Fault, seen: object]>([
	[0, { kind: 'reset' }, { failed: 'TypeError' }],
	[0, { kind: 'echoKey', status: 500 }, { text: key }],
	[0, { kind: 'echoKey', status: 500, spelling: '\\u', inJson: true }, { text: escapedKey }],
	[0, { kind: 'shape', shape: 'another candidate' }, { body: { data: ANOTHER_CANDIDATE } }],
	[0, { kind: 'hostile', status: 409, body: 'odd code' }, { body: { code: { toString: 1 } } }],
	[1, { kind: 'late', ms: 9999 }, { failed: 'TimeoutError' }],
	[1, { kind: 'dripBody', bytes: 100, everyMs: 1 }, { body: { code: 201 } }],
	[1, { kind: 'oddKeys' }, { body: { Data: { Email: JANE.email } } }],
])('creates %d by %j, or when told to', async (created, fault, seen) => {
	expect(await observe(fault)).toMatchObject(seen);
	expect(held()).toBe(created);
	if (created) return;
	await observe({ ...fault, carryOut: true } as Fault);
	expect(service.received.map(({ createdId }) => createdId)).toEqual([
		undefined,
		service.interviews[0]!.id,
	]);
});

const busy: Fault = { kind: 'status', status: 503 };

test('a mix strikes its share, the same candidates in any order, then lets them pass', async () => {
	const emails = Array.from({ length: 40 }, (_, n) => `c${n}@example.com`);
	const mix = { seed: 7, share: 0.25, faults: [busy], attempts: 1 };
	const struck = async (order: string[]) => {
		const all = await Promise.all(order.map((email) => create(service, { email })));
		return order.filter((_, i) => all[i]!.status === 503).sort();
	};
	service.set({ faults: { mix } });
	const first = await struck(emails);
	expect(Math.abs(first.length - 10)).toBeLessThan(7);
	expect(await struck(first)).toEqual([]);
	service.set({ faults: { mix } });
	expect(await struck([...emails].reverse())).toEqual(first);
});

test.each<object>([
	{ latancy: 5 },
	{ fetchShape: { at: 'data', row: 'none' } },
	{ fetchPaging: { ignores: ['none'] } },
	{ faults: { rules: [{ on: { job: 'none' }, fault: null }] } },
	{ faults: { perEmail: { 'a@x.io': [{ kind: 'shape', shape: 'none' }] } } },
])('%j does not pass for a switch', (switches) => {
	expect(() => service.set(switches)).toThrow(/none|latancy|job|kind/);
});
