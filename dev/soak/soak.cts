/**
 * A hiring campaign of thousands through the compiled node on n8n's real engine, against a service that misbehaves in every way there is:
 *
 *     npm run soak [-- --candidates N] [--share 0.1] [--concurrency 20] [--seed 1]
 *
 * The service runs in a process of its own and keeps account of every request; afterwards its books are compared with
 * what came out of the node. All waits are real, and of random length. Faults, and how lists look, are drawn by the seed, so the same options
 * meet the same faults; only the order in which requests overtake each other differs.
 *
 * Then the same node, with default settings, meets a service that takes 20 requests a second.
 *
 * Ends with code 1 when a candidate was lost, got a wrong link, was created twice, sent again without need, or told
 * anything that the books contradict; when the API key shows; or when more requests were open at once than asked.
 */
import { parseArgs } from 'node:util';
import { compiled } from '../engine/underTest.cts';
import { build } from '../packing.cts';
import { endTogether, stopAll } from '../processes.cts';
import { printFigures } from '../table.cts';
import { audit, type Findings } from './audit.cts';
import { type Campaign, planCampaign } from './campaign.cts';
import { runCampaign, runRateLimited } from './runs.cts';

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			candidates: { type: 'string', default: '10000' },
			share: { type: 'string', default: '0.1' },
			concurrency: { type: 'string', default: '20' },
			seed: { type: 'string', default: '1' },
		},
	});
	const count = Number(values.candidates);

	endTogether();
	const underTest = compiled(await build());
	const campaign = planCampaign(count, Number(values.share), Number(values.seed));
	const run = await runCampaign(underTest, campaign, Number(values.concurrency));
	const findings = audit(campaign, run);
	report(findings, run, campaign, values.seed);

	const limited = await runRateLimited(underTest, Math.min(500, Math.ceil(count / 5)));
	printFigures(
		'A service that takes 20 requests a second (429, Retry-After: 1), default settings',
		[
			['candidates', limited.candidates],
			['got their link', limited.created],
			['requests', limited.requests],
			['answered 429', limited.throttled],
			['time', `${limited.seconds.toFixed(1)} s`],
		],
	);

	const isSound =
		[
			...[findings.lost, findings.wrongLinks, findings.createdTwice],
			...[findings.claimed, findings.toldWrongly, findings.sentWithoutNeed],
		].every((count) => count === 0) && findings.maxInFlight <= Number(values.concurrency);
	process.exitCode = isSound && limited.created === limited.candidates ? 0 : 1;
}

function report(
	findings: Findings,
	run: { seconds: number; peakBytes: number; startBytes: number },
	{ switches }: Campaign,
	seed: string,
): void {
	printFigures('Bad inputs and faults tried', [
		...findings.badInputs.map(([kind, times]): [string, number] => [`input: ${kind}`, times]),
		...findings.faults.map(([kind, times]): [string, number] => [`fault: ${kind}`, times]),
	]);
	printFigures('Soak', [
		['seed', seed],
		['lists', JSON.stringify(switches.fetchShape)],
		['pages', JSON.stringify(switches.fetchPaging)],
		['times', String(switches.createdAtFormat)],
		['candidates', findings.candidates],
		['created', findings.created],
		['duplicates', findings.duplicates],
		['refused: bad input', findings.refusedInput],
		['refused: by what the service answered', findings.refused],
		['lost', findings.lost],
		['wrong links', findings.wrongLinks],
		['created twice', findings.createdTwice],
		['told as created against the books', findings.claimed],
		['told as duplicate or refused against the books', findings.toldWrongly],
		['left open after a lost answer', findings.leftOpen],
		['sent again without need', findings.sentWithoutNeed],
		['sent again', findings.sentAgain],
		['create requests', findings.createRequests],
		['listing requests', findings.fetchRequests],
		['most requests at once', findings.maxInFlight],
		['memory before', megabytes(run.startBytes)],
		['memory at its peak', megabytes(run.peakBytes)],
		['time', `${run.seconds.toFixed(1)} s`],
	]);
}

void main().finally(stopAll);
