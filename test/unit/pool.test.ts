/*
 * Many items at once: never more than asked, started in input order, and nothing started once it is over.
 */
import { workThrough } from '../../nodes/InterviewFlowAi/run/pool';

/** Works on `count` items, each ending after a few turns of its own; tells what happened. */
async function observe(count: number, concurrency: number, stopAfter = Infinity) {
	const started: number[] = [];
	const ended: number[] = [];
	let [now, most] = [0, 0];
	await workThrough(
		count,
		concurrency,
		() => started.length < stopAfter,
		async (index) => {
			started.push(index);
			most = Math.max(most, ++now);
			for (let turn = 0; turn < (index * 7) % 5; turn++) await Promise.resolve();
			now--;
			ended.push(index);
		},
	);
	return { started, ended, most };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('working through items', () => {
	it.each([
		[0, 5],
		[1, 5],
		[5, 1],
		[20, 3],
		[3, 50],
	])('%i items, %i at once: each once, in order, never more', async (count, concurrency) => {
		const { started, ended, most } = await observe(count, concurrency);

		expect(started).toEqual(upTo(count));
		expect([...ended].sort((a, b) => a - b)).toEqual(upTo(count));
		expect(most).toBeLessThanOrEqual(concurrency);
	});

	it('uses what it may use', async () => {
		expect((await observe(20, 4)).most).toBe(4);
	});

	it('starts nothing more once it is told to, and ends after what was started has ended', async () => {
		const { started, ended } = await observe(20, 3, 5);

		expect(started).toEqual(upTo(5));
		expect(ended).toHaveLength(5);
	});
});
