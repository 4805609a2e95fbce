import { sleep } from 'n8n-workflow';

/** Time and chance, so that tests can hold both in their hands. */
export interface Clock {
	/** Milliseconds since 1970. */
	now: () => number;
	/** From 0 (inclusive) to 1 (exclusive). */
	random: () => number;
	/** Resolves after so many milliseconds, or as soon as the execution is cancelled. */
	wait: (ms: number) => Promise<void>;
}

/** The machine's clock; waits end at once when `cancelled` fires. */
export function machineClock(cancelled: AbortSignal | undefined): Clock {
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		wait: async (ms) => {
			if (!cancelled) return await sleep(ms);
			if (cancelled.aborted) return;
			let onCancel = () => {};
			const cancel = new Promise<void>((resolve) => {
				onCancel = resolve;
				cancelled.addEventListener('abort', onCancel, { once: true });
			});
			// n8n before 2.34 knows no signal here; there the timer runs out unheard.
			const timer = sleep(ms, cancelled).catch(() => {});
			await Promise.race([timer, cancel]);
			cancelled.removeEventListener('abort', onCancel);
		},
	};
}
