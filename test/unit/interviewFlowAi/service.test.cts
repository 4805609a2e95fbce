/** What the service says of itself and other tests believe, as far as none of them would notice. */
import { startService, type LocalService } from '../../../dev/interviewFlowAi/service.cts';
import { create } from './client.cts';

const NOON = Date.UTC(2026, 6, 1, 12);

let now = NOON;
let service: LocalService;
beforeAll(async () => (service = await startService({ now: () => now })));
afterAll(() => service.stop());
beforeEach(() => {
	now = NOON;
	service.reset();
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
