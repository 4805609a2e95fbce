/**
 * Works on many items at once, starting them in input order.
 *
 * @param count how many items there are
 * @param concurrency most items worked on at the same time
 * @param goesOn asked before each start; once it says no, nothing new starts
 * @param work handles the item of that index; must not reject
 * @returns when everything that was started has ended
 */
export async function workThrough(
	count: number,
	concurrency: number,
	goesOn: () => boolean,
	work: (index: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < count && goesOn()) await work(next++);
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, count) }, worker));
}
