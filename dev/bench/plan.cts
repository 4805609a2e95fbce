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

/** The most that cells may cost. */
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

const node = (concurrency: number, computed = false): Contender => {
	const name = `this node, ${concurrency} at a time${computed ? ', computed fields' : ''}`;
	return { kind: 'node', name, concurrency, computed };
};
const bareClient = (concurrency: number): Contender => {
	return { kind: 'bareClient', name: `bare client, ${concurrency} at a time`, concurrency };
};
/** One batch a second, as the node suggests. */
const inBatchesOf = (perSecond: number): Contender => {
	return { kind: 'httpRequest', name: `HTTP Request, ${perSecond} a second`, perSecond };
};
const named = (kind: Contender['kind'], name: string): Contender => ({ kind, name });
const computed = node(10, true);
const httpRequest = named('httpRequest', 'HTTP Request, defaults');
const sequentialLoop = named('sequentialLoop', 'sequential loop');
const idle = named('idle', 'idle node');
const getMany = named('readingNode', 'this node, Get Many');
const pagination = named('readingHttpRequest', 'HTTP Request, pagination set by hand');
const readingBareClient = named('readingBareClient', 'bare client, page by page');

const RATE_LIMIT: Partial<Switches> = {
	latency: 50,
	rateLimit: { perSecond: 20, retryAfter: 1 },
};

/** Gives a function that makes cells of one table, each measured in so many rounds. */
const cells =
	(rounds: number, count: number, switches: Partial<Switches>, more: Partial<Cell> = {}) =>
	<const All extends readonly Contender[]>(...contenders: All) =>
		contenders.map((contender) => {
			return { contender, count, switches, warmUp: 200, rounds, ...more };
		}) as { [At in keyof All]: Cell };

const table = (title: string, ...cells: Cell[]): Table => ({ title, cells });

/** Everything that the documentation shows; about half an hour. */
export function fullPlan(): Plan {
	const [at50, atOnce] = [{ latency: 50 }, { latency: 0 }];
	const large = cells(3, 5000, at50);
	const [node10, bare10, node50] = large(node(10), bareClient(10), node(50));
	const [bare50, http] = large(bareClient(50), httpRequest);
	const [loopNode, loop] = cells(2, 100, at50)(node(10), sequentialLoop);
	const small = cells(1, 100, at50);
	const [limitedNode] = cells(1, 500, RATE_LIMIT)(node(10));
	const [profiled] = cells(1, 2000, atOnce, { profiled: true })(node(10));
	const [fewNode] = cells(2, 10_000, atOnce)(node(10));
	const [manyNode] = cells(1, 50_000, atOnce)(node(10));
	const blocks = cells(3, 10_000, atOnce, { watched: true })(node(10), computed, httpRequest, idle);
	// 100 to a page. So few requests show what n8n costs every morning only once its code is compiled.
	const read = cells(3, 10_000, at50, { warmUp: 10_000 });
	const reading = read(getMany, readingBareClient, pagination);
	const [readingNode, readingBare, readingHttp] = reading;
	const [plainBlock, computedBlock] = blocks;
	const near = [node(5), node(10), node(50), bareClient(10), bareClient(50), httpRequest];
	const far = [5, 10, 50].flatMap((most) => [node(most), bareClient(most)]);
	const prompt = [node(1), node(10), computed, httpRequest, sequentialLoop, bareClient(10)];

	return {
		tables: [
			table('5,000 candidates, the service takes 50 ms', node10, bare10, node50, bare50, http),
			table('1,000 candidates, the service takes 50 ms', ...cells(2, 1000, at50)(...near)),
			table(
				'100 candidates, the service takes 50 ms',
				...[...small(node(1), node(5)), loopNode, ...small(node(50))],
				...[...small(httpRequest, inBatchesOf(50)), loop, ...small(bareClient(10))],
			),
			table(
				'1,000 candidates, the service takes 300 ms',
				...cells(1, 1000, { latency: 300 })(node(50), bareClient(50), httpRequest),
			),
			table('1,000 candidates, the service answers at once', ...cells(1, 1000, atOnce)(...prompt)),
			table(
				'Memory: 10,000 and 50,000 candidates, the service answers at once',
				...[fewNode, manyNode, ...[10_000, 50_000].flatMap((n) => cells(1, n, atOnce)(idle))],
			),
			table(
				'Longest block of the event loop: 10,000 candidates, the service answers at once',
				...blocks,
			),
			table('10,000 interviews read in 100 pages, the service takes 50 ms', ...reading),
			table(
				`500 candidates, over TLS to a service that is ${ONE_WAY_MS} ms away each way and takes 50 ms`,
				...cells(2, 500, at50, { far: true })(...far, httpRequest),
			),
			table(
				'500 candidates, the service takes 20 a second and answers others 429 with Retry-After: 1',
				limitedNode,
				...cells(1, 500, RATE_LIMIT)(httpRequest, inBatchesOf(50), inBatchesOf(20), sequentialLoop),
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
	const medium = cells(1, 400, { latency: 50 }, { warmUp: 400 })(node(10), bareClient(10));
	const large = cells(1, 2500, { latency: 50 })(node(50), bareClient(50), httpRequest);
	const blocks = cells(1, 2000, { latency: 0 }, { watched: true })(node(10), computed);
	const prompt = (count: number, more: Partial<Cell> = {}) =>
		cells(1, count, { latency: 0 }, more)(node(10))[0];
	const measured = {
		...{ node10: medium[0], bare10: medium[1], node50: large[0], bare50: large[1], http: large[2] },
		loop: cells(1, 20, { latency: 50 })(sequentialLoop)[0],
		...{ fewNode: prompt(500), manyNode: prompt(1500) },
		limitedNode: cells(1, 40, RATE_LIMIT)(node(10))[0],
		profiled: prompt(1000, { profiled: true }),
		...{ plainBlock: blocks[0], computedBlock: blocks[1] },
	};
	const { node10, node50 } = measured;
	return {
		tables: [table('Quick runs', ...Object.values(measured))],
		bars: bars({ ...measured, memoryNode: node50, loopNode: node10 }, 1.6),
		startUps: 3,
	};
}

/** Runs in which the CPU is busy all the time. */
export function profilePlan(): Plan {
	const [creating, reading] = [{ profiled: true }, { profiled: true, warmUp: 10_000 }];
	const profiled = [
		...cells(1, 2000, { latency: 0 }, creating)(node(10), computed, httpRequest),
		...cells(1, 10_000, { latency: 0 }, reading)(getMany, pagination),
	];
	return { tables: [table('Profiled runs', ...profiled)], bars: [], startUps: 0 };
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
