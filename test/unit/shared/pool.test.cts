/*
 * Many items at once: never more than asked, started in input order, and nothing started once it is over.
 */
import { sleep } from 'n8n-workflow';
import { workThrough } from '../../../nodes/InterviewFlowAi/shared/pool';
import { mapInSlices } from '../../../nodes/InterviewFlowAi/shared/slices';

/** Works on `count` items, each taking its own time; tells what happened. */
async function observe(count: number, concurrency: number, stopAfter = Infinity) {
	const started: number[] = [];
	const ended: number[] = [];
	let [now, most] = [0, 0];
	await workThrough(
		[...Array(count).keys()],
		concurrency,
		() => started.length < stopAfter,
		async (index) => {
			started.push(index);
			most = Math.max(most, ++now);
			// However slow the machine is, as many as may are under way together.
			while (started.length < Math.min(count, concurrency, stopAfter)) await sleep(1);
			await sleep((index * 7) % 5);
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
		[5, 1],
		[20, 3],
		[3, 50],
	])('%i items, %i at once: each once, in order, never more', async (count, concurrency) => {
		const { started, ended, most } = await observe(count, concurrency);

		expect(started).toEqual(upTo(count));
		expect([...ended].sort((a, b) => a - b)).toEqual(upTo(count));
		expect(most).toBe(Math.min(count, concurrency));
	});

	it('lets other work have its turn between two starts', async () => {
		let [turns, isDone] = [0, false];
		const otherWork = async () => {
			for (; !isDone; turns++) await sleep(0);
		};
		const turnsAtStart: number[] = [];
		const other = otherWork();
		const note = async () => void turnsAtStart.push(turns);
		await workThrough(Array(20).fill(0), 20, () => true, note);
		isDone = true;
		await other;

		expect(turnsAtStart[19]).toBeGreaterThan(5);
	});

	it('starts nothing more once it is told to, and ends after what was started has ended', async () => {
		const { started, ended } = await observe(20, 3, 5);

		expect(started).toEqual(upTo(5));
		expect(ended).toHaveLength(5);
	});
});

describe('mapping in slices', () => {
	it('gives every result in order', async () => {
		const numbered = await mapInSlices(['a', 'b'], (value, index) => `${index}${value}`);
		expect(numbered).toEqual(['0a', '1b']);
		expect(await mapInSlices([], String)).toEqual([]);
	});

	it('lets other work have its turn while it takes long', async () => {
		let turns = 0;
		const busy = (ms: number) => {
			for (const end = Date.now() + ms; Date.now() < end; );
			return turns;
		};
		const other = (async () => {
			for (; turns < 1000; turns++) await sleep(0);
		})();
		const turnsSeen = await mapInSlices(Array.from({ length: 20 }), () => busy(5));
		turns = 1000;
		await other;

		expect(turnsSeen.at(-1)).toBeGreaterThan(2);
	});
});
