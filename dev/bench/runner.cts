import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Switches } from '../interviewFlowAi/service.cts';
import type { Contender, Job, Measurement, StartUp } from './measured/job.cts';
import type { BenchService } from './service.cts';
import type { Stage } from './stage.cts';

/** What is run, and against what kind of service. */
export interface Run {
	contender: Contender;
	count: number;
	switches: Partial<Switches>;
	/** Candidates sent before, so that the code is compiled as in a server that has been up for a while. */
	warmUp: number;
}

/** What a run cost, and what the service saw of it. */
export type Result = Measurement & { mostInFlight: number; rateLimited: number };

/** What runs are carried out with. */
export interface Bench {
	stage: Stage;
	service: BenchService;
	/** The Node.js that runs n8n. */
	node: string;
	/** n8n's `node_modules`. */
	modules: string;
}

/** Carries out one run in a fresh process. */
export async function carryOut(
	{ contender, count, switches, warmUp }: Run,
	bench: Bench,
	profiled = false,
): Promise<Result> {
	const { stage, service } = bench;
	const { packageFolder } = stage;
	const job: Job = { contender, count, warmUp, service, packageFolder, profiled };
	const child = start(stage.script, bench, { NODE_COMPILE_CACHE: stage.compileCache });
	const ended = once(child, 'exit');

	await service.setFor({});
	child.send(job);
	await messageOf(child);
	await service.setFor(switches);
	child.send('go');
	const measurement = (await messageOf(child)) as Measurement;
	const { maxInFlight, counters } = await service.state();
	await ended;
	return { ...measurement, mostInFlight: maxInFlight, rateLimited: counters.rateLimited };
}

/** Measures what it costs n8n's start to load the package. */
export async function measureStartUp(bench: Bench): Promise<StartUp> {
	const child = start(bench.stage.startUpScript, bench, {}, ['--expose-gc']);
	const ended = once(child, 'exit');
	child.send(bench.stage.packageFolder);
	const startUp = (await messageOf(child)) as StartUp;
	await ended;
	return startUp;
}

function start(
	script: string,
	{ node, modules }: Bench,
	env: NodeJS.ProcessEnv,
	execArgv: string[] = [],
): ChildProcess {
	return fork(script, {
		execPath: node,
		execArgv,
		env: { ...process.env, NODE_PATH: modules, NODE_ENV: 'production', ...env },
	});
}

async function messageOf(child: ChildProcess): Promise<unknown> {
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`The measured process ended with ${code}`);
	});
	const [message] = (await Promise.race([once(child, 'message'), ended])) as [unknown];
	return message;
}
