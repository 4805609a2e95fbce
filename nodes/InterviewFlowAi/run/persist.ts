import { type Failure, nextStep } from '../api/retry';
import type { Clock } from './clock';
import type { Gate } from './gate';

/** One try: settled one way or the other, to be repeated, or overtaken by a cancelled execution. */
export type Try<T> = { settled: T } | { failure: Failure; reason: string } | { cancelled: true };

/**
 * How persisting ended. `lostSince` is when the first try began whose answer never came, in milliseconds since 1970.
 * `gaveUp` is the last failure; `askedMs` the wait the service asked for in vain; `unsent` that no try was made at all.
 */
export type Ending<T> = { lostSince?: number } & (
	| { settled: T }
	| { gaveUp: Failure['kind']; reason: string; tries: number; askedMs?: number; unsent: boolean }
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
			if (run.isCancelled()) return { cancelled: true, lostSince };
			const unsent = tries + throttled === 0;
			const askedMs = gate.closedFor();
			return { gaveUp: 'throttled', reason: '', tries, askedMs, unsent, lostSince };
		}
		const startedAt = clock.now();
		const result = await attempt();
		if ('cancelled' in result) return { cancelled: true, lostSince: lostSince ?? startedAt };
		if ('settled' in result) {
			gate.movedOn();
			return { settled: result.settled, lostSince };
		}

		const { failure, reason } = result;
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
			if (step.askedMs !== undefined) gate.close(step.askedMs);
			const { askedMs } = step;
			return { gaveUp: failure.kind, reason, tries, askedMs, unsent: false, lostSince };
		}
		if (step.wholeRun) {
			gate.pause(step.waitMs);
		} else {
			waitedMs += step.waitMs;
			await clock.wait(step.waitMs);
		}
	}
}
