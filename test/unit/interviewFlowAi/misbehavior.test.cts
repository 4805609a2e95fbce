/** A misbehavior that does not happen lets every test that asks for it pass: each one seen by a client. */
import {
	DUPLICATE_DIALECTS,
	FETCH_SHAPES,
	NOT_DUPLICATE_DIALECTS,
	speak,
	startService,
	type Fault,
	type LocalService,
	type Switches,
} from '../../../dev/interviewFlowAi/service.cts';
import { create, JANE, list, PUBLIC_JOB, request } from './client.cts';

let service: LocalService;
beforeAll(async () => (service = await startService()));
afterAll(() => service.stop());
beforeEach(() => service.reset());

const namesOf = <T extends object>(table: T) => Object.keys(table) as Array<keyof T & string>;
const held = () => service.interviews.length;

/** What a client sees of one create request that meets the fault; `failed` when it sees no whole answer. */
async function observe(fault: Fault) {
	service.set({ faults: { sequence: { create: [fault] } } });
	const signal = AbortSignal.timeout(250);
	return await create(service, {}, { signal }).catch(({ name }: Error) => ({ failed: name }));
}

test.each(namesOf(DUPLICATE_DIALECTS))('"%s" refuses who has an interview', async (dialect) => {
	service.set({ duplicateDialect: dialect });
	const { status, body = '' } = speak(dialect, service.addInterview(JANE));
	const reply = await create(service);
	expect([reply.status, reply.body ?? reply.text, held()]).toEqual([status, body, 1]);
});

test.each(namesOf(NOT_DUPLICATE_DIALECTS))('"%s" creates nothing', async (refuseAll) => {
	service.set({ refuseAll });
	const { status } = await create(service);
	expect([status, held()]).toEqual([NOT_DUPLICATE_DIALECTS[refuseAll].status, 0]);
});

test.each(namesOf(FETCH_SHAPES))('"%s" lists the interview', async (fetchShape) => {
	service.set({ fetchShape });
	const { id, email, interviewLink } = service.addInterview(JANE);
	const { text } = await list(service);
	expect(text.toLowerCase()).toContain(`"${email}"`);
	expect(text).toContain(`"${id}"`);
	expect(text.includes(interviewLink)).toBe(FETCH_SHAPES[fetchShape].givesLink);
});

test.each<[Partial<Switches>, string]>([
	[{}, 'DC'],
	[{ fetchOrder: 'oldest first' }, 'CD'],
	[{ fetchPaging: 'ignores page' }, 'FE'],
	[{ fetchPaging: { fixedPageSize: 4 } }, 'BA'],
])('%j: page 2 of 2 holds %s', async (switches, expected) => {
	service.set(switches);
	[...'ABCDEF'].forEach((name, createdAt) => service.addInterview({ ...JANE, name, createdAt }));
	const { body } = await list(service, { page: 2, limit: 2 });
	expect(body.data.map(({ name }: { name: string }) => name).join('')).toBe(expected);
});

const key = expect.stringContaining('test-key-for-the-local-service') as string;
const half = expect.stringMatching(/^\{"data":.*[^}]$/) as string;

test.each<[Fault, object]>([
	[
		{ kind: 'status', status: 500, body: { odd: 1 } },
		{ status: 500, body: { odd: 1 } },
	],
	[
		{ kind: 'refuse', dialect: '409 with interview' },
		{ status: 409, body: { data: JANE } },
	],
	[{ kind: 'stall' }, { failed: 'TimeoutError' }],
	[{ kind: 'reset' }, { failed: 'TypeError' }],
	[
		{ kind: 'html', status: 201 },
		{ status: 201, body: undefined },
	],
	[
		{ kind: 'empty', status: 200 },
		{ status: 200, text: '' },
	],
	[
		{ kind: 'json', status: 200, body: { error: null } },
		{ status: 200, text: '{"error":null}' },
	],
	[{ kind: 'redirect', status: 307, location: 'http://127.0.0.1:9' }, { status: 307 }],
	[{ kind: 'hugeBody', status: 200, megabytes: 2 }, { body: { data: 'x'.repeat(2 ** 21) } }],
	[{ kind: 'echoKey', status: 500 }, { text: key }],
])('%j replaces the answer and creates only when told to', async (fault, expected) => {
	expect(await observe(fault)).toMatchObject(expected);
	expect(held()).toBe(0);
	await observe({ ...fault, carryOut: true } as Fault);
	expect(service.received.map(({ createdId }) => createdId)).toEqual([
		undefined,
		service.interviews[0]!.id,
	]);
});

test.each<[Fault, object, created?: number]>([
	[{ kind: 'slow', ms: 10 }, { status: 201 }],
	[{ kind: 'slow', ms: 9999 }, { failed: 'TimeoutError' }, 0],
	[{ kind: 'late', ms: 9999 }, { failed: 'TimeoutError' }],
	[{ kind: 'stallBody' }, { failed: 'TimeoutError' }],
	[{ kind: 'halfBodyReset' }, { failed: 'TypeError' }],
	[{ kind: 'dripBody', bytes: 100, everyMs: 1 }, { body: { code: 201 } }],
	[{ kind: 'truncatedJson' }, { status: 201, text: half }],
	[{ kind: 'contentType', type: 'text/plain' }, { body: { code: 201 } }],
	[{ kind: 'gzip' }, { body: { code: 201 } }],
	[{ kind: 'oddKeys' }, { body: { Data: { Email: JANE.email } } }],
])('%j spoils the answer of an interview that exists', async (fault, expected, created = 1) => {
	expect(await observe(fault)).toMatchObject(expected);
	expect(held()).toBe(created);
});

const busy: Fault = { kind: 'status', status: 503 };

test.each<[Switches['faults'], number[]]>([
	[{ sequence: { create: [busy, null, busy] } }, [503, 201, 503]],
	[{ perEmail: { 'B@x.io': [busy] } }, [201, 503, 201]],
	[{ always: { create: busy, jobs: busy } }, [503, 503, 503]],
	[{ always: { fetch: busy } }, [201, 201, 201]],
	[({ attempt }, n) => (n + attempt > 1 ? busy : undefined), [201, 201, 503]],
])('the plan %j strikes what it says', async (faults, expected) => {
	service.set({ faults });
	const statuses = [];
	for (const n of 'abc') statuses.push((await create(service, { email: `${n}@x.io` })).status);
	expect(statuses).toEqual(expected);
});

test('a mix strikes its share, the same candidates in any order, then lets them pass', async () => {
	const emails = Array.from({ length: 200 }, (_, n) => `c${n}@example.com`);
	const mix = { seed: 7, share: 0.25, faults: [busy], attempts: 1 };
	const struck = async (order: string[]) => {
		const all = await Promise.all(order.map((email) => create(service, { email })));
		return order.filter((_, i) => all[i]!.status === 503).sort();
	};
	service.set({ faults: { mix } });
	const first = await struck(emails);
	expect(Math.abs(first.length - 50)).toBeLessThan(20);
	expect(await struck(first)).toEqual([]);
	service.set({ faults: { mix } });
	expect(await struck([...emails].reverse())).toEqual(first);
});

test.each(['duplicateDialect', 'refuseAll', 'fetchShape', 'latancy'])('an unknown %s', (name) => {
	expect(() => service.set({ [name]: 'none' })).toThrow(/is named "none"|'latancy'|Invalid/);
});

test('the list of jobs has pages, foreign links and other keys', async () => {
	const nextLink = 'http://127.0.0.1:9';
	service.set({ jobList: { container: 'data', pageSize: 2, idKey: 'uuid', nextLink } });
	const [data, next] = [[{ uuid: PUBLIC_JOB.id }, {}], 'http://127.0.0.1:9/jobs?page=2'];
	expect((await request(`${service.url}/jobs`)).body).toMatchObject({ data, next });
	service.set({ jobList: { needsKey: true } });
	expect((await request(`${service.url}/jobs`)).status).toBe(401);
});
