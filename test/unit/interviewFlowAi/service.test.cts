/** What the service says of itself, which other tests believe: its records, its clock, its counters. */
import { startService, type LocalService } from '../../../dev/interviewFlowAi/service.cts';
import { create, JANE, post, request } from './client.cts';

const NOON = Date.UTC(2026, 6, 1, 12);

let now = NOON;
let service: LocalService;
beforeAll(async () => (service = await startService({ now: () => now })));
afterAll(() => service.stop());
beforeEach(() => {
	now = NOON;
	service.reset();
});

test('keeps every request as it arrived, or only counts them', async () => {
	await create(service);
	const [rawBody, createdId] = [JSON.stringify(JANE), service.interviews[0]!.id];
	const headers = { 'x-api-key': service.apiKey };
	expect(service.received).toMatchObject([
		{ endpoint: 'create', headers, body: JANE, rawBody, at: NOON, status: 201, createdId },
	]);
	service.set({ record: false });
	await create(service);
	expect(service.received).toHaveLength(1);
	expect(service.counters).toMatchObject({ create: 2, statuses: { 201: 1, 409: 1 } });
});

test('its clock dates answers and interviews, and can be wrong or silent', async () => {
	for (const [dateHeader, expected] of [
		[true, 'Wed, 01 Jul 2026 11:00:00 GMT'],
		[false, null],
	] as const) {
		service.reset();
		service.set({ clockOffset: -3_600_000, dateHeader });
		const { headers, body } = await create(service);
		expect(headers.get('date')).toBe(expected);
		expect(body).toMatchObject({ data: { createdAt: '2026-07-01T11:00:00.000Z' } });
	}
});

test('a token bucket limits the rate', async () => {
	service.set({ rateLimit: { perSecond: 2, burst: 3, retryAfter: 1 } });
	const seen = [];
	for (const n of [1, 2, 3, 4, 5, 6]) {
		if (n === 5) now += 500;
		const { status, headers } = await create(service, { email: `${n}@x.io` });
		seen.push(headers.get('retry-after') ?? status);
	}
	expect(seen).toEqual([201, 201, 201, '1', 201, '1']);
});

test('counts requests in flight, also those a client gave up', async () => {
	service.set({ faults: { always: { create: { kind: 'stall' } } } });
	const abort = new AbortController();
	const stalled = [1, 2, 3].map(() => create(service, {}, { signal: abort.signal }));
	while (service.inFlight() < 3) await new Promise(setImmediate);
	abort.abort();
	await Promise.allSettled(stalled);
	while (service.inFlight() > 0) await new Promise(setImmediate);
	expect(service.maxInFlight).toBe(3);
});

test('a reset forgets everything, and requests under way cannot spill over', async () => {
	service.addJob({ id: 'new', title: 'New', visibility: 'public' });
	service.set({ duplicateDialect: '422 detail', latency: 20 });
	const underWay = create(service);
	while (service.inFlight() === 0) await new Promise(setImmediate);
	service.reset();
	await underWay;
	expect([service.interviews, service.received, service.jobs.length]).toEqual([[], [], 3]);
	await create(service);
	expect((await create(service)).status).toBe(409);
});

test('another process can do all of it, which counts as no request', async () => {
	const control = (path: string, body: unknown) => post(service, `/__local/${path}`, body);
	const read = async (path: string) => (await request(`${service.url}/__local/${path}`)).body;
	await control('jobs', { id: 'j', title: 'Pilot', visibility: 'public' });
	await control('interviews', [{ ...JANE, jobId: 'j' }]);
	await control('set', { duplicateDialect: '422 detail', faults: null });
	expect((await create(service, { jobId: 'j' })).status).toBe(422);
	expect(await read('state')).toMatchObject({
		counters: { create: 1, other: 0, statuses: { 422: 1 } },
		interviews: [{ ...JANE, jobId: 'j' }],
		jobs: { length: 4 },
	});
	expect(await read('received')).toMatchObject([{ endpoint: 'create', status: 422 }]);
	await control('reset', {});
	expect(await read('state')).toMatchObject({ counters: { create: 0 }, interviews: [] });
	expect((await control('set', { latancy: 5 })).status).toBe(400);
});
