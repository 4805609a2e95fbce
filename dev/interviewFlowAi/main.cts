/**
 * The local service as a process of its own, given its options and switches as JSON; ends when it is told to:
 *
 *     node --require tsx/cjs dev/interviewFlowAi/main.cts '{"port": 4711, "latency": 50}'
 */
import { startService, type ServiceOptions } from './service.cts';

const options = JSON.parse(process.argv[2] ?? '{}') as ServiceOptions;
void startService(options).then(({ url }) => process.stdout.write(`${url}\n`));
