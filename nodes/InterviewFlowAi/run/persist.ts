import type { NoAnswer } from '../api/client';
import { type Failure, nextStep } from '../api/retry';
import { type Clock, machineClock } from './clock';
import { type GaveUp, type Gate, openGate } from './gate';

/** One try: settled one way or the other, to be repeated, or cut short by a cancelled execution. */
export type Try<T> = { settled: T } | { failure: Failure; reason: string } | { cutShort: true };

/**
 * What it means for a try that no answer came.
 *
 * @param impossible settles what can never be sent like this; it is told why
 */
export function unanswered<T>(reply: NoAnswer, impossible: (reason: string) => T): Try<T> {
	switch (reply.kind) {
		case 'cancelled':
			return { cutShort: true };
		case 'impossible':
			return { settled: impossible(reply.reason) };
		case 'neverArrived':
		case 'lost':
			return { failure: { kind: reply.kind }, reason: reply.reason };
	}
}

/**
 * How persisting ended. `lostSince` is when the first try began whose answer never came, in milliseconds since 1970;
 * `unsent` that no try was made at all.
 */
export type Ending<T> = { lostSince?: number } & (
	| { settled: T }
	| (GaveUp & { tries: number; unsent: boolean })
	| { cutShort: true }
);

/** What the requests of a run share. */
export interface Run {
	clock: Clock;
	gate: Gate;
	/** Whether nothing more may be sent. */
	isOver: () => boolean;
	/** Nothing more is sent from now on, and waits end at once; what is on its way is awaited. */
	end: () => void;
	/** Tries per candidate or page that may come to nothing. */
	maxTries: number;
	/** For each request, in milliseconds. */
	timeoutMs: number;
}

/**
 * Starts a run, which has to be ended: in a loop, the listeners of many runs would gather on n8n's signal.
 *
 * @param cancelled ends it from outside
 */
export function startRun<T extends Pick<Run, 'maxTries' | 'timeoutMs'>>(
	cancelled: AbortSignal | undefined,
	limits: T,
): Run & T {
	const over = new AbortController();
	const end = () => {
		cancelled?.removeEventListener('abort', end);
		over.abort();
	};
	cancelled?.addEventListener('abort', end);
	if (cancelled?.aborted) end();
	const isOver = () => over.signal.aborted;
	const clock = machineClock(over.signal);
	return { ...limits, clock, gate: openGate(clock, isOver), isOver, end };
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
			if (!closed) return { cutShort: true, lostSince };
			return { ...closed, tries, unsent: tries + throttled === 0, lostSince };
		}
		const startedAt = clock.now();
		const result = await attempt();
		if ('cutShort' in result) return { cutShort: true, lostSince: lostSince ?? startedAt };
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
