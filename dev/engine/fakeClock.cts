import type { Clock } from '../../nodes/InterviewFlowAi/shared/run.ts';

/** A clock whose waits take no time: it jumps to the end of the wait that ends first. */
export interface FakeClock extends Clock {
	/** Every wait that was asked for, in milliseconds. */
	readonly waits: number[];
	/** Time that passes by itself, such as while a request is on its way. */
	pass(ms: number): void;
}

/** @param random what every draw gives, from 0 to 1 */
export function fakeClock(random = 0.5, start = Date.parse('2026-03-01T12:00:00Z')): FakeClock {
	const waits: number[] = [];
	const waiting: Array<{ until: number; wake: () => void }> = [];
	let now = start;

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
		random: () => random,
		pass: (ms) => {
			now += ms;
		},
		wait: (ms) =>
			new Promise((wake) => {
				waits.push(ms);
				waiting.push({ until: now + ms, wake });
				// Everything that can go on without waiting does so first.
				setImmediate(wakeNext);
			}),
	};
}
