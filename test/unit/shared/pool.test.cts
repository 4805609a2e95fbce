/* Long work leaves everything else in n8n its turns. How many at once, and in which order, is tested on the engine. */
import { sleep } from 'n8n-workflow';
import { workThrough } from '../../../nodes/InterviewFlowAi/shared/pool';
import { mapInSlices } from '../../../nodes/InterviewFlowAi/shared/slices';

/** Does something beside other work, and can be asked how many turns that has had. */
async function beside<T>(act: (turns: () => number) => Promise<T>): Promise<T> {
	let [turns, isDone] = [0, false];
	const other = (async () => {
		for (; !isDone; turns++) await sleep(0);
	})();
	const result = await act(() => turns);
	isDone = true;
	await other;
	return result;
}

test('between two starts of items that are worked on at once', async () => {
	const seen: number[] = [];
	const goesOn = () => true;
	await beside((turns) =>
		workThrough(Array(20).fill(0), 20, goesOn, async () => void seen.push(turns())),
	);

	expect(seen[19]).toBeGreaterThan(5);
});

test('between slices of a mapping that takes long', async () => {
	const seen = await beside((turns) =>
		mapInSlices(Array(20).fill(0), () => {
			for (const end = Date.now() + 5; Date.now() < end; );
			return turns();
		}),
	);

	expect(seen.at(-1)).toBeGreaterThan(2);
});
