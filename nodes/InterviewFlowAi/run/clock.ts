import { sleep } from 'n8n-workflow';

/** Time and chance, so that tests can hold both in their hands. */
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
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		wait: async (ms) => {
			if (over.aborted) return;
			let onEnd = () => {};
			const end = new Promise<void>((resolve) => {
				onEnd = resolve;
				over.addEventListener('abort', onEnd, { once: true });
			});
			// n8n before 2.34 knows no signal here; there the timer runs out unheard.
			const timer = sleep(ms, over).catch(() => {});
			await Promise.race([timer, end]);
			over.removeEventListener('abort', onEnd);
		},
	};
}
