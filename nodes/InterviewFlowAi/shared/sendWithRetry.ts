/** Sends a request until it is answered or given up: for creating, for reading and for job lists alike. */
import { type Answered, judge } from './reply';
import { type Result, wrong } from './result';
import { nextWait } from './retry';
import type { Run } from './run';
import type { Failure, Request } from './send';

/** The time of the tries whose answers got lost, in milliseconds since 1970 by this machine's clock. */
export interface LostTries {
	/** When the first of them began. */
	since: number;
	/** When the last of them was given up. */
	until: number;
}

/**
 * How it ended:
 * - `answered`: `value` is what was read in the answer.
 * - `gaveUp`: `failure` is that of the last try, `tries` the number of those without an answer. `unsent` says that there
 *   was no try at all, because the run was over, or had given up this scope before.
 *
 * `lost` is there when the answer of a try got lost.
 */
export type Ending<T> = { lost?: LostTries } & (
	| { kind: 'answered'; value: T }
	| { kind: 'gaveUp'; failure: Failure; tries: number; unsent: boolean }
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

/** The problem of an answer that was given because the service broke down. */
export const brokenDown = ({ status }: Answered) => wrong(`the service answered ${status}`);

/** Sends until an answer was read or patience ends, and waits in between as {@link nextWait} says. Never throws. */
export async function sendWithRetry<T>(
	run: Run,
	{ request, scope, read, lost: lostBefore }: Attempt<T>,
): Promise<Ending<T>> {
	const { clock, timeoutMs } = run;
	let [tries, throttled, inVain, inVainSince, waitedMs] = [0, 0, 0, 0, 0];
	let lost = lostBefore;
	const gaveUp = (failure: Failure): Ending<T> => {
		return { kind: 'gaveUp', failure, tries, unsent: tries + throttled === 0, lost };
	};
	for (;;) {
		const closed = await run.pass(scope);
		if (closed) return gaveUp(closed);
		const startedAt = clock.now();
		const judged = judge(await run.send({ ...request, timeoutMs }), clock.now());
		// A request without the API key goes to another service, which has a clock of its own.
		if (judged.kind === 'answered' && request.authenticated) run.heard(judged.answer);
		const tried = judged.kind === 'answered' ? readIn(judged, read) : judged;
		if (tried.kind === 'answered') {
			run.answered(scope);
			return { ...tried, lost };
		}
		if (tried.kind === 'lost' || tried.kind === 'cancelled') {
			lost = { since: lost?.since ?? startedAt, until: clock.now() };
		}
		if (tried.kind === 'cancelled') return gaveUp(tried);
		const isThrottled = tried.kind === 'throttled';
		const stuckMs = run.failed(scope, isThrottled);
		if (isThrottled) {
			throttled++;
			// Where others of its job are answered meanwhile, nothing is used up yet.
			if (run.answeredAt(scope) >= inVainSince) [inVain, inVainSince] = [0, startedAt];
			inVain++;
		} else tries++;
		const progress = { tries, throttled, inVain, waitedMs, stuckMs };
		const waitMs = nextWait(tried, progress, run.maxTries, clock.random);
		if (waitMs === undefined) {
			run.gaveUp(scope, tried);
			return gaveUp(tried);
		}
		if (isThrottled) {
			run.pause(waitMs);
		} else {
			waitedMs += waitMs;
			await clock.wait(waitMs);
		}
	}
}

/** Reads an answer. One at which reading throws counts as lost, so that it costs no other request anything. */
function readIn<T>(
	answered: Answered,
	read: Attempt<T>['read'],
): { kind: 'answered'; value: T } | Failure {
	let reading: Result<T>;
	try {
		reading = read(answered);
	} catch {
		reading = wrong('its answer could not be read');
	}
	return reading.ok
		? { kind: 'answered', value: reading.value }
		: { kind: 'lost', reason: reading.problem, words: answered.said.message };
}
