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

const node = (concurrency: number): Contender => ({ kind: 'node', concurrency });
const bareClient = (concurrency: number): Contender => ({ kind: 'bareClient', concurrency });
const httpRequest: Contender = { kind: 'httpRequest' };
const sequentialLoop: Contender = { kind: 'sequentialLoop' };
/** One batch a second, as the node suggests. */
const inBatchesOf = (size: number): Contender => ({
	kind: 'httpRequest',
	batch: { size, intervalMs: 1000 },
});
const computed: Contender = { ...node(10), mapping: 'computed' } as Contender;

const getMany: Contender = { kind: 'readingNode' };
const pagination: Contender = { kind: 'readingHttpRequest' };
const idle: Contender = { kind: 'idle' };

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

/** Everything that the documentation shows; about half an hour. */
export function fullPlan(): Plan {
	const large = cells(5000, { latency: 50 });
	const node10 = large(node(10), 3);
	const node50 = large(node(50), 3);
	const bare10 = large(bareClient(10), 3);
	const bare50 = large(bareClient(50), 3);
	const http = large(httpRequest, 3);

	const medium = cells(1000, { latency: 50 });

	const small = cells(100, { latency: 50 });
	const smallNode = small(node(10), 2);
	const smallLoop = small(sequentialLoop, 2);
	const prompt = cells(1000, { latency: 0 });
	const slow = cells(1000, { latency: 300 });
	const limited = cells(500, RATE_LIMIT);
	const limitedNode = limited(node(10), 1);
	const profiled = cells(2000, { latency: 0 }, { profiled: true })(node(10), 1);

	const ten = cells(10_000, { latency: 0 });
	const tenNode = ten(node(10), 2);
	const fifty = cells(50_000, { latency: 0 });
	const fiftyNode = fifty(node(10), 1);

	const watched = cells(10_000, { latency: 0 }, { watched: true });
	const plainBlock = watched(node(10), 3);
	const computedBlock = watched(computed, 3);

	// 100 to a page.
	const reading = cells(10_000, { latency: 50 }, { warmUp: 3000 });
	const readingNode = reading(getMany, 3);
	const readingBare = reading({ kind: 'readingBareClient' }, 3);
	const readingHttp = reading(pagination, 3);

	const far = cells(500, { latency: 50 }, { far: true });

	return {
		tables: [
			{
				title: '5,000 candidates, the service takes 50 ms',
				cells: [node10, bare10, node50, bare50, http],
			},
			{
				title: '1,000 candidates, the service takes 50 ms',
				cells: [
					...[5, 10, 50].map((concurrency) => medium(node(concurrency), 2)),
					...[10, 50].map((concurrency) => medium(bareClient(concurrency), 2)),
					medium(httpRequest, 2),
				],
			},
			{
				title: '100 candidates, the service takes 50 ms',
				cells: [
					...[1, 5].map((concurrency) => small(node(concurrency), 1)),
					smallNode,
					small(node(50), 1),
					small(httpRequest, 1),
					small(inBatchesOf(50), 1),
					smallLoop,
					small(bareClient(10), 1),
				],
			},
			{
				title: '1,000 candidates, the service takes 300 ms',
				cells: [slow(node(50), 1), slow(bareClient(50), 1), slow(httpRequest, 1)],
			},
			{
				title: '1,000 candidates, the service answers at once',
				cells: [
					prompt(node(1), 1),
					prompt(node(10), 1),
					prompt(computed, 1),
					prompt(httpRequest, 1),
					prompt(sequentialLoop, 1),
					prompt(bareClient(10), 1),
				],
			},
			{
				title: 'Memory: 10,000 and 50,000 candidates, the service answers at once',
				cells: [tenNode, fiftyNode, ten(idle, 1), fifty(idle, 1)],
			},
			{
				title: 'Longest block of the event loop: 10,000 candidates, the service answers at once',
				cells: [plainBlock, computedBlock, watched(httpRequest, 3), watched(idle, 3)],
			},
			{
				title: '10,000 interviews read in 100 pages, the service takes 50 ms',
				cells: [readingNode, readingBare, readingHttp],
			},
			{
				title: `500 candidates, over TLS to a service that is ${ONE_WAY_MS} ms away each way and takes 50 ms`,
				cells: [
					...[5, 10, 50].flatMap((concurrency) => [
						far(node(concurrency), 2),
						far(bareClient(concurrency), 2),
					]),
					far(httpRequest, 2),
				],
			},
			{
				title:
					'500 candidates, the service takes 20 a second and answers others 429 with Retry-After: 1',
				cells: [
					limitedNode,
					limited(httpRequest, 1),
					limited(inBatchesOf(50), 1),
					limited(inBatchesOf(20), 1),
					limited(sequentialLoop, 1),
				],
			},
			{ title: '2,000 candidates for the profile', cells: [profiled] },
		],
		bars: [
			...bars({
				...{ node10, node50, http, bare10, bare50, memoryNode: node10, atMost50: 1.35 },
				...{ loopNode: smallNode, loop: smallLoop, fewNode: tenNode, manyNode: fiftyNode },
				...{ limitedNode, profiled, plainBlock, computedBlock },
			}),
			{
				name: 'memory per candidate, from 10,000 to 50,000, kB',
				of: [fiftyNode, tenNode],
				cost: (many, few) => ((many.peakRssMb - few.peakRssMb) * 1000) / (many.count - few.count),
				atMost: 8,
			},
			{
				name: 'Get Many: time, against the bare client',
				...{ of: [readingNode, readingBare], cost: ratio(seconds), atMost: 1.1 },
			},
			{
				name: 'Get Many: CPU, against the HTTP Request node',
				...{ of: [readingNode, readingHttp], cost: ratio(cpu), atMost: 0.6 },
			},
			{
				name: 'Get Many: peak memory, against the HTTP Request node',
				...{ of: [readingNode, readingHttp], cost: ratio(memory), atMost: 1 },
			},
		],
		startUps: 9,
	};
}

/** The cheap ones of the same bars, from as few and as small runs as show them; at most 90 seconds. */
export function quickPlan(): Plan {
	// So short a run shows what the node costs only once its code is compiled well.
	const medium = cells(400, { latency: 50 }, { warmUp: 400 });
	const large = cells(2500, { latency: 50 });
	const node10 = medium(node(10), 1);
	const bare10 = medium(bareClient(10), 1);
	const node50 = large(node(50), 1);
	const bare50 = large(bareClient(50), 1);
	const http = large(httpRequest, 1);
	const loop = cells(20, { latency: 50 })(sequentialLoop, 1);
	const fewNode = cells(500, { latency: 0 })(node(10), 1);
	const manyNode = cells(1500, { latency: 0 })(node(10), 1);
	const limitedNode = cells(40, RATE_LIMIT)(node(10), 1);
	const profiled = cells(1000, { latency: 0 }, { profiled: true })(node(10), 1);
	const watched = cells(2000, { latency: 0 }, { watched: true });
	const plainBlock = watched(node(10), 1);
	const computedBlock = watched(computed, 1);
	return {
		tables: [
			{
				title: 'Quick runs',
				cells: [
					...[node10, bare10, node50, bare50, http, loop, fewNode, manyNode, limitedNode],
					...[profiled, plainBlock, computedBlock],
				],
			},
		],
		bars: bars({
			...{ node10, node50, http, bare10, bare50, memoryNode: node50, atMost50: 1.6 },
			...{ loopNode: node10, loop, fewNode, manyNode },
			...{ limitedNode, profiled, plainBlock, computedBlock },
		}),
		startUps: 3,
	};
}

/** Runs in which the CPU is busy all the time, for a profile. */
export function profilePlan(): Cell[] {
	const prompt = cells(2000, { latency: 0 }, { profiled: true });
	const reading = cells(10_000, { latency: 0 }, { profiled: true, warmUp: 3000 });
	return [
		...[node(10), computed, httpRequest].map((contender) => prompt(contender, 1)),
		...[getMany, pagination].map((contender) => reading(contender, 1)),
	];
}

type Figure = (result: Result) => number;
const seconds: Figure = (result) => result.seconds;
const perItem: Figure = (result) => result.seconds / result.count;
const cpu: Figure = (result) => result.cpuMsPerItem;
const memory: Figure = (result) => result.peakRssMb;
const withoutLink: Figure = ({ count, links }) => count - links;
const block: Figure = ({ blockMs = NaN }) => blockMs;

/** How many times as much as the second the first one takes. */
const ratio = (figure: Figure) => (own: Result, other: Result) => figure(own) / figure(other);

/** Zod works for this package alone. */
function ownShare({ layers }: Result): number {
	const times = Object.values(layers ?? {});
	const own = (layers?.['this package'] ?? 0) + (layers?.zod ?? 0);
	return own / times.reduce((sum, time) => sum + time, 0);
}

function bars(cell: {
	node10: Cell;
	node50: Cell;
	/** The one whose memory and CPU are compared with HTTP Request's for as many candidates. */
	memoryNode: Cell;
	http: Cell;
	bare10: Cell;
	bare50: Cell;
	/** At 50 at a time the CPU is the limit, and a busy machine has less of it. */
	atMost50: number;
	loopNode: Cell;
	loop: Cell;
	fewNode: Cell;
	manyNode: Cell;
	limitedNode: Cell;
	profiled: Cell;
	plainBlock: Cell;
	computedBlock: Cell;
}): Bar[] {
	const { count } = cell.plainBlock;
	return [
		{
			name: 'wall time at concurrency 10, against the bare client at 10',
			...{ of: [cell.node10, cell.bare10], cost: ratio(seconds), atMost: 1.12 },
		},
		{
			name: 'wall time at concurrency 50, against the bare client at 50',
			...{ of: [cell.node50, cell.bare50], cost: ratio(seconds), atMost: cell.atMost50 },
		},
		{
			name: 'CPU per candidate, against the HTTP Request node',
			...{ of: [cell.memoryNode, cell.http], cost: ratio(cpu), atMost: 0.45 },
		},
		{
			name: 'peak memory, against the HTTP Request node',
			...{ of: [cell.memoryNode, cell.http], cost: ratio(memory), atMost: 0.65 },
		},
		{
			name: "this package's own share of the CPU",
			...{ of: [cell.profiled], cost: ownShare, atMost: 0.15 },
		},
		{
			name: `longest block of the event loop at ${count} candidates, ms`,
			...{ of: [cell.plainBlock], cost: block, atMost: 100, byMedian: true },
		},
		{
			name: `longest block at ${count} candidates with computed fields, ms`,
			...{ of: [cell.computedBlock], cost: block, atMost: 100, byMedian: true },
		},
		{
			name: 'time per candidate at concurrency 10, against the sequential loop',
			...{ of: [cell.loopNode, cell.loop], cost: ratio(perItem), atMost: 0.12 },
		},
		{
			name: `time per candidate, ${cell.manyNode.count} against ${cell.fewNode.count} candidates`,
			...{ of: [cell.manyNode, cell.fewNode], cost: ratio(perItem), atMost: 1.1 },
		},
		{
			name: 'candidates without a link, rate-limited service',
			...{ of: [cell.limitedNode], cost: withoutLink, atMost: 0 },
		},
	];
}
