import { workedMs } from '../../dev/longestBlock.cts';

/**
 * Does something and measures its work in milliseconds: where that is more than enough, at its least of three times, for
 * the first may have had garbage to collect.
 */
export function timed<T>(act: () => T, enoughMs: number): { result: T; took: number } {
	let took = Infinity;
	for (let times = 1; ; times++) {
		const before = workedMs();
		const result = act();
		took = Math.min(took, workedMs() - before);
		if (took <= enoughMs || times === 3) return { result, took };
	}
}
