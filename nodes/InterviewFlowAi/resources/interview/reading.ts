/** Reading interviews: what Get and Get Many share, from the items that flow in to the results of each. */
import type { IDataObject } from 'n8n-workflow';
import { type FetchedPage, fetchPages, type FetchQuery } from '../../shared/fetchPages';
import { groupBy } from '../../shared/groups';
import type { ListedInterview } from '../../shared/interview';
import {
	CANCELLED,
	type Handover,
	isTool,
	ofEach,
	type Placement,
	refused,
	stopOf,
} from '../../shared/items';
import type { ChosenJob } from '../../shared/jobs/jobList';
import { readJobs } from '../../shared/jobs/resolveJob';
import { workThrough } from '../../shared/pool';
import { refusalByStatus } from '../../shared/refusals';
import { ok, type Result } from '../../shared/result';
import { mapInSlices } from '../../shared/slices';
import { jobNamed, saying } from '../../shared/texts';
import type { Execution } from './execution';
import { outputOption } from './fields';
import { resultOf } from './result';
import { readChoice } from './values/choice';
import { readJobId } from './values/line';

/** What one item asks for. */
export interface Query {
	fetch: FetchQuery;
	jobTitle: string | null;
	/** Whether an interview is wanted. */
	matches: (listed: ListedInterview) => boolean;
	/** So many are wanted at the most. */
	limit: number;
	/** The refusal when none was found; without it, none is no refusal. */
	notFound?: (searched: number) => string;
}

/** Reads an item's fields, besides the job, into its query. */
export type ReadQuery = (
	itemIndex: number,
	job: { id: string; title: string | null },
) => Result<Query>;

/** Answers the query of every item. Items that ask for the same list share one reading of it. */
export async function readInterviews(
	execution: Execution,
	readQuery: ReadQuery,
): Promise<Handover> {
	const { context, items, onError, run, options } = execution;
	const asTool = isTool(context.getNode());
	const usual = asTool ? 'knownFields' : outputOption.default;
	const output = readChoice({ ...outputOption, default: usual }, options.output);
	if (!output.ok) return ofEach(items, output.problem);
	const jobs = await readJobs(execution, run);
	const queries = await mapInSlices(jobs, (read, index) => {
		const job = checkJob(read);
		return job.ok ? readQuery(index, job.value) : job;
	});
	const placements: Placement[] = queries.map((query) =>
		refused(query.ok ? CANCELLED : query.problem),
	);
	const isStopped = onError === 'stopWorkflow';
	if (isStopped && queries.some((query) => !query.ok)) run.end();

	const open = queries.flatMap((query, item): Open[] =>
		query.ok ? [{ item, query: query.value, results: [], searched: 0 }] : [],
	);
	const groups = [...groupBy(open, ({ query }) => JSON.stringify(query.fetch)).values()];
	const goesOn = () => !run.isOver();
	await workThrough(groups, run.concurrency, goesOn, async (group) => {
		const [{ query }] = group as [Open];
		await collect(fetchPages(run, query.fetch), group, output.value);
		for (const { item, query, results, searched, problem } of group) {
			const isEmpty = results.length === 0;
			const refusal = problem ?? (isEmpty ? query.notFound?.(searched) : undefined);
			if (refusal && isStopped) run.end();
			placements[item] = refusal
				? refused(refusal)
				: { kind: 'placed', output: 0, results: isEmpty && asTool ? TOLD_OF_NONE : results };
		}
	});
	return { placements, stop: stopOf(placements), includeInput: false };
}

function checkJob(job: Result<ChosenJob>): Result<{ id: string; title: string | null }> {
	if (!job.ok) return job;
	const id = readJobId(job.value.id, 'Job');
	return id.ok ? ok({ id: id.value, title: job.value.title }) : id;
}

/** A query and what was found for it so far. */
interface Open {
	item: number;
	query: Query;
	results: IDataObject[];
	searched: number;
	problem?: string;
}

type ReadPage = Extract<FetchedPage, { ok: true }>;

/** Reads a list until every query of it has what it wants, or to its end. */
async function collect(
	pages: AsyncIterable<FetchedPage>,
	group: Open[],
	output: string,
): Promise<void> {
	const isWanting = ({ results, query }: Open) => results.length < query.limit;
	for await (const page of pages) {
		for (const answer of group.filter(isWanting)) {
			if (page.ok) await take(answer, page, output);
			else answer.problem = unread(page, answer.query);
		}
		if (!group.some(isWanting)) break;
	}
}

async function take(answer: Open, page: ReadPage, output: string): Promise<void> {
	const { query, results } = answer;
	const most = page.isBefore ? query.limit : query.limit - results.length;
	const found: IDataObject[] = [];
	await mapInSlices(page.entries, (entry) => {
		if (found.length >= most) return;
		answer.searched++;
		if (query.matches(entry)) found.push(resultOf(entry, output, query));
	});
	if (page.isBefore) answer.results = [...found, ...results].slice(0, query.limit);
	else for (const result of found) results.push(result);
}

function unread(
	page: Extract<FetchedPage, { ok: false }>,
	{ fetch, jobTitle, notFound }: Query,
): string {
	const { jobId, interviewId, additionalFields } = fetch;
	if (page.isCutShort) return CANCELLED;
	if (page.status === 404 && interviewId && notFound) return notFound(0) + saying(page.words);
	const byStatus = refusalByStatus(page.status, page.words, jobId, jobTitle);
	const also = interviewId ? 'Interview' : additionalFields && 'Additional Fields';
	const fields = also ? `fields Job and ${also},` : 'Job field';
	return (
		byStatus ??
		`The interviews of ${jobNamed(jobId, jobTitle)} could not be read to the end of the list: ${page.reason}.${saying(page.words)} Run again later; if this stays, check the ${fields} and the Base URL in the credential.`
	);
}

/** Some agents are told nothing at all when a tool has no result. */
const TOLD_OF_NONE: IDataObject[] = [{ message: 'No interviews were found.' }];
