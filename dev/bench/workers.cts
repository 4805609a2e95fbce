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
import { type Cluster, startCluster } from '../n8n/cluster.cts';
import { programs } from '../n8n/debian.cts';
import { installN8n } from '../n8n/install.cts';
import { pack } from '../packing.cts';
import { runCommand, until } from '../processes.cts';
import { table } from '../table.cts';

const ROWS = [100, 200, 500, 1000, 2000];
const BATCH = 100;

/** Two workers have to be this much faster than one, from ten batches on. */
const FASTER = 1.5;
const BATCHES_THAT_COUNT = 10;

const PATIENCE_MS = 20 * 60_000;
const ENDED = ['success', 'error', 'crashed', 'canceled'];

interface Campaign {
	rows: number;
	/** Rows of a batch. */
	batch: number;
	switches: Partial<Switches>;
}

const inBatches = (rows: number, switches: Campaign['switches']): Campaign => {
	return { rows, batch: BATCH, switches };
};
const RATE_LIMITED = inBatches(500, { rateLimit: { perSecond: 20, retryAfter: 1 } });
const IN_BATCHES = ROWS.map((rows) => inBatches(rows, { latency: 300 }));
const WHOLE = IN_BATCHES.map((campaign) => ({ ...campaign, batch: campaign.rows }));

type Run = Awaited<ReturnType<typeof runCampaign>>;

async function main(): Promise<boolean> {
	const installation = await installN8n();
	const servers = await programs(['redis-server', 'postgresql']);
	const { tarball } = await pack();
	/** Campaigns of so many workers, one after the other; a short one before them does not count. */
	const measure = async (workers: number, campaigns: Campaign[]): Promise<Run[]> => {
		const size = { workers, executionsPerWorker: 1 };
		const cluster = await startCluster(installation, tarball, servers, size);
		try {
			const runs = [await runCampaign(cluster, inBatches(BATCH, {}))];
			for (const campaign of campaigns) runs.push(await runCampaign(cluster, campaign));
			return runs.slice(1);
		} finally {
			await cluster.stop();
		}
	};
	const ofOne = await measure(1, [...WHOLE, ...IN_BATCHES]);
	const ofTwo = await measure(2, [...IN_BATCHES, RATE_LIMITED]);

	let isFaster = true;
	const head = ['rows', 'batches', 'one execution, s', 'one worker, s', 'two workers, s', 'faster'];
	const cells = ROWS.map((rows, n) => {
		const [whole, one, two] = [ofOne[n], ofOne[n + ROWS.length], ofTwo[n]] as [Run, Run, Run];
		const faster = one.seconds / two.seconds;
		if (two.batches >= BATCHES_THAT_COUNT && faster < FASTER) isFaster = false;
		const times = [whole, one, two].map(({ seconds }) => seconds.toFixed(1));
		return [rows.toLocaleString('en-US'), two.batches, ...times, faster.toFixed(2)];
	});
	const { links, seconds, interviews } = ofTwo.at(-1) as Run;
	process.stdout.write(
		`${table(head, cells, { figures: true })}\n\nTwo workers, 20 requests a second: ${links} of ${RATE_LIMITED.rows} rows have a link after ${seconds.toFixed(1)} s; ${interviews} interviews.\n`,
	);
	return [...ofOne, ...ofTwo].every(({ isExact }) => isExact) && isFaster;
}

let campaigns = 0;

/** One campaign of new candidates. */
async function runCampaign({ n8n, service, credential }: Cluster, campaign: Campaign) {
	service.reset();
	service.set(campaign.switches);
	campaigns++;
	const rows = Array.from({ length: campaign.rows }, (_, n) => ({
		Name: `Candidate ${n}`,
		Email: `candidate${n}@campaign${campaigns}.example.com`,
		Job: service.jobs[0]?.title,
	}));
	const workflow = await publishCampaign({ n8n, credential }, rows, campaign.batch);
	const startedAt = performance.now();
	const { batches } = await sendMissingRows(n8n, workflow);
	const haveEnded = async () => {
		const all = await n8n.executionsOf(workflow);
		return all.length === batches + 1 && all.every(({ status }) => ENDED.includes(status));
	};
	await until(haveEnded, PATIENCE_MS, 200);
	const seconds = (performance.now() - startedAt) / 1000;
	const { report } = await countResults(n8n, workflow);
	await n8n.deactivate(workflow);
	console.error(`${campaign.rows} rows in ${batches} batches: ${seconds.toFixed(1)} s`);
	const [links, interviews] = [Number(report.withLink), service.interviews.length];
	const isExact = links === campaign.rows && interviews === campaign.rows;
	return { seconds, batches, links, interviews, isExact };
}

runCommand(main);
