/* A run of the node whose waits take no time. */
import { createRun, type Run } from '../../nodes/InterviewFlowAi/shared/run';
import { type FakeClock, fakeClock } from '../../dev/engine/fakeClock.cts';

type Means = Parameters<typeof createRun>[2];

/** A run on a clock of its own, which is over as soon as it is ended. */
export function testRun(means: Partial<Means> = {}, random = 0.5): Run & { clock: FakeClock } {
	const clock = fakeClock(random);
	const run = createRun(clock, new AbortController(), {
		maxTries: 3,
		timeoutMs: 1000,
		concurrency: 1,
		account: { apiKey: 'key', baseUrl: 'http://x', data: {} },
		send: async () => ({ kind: 'impossible', reason: 'there is no service' }),
		...means,
	});
	return { ...run, clock };
}
