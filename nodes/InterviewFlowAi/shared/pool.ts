import { sleep } from 'n8n-workflow';
import type { Run } from './run';

/**
 * Works on many items at once. They are started in input order, each at least one turn of the event loop after the one
 * before it. If they were started together, their answers would come together, too, for the rest of the run, and each
 * item would wait while all others are worked on: with 50 at a time, that costs a third of the time.
 *
 * @param run its `concurrency` is the most items that are worked on at the same time
 * @param work must not reject
 * @param goesOn asked before each start; when it returns false, no other item is started
 * @returns when everything that was started has ended
 */
export async function workThrough<T>(
	run: Pick<Run, 'concurrency' | 'isOver'>,
	items: readonly T[],
	work: (item: T) => Promise<void>,
	goesOn = () => !run.isOver(),
): Promise<void> {
	let next = 0;
	const mayStart = () => next < items.length && goesOn();

	let line = Promise.resolve();
	const inTurn = async () => {
		const turn = line;
		line = turn.then(async () => await sleep(0));
		await turn;
	};

	const worker = async () => {
		while (mayStart()) {
			await inTurn();
			if (mayStart()) await work(items[next++] as T);
		}
	};
	await Promise.all(Array.from({ length: Math.min(run.concurrency, items.length) }, worker));
}
