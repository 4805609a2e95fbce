/* A run of the node whose waits take no time. */
import { createRun } from '../../nodes/InterviewFlowAi/shared/run';

type Means = Parameters<typeof createRun>[2];

/** A run on a clock of its own, which is over as soon as it is ended. */
export function testRun(means: Partial<Means> = {}) {
	const clock = fakeClock();
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

/** A clock that goes to the end of the wait that ends first, without waiting. */
function fakeClock() {
	/** Every wait that was asked for, in milliseconds. */
	const waits: number[] = [];
	const waiting: Array<{ until: number; wake: () => void }> = [];
	let now = Date.parse('2026-03-01T12:00:00Z');

	const wakeNext = () => {
		waiting.sort((a, b) => a.until - b.until);
		const next = waiting.shift();
		if (!next) return;
		now = Math.max(now, next.until);
		next.wake();
	};

	return {
		waits,
		now: () => now,
		random: () => 0.5,
		/** Time that passes by itself, such as while a request is on its way. */
		pass(ms: number) {
			now += ms;
		},
		wait: (ms: number) =>
			new Promise<void>((wake) => {
				waits.push(ms);
				waiting.push({ until: now + ms, wake });
				// Everything that can go on without waiting does so first.
				setImmediate(wakeNext);
			}),
	};
}
