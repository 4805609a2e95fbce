import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CACHE } from '../paths.cts';
import type { Switches } from '../interviewFlowAi/service.cts';
import type { ServiceProcess } from '../serviceProcess.cts';
import type { Distance } from './distance.cts';
import { JOB_ID } from './measured/candidates.cts';
import type { Job, Measurement, StartUp } from './measured/job.cts';
import type { Stage } from './stage.cts';

/** What is run, and against what kind of service. */
export interface Run extends Omit<Job, 'service' | 'packageFolder'> {
	switches: Partial<Switches>;
	/** Whether the service is far away, and behind TLS. */
	far?: boolean;
}

/** What a run cost, and what the service saw of it. */
export type Result = Measurement & { count: number; mostInFlight: number };

/** What runs are carried out with. */
export interface Bench {
	stage: Stage;
	service: ServiceProcess;
	distance: Distance;
	/** The Node.js that runs n8n. */
	node: string;
	/** n8n's `node_modules`. */
	modules: string;
}

/** Carries out one run in a fresh process. */
export async function carryOut(
	{ switches, far, ...run }: Run,
	{ stage, service, distance, ...bench }: Bench,
): Promise<Result> {
	const url = far ? distance.url : service.url;
	const job: Job = {
		...run,
		service: { url, apiKey: service.apiKey },
		packageFolder: stage.packageFolder,
	};
	const child = start(stage.script, bench, {
		NODE_COMPILE_CACHE: join(CACHE, 'compile-cache'),
		...(far && { NODE_EXTRA_CA_CERTS: distance.certificate }),
	});
	const ended = once(child, 'exit');
	const hold = async (interviews: number) => {
		await service.control('reset', {});
		if (run.contender.kind.startsWith('reading')) {
			await service.control('fill', { jobId: JOB_ID, count: interviews });
		}
	};

	await hold(run.warmUp);
	await ask(child, job);
	await hold(run.count);
	await service.control('set', switches);
	const measurement = await ask<Measurement>(child, 'go');
	const { maxInFlight } = await service.control<{ maxInFlight: number }>('state');
	await ended;
	return { ...measurement, count: run.count, mostInFlight: maxInFlight };
}

/** Measures what it costs n8n's start to load the package. */
export async function measureStartUp(bench: Bench): Promise<StartUp> {
	const child = start(bench.stage.startUpScript, bench, {}, ['--expose-gc']);
	const ended = once(child, 'exit');
	const startUp = await ask<StartUp>(child, bench.stage.packageFolder);
	await ended;
	return startUp;
}

function start(
	script: string,
	{ node, modules }: Pick<Bench, 'node' | 'modules'>,
	env: NodeJS.ProcessEnv,
	execArgv: string[] = [],
): ChildProcess {
	return fork(script, {
		execPath: node,
		execArgv,
		env: { ...process.env, NODE_PATH: modules, NODE_ENV: 'production', ...env },
	});
}

/** Sends a message, and gives the answer. */
async function ask<T>(child: ChildProcess, message: Serializable): Promise<T> {
	const ended = once(child, 'exit').then(([code]) => {
		throw new Error(`The measured process ended with ${code}`);
	});
	child.send(message);
	const [answer] = (await Promise.race([once(child, 'message'), ended])) as [T];
	return answer;
}
