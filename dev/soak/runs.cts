import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Counters, Interview, ReceivedRequest } from '../interviewFlowAi/service.cts';
import { TEST_API_KEY } from '../interviewFlowAi/service.cts';
import { createLinks, people } from '../engine/createLinks.cts';
import type { UnderTest } from '../engine/underTest.cts';
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

/** The package as it is shipped. */
function shipped(): Required<UnderTest> {
	const { InterviewFlowAi } =
		require('../../dist/nodes/InterviewFlowAi/InterviewFlowAi.node.js') as typeof import('../../nodes/InterviewFlowAi/InterviewFlowAi.node.ts');
	const { InterviewFlowAiApi } =
		require('../../dist/credentials/InterviewFlowAiApi.credentials.js') as typeof import('../../credentials/InterviewFlowAiApi.credentials.ts');
	return { nodeType: new InterviewFlowAi(), credentialType: new InterviewFlowAiApi() };
}

/** Seconds the node waits for an answer: far more than the service needs when it means to answer. */
const TIMEOUT = 3;

export async function runCampaign(campaign: Campaign, concurrency: number): Promise<CampaignRun> {
	const service = await startProcess([]);
	try {
		await service.control('jobs', campaign.jobs);
		await service.control('interviews', campaign.existing);
		await service.control('set', campaign.switches);

		const startBytes = process.memoryUsage.rss();
		let peakBytes = startBytes;
		const watch = setInterval(() => {
			peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
		}, 50);
		const { outputs, seconds } = await createLinks(
			{ url: service.url, apiKey: TEST_API_KEY },
			{
				...shipped(),
				items: campaign.rows.map(({ row, name, email, job }) => ({ row, name, email, job })),
				onError: 'continueErrorOutput',
				parameters: { job: { __rl: true, mode: 'id', value: '={{ $json.job }}' } },
				options: { concurrency, timeout: TIMEOUT },
			},
		);
		clearInterval(watch);

		const state = (await service.control('state')) as CampaignRun;
		const received = (await service.control('received')) as ReceivedRequest[];
		const { interviews, counters, maxInFlight } = state;
		return { outputs, interviews, received, counters, maxInFlight, seconds, startBytes, peakBytes };
	} finally {
		service.stop();
	}
}

/** The node with default settings against 20 requests a second. */
export async function runRateLimited(count: number) {
	const service = await startProcess([
		'--rate',
		'20',
		'--burst',
		'20',
		'--retry-after',
		'1',
		'--any-job',
	]);
	try {
		const { outputs, seconds } = await createLinks(
			{ url: service.url, apiKey: TEST_API_KEY },
			{ ...shipped(), items: people(count), onError: 'continueErrorOutput' },
		);
		const { counters } = (await service.control('state')) as CampaignRun;
		return {
			candidates: count,
			created: outputs[0]!.filter(({ json }) => typeof json.interviewLink === 'string').length,
			requests: counters.create,
			throttled: counters.rateLimited,
			seconds,
		};
	} finally {
		service.stop();
	}
}

/** The local service in a process of its own. */
async function startProcess(options: string[]) {
	const main = join(__dirname, '../interviewFlowAi/main.cts');
	const child: ChildProcess = spawn(process.execPath, ['--require', 'tsx/cjs', main, ...options], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
	const { url } = JSON.parse(line) as { url: string };
	return {
		url,
		/** Reads a book of the service, or sets something. */
		async control(path: string, body?: unknown): Promise<unknown> {
			const response = await fetch(`${url}/__local/${path}`, {
				method: body === undefined ? 'GET' : 'POST',
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			if (!response.ok)
				throw new Error(`The local service refused ${path}: ${await response.text()}`);
			return await response.json();
		},
		stop: () => child.kill(),
	};
}
