/** Sends a request until it is answered or given up: for creating, for reading and for job lists alike. */
import { type Answered, judge } from './reply';
import { type Result, wrong } from './result';
import { nextStep } from './retry';
import type { GaveUp, Run } from './run';
import type { Request } from './send';

/** The times between which tries got lost, each in milliseconds since 1970 on this machine's clock. */
export interface LostTries {
	/** When the first try began whose answer never came. */
	since: number;
	/** When the last of them was given up. */
	until: number;
}

/**
 * How it ended:
 * - `answered`: with what was read in the answer.
 * - `impossible`: it cannot be sent like this; `reason` is a short phrase.
 * - `gaveUp`: `tries` says how many got no answer; `unsent` that not one try was made.
 * - `cutShort`: the run was over first.
 *
 * `lost` is there when a try got lost on the way.
 */
export type Ending<T> = { lost?: LostTries } & (
	| { kind: 'answered'; value: T }
	| { kind: 'impossible'; reason: string }
	| ({ kind: 'gaveUp'; tries: number; unsent: boolean } & GaveUp)
	| { kind: 'cutShort' }
);

export interface Attempt<T> {
	request: Omit<Request, 'timeoutMs'>;
	/** What it is about, such as a job; giving up counts for that alone. */
	scope: string;
	/** A problem is a short phrase why the answer counts as lost, so that the request is sent again. */
	read: (answered: Answered) => Result<T>;
	/** When an earlier run of the node lost this request's answer. */
	lost?: LostTries;
}

/** What is read in an answer of a service that broke down. */
export const brokenDown = ({ status }: Answered) => wrong(`the service answered ${status}`);

/** Sends until an answer was read or patience ends, and waits in between as {@link nextStep} says. Never throws. */
export async function sendWithRetry<T>(
	run: Run,
	{ request, scope, read, lost: lostBefore }: Attempt<T>,
): Promise<Ending<T>> {
	const { clock, timeoutMs } = run;
	let [tries, throttled, waitedMs, lost] = [0, 0, 0, lostBefore];
	const loseSince = (since: number) => {
		lost = { since: lost?.since ?? since, until: clock.now() };
	};
	for (;;) {
		if (!(await run.pass(scope))) {
			const closed = run.closed(scope);
			if (!closed) return { kind: 'cutShort', lost };
			return { kind: 'gaveUp', ...closed, tries, unsent: tries + throttled === 0, lost };
		}
		const startedAt = clock.now();
		const judged = judge(await run.send({ ...request, timeoutMs }), clock.now());
		if (judged.kind === 'cancelled') {
			loseSince(startedAt);
			return { kind: 'cutShort', lost };
		}
		if (judged.kind === 'impossible') return { kind: 'impossible', reason: judged.reason, lost };

		const failure = judged.kind === 'answered' ? failureIn(judged, read) : judged;
		if (failure.kind === 'read') {
			run.answered(scope);
			return { kind: 'answered', value: failure.value, lost };
		}
		const isThrottled = failure.kind === 'throttled';
		run.failed(scope, isThrottled);
		if (isThrottled) throttled++;
		else tries++;
		if (failure.kind === 'lost') loseSince(startedAt);

		const progress = { tries, throttled, waitedMs, stuckMs: run.stuckMs(scope) };
		const step = nextStep(failure, progress, run.maxTries, clock.random);
		if (!step.again) {
			const why: GaveUp = {
				why: failure.kind,
				reason: isThrottled ? '' : failure.reason,
				words: 'words' in failure ? failure.words : '',
				askedMs: step.askedMs,
				isQuota: isThrottled && failure.isQuota,
			};
			run.gaveUp(scope, why);
			return { kind: 'gaveUp', ...why, tries, unsent: false, lost };
		}
		if (step.wholeRun) {
			run.pause(step.waitMs);
		} else {
			waitedMs += step.waitMs;
			await clock.wait(step.waitMs);
		}
	}
}

type ReadAnswer<T> = { kind: 'read'; value: T } | { kind: 'lost'; reason: string; words: string };

/** Reads an answer. Whatever it holds, it is this request's alone: what throws is an answer that cannot be read. */
function failureIn<T>(answered: Answered, read: (answered: Answered) => Result<T>): ReadAnswer<T> {
	const lost = (reason: string): ReadAnswer<T> => ({
		kind: 'lost',
		reason,
		words: answered.said.message,
	});
	try {
		const reading = read(answered);
		return reading.ok ? { kind: 'read', value: reading.value } : lost(reading.problem);
	} catch {
		return lost('its answer could not be read');
	}
}
