/*
 * One measured run in a process of its own. It is told the job, warms up, says so, and measures when told to go on:
 * in between, the service is set for the run.
 */
import { longestBlock } from '../../longestBlock.cts';
import { createCandidates } from './candidates.cts';
import type { CountLinks, Job, Measurement, SendAll } from './job.cts';
import { startProfile } from './profile.cts';

async function prepare(job: Job): Promise<SendAll> {
	const { contender } = job;
	// The bare client is measured without n8n in memory.
	if (contender.kind !== 'bareClient' && contender.kind !== 'readingBareClient') {
		return await (await import('./onEngine.cts')).onEngine(job);
	}
	const { bareClient, readingBareClient } = await import('./bareClient.cts');
	return contender.kind === 'bareClient' ? bareClient(job) : readingBareClient(job);
}

async function measure(sendAll: SendAll, { count, profiled, watched }: Job): Promise<Measurement> {
	const candidates = createCandidates(count, 'measured');
	const stopProfile = profiled ? await startProfile() : undefined;
	const cpu = process.cpuUsage();
	const startedAt = performance.now();
	let countLinks: CountLinks;
	const run = async () => {
		countLinks = await sendAll(candidates);
	};
	const block = watched ? await longestBlock(run) : await run();
	const seconds = (performance.now() - startedAt) / 1000;
	const { user, system } = process.cpuUsage(cpu);
	const peakRssMb = (process.resourceUsage().maxRSS * 1024) / 1e6;
	const layers = await stopProfile?.();
	return {
		seconds,
		cpuMsPerItem: (user + system) / 1000 / count,
		peakRssMb,
		links: countLinks!(),
		layers,
		blockMs: block?.gapMs,
	};
}

process.once('message', async (job: Job) => {
	const sendAll = await prepare(job);
	await sendAll(createCandidates(job.warmUp, 'warm-up'));
	process.once('message', async () => {
		process.send?.(await measure(sendAll, job));
		process.exit();
	});
	process.send?.('warm');
});
