/** Whether the bars were cleared. Pure. */
import type { StartUp } from './measured/job.cts';
import type { Bar, Cell } from './plan.cts';
import type { Result } from './runner.cts';
import type { Stage } from './stage.cts';

/** The results of each cell, round by round. */
export type Results = ReadonlyMap<Cell, readonly Result[]>;

/** How a bar was cleared: by its best round, or by its median. */
export type Verdict = ReturnType<typeof verdict>;

/** Judges one bar, round by round; a cell with fewer rounds than the first goes on with its last one. */
export function judge({ name, of, cost, atMost, byMedian }: Bar, results: Results) {
	const runs = of.map((cell) => results.get(cell) ?? []);
	const costs = (runs[0] ?? []).map((_, round) =>
		cost(...runs.map((rounds) => (rounds[round] ?? rounds.at(-1)) as Result)),
	);
	return verdict(name, atMost, costs, byMedian);
}

/** Judges what the package weighs and what n8n's start takes longer for it. */
export function judgeStart(startUps: StartUp[], tarball: Stage['tarball']) {
	const milliseconds = startUps.map((startUp) => startUp.milliseconds);
	return [
		verdict('loading node and credential, milliseconds', 10, milliseconds),
		verdict('tarball, kB', 60, [tarball.packed / 1000]),
	];
}

function verdict(name: string, atMost: number, values: number[], byMedian = false) {
	const [middle, best] = [median(values), Math.min(...values)];
	const cleared = (byMedian ? middle : best) <= atMost;
	return { name, atMost, median: middle, best, rounds: values.length, cleared };
}

/** The middle of some numbers, or halfway between the two in the middle. */
export function median(numbers: readonly number[]): number {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return (low + high) / 2;
}
