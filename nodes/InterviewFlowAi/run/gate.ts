import { type Failure, LONGEST_WAIT_MS, WAIT_BUDGET_MS } from '../api/retry';
import type { Clock } from './clock';

/** So many candidates in a row must have got no answer before the others are spared the wait. */
const GIVEN_UP_IN_A_ROW = 3;

/** Why patience ended: the last failure, and for `throttled` the wait that the service asked for in vain. */
export interface GaveUp {
	gaveUp: Failure['kind'];
	/** A short phrase, such as "the connection was refused"; empty when throttled. */
	reason: string;
	askedMs?: number;
}

/**
 * What all requests of a run pass before they are sent, so that "slow down" is heard by all of them, and a service
 * that is gone does not cost every candidate the full patience. Times are in milliseconds.
 */
export interface Gate {
	/** Waits while the run pauses; false when nothing more may be sent in this run. */
	pass: () => Promise<boolean>;
	/** Nobody passes for that long. */
	pause: (ms: number) => void;
	/** The service looked at a request and answered. */
	answered: () => void;
	/** A try came to nothing. */
	failed: () => void;
	/** How long nothing has been answered; 0 when nothing failed since. */
	stuckMs: () => number;
	/** A candidate's patience ended. The gate closes when the others have nothing better to expect. */
	gaveUp: (why: GaveUp) => void;
	/** Why the gate is closed; undefined while it is open. */
	closed: () => GaveUp | undefined;
}

/** Makes the gate of one run. */
export function openGate(clock: Clock, isOver: () => boolean): Gate {
	let pausedUntil = 0;
	let stuckSince: number | undefined;
	let givenUpInARow = 0;
	let closed: GaveUp | undefined;
	const stuckMs = () => (stuckSince === undefined ? 0 : clock.now() - stuckSince);
	return {
		pass: async () => {
			// While one waits, another may be told to wait longer.
			for (let left = pausedUntil - clock.now(); left > 0; left = pausedUntil - clock.now()) {
				if (closed || isOver()) return false;
				await clock.wait(Math.min(left, LONGEST_WAIT_MS));
			}
			return !closed && !isOver();
		},
		pause: (ms) => {
			pausedUntil = Math.max(pausedUntil, clock.now() + ms);
		},
		answered: () => {
			stuckSince = undefined;
			givenUpInARow = 0;
		},
		failed: () => {
			stuckSince ??= clock.now();
		},
		stuckMs,
		gaveUp: (why) => {
			givenUpInARow++;
			const isGone = givenUpInARow >= GIVEN_UP_IN_A_ROW && stuckMs() >= WAIT_BUDGET_MS;
			if (why.gaveUp === 'throttled' || isGone) closed ??= why;
		},
		closed: () => closed,
	};
}
