/** How long a run keeps everything else in its process waiting. */

/** In microseconds; of the whole process, where Node.js does not tell it by thread. */
const { threadCpuUsage = process.cpuUsage } = process as {
	threadCpuUsage?: typeof process.cpuUsage;
};
/** Milliseconds this thread has worked; unlike a clock, it stands still while other processes have their turn. */
export const workedMs = () => {
	const { user, system } = threadCpuUsage();
	return (user + system) / 1000;
};

export interface Block {
	/** The longest gap between two ticks of a timer, in milliseconds. */
	gapMs: number;
	/** The most this thread computed in one gap, in milliseconds: what other processes take is not in it. */
	computedMs: number;
}

/** Watches the event loop from before the start of a run to after its end. */
export async function longestBlock(run: () => Promise<unknown>): Promise<Block> {
	const longest: Block = { gapMs: 0, computedMs: 0 };
	let isOver = false;
	let [tickedAt, cpuAt] = [performance.now(), workedMs()];
	const note = () => {
		const [now, cpu] = [performance.now(), workedMs()];
		longest.gapMs = Math.max(longest.gapMs, now - tickedAt);
		longest.computedMs = Math.max(longest.computedMs, cpu - cpuAt);
		[tickedAt, cpuAt] = [now, cpu];
	};
	const watch = new Promise<void>((resolve) => {
		const tick = () => {
			note();
			if (isOver) resolve();
			else setTimeout(tick, 1);
		};
		setTimeout(tick, 1);
	});
	await new Promise((resolve) => setTimeout(resolve, 20));
	longest.gapMs = 0;
	longest.computedMs = 0;
	try {
		await run();
	} finally {
		isOver = true;
	}
	await watch;
	return longest;
}
