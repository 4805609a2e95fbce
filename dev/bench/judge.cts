/** Whether the bars were cleared. Pure. */
import type { StartUp } from './measured/job.cts';
import type { Bar, Cell } from './plan.cts';
import type { Result } from './runner.cts';
import type { Tarball } from './stage.cts';

/** The results of each cell, round by round. */
export type Results = ReadonlyMap<Cell, readonly Result[]>;

/** How a bar was cleared. A bar is missed by more than noise when even its best round misses it. */
export interface Verdict {
	name: string;
	atMost: number;
	median: number;
	best: number;
	rounds: number;
	cleared: boolean;
}

/** Judges one bar by the rounds that its cells have in common; a cell with one round is compared in each. */
export function judge({ name, of, against, cost, atMost }: Bar, results: Results): Verdict {
	const costs = (cell: Cell) => (results.get(cell) ?? []).map((result) => cost(result, cell));
	const own = costs(of);
	const others = against ? costs(against) : [1];
	return verdict(
		name,
		atMost,
		own.map((value, round) => value / (others[round] ?? median(others))),
	);
}

/** Judges what the package weighs and what n8n's start takes longer for it. */
export function judgeStart(startUps: StartUp[], tarball: Tarball): Verdict[] {
	return [
		verdict(
			'loading node and credential, milliseconds',
			15,
			startUps.map(({ milliseconds }) => milliseconds),
		),
		verdict('tarball, kB', 60, [tarball.packed / 1000]),
	];
}

function verdict(name: string, atMost: number, values: number[]): Verdict {
	const best = Math.min(...values);
	const rounds = values.length;
	return { name, atMost, median: median(values), best, rounds, cleared: best <= atMost };
}

/** The middle of some numbers, or halfway between the two in the middle. */
export function median(numbers: readonly number[]): number {
	const sorted = numbers.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low = NaN, high = NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return (low + high) / 2;
}
