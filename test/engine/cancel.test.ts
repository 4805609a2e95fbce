/*
 * Stopping an execution, measured at the service: nothing new is sent, and no wait is sat out.
 */
import { type LocalService, startService } from '../service/service.cts';
import { after, createLinks, people, until } from '../support/create-links.cts';

let service: LocalService;

beforeAll(async () => {
	service = await startService();
});
afterAll(() => service.stop());
beforeEach(() => service.reset());
afterEach(() => jest.restoreAllMocks());

/** What was on its way when the execution was stopped may still arrive. */
const GRACE_MS = 50;

/** Runs until the service has got so many requests, then stops the execution. */
async function cancelAfter(requests: number, options = {}) {
	let cancelledAt = Infinity;
	const { seconds } = await createLinks(service, {
		items: people(200),
		options,
		cancelWhen: until(() => service.received.length >= requests).then(() => {
			cancelledAt = Date.now();
		}),
	});
	await after(3 * GRACE_MS);
	const sentLater = service.received.filter(({ at }) => at > cancelledAt + GRACE_MS).length;
	return { sent: service.received.length, sentLater, seconds };
}

describe('a cancelled execution', () => {
	it.each([1, 5, 20])('sends nothing more, with %i at once', async (concurrency) => {
		service.set({ latency: 10 });

		const { sent, sentLater } = await cancelAfter(30, { concurrency });

		expect(sentLater).toBe(0);
		expect(sent).toBeLessThanOrEqual(30 + 2 * concurrency);
	});

	it('does not sit out the pause the service asked for', async () => {
		service.set({
			faults: { always: { create: { kind: 'status', status: 429, retryAfter: 30 } } },
		});

		const { sentLater, seconds } = await cancelAfter(1);

		expect(sentLater).toBe(0);
		expect(seconds).toBeLessThan(5);
	});

	it('does not sit out the wait before another try', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.999);
		service.set({ faults: { always: { create: { kind: 'reset' } } } });

		const { sentLater, seconds } = await cancelAfter(10, { maxTries: 10 });

		expect(sentLater).toBe(0);
		expect(seconds).toBeLessThan(1.4);
	});

	it('does not wait for an answer that does not come', async () => {
		service.set({ faults: { always: { create: { kind: 'stall' } } } });

		const { sentLater, seconds } = await cancelAfter(5);

		expect(sentLater).toBe(0);
		expect(seconds).toBeLessThan(5);
	});

	it('looks nothing up any more', async () => {
		service.set({ latency: 10, refuseAll: '409 JSON' });

		await cancelAfter(20);

		expect(service.counters.fetch).toBe(0);
	});
});
