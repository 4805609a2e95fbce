/*
 * npm run bench [-- --quick | --profile]
 *
 * Measures the packed node beside what users would pick instead, in one go, because absolute figures drift. Prints
 * Markdown, writes build/bench/<plan>.json, and exits with 1 when a bar was missed by more than noise. `--profile`
 * shows what the CPU is busy with instead.
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
import { judge, judgeStart, type Verdict } from './judge.cts';
import type { StartUp } from './measured/job.cts';
import { type Cell, fullPlan, type Plan, profilePlan, quickPlan } from './plan.cts';
import { lineOf, packageOf, profileOf, tableOf, verdictsOf } from './report.cts';
import { type Bench, carryOut, measureStartUp, type Result } from './runner.cts';
import { createStage } from './stage.cts';

/** A bar that one round misses is given others. */
const MOST_ROUNDS = 3;

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<boolean> {
	const flag = { type: 'boolean' } as const;
	const { values } = parseArgs({ options: { quick: flag, profile: flag } });
	const { node, n8n, version } = await installN8n(say);
	const modules = join(dirname(n8n), '../..');
	const stage = await createStage();
	const service = await startServiceProcess({ record: false, acceptAnyJob: true }, node);
	const distance = await startDistance(service.url);
	const bench = { stage, service, distance, node, modules };
	if (values.profile) {
		process.stdout.write(`${await profile(bench)}\n`);
		return true;
	}
	const plan = values.quick ? quickPlan() : fullPlan();
	const verdicts = await run(values.quick ? 'quick' : 'full', plan, bench, version);
	return verdicts.every(({ cleared }) => cleared);
}

async function run(name: string, plan: Plan, bench: Bench, n8nVersion: string): Promise<Verdict[]> {
	const startUps: StartUp[] = [];
	while (startUps.length < plan.startUps) startUps.push(await measureStartUp(bench));
	const results = await measureAll(plan, bench);

	const { tarball } = bench.stage;
	const verdicts = [
		...plan.bars.map((bar) => judge(bar, results)),
		...judgeStart(startUps, tarball),
	];
	const machine = {
		date: new Date().toISOString(),
		processors: `${cpus().length} × ${cpus()[0]?.model}`,
		n8n: n8nVersion,
	};
	const sections = [
		...plan.tables.map((table) => tableOf(table, results)),
		packageOf(startUps, tarball),
		verdictsOf(verdicts),
	];
	process.stdout.write(`${sections.join('\n\n')}\n`);
	const file = join(BUILD, 'bench', `${name}.json`);
	const runs = [...results].map(([cell, measured]) => {
		return { name: cell.contender.name, ...cell, measured };
	});
	const all = { machine, verdicts, runs, startUps, tarball };
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(all, undefined, '\t'));
	say(`Written to ${file}`);
	return verdicts;
}

async function profile(bench: Bench): Promise<string> {
	const runs: Array<[Cell, Result]> = [];
	for (const cell of profilePlan()) runs.push([cell, await carryOut(cell, bench)]);
	return profileOf(runs);
}

/** Rounds one after the other, all contenders within each, so that they share the machine's good and bad times. */
async function measureAll(plan: Plan, bench: Bench): Promise<Map<Cell, Result[]>> {
	const results = new Map<Cell, Result[]>();
	const cells = plan.tables.flatMap((table) => table.cells);
	for (const cell of cells) results.set(cell, []);
	const measure = async (cell: Cell) => {
		const result = await carryOut(cell, bench);
		results.get(cell)?.push(result);
		say(lineOf(cell, result));
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
