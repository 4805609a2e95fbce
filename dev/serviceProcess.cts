/** The local InterviewFlowAI in a process of its own, so that it costs the measured process nothing. */
import { join } from 'node:path';
import { CONTROL_PREFIX } from './interviewFlowAi/control.cts';
import { type LocalService, type Switches, TEST_API_KEY } from './interviewFlowAi/service.cts';
import { LOGS } from './paths.cts';
import { freePort, ready, start } from './processes.cts';

export interface ServiceProcess extends Pick<LocalService, 'url' | 'apiKey'> {
	/** Reads what it holds, such as `state`, or changes it, such as `set`; see interviewFlowAi/control.cts. */
	control<T>(path: string, body?: unknown): Promise<T>;
	stop(): Promise<void>;
}

/**
 * @param switches that it starts with, and has again after each reset
 * @param node the Node.js that runs it
 */
export async function startServiceProcess(
	switches: Partial<Switches> = {},
	node = process.execPath,
): Promise<ServiceProcess> {
	const main = join(__dirname, 'interviewFlowAi', 'main.cts');
	const port = await freePort();
	const options = JSON.stringify({ ...switches, port });
	const service = start({
		name: 'the local service',
		command: [node, '--require', require.resolve('tsx/cjs'), main, options],
		log: join(LOGS, 'service.log'),
	});
	const url = `http://127.0.0.1:${port}`;
	const control = async <T,>(path: string, body?: unknown): Promise<T> => {
		const response = await fetch(url + CONTROL_PREFIX + path, {
			method: body === undefined ? 'GET' : 'POST',
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		if (!response.ok)
			throw new Error(`The local service refused ${path}: ${await response.text()}`);
		return (await response.json()) as T;
	};
	await ready(service, () => control('state').then(() => true), 30_000);
	return { url, apiKey: TEST_API_KEY, control, stop: () => service.stop() };
}
