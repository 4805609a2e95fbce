/*
 * Stopping an execution, measured at the service: nothing new is sent, and no wait is sat out.
 */
import { after, people, until } from '../../dev/engine/createLinks.cts';
import { create, service } from './localService.cts';

/** Requests that may be on their way when nothing else is set. */
const DEFAULT_CONCURRENCY = 5;

/** Long enough for many more requests, if any were sent. */
const A_WHILE_MS = 150;

/**
 * Runs until the service has got so many requests, then stops the execution.
 *
 * @returns how many arrived after that; no more can than were on their way
 */
async function cancelAfter(requests: number, options = {}) {
	let sent = 0;
	const cancelWhen = until(() => service.received.length >= requests).then(() => {
		sent = service.received.length;
	});
	const { seconds } = await create(people(200), { options, cancelWhen });
	await after(A_WHILE_MS);
	return { sent, sentLater: service.received.length - sent, seconds };
}

describe('a cancelled execution', () => {
	it.each([1, 20])('sends nothing more, with %i at once', async (concurrency) => {
		service.set({ latency: 10 });

		const { sent, sentLater } = await cancelAfter(30, { concurrency });

		expect(sent).toBeLessThan(60);
		expect(sentLater).toBeLessThanOrEqual(concurrency);
	});

	it('does not wait for an answer that does not come', async () => {
		service.set({ faults: { always: { create: { kind: 'stall' } } } });

		const { sentLater, seconds } = await cancelAfter(5);

		expect(sentLater).toBeLessThanOrEqual(DEFAULT_CONCURRENCY);
		expect(seconds).toBeLessThan(5);
	});

	it('looks nothing up any more', async () => {
		service.set({ latency: 10, refuseAll: '409 JSON' });

		await cancelAfter(20);

		expect(service.counters.fetch).toBe(0);
	});
});
