/*
 * Loads the package as n8n does at its start, after what n8n has loaded anyway: n8n-workflow and zod.
 */
import 'n8n-workflow';
import 'zod';
import { compiled } from '../../engine/underTest.cts';
import type { StartUp } from './job.cts';

const collectGarbage = gc as () => void;

process.once('message', (packageFolder: string) => {
	collectGarbage();
	const heapBefore = process.memoryUsage().heapUsed;
	const startedAt = performance.now();
	const loaded = compiled(packageFolder);
	const milliseconds = performance.now() - startedAt;
	collectGarbage();
	const heapKb = (process.memoryUsage().heapUsed - heapBefore) / 1000;
	if (loaded.nodeType) process.send?.({ milliseconds, heapKb } satisfies StartUp);
	process.exit();
});
