/** What all requests of one run of the node share: its end, its pauses, and whether more requests make sense. */
import { sleep } from 'n8n-workflow';
import type { Account, Context } from './credential';
import { clockOffset, narrowed, type Span } from './instants';
import { WAIT_BUDGET_MS } from './retry';
import { type Answer, createSend, type Failure, type Send, STOPPED } from './send';

/** After so many requests were given up in a row, and no answer came for two minutes, no more requests are sent. */
const GIVEN_UP_IN_A_ROW = 3;

/** After so many throttled tries in a row, times the number of requests at once, answers to other scopes do not count. */
const THROTTLED_IN_A_ROW = 10;

export interface RunSettings {
	maxTries: number;
	/** The timeout of each request, in milliseconds. */
	timeoutMs: number;
	/** How many requests are sent at once. */
	concurrency: number;
	/** An object that is the same for all runs of the node in one execution. */
	execution?: object;
}

/** Time and random numbers. Tests set both. */
export interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	/** From 0 (inclusive) to 1 (exclusive). */
	random: () => number;
	/** Resolves after so many milliseconds, or as soon as the run is over. */
	wait: (ms: number) => Promise<void>;
}

/** How often a wait checks whether the run is over, in milliseconds. */
const LOOK_MS = 100;

const machineClock = (over: AbortSignal): Clock => ({
	now: () => Date.now(),
	random: () => Math.random(),
	// It does not listen to the signal: each wait would add a listener, and Node warns of many listeners on one signal.
	wait: async (ms) => {
		const until = Date.now() + ms;
		for (let left = ms; left > 0 && !over.aborted; left = until - Date.now()) {
			await sleep(Math.min(left, LOOK_MS));
		}
	},
});

/** Does work in a run of its own. Its end removes the listener from n8n's signal: a loop starts many runs. */
export async function inRun<T>(
	context: Context,
	account: Account,
	cancelled: AbortSignal | undefined,
	settings: RunSettings,
	work: (run: Run) => Promise<T>,
): Promise<T> {
	const over = new AbortController();
	const end = () => over.abort();
	cancelled?.addEventListener('abort', end, { signal: over.signal });
	if (cancelled?.aborted) end();
	const means = { ...settings, account, send: createSend(context, account, cancelled) };
	try {
		return await work(createRun(machineClock(over.signal), over, means));
	} finally {
		end();
	}
}

/** What is known of the requests about one thing, such as those that create interviews for one job. */
interface Scope {
	/** When the last answer came. */
	answeredAt: number;
	/** When the first try failed after the last answer. */
	stuckSince?: number;
	/** How many tries were throttled after the last answer. */
	throttledInARow: number;
	/** Why the scope was given up. */
	closed?: Failure;
}

export type Run = ReturnType<typeof createRun>;

/**
 * Creates a run. If the service throttles one request, all requests wait. If it throttles for too long, only the scope is
 * given up, such as a job: another job can have a quota of its own. If it answers nothing at all, all scopes are given up.
 *
 * @param over is aborted when the run ends. Then nothing more is sent, and waits end. Answers under way are still read.
 */
export function createRun(
	clock: Clock,
	over: AbortController,
	means: RunSettings & { account: Account; send: Send },
) {
	const scopes = new Map<string, Scope>();
	const scopeOf = (name: string): Scope => {
		const scope = scopes.get(name) ?? { answeredAt: -Infinity, throttledInARow: 0 };
		scopes.set(name, scope);
		return scope;
	};
	const isOver = () => over.signal.aborted;
	let [pausedUntil, pausedMs, givenUpInARow] = [0, 0, 0];
	let stuckSince: number | undefined;
	let closedForAll: Failure | undefined;
	let offset: Span | undefined;

	/** Why nothing more is sent for this scope; `undefined` while it is open. */
	const closed = (name: string) =>
		closedForAll ?? scopeOf(name).closed ?? (isOver() ? STOPPED : undefined);
	return {
		...means,
		clock,
		isOver,
		end: () => over.abort(),
		closed,
		/** Waits until no pause is left. If it gives a failure, the scope is {@link closed}, and nothing may be sent. */
		pass: async (name: string) => {
			// While this request waits, another one may make the pause longer.
			while (!closed(name) && clock.now() < pausedUntil) {
				await clock.wait(pausedUntil - clock.now());
			}
			return closed(name);
		},
		/** Makes all requests wait for this time from now on. */
		pause: (ms: number) => {
			const now = clock.now();
			const from = Math.max(pausedUntil, now);
			pausedUntil = Math.max(from, now + ms);
			pausedMs += pausedUntil - from;
		},
		/** How long the run has paused in all. */
		pausedMs: () => pausedMs,
		/** How far the clock of the service is ahead of the clock of this machine, if its answers show it. */
		offset: () => offset,
		/** Compares the clocks by an answer of the service. */
		heard: (answer: Answer) => {
			offset = narrowed(offset, clockOffset(answer));
		},
		/** Notes that a request was answered. */
		answered: (name: string) => {
			stuckSince = undefined;
			givenUpInARow = 0;
			const answeredAt = clock.now();
			scopes.set(name, { answeredAt, throttledInARow: 0, closed: scopeOf(name).closed });
		},
		/** When a request of this scope was answered last; `-Infinity` if none was. */
		answeredAt: (name: string) => scopeOf(name).answeredAt,
		/**
		 * Notes that a try failed.
		 *
		 * @returns for how long all tries of the run have failed, in milliseconds. For a scope with many throttled tries in a
		 *   row, only its own tries count, because the service may answer those of other scopes meanwhile.
		 */
		failed: (name: string, isThrottled: boolean): number => {
			const scope = scopeOf(name);
			stuckSince ??= clock.now();
			scope.stuckSince ??= clock.now();
			if (isThrottled) scope.throttledInARow++;
			const isAlone = scope.throttledInARow >= THROTTLED_IN_A_ROW * means.concurrency;
			return clock.now() - (isAlone ? scope.stuckSince : stuckSince);
		},
		/** Notes that a request was given up. If others would be given up, too, it closes the scope, or all scopes. */
		gaveUp: (name: string, why: Failure) => {
			givenUpInARow++;
			const stuckMs = clock.now() - (stuckSince ?? Infinity);
			const isGone = givenUpInARow >= GIVEN_UP_IN_A_ROW && stuckMs >= WAIT_BUDGET_MS;
			if (why.kind === 'throttled') scopeOf(name).closed ??= why;
			else if (isGone) closedForAll ??= why;
		},
	};
}
