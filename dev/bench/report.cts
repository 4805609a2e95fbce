/** Results as Markdown. Pure. */
import { table } from '../table.cts';
import { median, type Results, type Verdict } from './judge.cts';
import type { StartUp } from './measured/job.cts';
import type { Cell, Plan, Table } from './plan.cts';
import type { Result } from './runner.cts';
import type { Stage } from './stage.cts';

const number = (value: number, digits: number) =>
	Number.isNaN(value)
		? '-'
		: value.toLocaleString('en-US', {
				minimumFractionDigits: digits,
				maximumFractionDigits: digits,
			});

type Figure = 'seconds' | 'cpuMsPerItem' | 'peakRssMb' | 'mostInFlight' | 'blockMs' | 'links';

/** All that was measured. */
export function reportOf(
	{ tables }: Plan,
	results: Results,
	startUps: StartUp[],
	tarball: Stage['tarball'],
	verdicts: Verdict[],
): string {
	const cells = tables.flatMap((one) => one.cells);
	const isProfile = cells.every(({ profiled }) => profiled);
	return [
		...tables.map((one) => tableOf(one, results)),
		...(isProfile ? [profileOf(cells.map((cell) => [cell, results.get(cell)![0]!]))] : []),
		...(startUps.length > 0 ? [packageOf(startUps, tarball), verdictsOf(verdicts)] : []),
	].join('\n\n');
}

/** Medians. */
function tableOf({ title, cells }: Table, results: Results): string {
	const isWatched = cells.some(({ watched }) => watched);
	const rows = cells.map((cell) => {
		const runs = results.get(cell) ?? [];
		const middle = (figure: Figure) => median(runs.map((result) => result[figure] ?? NaN));
		const of = (figure: Figure, digits: number) => number(middle(figure), digits);
		const isIdle = cell.contender.kind === 'idle';
		return [
			cell.contender.name,
			number(cell.count, 0),
			of('seconds', 2),
			of('cpuMsPerItem', 2),
			of('peakRssMb', 0),
			...(isWatched ? [of('blockMs', 0)] : []),
			isIdle ? '-' : of('mostInFlight', 0),
			isIdle ? '-' : `${number((middle('links') / cell.count) * 100, 1)} %`,
			String(runs.length),
		];
	});
	const head = ['', 'candidates', 'seconds', 'CPU ms each', 'peak MB'];
	if (isWatched) head.push('block ms');
	head.push('in flight', 'with link', 'rounds');
	return `### ${title}\n\n${table(head, rows, { figures: true })}`;
}

/** Where the CPU time of profiled runs went, in microseconds per candidate. */
function profileOf(runs: Array<[Cell, Result]>): string {
	const names = new Set(runs.flatMap(([, { layers }]) => Object.keys(layers ?? {})));
	const rows = [...names].map((name) => [
		name,
		...runs.map(([{ count }, { layers }]) => number(((layers?.[name] ?? 0) / count) * 1000, 0)),
	]);
	const head = ['CPU, µs per candidate', ...runs.map(([cell]) => cell.contender.name)];
	return table(head, rows, { figures: true });
}

/** The bars, and how they were cleared. */
function verdictsOf(verdicts: Verdict[]): string {
	return table(
		['bar', 'at most', 'median', 'best round', 'rounds', ''],
		verdicts.map(({ name, atMost, median: middle, best, rounds, cleared }) => [
			name,
			String(atMost),
			number(middle, 2),
			number(best, 2),
			String(rounds),
			cleared ? 'cleared' : '**missed**',
		]),
		{ figures: true },
	);
}

/** What n8n's start and disk pay for the package. */
function packageOf(startUps: StartUp[], tarball: Stage['tarball']): string {
	const of = (figure: keyof StartUp, digits: number) =>
		number(median(startUps.map((startUp) => startUp[figure])), digits);
	return [
		`Loading the node and the credential, after n8n-workflow and zod: ${of('milliseconds', 1)} ms,`,
		`${of('heapKb', 0)} kB of heap (${startUps.length} fresh processes).`,
		`Tarball: ${number(tarball.packed / 1000, 1)} kB packed, ${number(tarball.unpacked / 1000, 1)} kB unpacked, ${tarball.files} files.`,
	].join(' ');
}

/** One run, as soon as it is over. */
export function lineOf(cell: Cell, { seconds, cpuMsPerItem, peakRssMb, links }: Result): string {
	return [
		`${cell.contender.name}, ${cell.count} candidates:`,
		`${number(seconds, 2)} s, ${number(cpuMsPerItem, 2)} ms CPU each,`,
		`${number(peakRssMb, 0)} MB, ${links} links`,
	].join(' ');
}
