import type { Counters, Interview, ReceivedRequest } from '../interviewFlowAi/service.cts';
import { createLinks, JOB_OF_ITEM, people } from '../engine/createLinks.cts';
import type { UnderTest } from '../engine/underTest.cts';
import { startServiceProcess } from '../serviceProcess.cts';
import type { Campaign } from './campaign.cts';

export type CampaignRun = Awaited<ReturnType<typeof runCampaign>>;

interface Books {
	interviews: Interview[];
	counters: Counters;
	maxInFlight: number;
}

/** Seconds the node waits for an answer: far more than the service needs when it means to answer, on a busy machine, too. */
const TIMEOUT = 10;

/** What came out of the node, and what the service has in its books. */
export async function runCampaign(underTest: UnderTest, campaign: Campaign, concurrency: number) {
	const service = await startServiceProcess();
	try {
		await service.control('jobs', campaign.jobs);
		await service.control('interviews', campaign.existing);
		await service.control('set', campaign.switches);

		const startBytes = process.memoryUsage.rss();
		const { outputs, seconds } = await createLinks(service, {
			...underTest,
			items: campaign.rows.map(({ row, name, email, job }) => ({ row, name, email, job })),
			onError: 'continueErrorOutput',
			parameters: JOB_OF_ITEM,
			options: { concurrency, timeout: TIMEOUT },
		});
		const peakBytes = process.resourceUsage().maxRSS * 1024;

		const received = await service.control<ReceivedRequest[]>('received');
		const books = await service.control<Books>('state');
		return { ...books, outputs, received, seconds, startBytes, peakBytes };
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
		const { counters } = await service.control<Books>('state');
		return {
			candidates: count,
			'got their link': outputs[0]!.filter(({ json }) => typeof json.interviewLink === 'string')
				.length,
			requests: counters.create,
			'answered 429': counters.rateLimited,
			time: `${seconds.toFixed(1)} s`,
		};
	} finally {
		await service.stop();
	}
}
