import { sleep } from 'n8n-workflow';

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

/** The machine's clock; waits end when `over` fires. */
export const machineClock = (over: AbortSignal): Clock => ({
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
