import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CACHE } from '../paths.cts';
import type { Counters, Switches } from '../interviewFlowAi/service.cts';
import type { ServiceProcess } from '../serviceProcess.cts';
import type { Contender, Job, Measurement, StartUp } from './measured/job.cts';
import type { Stage } from './stage.cts';

/** What is run, and against what kind of service. */
export interface Run {
	contender: Contender;
	count: number;
	switches: Partial<Switches>;
	/** Candidates sent before, so that the code is compiled as in a server that has been up for a while. */
	warmUp: number;
}

interface State {
	maxInFlight: number;
	counters: Counters;
}

/** What a run cost, and what the service saw of it. */
export type Result = Measurement & { mostInFlight: number; rateLimited: number };

/** What runs are carried out with. */
export interface Bench {
	stage: Stage;
	service: ServiceProcess;
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
	const { url, apiKey } = service;
	const job: Job = { contender, count, warmUp, service: { url, apiKey }, packageFolder, profiled };
	const child = start(stage.script, bench, { NODE_COMPILE_CACHE: join(CACHE, 'compile-cache') });
	const ended = once(child, 'exit');

	await service.control('reset', {});
	child.send(job);
	await messageOf(child);
	await service.control('reset', {});
	await service.control('set', switches);
	child.send('go');
	const measurement = (await messageOf(child)) as Measurement;
	const { maxInFlight, counters } = await service.control<State>('state');
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
