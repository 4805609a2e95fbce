import type { INodeExecutionData } from 'n8n-workflow';
import type { Counters, Interview, ReceivedRequest } from '../interviewFlowAi/service.cts';
import { createLinks, JOB_OF_ITEM, people } from '../engine/createLinks.cts';
import type { UnderTest } from '../engine/underTest.cts';
import { startServiceProcess } from '../serviceProcess.cts';
import type { Campaign } from './campaign.cts';

/** What came out of the node, and what the service has in its books. */
export interface CampaignRun {
	outputs: INodeExecutionData[][];
	interviews: Interview[];
	received: ReceivedRequest[];
	counters: Counters;
	maxInFlight: number;
	seconds: number;
	/** Resident memory of the process the engine runs in. */
	startBytes: number;
	peakBytes: number;
}

/** Seconds the node waits for an answer: far more than the service needs when it means to answer, on a busy machine, too. */
const TIMEOUT = 10;

export async function runCampaign(
	underTest: UnderTest,
	campaign: Campaign,
	concurrency: number,
): Promise<CampaignRun> {
	const service = await startServiceProcess();
	try {
		await service.control('jobs', campaign.jobs);
		await service.control('interviews', campaign.existing);
		await service.control('set', campaign.switches);

		const startBytes = process.memoryUsage.rss();
		let peakBytes = startBytes;
		const watch = setInterval(() => {
			peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
		}, 50);
		const { outputs, seconds } = await createLinks(service, {
			...underTest,
			items: campaign.rows.map(({ row, name, email, job }) => ({ row, name, email, job })),
			onError: 'continueErrorOutput',
			parameters: JOB_OF_ITEM,
			options: { concurrency, timeout: TIMEOUT },
		});
		clearInterval(watch);

		const received = await service.control<ReceivedRequest[]>('received');
		const { interviews, counters, maxInFlight } = await service.control<CampaignRun>('state');
		return { outputs, interviews, received, counters, maxInFlight, seconds, startBytes, peakBytes };
	} finally {
		await service.stop();
	}
}

/** The node with default settings against 20 requests a second. */
export async function runRateLimited(underTest: UnderTest, count: number) {
	const rateLimit = { perSecond: 20, burst: 20, retryAfter: 1 };
	const service = await startServiceProcess({ rateLimit, acceptAnyJob: true });
	try {
		const { outputs, seconds } = await createLinks(service, {
			...underTest,
			items: people(count),
			onError: 'continueErrorOutput',
		});
		const { counters } = await service.control<CampaignRun>('state');
		return {
			candidates: count,
			created: outputs[0]!.filter(({ json }) => typeof json.interviewLink === 'string').length,
			requests: counters.create,
			throttled: counters.rateLimited,
			seconds,
		};
	} finally {
		await service.stop();
	}
}
