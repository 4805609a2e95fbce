/**
 * The local service as a process of its own:
 *
 *     node --require tsx/cjs dev/interviewFlowAi/main.cts [--port N] [--key K] [--latency MS] [--rate N]
 *         [--burst N] [--retry-after SECONDS] [--any-job] [--no-record] [--set JSON]
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
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			key: { type: 'string' },
			latency: { type: 'string' },
			rate: { type: 'string' },
			burst: { type: 'string' },
			'retry-after': { type: 'string' },
			'any-job': { type: 'boolean' },
			'no-record': { type: 'boolean' },
			set: { type: 'string' },
		},
	});
	const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
	const perSecond = number(values.rate);
	const rateLimit =
		perSecond === undefined
			? undefined
			: { perSecond, burst: number(values.burst), retryAfter: number(values['retry-after']) };
	return {
		port: number(values.port),
		apiKey: values.key,
		latency: number(values.latency),
		rateLimit,
		acceptAnyJob: values['any-job'],
		record: values['no-record'] ? false : undefined,
		...(JSON.parse(values.set ?? '{}') as Partial<Switches>),
	};
}

void main();
