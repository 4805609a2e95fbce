/** How long a run keeps everything else in its process waiting. */
import { setTimeout as pause } from 'node:timers/promises';

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
	let [tickedAt, cpuAt] = [performance.now(), workedMs()];
	const note = () => {
		const [now, cpu] = [performance.now(), workedMs()];
		longest.gapMs = Math.max(longest.gapMs, now - tickedAt);
		longest.computedMs = Math.max(longest.computedMs, cpu - cpuAt);
		[tickedAt, cpuAt] = [now, cpu];
	};
	const ticks = setInterval(note, 1);
	await pause(20);
	Object.assign(longest, { gapMs: 0, computedMs: 0 });
	try {
		await run();
	} finally {
		clearInterval(ticks);
	}
	note();
	return longest;
}
