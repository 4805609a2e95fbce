/** What is measured, and the bars it has to clear. */
import type { Switches } from '../interviewFlowAi/service.cts';
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

/** What a cell costs, by itself or as a multiple of what another one costs, may be so much and no more. */
export interface Bar {
	name: string;
	of: Cell;
	against?: Cell;
	cost: (result: Result, run: Run) => number;
	atMost: number;
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

const RATE_LIMIT: Partial<Switches> = {
	latency: 50,
	rateLimit: { perSecond: 20, retryAfter: 1 },
};

/** Gives a function that makes cells of one table. */
const cells =
	(count: number, switches: Partial<Switches>, warmUp = 200) =>
	(contender: Contender, rounds: number): Cell => ({
		...{ contender, count, switches, warmUp, rounds },
	});

/** Everything that the documentation shows; about a quarter of an hour. */
export function fullPlan(): Plan {
	const large = cells(5000, { latency: 50 });
	const node10 = large(node(10), 3);
	const node50 = large(node(50), 3);
	const bare10 = large(bareClient(10), 3);
	const bare50 = large(bareClient(50), 3);
	const http = large(httpRequest, 3);

	const medium = cells(1000, { latency: 50 });
	const mediumNode = medium(node(10), 3);
	const mediumLoop = medium(sequentialLoop, 1);

	const small = cells(100, { latency: 50 });
	const prompt = cells(1000, { latency: 0 });
	const slow = cells(1000, { latency: 300 });
	const limited = cells(500, RATE_LIMIT);

	const promptNode = prompt(node(10), 3);
	const hugeNode = cells(20_000, { latency: 0 })(node(10), 2);
	const limitedNode = limited(node(10), 1);

	return {
		tables: [
			{
				title: '5,000 candidates, the service takes 50 ms',
				cells: [node10, bare10, node50, bare50, http],
			},
			{
				title: '1,000 candidates, the service takes 50 ms',
				cells: [
					medium(node(1), 1),
					medium(node(5), 3),
					mediumNode,
					medium(bareClient(10), 3),
					medium(node(50), 3),
					medium(bareClient(50), 3),
					medium(httpRequest, 3),
					medium(inBatchesOf(50), 1),
					mediumLoop,
				],
			},
			{
				title: '100 candidates, the service takes 50 ms',
				cells: [
					...[1, 5, 10, 50].map((concurrency) => small(node(concurrency), 3)),
					small(httpRequest, 3),
					small(inBatchesOf(50), 3),
					small(sequentialLoop, 3),
					small(bareClient(10), 3),
				],
			},
			{
				title: '1,000 candidates, the service takes 300 ms',
				cells: [
					slow(node(10), 3),
					slow(node(50), 3),
					slow(httpRequest, 3),
					slow(bareClient(50), 3),
				],
			},
			{
				title: '1,000 candidates, the service answers at once',
				cells: [
					prompt(node(1), 3),
					promptNode,
					prompt(computed, 3),
					prompt(httpRequest, 3),
					prompt(sequentialLoop, 3),
					prompt(bareClient(10), 3),
				],
			},
			{ title: '20,000 candidates, the service answers at once', cells: [hugeNode] },
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
		],
		bars: bars({
			...{ node10, node50, http, bare10, bare50, memoryNode: node10 },
			...{ loopNode: mediumNode, loop: mediumLoop },
			...{ fewNode: promptNode, manyNode: hugeNode, limitedNode },
		}),
		startUps: 9,
	};
}

/** The same bars from as few and as small runs as show them; under a minute on a quiet machine. */
export function quickPlan(): Plan {
	// So short a run shows what the node costs only once its code is compiled well.
	const medium = cells(400, { latency: 50 }, 400);
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
	return {
		tables: [
			{
				title: 'Quick runs',
				cells: [node10, bare10, node50, bare50, http, loop, fewNode, manyNode, limitedNode],
			},
		],
		bars: bars({
			...{ node10, node50, http, bare10, bare50, memoryNode: node50 },
			...{ loopNode: node10, loop, fewNode, manyNode, limitedNode },
		}),
		startUps: 3,
	};
}

/** Runs in which the CPU is busy all the time, for a profile. */
export function profilePlan(): Cell[] {
	const prompt = cells(2000, { latency: 0 });
	return [node(10), computed, httpRequest].map((contender) => prompt(contender, 1));
}

const seconds = (result: Result) => result.seconds;
const perItem = (result: Result, { count }: Run) => result.seconds / count;
const cpu = (result: Result) => result.cpuMsPerItem;
const memory = (result: Result) => result.peakRssMb;
const withoutLink = (result: Result, { count }: Run) => count - result.links;

function bars(cell: {
	node10: Cell;
	node50: Cell;
	/** The one whose memory and CPU are compared with HTTP Request's for as many candidates. */
	memoryNode: Cell;
	http: Cell;
	bare10: Cell;
	bare50: Cell;
	loopNode: Cell;
	loop: Cell;
	fewNode: Cell;
	manyNode: Cell;
	limitedNode: Cell;
}): Bar[] {
	return [
		{
			name: 'wall time at concurrency 10, against the bare client at 10',
			...{ of: cell.node10, against: cell.bare10, cost: seconds, atMost: 1.15 },
		},
		{
			name: 'wall time at concurrency 50, against the bare client at 50',
			...{ of: cell.node50, against: cell.bare50, cost: seconds, atMost: 1.6 },
		},
		{
			name: 'CPU per candidate, against the HTTP Request node',
			...{ of: cell.memoryNode, against: cell.http, cost: cpu, atMost: 0.6 },
		},
		{
			name: 'peak memory, against the HTTP Request node',
			...{ of: cell.memoryNode, against: cell.http, cost: memory, atMost: 0.65 },
		},
		{
			name: 'time per candidate at concurrency 10, against the sequential loop',
			...{ of: cell.loopNode, against: cell.loop, cost: perItem, atMost: 0.12 },
		},
		{
			name: `time per candidate, ${cell.manyNode.count} against ${cell.fewNode.count} candidates`,
			...{ of: cell.manyNode, against: cell.fewNode, cost: perItem, atMost: 1.1 },
		},
		{
			name: 'candidates without a link, rate-limited service',
			...{ of: cell.limitedNode, cost: withoutLink, atMost: 0 },
		},
	];
}
