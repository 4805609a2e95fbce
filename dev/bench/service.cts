import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CONTROL_PREFIX } from '../interviewFlowAi/control.cts';
import { type Counters, type Switches, TEST_API_KEY } from '../interviewFlowAi/service.cts';

/** The local InterviewFlowAI in a process of its own. */
export interface BenchService {
	url: string;
	apiKey: string;
	/** Forgets everything and turns the switches. */
	setFor: (switches: Partial<Switches>) => Promise<void>;
	state: () => Promise<{ maxInFlight: number; counters: Counters }>;
	stop: () => void;
}

/** @param node the Node that runs it */
export async function startBenchService(node: string): Promise<BenchService> {
	const main = join(__dirname, '../interviewFlowAi/main.cts');
	const child: ChildProcess = spawn(
		node,
		['--require', require.resolve('tsx/cjs'), main, '--no-record', '--any-job'],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
	const { url } = JSON.parse(line) as { url: string };

	const control = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
		const response = await fetch(url + CONTROL_PREFIX + path, {
			method,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (!response.ok) throw new Error(`The local service: ${await response.text()}`);
		return (await response.json()) as unknown;
	};
	return {
		url,
		apiKey: TEST_API_KEY,
		setFor: async (switches) => {
			await control('POST', 'reset');
			await control('POST', 'set', switches);
		},
		state: async () =>
			(await control('GET', 'state')) as Awaited<ReturnType<BenchService['state']>>,
		stop: () => child.kill(),
	};
}
