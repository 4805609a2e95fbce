/** Results as Markdown. Pure. */
import { median, type Results, type Verdict } from './judge.cts';
import type { Contender, Layer, StartUp } from './measured/job.cts';
import type { Cell, Table } from './plan.cts';
import type { Result } from './runner.cts';
import type { Tarball } from './stage.cts';

/** Who a contender is, for people. */
export function nameOf(contender: Contender): string {
	switch (contender.kind) {
		case 'node': {
			const expressions = contender.mapping === 'computed' ? ', computed fields' : '';
			return `this node, ${contender.concurrency} at a time${expressions}`;
		}
		case 'httpRequest':
			return contender.batch
				? `HTTP Request, ${contender.batch.size} a second`
				: 'HTTP Request, defaults';
		case 'sequentialLoop':
			return 'sequential loop';
		case 'bareClient':
			return `bare client, ${contender.concurrency} at a time`;
	}
}

const number = (value: number, digits: number) =>
	value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** One table of medians. */
export function tableOf({ title, cells }: Table, results: Results): string {
	const rows = cells.map((cell) => {
		const runs = results.get(cell) ?? [];
		const of = (figure: (result: Result) => number) => median(runs.map(figure));
		return [
			nameOf(cell.contender),
			number(cell.count, 0),
			number(
				of(({ seconds }) => seconds),
				2,
			),
			number(
				of(({ cpuMsPerItem }) => cpuMsPerItem),
				2,
			),
			number(
				of(({ peakRssMb }) => peakRssMb),
				0,
			),
			number(
				of(({ mostInFlight }) => mostInFlight),
				0,
			),
			`${number((of(({ links }) => links) / cell.count) * 100, 1)} %`,
			String(runs.length),
		];
	});
	const head = ['', 'candidates', 'seconds', 'CPU ms each', 'peak MB', 'in flight', 'with link'];
	return `### ${title}\n\n${markdown([...head, 'rounds'], rows)}`;
}

/** Where the CPU time of profiled runs went, in microseconds per candidate. */
export function profileOf(runs: Array<[Cell, Result]>): string {
	const layers = new Set(
		runs.flatMap(([, { layers: times = {} }]) => Object.keys(times) as Layer[]),
	);
	const perCandidate = ([{ count }, { layers: times }]: [Cell, Result], layer: Layer) =>
		((times?.[layer] ?? 0) / count) * 1000;
	const rows = [...layers].map((layer) => [
		layer,
		...runs.map((run) => number(perCandidate(run, layer), 0)),
	]);
	return markdown(['CPU, µs per candidate', ...runs.map(([cell]) => nameOf(cell.contender))], rows);
}

/** The bars, and how they were cleared. */
export function verdictsOf(verdicts: Verdict[]): string {
	return markdown(
		['bar', 'at most', 'median', 'best round', 'rounds', ''],
		verdicts.map(({ name, atMost, median: middle, best, rounds, cleared }) => [
			name,
			String(atMost),
			number(middle, 2),
			number(best, 2),
			String(rounds),
			cleared ? 'cleared' : '**missed**',
		]),
	);
}

/** What n8n's start and disk pay for the package. */
export function packageOf(startUps: StartUp[], tarball: Tarball): string {
	const of = (figure: (startUp: StartUp) => number) => median(startUps.map(figure));
	return [
		`Loading the node and the credential, after n8n-workflow and zod: ${number(
			of(({ milliseconds }) => milliseconds),
			1,
		)} ms,`,
		`${number(
			of(({ heapKb }) => heapKb),
			0,
		)} kB of heap (${startUps.length} fresh processes).`,
		`Tarball: ${number(tarball.packed / 1000, 1)} kB packed, ${number(tarball.unpacked / 1000, 1)} kB unpacked, ${tarball.files} files.`,
	].join(' ');
}

/** One run, as soon as it is over. */
export function lineOf(cell: Cell, { seconds, cpuMsPerItem, peakRssMb, links }: Result): string {
	return [
		`${nameOf(cell.contender)}, ${cell.count} candidates:`,
		`${number(seconds, 2)} s, ${number(cpuMsPerItem, 2)} ms CPU each,`,
		`${number(peakRssMb, 0)} MB, ${links} links`,
	].join(' ');
}

function markdown(head: string[], rows: string[][]): string {
	const line = (entries: string[]) => `| ${entries.join(' | ')} |`;
	const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}
