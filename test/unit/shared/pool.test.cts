/* Other work of n8n goes on between many starts. How many start at once, and in which order, is tested on the engine. */
import { sleep } from 'n8n-workflow';
import { workThrough } from '../../../nodes/InterviewFlowAi/shared/pool';

test('other work has its turn between two starts of items that are worked on at once', async () => {
	let [turns, isDone] = [0, false];
	const other = (async () => {
		for (; !isDone; turns++) await sleep(0);
	})();
	const seen: number[] = [];
	const run = { concurrency: 20, isOver: () => false };
	await workThrough(run, Array(20).fill(0), async () => void seen.push(turns));
	isDone = true;
	await other;

	expect(seen[19]).toBeGreaterThan(5);
});
