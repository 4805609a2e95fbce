/**
 * The local service as a process of its own:
 *
 *     node --require tsx/cjs dev/interviewFlowAi/main.cts [--port N] [--set JSON]
 *
 * `--set` takes any switches, as JSON. Prints one line, `{"url":"http://127.0.0.1:PORT"}`, when it
 * is ready; ends on SIGTERM and SIGINT.
 */
import { parseArgs } from 'node:util';
import { startService, type ServiceOptions, type Switches } from './service.cts';

async function main(): Promise<void> {
	const service = await startService(readOptions());
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => void service.stop().then(() => process.exit(0)));
	}
	process.stdout.write(`${JSON.stringify({ url: service.url })}\n`);
}

function readOptions(): ServiceOptions {
	const text = { type: 'string' } as const;
	const { port = '0', set = '{}' } = parseArgs({ options: { port: text, set: text } }).values;
	return { port: Number(port), ...(JSON.parse(set) as Switches) };
}

void main();
