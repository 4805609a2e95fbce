/** What all requests of one run of the node share: its end, its pauses, and how long it goes on without an answer. */
import { sleep } from 'n8n-workflow';
import type { Account, Context } from './credential';
import { clockOffset, narrowed, type Span } from './instants';
import { WAIT_BUDGET_MS } from './retry';
import { type Answer, createSend, type Failure, type Send, STOPPED } from './send';

/** When so many requests in a row were given up, and for two minutes nothing was answered, no others are sent. */
const GIVEN_UP_IN_A_ROW = 3;

/** A scope is judged alone when so many requests in a row were put off, times the number that is sent at once. */
const THROTTLED_IN_A_ROW = 10;

export interface RunSettings {
	maxTries: number;
	/** For each request, in milliseconds. */
	timeoutMs: number;
	concurrency: number;
	/** The same object for all runs of the node in one execution. */
	execution?: object;
}

/** Time and chance, so that tests can set both. */
export interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	/** From 0 (inclusive) to 1 (exclusive). */
	random: () => number;
	/** Resolves after so many milliseconds, or as soon as the run is over. */
	wait: (ms: number) => Promise<void>;
}

/** How often a wait looks whether the run is over, in milliseconds. */
const LOOK_MS = 100;

const machineClock = (over: AbortSignal): Clock => ({
	now: () => Date.now(),
	random: () => Math.random(),
	// Node warns of many listeners on one signal, and each wait would be one.
	wait: async (ms) => {
		const until = Date.now() + ms;
		for (let left = ms; left > 0 && !over.aborted; left = until - Date.now()) {
			await sleep(Math.min(left, LOOK_MS));
		}
	},
});

/** Starts a run. The caller has to end it, which takes its listener off n8n's signal: in a loop there are many runs. */
export function startRun(
	context: Context,
	account: Account,
	cancelled: AbortSignal | undefined,
	settings: RunSettings,
): Run {
	const over = new AbortController();
	const end = () => over.abort();
	cancelled?.addEventListener('abort', end, { signal: over.signal });
	if (cancelled?.aborted) end();
	const means = { ...settings, account, send: createSend(context, account, cancelled) };
	return createRun(machineClock(over.signal), over, means);
}

/** What is known of the requests about one thing, such as those that create interviews for one job. */
interface Scope {
	answeredAt: number;
	stuckSince?: number;
	throttledInARow: number;
	closed?: Failure;
}

export type Run = ReturnType<typeof createRun>;

/**
 * A run on a clock that tests can set. When the service asks to slow down, all requests wait. When it puts off too
 * long, only the scope is given up, such as a job: another job may have a quota of its own. When it answers nothing at
 * all, everything is given up.
 *
 * @param over once it is aborted, nothing more is sent, and waits end; what is on its way is awaited
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

	/** Why nothing is sent any more for this scope; undefined while it is open. */
	const closed = (name: string) =>
		closedForAll ?? scopeOf(name).closed ?? (isOver() ? STOPPED : undefined);
	return {
		...means,
		clock,
		isOver,
		end: () => over.abort(),
		closed,
		/** Waits while the run pauses. Gives {@link closed}, so that nothing is sent where that says why. */
		pass: async (name: string) => {
			// While this request waits, another one may be told to wait longer.
			while (!closed(name) && clock.now() < pausedUntil) {
				await clock.wait(pausedUntil - clock.now());
			}
			return closed(name);
		},
		pause: (ms: number) => {
			const from = Math.max(pausedUntil, clock.now());
			pausedUntil = Math.max(from, clock.now() + ms);
			pausedMs += pausedUntil - from;
		},
		pausedMs: () => pausedMs,
		/** How far the service's clock is ahead of this machine's, as far as the service's answers tell. */
		offset: () => offset,
		heard: (answer: Answer) => {
			offset = narrowed(offset, clockOffset(answer));
		},
		answered: (name: string) => {
			stuckSince = undefined;
			givenUpInARow = 0;
			const answeredAt = clock.now();
			scopes.set(name, { answeredAt, throttledInARow: 0, closed: scopeOf(name).closed });
		},
		answeredAt: (name: string) => scopeOf(name).answeredAt,
		/**
		 * Notes that a try failed. Tells for how long all tries have failed, in milliseconds; of a scope that is put off
		 * again and again, only its own tries count, because those of other scopes may be answered.
		 */
		failed: (name: string, isThrottled: boolean): number => {
			const scope = scopeOf(name);
			stuckSince ??= clock.now();
			scope.stuckSince ??= clock.now();
			if (isThrottled) scope.throttledInARow++;
			const isAlone = scope.throttledInARow >= THROTTLED_IN_A_ROW * means.concurrency;
			return clock.now() - (isAlone ? scope.stuckSince : stuckSince);
		},
		/** Notes that a request was given up. Where others would fare no better, the scope or everything is closed. */
		gaveUp: (name: string, why: Failure) => {
			givenUpInARow++;
			const stuckMs = clock.now() - (stuckSince ?? Infinity);
			const isGone = givenUpInARow >= GIVEN_UP_IN_A_ROW && stuckMs >= WAIT_BUDGET_MS;
			if (why.kind === 'throttled') scopeOf(name).closed ??= why;
			else if (isGone) closedForAll ??= why;
		},
	};
}
