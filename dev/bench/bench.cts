/*
 * npm run bench [-- --quick | --profile]
 *
 * Measures the packed node beside what users would pick instead, in one go, because absolute figures change with the
 * machine's load. Prints Markdown, writes build/bench/<plan>.json, and exits with 1 when a bar was missed by more than
 * noise. `--profile` has no bars, and shows what the CPU is busy with.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { installN8n } from '../n8n/install.cts';
import { BUILD } from '../paths.cts';
import { runCommand } from '../processes.cts';
import { startServiceProcess } from '../serviceProcess.cts';
import { startDistance } from './distance.cts';
import { judge, judgeStart } from './judge.cts';
import type { StartUp } from './measured/job.cts';
import { type Cell, fullPlan, type Plan, profilePlan, quickPlan } from './plan.cts';
import { lineOf, reportOf } from './report.cts';
import { type Bench, carryOut, measureStartUp, type Result } from './runner.cts';
import { createStage } from './stage.cts';

/** Where one round misses a bar, more rounds are measured. */
const MOST_ROUNDS = 3;

const PLANS = { full: fullPlan, quick: quickPlan, profile: profilePlan };

async function main(): Promise<boolean> {
	const flag = { type: 'boolean' } as const;
	const { values } = parseArgs({ options: { quick: flag, profile: flag } });
	const name = values.profile ? 'profile' : values.quick ? 'quick' : 'full';
	const plan = PLANS[name]();
	const { node, n8n, version } = await installN8n();
	const modules = join(dirname(n8n), '../..');
	const stage = await createStage();
	const service = await startServiceProcess({ record: false, acceptAnyJob: true }, node);
	const distance = await startDistance(service.url);
	const bench = { stage, service, distance, node, modules };

	const startUps: StartUp[] = [];
	while (startUps.length < plan.startUps) startUps.push(await measureStartUp(bench));
	const results = await measureAll(plan, bench);
	const verdicts = plan.bars.map((bar) => judge(bar, results));
	const { tarball } = stage;
	if (startUps.length > 0) verdicts.push(...judgeStart(startUps, tarball));

	process.stdout.write(`${reportOf(plan, results, startUps, tarball, verdicts)}\n`);
	const machine = {
		date: new Date().toISOString(),
		processors: `${cpus().length} × ${cpus()[0]?.model}`,
		n8n: version,
	};
	const runs = [...results].map(([cell, measured]) => {
		return { name: cell.contender.name, ...cell, measured };
	});
	const file = join(BUILD, 'bench', `${name}.json`);
	const all = { machine, verdicts, runs, startUps, tarball };
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(all, undefined, '\t'));
	console.error(`Written to ${file}`);
	return verdicts.every(({ cleared }) => cleared);
}

/** Rounds one after the other, all contenders within each, so that they share the machine's good and bad times. */
async function measureAll(plan: Plan, bench: Bench): Promise<Map<Cell, Result[]>> {
	const cells = plan.tables.flatMap((table) => table.cells);
	const results = new Map(cells.map((cell): [Cell, Result[]] => [cell, []]));
	const measure = async (cell: Cell) => {
		const result = await carryOut(cell, bench);
		results.get(cell)?.push(result);
		console.error(lineOf(cell, result));
	};

	const most = Math.max(...cells.map(({ rounds }) => rounds));
	for (let round = 1; round <= most; round++) {
		for (const cell of cells) if (cell.rounds >= round) await measure(cell);
	}
	for (let round = most + 1; round <= MOST_ROUNDS; round++) {
		const missed = plan.bars.filter((bar) => !judge(bar, results).cleared);
		for (const cell of new Set(missed.flatMap(({ of }) => of))) await measure(cell);
	}
	return results;
}

runCommand(main);
