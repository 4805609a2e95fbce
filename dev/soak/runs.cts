import type { LocalService, ReceivedRequest } from '../interviewFlowAi/service.cts';
import { createLinks, type CreateLinksOptions } from '../engine/createLinks.cts';
import { startServiceProcess } from '../serviceProcess.cts';

export type CampaignRun = Awaited<ReturnType<typeof carryOut>>;

type Books = Pick<LocalService, 'interviews' | 'counters' | 'maxInFlight'>;

/**
 * What came out of the node, and what the service holds and received.
 *
 * @param prepared what the service is told before, by the path of its control
 */
export async function carryOut(prepared: Record<string, unknown>, settings: CreateLinksOptions) {
	const service = await startServiceProcess();
	try {
		for (const [path, body] of Object.entries(prepared)) await service.control(path, body);
		const startBytes = process.memoryUsage.rss();
		const { outputs, seconds } = await createLinks(service, {
			onError: 'continueErrorOutput',
			...settings,
		});
		const peakBytes = process.resourceUsage().maxRSS * 1024;

		const received = await service.control<ReceivedRequest[]>('received');
		const books = await service.control<Books>('state');
		return { ...books, outputs, received, seconds, startBytes, peakBytes };
	} finally {
		await service.stop();
	}
}
