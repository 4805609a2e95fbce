import { sleep } from 'n8n-workflow';

/** How long work may go on before everything else in n8n gets a turn, in milliseconds. */
const SLICE_MS = 15;

/**
 * Maps many values without blocking n8n's event loop for long: webhooks, health checks and Stop would have to wait.
 *
 * @param work must not throw
 * @param slice the current one; calls that follow each other without a pause have to share it
 */
export async function mapInSlices<T, R>(
	values: readonly T[],
	work: (value: T, index: number) => R,
	slice = { startedAt: Date.now() },
): Promise<R[]> {
	const results: R[] = [];
	for (let index = 0; index < values.length; index++) {
		results.push(work(values[index] as T, index));
		if (Date.now() - slice.startedAt > SLICE_MS) {
			await sleep(0);
			slice.startedAt = Date.now();
		}
	}
	return results;
}
