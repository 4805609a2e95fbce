/** Sends a request until it is answered or given up. Creating and reading interviews and reading job lists all use it. */
import { type Answered, judge } from './reply';
import { type Result, wrong } from './result';
import { nextWait } from './retry';
import type { Run } from './run';
import type { Failure, Request } from './send';

/** When the tries were made whose answers were lost, in milliseconds since 1970 by the clock of this machine. */
export interface LostTries {
	/** When the first of them was sent. */
	since: number;
	/** When the last of them failed. */
	until: number;
}

/**
 * How a request ended:
 * - `answered`: `value` is what was read in the answer.
 * - `gaveUp`: `failure` is that of the last try, and `tries` counts the tries without an answer. `unsent` says that it was
 *   not sent at all, because the run was over or had given up this scope before.
 *
 * `lost` is there if the answer to any try was lost, also to one of an earlier run of the node.
 */
export type Ending<T> = { lost?: LostTries } & (
	| { kind: 'answered'; value: T }
	| { kind: 'gaveUp'; failure: Failure; tries: number; unsent: boolean }
);

/** A request, and how its answer is read. */
export interface Exchange<T> {
	request: Omit<Request, 'timeoutMs'>;
	/** What the request is about, such as a job. If the service throttles for too long, only this scope is given up. */
	scope: string;
	/** Reads the answer. After a problem, the answer counts as lost and the request is sent again. It is a short phrase. */
	read: (answered: Answered) => Result<T>;
	/** The lost tries of an earlier run of the node. */
	lost?: LostTries;
}

/** The problem of an answer that {@link Answered} marks as broken. */
export const brokenDown = ({ status }: Answered) => wrong(`the service answered ${status}`);

/** Sends a request until its answer was read, or until {@link nextWait} gives it up. It waits in between. Never throws. */
export async function sendWithRetry<T>(
	run: Run,
	{ request, scope, read, lost: lostBefore }: Exchange<T>,
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
			// If the service has answered other requests of this scope meanwhile, no quota is used up yet.
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

/** Reads an answer. If reading it throws, only this answer counts as lost: the other requests go on. */
function readIn<T>(
	answered: Answered,
	read: Exchange<T>['read'],
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
