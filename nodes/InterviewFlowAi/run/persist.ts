import { type Failure, nextStep } from '../api/retry';
import type { Clock } from './clock';
import type { GaveUp, Gate } from './gate';

/** One try: settled one way or the other, to be repeated, or overtaken by a cancelled execution. */
export type Try<T> = { settled: T } | { failure: Failure; reason: string } | { cancelled: true };

/**
 * How persisting ended. `lostSince` is when the first try began whose answer never came, in milliseconds since 1970;
 * `unsent` that no try was made at all.
 */
export type Ending<T> = { lostSince?: number } & (
	| { settled: T }
	| (GaveUp & { tries: number; unsent: boolean })
	| { cancelled: true }
);

/** What the requests of a run share. */
export interface Run {
	clock: Clock;
	gate: Gate;
	isCancelled: () => boolean;
	/** Tries per candidate or page that may come to nothing. */
	maxTries: number;
	/** For each request, in milliseconds. */
	timeoutMs: number;
}

/**
 * Tries something until it is settled or patience ends, waiting in between as `nextStep` says.
 *
 * @param lostSince when an earlier run of the node lost this request's answer
 */
export async function persist<T>(
	run: Run,
	attempt: () => Promise<Try<T>>,
	lostSince?: number,
): Promise<Ending<T>> {
	const { clock, gate } = run;
	let [tries, throttled, waitedMs] = [0, 0, 0];
	for (;;) {
		if (!(await gate.pass())) {
			const closed = gate.closed();
			if (!closed) return { cancelled: true, lostSince };
			return { ...closed, tries, unsent: tries + throttled === 0, lostSince };
		}
		const startedAt = clock.now();
		const result = await attempt();
		if ('cancelled' in result) return { cancelled: true, lostSince: lostSince ?? startedAt };
		if ('settled' in result) {
			gate.answered();
			return { settled: result.settled, lostSince };
		}

		const { failure, reason } = result;
		gate.failed();
		if (failure.kind === 'throttled') throttled++;
		else tries++;
		if (failure.kind === 'lost') lostSince ??= startedAt;
		const stuckMs = gate.stuckMs();
		const step = nextStep(
			failure,
			{ tries, throttled, waitedMs, stuckMs },
			run.maxTries,
			clock.random,
		);
		if (!step.again) {
			const why = { gaveUp: failure.kind, reason, askedMs: step.askedMs };
			gate.gaveUp(why);
			return { ...why, tries, unsent: false, lostSince };
		}
		if (step.wholeRun) {
			gate.pause(step.waitMs);
		} else {
			waitedMs += step.waitMs;
			await clock.wait(step.waitMs);
		}
	}
}
