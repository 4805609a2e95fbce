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

/** The machine's clock; waits end at once when `over` fires. */
export function machineClock(over: AbortSignal): Clock {
	// A listener of its own per wait would be more on one signal than Node takes without a warning.
	const waits = new Set<AbortController>();
	over.addEventListener('abort', () => waits.forEach((wait) => wait.abort()), { once: true });
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		wait: async (ms) => {
			if (over.aborted) return;
			const wait = new AbortController();
			waits.add(wait);
			const end = new Promise<void>((resolve) => {
				wait.signal.addEventListener('abort', () => resolve());
			});
			// n8n before 2.34 knows no signal here; there the timer runs to its end without effect.
			const timer = sleep(ms, wait.signal).catch(() => {});
			await Promise.race([timer, end]);
			waits.delete(wait);
		},
	};
}
