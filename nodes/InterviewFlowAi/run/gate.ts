import { LONGEST_WAIT_MS } from '../api/retry';
import type { Clock } from './clock';

/**
 * What all requests of a run pass before they are sent, so that "slow down" is heard by all of them.
 * Times are in milliseconds.
 */
export interface Gate {
	/** Waits while the run pauses; false when nothing more may be sent in this run. */
	pass: () => Promise<boolean>;
	/** Nobody passes for that long. */
	pause: (ms: number) => void;
	/** The service looked at a request. */
	movedOn: () => void;
	/** How long the service has looked at nothing; 0 when it was never held up. */
	stuckMs: () => number;
	/** The service asked for more patience than this node has; `askedMs` is that wait. */
	close: (askedMs: number) => void;
	/** The wait the gate was closed for; undefined while it is open. */
	closedFor: () => number | undefined;
}

/** Makes the gate of one run. */
export function openGate(clock: Clock, isCancelled: () => boolean): Gate {
	let pausedUntil = 0;
	let stuckSince: number | undefined;
	let closedFor: number | undefined;
	return {
		pass: async () => {
			// While one waits, another may be told to wait longer.
			for (let left = pausedUntil - clock.now(); left > 0; left = pausedUntil - clock.now()) {
				if (closedFor !== undefined || isCancelled()) return false;
				await clock.wait(Math.min(left, LONGEST_WAIT_MS));
			}
			return closedFor === undefined && !isCancelled();
		},
		pause: (ms) => {
			stuckSince ??= clock.now();
			pausedUntil = Math.max(pausedUntil, clock.now() + ms);
		},
		movedOn: () => {
			stuckSince = undefined;
		},
		stuckMs: () => (stuckSince === undefined ? 0 : clock.now() - stuckSince),
		close: (askedMs) => {
			closedFor ??= askedMs;
		},
		closedFor: () => closedFor,
	};
}
