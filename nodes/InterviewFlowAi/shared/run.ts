/** What all requests of one run of the node share: its end, its pauses, and how long it goes on without an answer. */
import { sleep } from 'n8n-workflow';
import type { Account, Context } from './credential';
import { clockOffset, narrowed, type Span } from './instants';
import { LONGEST_WAIT_MS, WAIT_BUDGET_MS } from './retry';
import { type Answer, createSend, type Failure, type Send } from './send';

/** So many requests in a row must have got no answer before the others are not sent any more. */
const GIVEN_UP_IN_A_ROW = 3;

/** So many times as many as are sent at once must have been put off for one job before it alone is given up. */
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

/** A wait looks so often whether the run is over, in milliseconds. */
const LOOK_MS = 100;

const machineClock = (over: AbortSignal): Clock => ({
	now: () => Date.now(),
	random: () => Math.random(),
	// A listener for each wait would be more on one signal than Node takes without a warning.
	wait: async (ms) => {
		const until = Date.now() + ms;
		for (let left = ms; left > 0 && !over.aborted; left = until - Date.now()) {
			await sleep(Math.min(left, LOOK_MS));
		}
	},
});

/** Starts a run, which has to be ended: in a loop, the listeners of many runs would gather on n8n's signal. */
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

interface Scope {
	answeredAt: number;
	stuckSince?: number;
	throttledInARow: number;
	closed?: Failure;
}

export type Run = ReturnType<typeof createRun>;

/**
 * A run on a clock of one's own. "Slow down" counts for all of its requests. Giving up counts for one scope, such as a
 * job: what one job has used up another may still have. A service that answers nothing at all is given up for all.
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
	const since = (time: number | undefined) => (time === undefined ? 0 : clock.now() - time);
	const isOver = () => over.signal.aborted;
	let [pausedUntil, pausedMs, givenUpInARow] = [0, 0, 0];
	let stuckSince: number | undefined;
	let closedForAll: Failure | undefined;
	let offset: Span | undefined;

	/** Why nothing is sent any more for this scope; undefined while it is open. */
	const closed = (name: string) => closedForAll ?? scopeOf(name).closed;
	const maySend = (name: string) => !closed(name) && !isOver();
	return {
		...means,
		clock,
		isOver,
		end: () => over.abort(),
		closed,
		/** Waits while the run pauses; false when nothing more may be sent for this scope. */
		pass: async (name: string) => {
			// While one request waits, another may be told to wait longer.
			while (maySend(name) && clock.now() < pausedUntil) {
				await clock.wait(Math.min(pausedUntil - clock.now(), LONGEST_WAIT_MS));
			}
			return maySend(name);
		},
		pause: (ms: number) => {
			const until = clock.now() + ms;
			pausedMs += Math.max(0, until - Math.max(pausedUntil, clock.now()));
			pausedUntil = Math.max(pausedUntil, until);
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
		failed: (name: string, isThrottled: boolean) => {
			const scope = scopeOf(name);
			stuckSince ??= clock.now();
			scope.stuckSince ??= clock.now();
			if (isThrottled) scope.throttledInARow++;
		},
		/** How long nothing that counts for this scope was answered, in milliseconds; 0 when nothing failed since. */
		stuckMs: (name: string) => {
			const scope = scopeOf(name);
			const isAlone = scope.throttledInARow >= THROTTLED_IN_A_ROW * means.concurrency;
			return isAlone ? since(scope.stuckSince) : since(stuckSince);
		},
		/** A request was given up. The scope, or all, are closed when the others have nothing better to expect. */
		gaveUp: (name: string, why: Failure) => {
			givenUpInARow++;
			const isGone = givenUpInARow >= GIVEN_UP_IN_A_ROW && since(stuckSince) >= WAIT_BUDGET_MS;
			if (why.kind === 'throttled') scopeOf(name).closed ??= why;
			else if (isGone) closedForAll ??= why;
		},
	};
}
