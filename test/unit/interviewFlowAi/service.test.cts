import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CREATE_PATH } from '../../../dev/interviewFlowAi/contract.cts';
import {
	startService,
	TEST_API_KEY,
	type LocalService,
} from '../../../dev/interviewFlowAi/service.cts';
import { candidate, create, post, PRIVATE_JOB, PUBLIC_JOB, request } from './client.cts';

const NOON = Date.UTC(2026, 6, 1, 12);

let now = NOON;
let service: LocalService;
beforeAll(async () => (service = await startService({ now: () => now })));
afterAll(() => service.stop());
beforeEach(() => {
	now = NOON;
	service.reset();
});

test('listens on this machine only, under a URL without a trailing slash', () => {
	expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

test('keeps every request as it arrived', async () => {
	await create(service, { email: 'JANE@example.com' });
	expect(service.received).toHaveLength(1);
	expect(service.received[0]).toMatchObject({
		method: 'POST',
		path: CREATE_PATH,
		endpoint: 'create',
		headers: { 'x-api-key': TEST_API_KEY, 'content-type': 'application/json' },
		body: candidate({ email: 'JANE@example.com' }),
		rawBody: JSON.stringify(candidate({ email: 'JANE@example.com' })),
		at: NOON,
		status: 201,
		createdId: service.interviews[0]!.id,
	});
});

test('without records only the counters grow', async () => {
	service.set({ record: false });
	await create(service);
	await create(service);
	expect(service.received).toHaveLength(0);
	expect(service.counters).toMatchObject({ create: 2, statuses: { 201: 1, 409: 1 } });
});

test('an interview from before the run is a duplicate and keeps its date', async () => {
	const earlier = service.addInterview({
		jobId: PRIVATE_JOB.id,
		name: 'Jane Doe',
		email: 'Jane.Doe@example.com',
		createdAt: '2026-01-01T00:00:00.000Z',
	});
	expect(earlier).toMatchObject({
		email: 'jane.doe@example.com',
		status: 'draft',
		createdAt: '2026-01-01T00:00:00.000Z',
	});
	expect((await create(service, { jobId: PRIVATE_JOB.id })).status).toBe(409);
});

test('its clock dates answers and interviews, and can be wrong or silent', async () => {
	const dates = async (email: string) => {
		const { headers, body } = await create(service, { email });
		return [headers.get('date'), (body as { data: { createdAt: string } }).data.createdAt];
	};
	expect(await dates('a@x.io')).toEqual([
		'Wed, 01 Jul 2026 12:00:00 GMT',
		'2026-07-01T12:00:00.000Z',
	]);
	service.set({ clockOffset: -3_600_000 });
	expect(await dates('b@x.io')).toEqual([
		'Wed, 01 Jul 2026 11:00:00 GMT',
		'2026-07-01T11:00:00.000Z',
	]);
	service.set({ dateHeader: false });
	expect(await dates('c@x.io')).toEqual([null, '2026-07-01T11:00:00.000Z']);
});

test('a token bucket limits the rate', async () => {
	service.set({ rateLimit: { perSecond: 2, burst: 3, retryAfter: 1 } });
	const burst: number[] = [];
	for (const email of ['a@x.io', 'b@x.io', 'c@x.io']) {
		burst.push((await create(service, { email })).status);
	}
	const refused = await create(service, { email: 'd@x.io' });
	expect([...burst, refused.status]).toEqual([201, 201, 201, 429]);
	expect(refused.headers.get('retry-after')).toBe('1');
	now += 500;
	expect((await create(service, { email: 'd@x.io' })).status).toBe(201);
	expect((await create(service, { email: 'e@x.io' })).status).toBe(429);
	expect(service.counters.rateLimited).toBe(2);
	service.set({ rateLimit: null });
	expect((await create(service, { email: 'e@x.io' })).status).toBe(201);
});

test('counts requests in flight, also those a client gave up', async () => {
	service.set({ latency: 20 });
	const emails = ['a@x.io', 'b@x.io', 'c@x.io'];
	await Promise.all(emails.map((email) => create(service, { email })));
	expect(service.maxInFlight).toBe(3);
	expect(service.inFlight()).toBe(0);

	service.set({ latency: 0, faults: { always: { create: { kind: 'stall' } } } });
	const abort = new AbortController();
	const stalled = fetch(`${service.url}${CREATE_PATH}`, { method: 'POST', signal: abort.signal });
	while (service.inFlight() === 0) await new Promise(setImmediate);
	abort.abort();
	await expect(stalled).rejects.toThrow('aborted');
	while (service.inFlight() > 0) await new Promise(setImmediate);
});

test('a reset forgets everything, and requests under way cannot spill over', async () => {
	service.addJob({ id: 'new', title: 'New', visibility: 'public' });
	service.set({ duplicateDialect: '422 detail', latency: 20 });
	const underWay = create(service);
	while (service.inFlight() === 0) await new Promise(setImmediate);
	service.reset();
	await underWay;
	expect(service.interviews).toHaveLength(0);
	expect(service.received).toHaveLength(0);
	expect(service.jobs).toHaveLength(3);
	await create(service);
	expect((await create(service)).status).toBe(409);
});

test('stops at once although a request is open', async () => {
	const other = await startService({ faults: { always: { create: { kind: 'stall' } } } });
	const stalled = create(other).catch((error: Error) => error);
	while (other.inFlight() === 0) await new Promise(setImmediate);
	await other.stop();
	expect(await stalled).toMatchObject({ message: 'fetch failed' });
	await expect(create(other)).rejects.toThrow();
});

describe('the control surface', () => {
	const control = (path: string, body?: unknown) =>
		post(service, `/__local/${path}`, body ?? {}, { 'X-API-KEY': null });
	const state = async () => (await request(`${service.url}/__local/state`)).body;

	test('tells and changes everything, and counts as no request', async () => {
		await control('jobs', { id: 'j', title: 'Pilot', visibility: 'public' });
		await control('interviews', [{ jobId: 'j', name: 'Jane Doe', email: 'jane.doe@example.com' }]);
		await control('set', { duplicateDialect: '422 detail', faults: null });
		expect((await create(service, { jobId: 'j' })).status).toBe(422);
		expect(await state()).toMatchObject({
			counters: { create: 1, other: 0, statuses: { 422: 1 } },
			interviews: [{ jobId: 'j', email: 'jane.doe@example.com' }],
			jobs: { length: 4 },
			inFlight: 0,
			maxInFlight: 1,
		});
		const { body } = await request(`${service.url}/__local/received`);
		expect(body).toEqual([expect.objectContaining({ endpoint: 'create', status: 422 })]);
		await control('reset');
		expect(await state()).toMatchObject({ counters: { create: 0 }, interviews: [] });
	});

	test('refuses what it does not know', async () => {
		expect(await control('set', { latancy: 5 })).toMatchObject({
			status: 400,
			body: { message: 'No switch is named "latancy"' },
		});
		expect((await control('nothing')).status).toBe(404);
	});
});

test('runs as a process of its own until it is told to end', async () => {
	const root = join(__dirname, '../../..');
	const program = join(root, 'dev/interviewFlowAi/main.cts');
	const options = ['--key', 'test-key-2', '--rate', '1', '--any-job', '--set', '{"clockOffset":0}'];
	const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, ...options], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
		const { url } = JSON.parse(line) as { url: string };
		const headers = { 'X-API-KEY': 'test-key-2', 'Content-Type': 'application/json' };
		const send = () =>
			request(`${url}${CREATE_PATH}`, {
				method: 'POST',
				headers,
				body: JSON.stringify(candidate({ jobId: 'any' })),
			});
		expect([(await send()).status, (await send()).status]).toEqual([201, 429]);
	} finally {
		child.kill('SIGTERM');
	}
	const [code] = (await once(child, 'exit')) as [number];
	expect(code).toBe(0);
}, 15_000);

test('knows a public and a private job', () => {
	expect([PUBLIC_JOB.visibility, PRIVATE_JOB.visibility]).toEqual(['public', 'private']);
});
