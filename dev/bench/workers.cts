/*
 * npm run bench:workers
 *
 * Measures the example `campaign-across-workers.json` in n8n's queue mode: the same campaign as one execution, in
 * batches on one worker, and in batches on two; then two workers under one rate limit. Each worker carries out one
 * execution at a time, and the service takes 300 ms for an answer. Prints Markdown. Exits with 1 when two workers are
 * not 1.5 times as fast as one, or when a row gets no link or a second interview.
 */
import type { Switches } from '../interviewFlowAi/service.cts';
import { countResults, publishCampaign, sendMissingRows } from '../n8n/campaign.cts';
import type { ExecutionSummary } from '../n8n/client.cts';
import { type Cluster, startCluster } from '../n8n/cluster.cts';
import { programs } from '../n8n/debian.cts';
import { installN8n } from '../n8n/install.cts';
import { pack } from '../packing.cts';
import { runCommand, until } from '../processes.cts';
import { table } from '../table.cts';

const ROWS = [100, 200, 500, 1000, 2000];
const BATCH = 100;
const LATENCY: Partial<Switches> = { latency: 300 };
const RATE_LIMIT: Partial<Switches> = { rateLimit: { perSecond: 20, retryAfter: 1 } };
const RATE_LIMITED_ROWS = 500;

/** Two workers have to be this much faster than one, from ten batches on. */
const FASTER = 1.5;
const BATCHES_THAT_COUNT = 10;

const PATIENCE_MS = 20 * 60_000;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

interface Run {
	seconds: number;
	batches: number;
	links: number;
	interviews: number;
}

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<boolean> {
	const installation = await installN8n(say);
	const servers = await programs(['redis-server', 'postgresql'], say);
	const { tarball } = await pack();
	const withWorkers = async <T,>(workers: number, measure: (cluster: Cluster) => Promise<T>) => {
		const size = { workers, executionsPerWorker: 1 };
		const cluster = await startCluster(installation, tarball, servers, size);
		try {
			await runCampaign(cluster, BATCH, BATCH, {});
			return await measure(cluster);
		} finally {
			await cluster.stop();
		}
	};
	const campaigns = async (cluster: Cluster, batchOf: (rows: number) => number) => {
		const runs: Run[] = [];
		for (const rows of ROWS) runs.push(await runCampaign(cluster, rows, batchOf(rows), LATENCY));
		return runs;
	};

	const [whole, one] = await withWorkers(1, async (cluster) => [
		await campaigns(cluster, (rows) => rows),
		await campaigns(cluster, () => BATCH),
	]);
	const [two, limited] = await withWorkers(2, async (cluster) => [
		await campaigns(cluster, () => BATCH),
		[await runCampaign(cluster, RATE_LIMITED_ROWS, BATCH, RATE_LIMIT)],
	]);

	const seconds = (runs: Run[] | undefined, index: number) => runs?.[index]?.seconds ?? NaN;
	const faster = ROWS.map((_, index) => seconds(one, index) / seconds(two, index));
	const rows = ROWS.map((count, index) => [
		count.toLocaleString('en-US'),
		String(two?.[index]?.batches),
		...[whole, one, two].map((runs) => seconds(runs, index).toFixed(1)),
		(faster[index] ?? NaN).toFixed(2),
	]);
	const header = [
		'rows',
		'batches',
		'one execution, s',
		'one worker, s',
		'two workers, s',
		'faster',
	];
	const [shared] = limited as [Run];
	process.stdout.write(
		`${table(header, rows, { figures: true })}\n\nTwo workers, 20 requests a second: ${shared.links} of ${RATE_LIMITED_ROWS} rows have a link after ${shared.seconds.toFixed(1)} s; ${shared.interviews} interviews.\n`,
	);

	const all = [whole, one, two].flatMap((runs) => (runs ?? []).map((run, n) => ({ run, n })));
	const isExact = ({ run, n }: { run: Run; n: number }) =>
		run.links === ROWS[n] && run.interviews === ROWS[n];
	const isShared = shared.links === RATE_LIMITED_ROWS && shared.interviews === RATE_LIMITED_ROWS;
	const isFaster = faster.every(
		(factor, n) => (ROWS[n] as number) / BATCH < BATCHES_THAT_COUNT || factor >= FASTER,
	);
	return all.every(isExact) && isShared && isFaster;
}

let campaign = 0;

/** One campaign of candidates who were in none before. */
async function runCampaign(
	cluster: Cluster,
	count: number,
	batchSize: number,
	switches: Partial<Switches>,
): Promise<Run> {
	const { n8n, service } = cluster;
	service.reset();
	service.set(switches);
	campaign++;
	const rows = Array.from({ length: count }, (_, n) => ({
		Name: `Candidate ${n}`,
		Email: `candidate${n}@campaign${campaign}.example.com`,
		Job: service.jobs[0]?.title,
	}));
	const workflow = await publishCampaign(cluster, rows, batchSize);
	const startedAt = performance.now();
	const { batches } = await sendMissingRows(n8n, workflow);
	let executions: ExecutionSummary[] = [];
	await until(
		async () => {
			executions = await n8n.executionsOf(workflow);
			return (
				executions.length === batches + 1 &&
				executions.every(({ status }) => ENDED.includes(status))
			);
		},
		PATIENCE_MS,
		200,
	);
	const seconds = (performance.now() - startedAt) / 1000;
	const { report } = await countResults(n8n, workflow);
	await n8n.deactivate(workflow);
	say(`${count} rows in ${batches} batches: ${seconds.toFixed(1)} s`);
	return {
		seconds,
		batches,
		links: Number(report.withLink),
		interviews: service.interviews.length,
	};
}

runCommand(main);
