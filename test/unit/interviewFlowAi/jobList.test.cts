import {
	DEFAULT_JOBS,
	startService,
	type LocalService,
} from '../../../dev/interviewFlowAi/service.cts';
import { request } from './client.cts';

let service: LocalService;
beforeAll(async () => (service = await startService()));
afterAll(() => service.stop());
beforeEach(() => service.reset());

const list = async (path = '/jobs', init?: RequestInit) =>
	await request(new URL(path, service.url).href, init);

test('is an array of ids and titles by default', async () => {
	const { status, body } = await list();
	expect(status).toBe(200);
	expect(body).toEqual(DEFAULT_JOBS.map(({ id, title }) => ({ id, title })));
});

test.each(['data', 'jobs', 'interviewers', 'items', 'results'] as const)(
	'may stand under %s',
	async (container) => {
		service.set({ jobList: { container } });
		expect((await list()).body).toMatchObject({ [container]: [{}, {}, {}], next: null });
	},
);

test('has other keys and other entries on request', async () => {
	service.addJob({ id: 'old', title: 'Typist', visibility: 'public', archived: true });
	service.set({
		jobList: { idKey: 'uuid', titleKey: 'role', extraEntries: [null, { uuid: 'x' }] },
	});
	expect(((await list()).body as unknown[]).slice(-3)).toEqual([
		{ uuid: 'old', role: 'Typist', archived: true },
		null,
		{ uuid: 'x' },
	]);
	service.set({ jobList: { archivedAs: 'status: closed' } });
	expect(((await list()).body as unknown[])[3]).toEqual({
		uuid: 'old',
		role: 'Typist',
		status: 'closed',
	});
});

test.each(['next', 'nextPage', 'pagination.next'] as const)(
	'links page to page by %s',
	async (nextKey) => {
		service.set({ jobList: { container: 'data', pageSize: 2, nextKey } });
		const next = (body: unknown) =>
			nextKey === 'pagination.next'
				? (body as { pagination: { next: string } }).pagination.next
				: (body as Record<string, string>)[nextKey]!;
		const first = (await list()).body;
		const second = (await list(next(first))).body;
		expect([first, second].map((body) => (body as { data: unknown[] }).data.length)).toEqual([
			2, 1,
		]);
		expect(next(second)).toBeNull();
	},
);

test.each([
	['relative', '/jobs?page=2'],
	['absolute', 'SERVICE/jobs?page=2'],
	['loop', '/jobs?page=1'],
	['http://127.0.0.1:9', 'http://127.0.0.1:9/jobs?page=2'],
] as const)('a next link that is %s', async (nextLink, expected) => {
	service.set({ jobList: { container: 'data', pageSize: 1, nextLink } });
	const { next } = (await list()).body as { next: string };
	expect(next.replace(service.url, 'SERVICE')).toBe(expected);
});

test('may be elsewhere, may need the API key, and shows which headers it got', async () => {
	service.set({ jobList: { path: '/api/external/interviewers', needsKey: true } });
	expect((await list()).status).toBe(404);
	expect((await list('/api/external/interviewers?of=me')).status).toBe(401);
	const headers = { 'x-api-key': service.apiKey };
	expect((await list('/api/external/interviewers', { headers })).status).toBe(200);
	const keys = service.received.map((received) => received.headers['x-api-key']);
	expect(keys).toEqual([undefined, undefined, service.apiKey]);
	expect(service.counters).toMatchObject({ jobs: 2, other: 1 });
});
