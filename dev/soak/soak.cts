/**
 * A hiring campaign of thousands through the compiled node on n8n's real engine, against a service that misbehaves in
 * every way there is:
 *
 *     npm run soak [-- --candidates N] [--seed 1]
 *
 * The service runs in a process of its own and keeps account of every request; afterwards its books are compared with
 * what came out of the node. All waits are real, and of random length. Faults, and how lists look, are drawn by the seed,
 * so the same options meet the same faults; only the order in which requests overtake each other differs.
 *
 * Then the same node, with default settings, meets a service that takes 20 requests a second.
 *
 * Ends with code 1 when a candidate was lost, got a wrong link, was created twice, sent again without need, or told
 * anything that the books contradict; when the API key shows; or when more requests were open at once than asked.
 */
import { parseArgs } from 'node:util';
import { JOB_OF_ITEM, people } from '../engine/createLinks.cts';
import { compiled } from '../engine/underTest.cts';
import { build } from '../packing.cts';
import { runCommand } from '../processes.cts';
import { printFigures } from '../table.cts';
import { audit } from './audit.cts';
import { planCampaign } from './campaign.cts';
import { carryOut } from './runs.cts';

/** Seconds the node waits for an answer: far more than the service needs when it means to answer, on a busy machine, too. */
const TIMEOUT = 10;

/** Requests at a time. */
const CONCURRENCY = 20;

const RATE_LIMITED = {
	set: { rateLimit: { perSecond: 20, retryAfter: 1 }, acceptAnyJob: true },
};

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

async function main(): Promise<boolean> {
	const { values } = parseArgs({
		options: {
			candidates: { type: 'string', default: '10000' },
			seed: { type: 'string', default: '1' },
		},
	});
	const count = Number(values.candidates);

	const underTest = compiled(await build());
	const campaign = planCampaign(count, Number(values.seed));
	const { jobs, existing: interviews, switches: set } = campaign;
	const run = await carryOut(
		{ jobs, interviews, set },
		{
			...underTest,
			items: campaign.rows.map(({ row, name, email, job }) => ({ row, name, email, job })),
			parameters: JOB_OF_ITEM,
			options: { concurrency: CONCURRENCY, timeout: TIMEOUT },
		},
	);
	const { figures, mustBeZero, tried } = audit(campaign, run);
	const { fetchShape, fetchPaging, createdAtFormat } = campaign.switches;
	printFigures('Bad inputs and faults tried', tried);
	printFigures('Soak', [
		['seed', values.seed],
		['lists', JSON.stringify(fetchShape)],
		['pages', JSON.stringify(fetchPaging)],
		['times', String(createdAtFormat)],
		...Object.entries({ ...figures, ...mustBeZero }),
		['memory before', megabytes(run.startBytes)],
		['memory at its peak', megabytes(run.peakBytes)],
		['time', `${run.seconds.toFixed(1)} s`],
	]);

	const items = people(Math.min(500, Math.ceil(count / 5)));
	const { outputs, received, seconds } = await carryOut(RATE_LIMITED, { ...underTest, items });
	const links = outputs[0]!.filter(({ json }) => typeof json.interviewLink === 'string').length;
	printFigures(
		'A service that takes 20 requests a second (429, Retry-After: 1), default settings',
		[
			['candidates', items.length],
			['got their link', links],
			['requests', received.length],
			['answered 429', received.filter(({ status }) => status === 429).length],
			['time', `${seconds.toFixed(1)} s`],
		],
	);

	// Of so many faults most candidates meet none: where few were created, there were more faults than asked for.
	const isSound =
		Object.values(mustBeZero).every((found) => found === 0) &&
		run.maxInFlight <= CONCURRENCY &&
		figures.created > count / 2;
	return isSound && links === items.length;
}

runCommand(main);
