/** What is measured, and the bars it has to clear. */
import type { Switches } from '../interviewFlowAi/service.cts';
import { ONE_WAY_MS } from './distance.cts';
import type { Contender } from './measured/job.cts';
import type { Result, Run } from './runner.cts';

/** A run that is measured once in each of so many rounds. */
export interface Cell extends Run {
	rounds: number;
}

/** Cells that are shown side by side. */
export interface Table {
	title: string;
	cells: Cell[];
}

/** What cells cost may be so much and no more. */
export interface Bar {
	name: string;
	of: Cell[];
	/** Given a result of each cell. */
	cost: (...results: Result[]) => number;
	atMost: number;
	/** The median of the rounds has to clear it; otherwise the best one, because a busy machine makes all slower. */
	byMedian?: boolean;
}

export interface Plan {
	tables: Table[];
	bars: Bar[];
	startUps: number;
}

const node = (concurrency: number) =>
	({ kind: 'node', name: `this node, ${concurrency} at a time`, concurrency }) as const;
const bareClient = (concurrency: number) =>
	({ kind: 'bareClient', name: `bare client, ${concurrency} at a time`, concurrency }) as const;
const httpRequest = { kind: 'httpRequest', name: 'HTTP Request, defaults' } as const;
const sequentialLoop = { kind: 'sequentialLoop', name: 'sequential loop' } as const;
/** One batch a second, as the node suggests. */
const inBatchesOf = (size: number): Contender => {
	const batch = { size, intervalMs: 1000 };
	return { kind: 'httpRequest', name: `HTTP Request, ${size} a second`, batch };
};
const computed: Contender = {
	...node(10),
	name: 'this node, 10 at a time, computed fields',
	mapping: 'computed',
};

const getMany = { kind: 'readingNode', name: 'this node, Get Many' } as const;
const pagination: Contender = {
	kind: 'readingHttpRequest',
	name: 'HTTP Request, pagination set by hand',
};
const idle = { kind: 'idle', name: 'idle node' } as const;

const RATE_LIMIT: Partial<Switches> = {
	latency: 50,
	rateLimit: { perSecond: 20, retryAfter: 1 },
};

/** Gives a function that makes cells of one table. */
const cells =
	(count: number, switches: Partial<Switches>, more: Partial<Cell> = {}) =>
	(contender: Contender, rounds: number): Cell => ({
		...{ contender, count, switches, warmUp: 200, rounds, ...more },
	});

/** The same number of rounds for each contender. */
const each = (make: ReturnType<typeof cells>, rounds: number, ...contenders: Contender[]) =>
	contenders.map((contender) => make(contender, rounds));

const table = (title: string, ...cells: Cell[]): Table => ({ title, cells });

/** Everything that the documentation shows; about half an hour. */
export function fullPlan(): Plan {
	const large = cells(5000, { latency: 50 });
	const [node10, node50] = [large(node(10), 3), large(node(50), 3)];
	const [bare10, bare50] = [large(bareClient(10), 3), large(bareClient(50), 3)];
	const http = large(httpRequest, 3);

	const medium = cells(1000, { latency: 50 });
	const small = cells(100, { latency: 50 });
	const [loopNode, loop] = [small(node(10), 2), small(sequentialLoop, 2)];
	const prompt = cells(1000, { latency: 0 });
	const slow = cells(1000, { latency: 300 });
	const limited = cells(500, RATE_LIMIT);
	const limitedNode = limited(node(10), 1);
	const profiled = cells(2000, { latency: 0 }, { profiled: true })(node(10), 1);

	const ten = cells(10_000, { latency: 0 });
	const fifty = cells(50_000, { latency: 0 });
	const [fewNode, manyNode] = [ten(node(10), 2), fifty(node(10), 1)];

	const watched = cells(10_000, { latency: 0 }, { watched: true });
	const [plainBlock, computedBlock] = [watched(node(10), 3), watched(computed, 3)];

	// 100 to a page. So few requests show what n8n costs every morning only once its code is compiled.
	const reading = cells(10_000, { latency: 50 }, { warmUp: 10_000 });
	const [readingNode, readingHttp] = [reading(getMany, 3), reading(pagination, 3)];
	const readingBare = reading({ kind: 'readingBareClient', name: 'bare client, page by page' }, 3);

	const far = cells(500, { latency: 50 }, { far: true });

	return {
		tables: [
			table('5,000 candidates, the service takes 50 ms', node10, bare10, node50, bare50, http),
			table(
				'1,000 candidates, the service takes 50 ms',
				...each(
					medium,
					2,
					node(5),
					node(10),
					node(50),
					bareClient(10),
					bareClient(50),
					httpRequest,
				),
			),
			table(
				'100 candidates, the service takes 50 ms',
				...[...each(small, 1, node(1), node(5)), loopNode, small(node(50), 1)],
				...[...each(small, 1, httpRequest, inBatchesOf(50)), loop, small(bareClient(10), 1)],
			),
			table(
				'1,000 candidates, the service takes 300 ms',
				...each(slow, 1, node(50), bareClient(50), httpRequest),
			),
			table(
				'1,000 candidates, the service answers at once',
				...each(
					prompt,
					1,
					node(1),
					node(10),
					computed,
					httpRequest,
					sequentialLoop,
					bareClient(10),
				),
			),
			table(
				'Memory: 10,000 and 50,000 candidates, the service answers at once',
				...[fewNode, manyNode, ten(idle, 1), fifty(idle, 1)],
			),
			table(
				'Longest block of the event loop: 10,000 candidates, the service answers at once',
				...[plainBlock, computedBlock, watched(httpRequest, 3), watched(idle, 3)],
			),
			table(
				'10,000 interviews read in 100 pages, the service takes 50 ms',
				...[readingNode, readingBare, readingHttp],
			),
			table(
				`500 candidates, over TLS to a service that is ${ONE_WAY_MS} ms away each way and takes 50 ms`,
				...[5, 10, 50].flatMap((most) => each(far, 2, node(most), bareClient(most))),
				far(httpRequest, 2),
			),
			table(
				'500 candidates, the service takes 20 a second and answers others 429 with Retry-After: 1',
				limitedNode,
				...each(limited, 1, httpRequest, inBatchesOf(50), inBatchesOf(20), sequentialLoop),
			),
			table('2,000 candidates for the profile', profiled),
		],
		bars: [
			...bars(
				{
					...{ node10, node50, http, bare10, bare50, memoryNode: node10, loopNode, loop },
					...{ fewNode, manyNode, limitedNode, profiled, plainBlock, computedBlock },
				},
				1.35,
			),
			bar('memory per candidate, from 10,000 to 50,000, kB', [manyNode, fewNode], memoryEach, 8),
			bar('Get Many: time, against the bare client', [readingNode, readingBare], seconds, 1.1),
			bar(`Get Many: CPU, ${AGAINST_HTTP}`, [readingNode, readingHttp], cpu, 0.6),
			bar(`Get Many: peak memory, ${AGAINST_HTTP}`, [readingNode, readingHttp], memory, 1),
		],
		startUps: 9,
	};
}

/** The cheap ones of the same bars, from as few and as small runs as show them; at most 90 seconds. */
export function quickPlan(): Plan {
	// So short a run shows what the node costs only once its code is compiled well.
	const medium = cells(400, { latency: 50 }, { warmUp: 400 });
	const large = cells(2500, { latency: 50 });
	const watched = cells(2000, { latency: 0 }, { watched: true });
	const measured = {
		node10: medium(node(10), 1),
		bare10: medium(bareClient(10), 1),
		node50: large(node(50), 1),
		bare50: large(bareClient(50), 1),
		http: large(httpRequest, 1),
		loop: cells(20, { latency: 50 })(sequentialLoop, 1),
		fewNode: cells(500, { latency: 0 })(node(10), 1),
		manyNode: cells(1500, { latency: 0 })(node(10), 1),
		limitedNode: cells(40, RATE_LIMIT)(node(10), 1),
		profiled: cells(1000, { latency: 0 }, { profiled: true })(node(10), 1),
		plainBlock: watched(node(10), 1),
		computedBlock: watched(computed, 1),
	};
	const { node10, node50 } = measured;
	return {
		tables: [table('Quick runs', ...Object.values(measured))],
		bars: bars({ ...measured, memoryNode: node50, loopNode: node10 }, 1.6),
		startUps: 3,
	};
}

/** Runs in which the CPU is busy all the time, for a profile. */
export function profilePlan(): Cell[] {
	const prompt = cells(2000, { latency: 0 }, { profiled: true });
	const reading = cells(10_000, { latency: 0 }, { profiled: true, warmUp: 10_000 });
	return [
		...each(prompt, 1, node(10), computed, httpRequest),
		...each(reading, 1, getMany, pagination),
	];
}

type Figure = (result: Result) => number;
const withoutLink: Figure = ({ count, links }) => count - links;
const block: Figure = ({ blockMs = NaN }) => blockMs;
/** How many times as much as the second the first one takes. */
const ratio = (figure: Figure) => (own: Result, other: Result) => figure(own) / figure(other);
const seconds = ratio((result) => result.seconds);
const perItem = ratio((result) => result.seconds / result.count);
const cpu = ratio((result) => result.cpuMsPerItem);
const memory = ratio((result) => result.peakRssMb);
/** In kB. */
const memoryEach: Bar['cost'] = (many: Result, few: Result) =>
	((many.peakRssMb - few.peakRssMb) * 1000) / (many.count - few.count);

/** Zod works for this package alone. */
function ownShare({ layers }: Result): number {
	const times = Object.values(layers ?? {});
	const own = (layers?.['this package'] ?? 0) + (layers?.zod ?? 0);
	return own / times.reduce((sum, time) => sum + time, 0);
}

const bar = (
	...[name, of, cost, atMost, byMedian = false]: [string, Cell[], Bar['cost'], number, boolean?]
): Bar => ({ name, of, cost, atMost, byMedian });

const AGAINST_HTTP = 'against the HTTP Request node';

type Compared = 'node10' | 'node50' | 'http' | 'bare10' | 'bare50' | 'memoryNode' | 'loopNode';
type Alone = 'loop' | 'fewNode' | 'manyNode' | 'limitedNode' | 'profiled' | 'plainBlock';

/**
 * @param cell `memoryNode` is the one whose memory and CPU are compared with HTTP Request's for as many candidates
 * @param atMost50 at 50 at a time the CPU is the limit, and a busy machine has less of it
 */
function bars(cell: Record<Compared | Alone | 'computedBlock', Cell>, atMost50: number): Bar[] {
	const { node10, node50, bare10, bare50, memoryNode, http, loopNode, loop } = cell;
	const { plainBlock, computedBlock, fewNode, manyNode, profiled, limitedNode } = cell;
	const wallTime = (most: number) =>
		`wall time at concurrency ${most}, against the bare client at ${most}`;
	const longest = `at ${plainBlock.count} candidates`;
	const loops = 'time per candidate at concurrency 10, against the sequential loop';
	const growth = `time per candidate, ${manyNode.count} against ${fewNode.count} candidates`;
	return [
		bar(wallTime(10), [node10, bare10], seconds, 1.12),
		bar(wallTime(50), [node50, bare50], seconds, atMost50),
		bar(`CPU per candidate, ${AGAINST_HTTP}`, [memoryNode, http], cpu, 0.45),
		bar(`peak memory, ${AGAINST_HTTP}`, [memoryNode, http], memory, 0.65),
		bar("this package's own share of the CPU", [profiled], ownShare, 0.15),
		bar(`longest block of the event loop ${longest}, ms`, [plainBlock], block, 100, true),
		bar(`longest block ${longest} with computed fields, ms`, [computedBlock], block, 100, true),
		bar(loops, [loopNode, loop], perItem, 0.12),
		bar(growth, [manyNode, fewNode], perItem, 1.1),
		bar('candidates without a link, rate-limited service', [limitedNode], withoutLink, 0),
	];
}
