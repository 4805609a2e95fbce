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
	const text = { type: 'string' } as const;
	const flag = { type: 'boolean' } as const;
	const { values } = parseArgs({
		options: {
			...{ port: text, key: text, latency: text, rate: text, burst: text, 'retry-after': text },
			...{ 'any-job': flag, 'no-record': flag, set: text },
		},
	});
	const number = (given: string | undefined) => (given === undefined ? undefined : Number(given));
	const [perSecond, burst] = [number(values.rate), number(values.burst)];
	return {
		port: number(values.port),
		apiKey: values.key,
		latency: number(values.latency),
		rateLimit:
			perSecond === undefined
				? undefined
				: { perSecond, burst, retryAfter: number(values['retry-after']) },
		acceptAnyJob: values['any-job'],
		record: values['no-record'] ? false : undefined,
		...(JSON.parse(values.set ?? '{}') as Switches),
	};
}

void main();
