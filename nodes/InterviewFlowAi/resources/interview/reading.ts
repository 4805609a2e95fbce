/** Reading interviews: what Get and Get Many share, from the items that flow in to the results of each. */
import type { IDataObject } from 'n8n-workflow';
import { plainEmail } from '../../shared/emails';
import type { FailedPage, FetchQuery } from '../../shared/fetchPage';
import { type FetchedPage, fetchPages } from '../../shared/fetchPages';
import { NOTHING_READ, type ReadList, type ReadPage } from '../../shared/listSoFar';
import { groupBy } from '../../shared/groups';
import type { ListedInterview } from '../../shared/interview';
import {
	CANCELLED,
	type Handover,
	isTool,
	type Placement,
	refuseAll,
	refused,
	stopOf,
} from '../../shared/items';
import type { ChosenJob } from '../../shared/jobs/jobList';
import { readJobs } from '../../shared/jobs/resolveJob';
import { workThrough } from '../../shared/pool';
import { refusalByStatus } from '../../shared/refusals';
import type { Result } from '../../shared/result';
import { mapInSlices } from '../../shared/slices';
import { counted, jobNamed, saying, were } from '../../shared/texts';
import type { Execution } from './execution';
import { outputOption } from './fields';
import { resultOf } from './resultFields';
import { readChoice } from './values/choice';

export interface Query {
	fetch: FetchQuery;
	jobTitle: string | null;
	/** The address, by {@link plainEmail}, where no other is wanted. */
	email?: string;
	/** Whether an interview with this address, or with none, is wanted. */
	matches: (listed: ListedInterview) => boolean;
	limit: number;
	/** Why no interview matches, as a sentence after a blank; empty where nothing is known of it. */
	whyNone?: () => string;
	/** The refusal when none was found; without it, none is no refusal. */
	notFound?: (list: ReadList) => string;
}

/** Reads an item's fields, besides the job, into its query. */
export type ReadQuery = (itemIndex: number, job: ChosenJob) => Result<Query>;

/** Answers the query of every item. Items that ask for the same list share one reading of it. */
export async function readInterviews(
	execution: Execution,
	readQuery: ReadQuery,
): Promise<Handover> {
	const { context, items, endsAtRefusal, run, options } = execution;
	const asTool = isTool(context.getNode());
	const usual = asTool ? 'knownFields' : outputOption.default;
	const output = readChoice({ ...outputOption, default: usual }, options.output);
	if (!output.ok) return refuseAll(items, output.problem);
	const jobs = await readJobs(execution, run);
	const queries = await mapInSlices(jobs, (job, index) =>
		job.ok ? readQuery(index, job.value) : job,
	);
	const placements: Placement[] = queries.map((query) =>
		refused(query.ok ? CANCELLED : query.problem),
	);
	if (endsAtRefusal && queries.some((query) => !query.ok)) run.end();

	const askers = queries.flatMap((query, item): Asker[] =>
		query.ok ? [{ item, query: query.value, results: [] }] : [],
	);
	const groups = [...groupBy(askers, ({ query }) => JSON.stringify(query.fetch)).values()];
	const goesOn = () => !run.isOver();
	await workThrough(groups, run.concurrency, goesOn, async (group) => {
		const [{ query }] = group as [Asker];
		const list = await collect(fetchPages(run, query.fetch), group, output.value);
		const message = hintOf(list, query);
		if (message) context.addExecutionHints({ message, location: 'outputPane' });
		for (const asker of group) {
			const placement = placementOf(asker, list, asTool);
			placements[asker.item] = placement;
			if (placement.kind === 'refused' && endsAtRefusal) run.end();
		}
	});
	return { placements, stop: stopOf(placements) };
}

/** An item that asks, and what it was given so far. */
interface Asker {
	item: number;
	query: Query;
	results: IDataObject[];
	problem?: string;
}

/** Reads a list until every query of it has what it wants, or to its end. */
async function collect(
	pages: AsyncIterable<FetchedPage>,
	group: Asker[],
	output: string,
): Promise<ReadList> {
	const isWanting = ({ results, query }: Asker) => results.length < query.limit;
	let list = NOTHING_READ;
	for await (const page of pages) {
		const wanting = group.filter(isWanting);
		if (page.ok) {
			list = page.list;
			await share(page, wanting, output);
		} else for (const asker of wanting) asker.problem = unread(page, asker, list);
		if (!group.some(isWanting)) break;
	}
	return list;
}

/** Gives each query what a page has for it. Thousands of them may ask for one candidate each. */
async function share(page: ReadPage, wanting: Asker[], output: string): Promise<void> {
	const slice = { startedAt: Date.now() };
	const byEmail = groupBy(
		wanting.some(({ query }) => query.email) ? page.entries : [],
		({ interview }) => plainEmail(interview.email ?? ''),
	);
	for (const asker of wanting) {
		const { query, results } = asker;
		const entries = query.email
			? [query.email, ''].flatMap((email) => byEmail.get(email) ?? [])
			: page.entries;
		if (entries.length === 0) continue;
		const most = page.isBefore ? query.limit : query.limit - results.length;
		const found: IDataObject[] = [];
		const take = (entry: ListedInterview) => {
			const isWanted = found.length < most && query.matches(entry);
			if (isWanted) found.push(resultOf(entry, output, query));
		};
		await mapInSlices(entries, take, slice);
		if (page.isBefore) asker.results = [...found, ...results].slice(0, query.limit);
		else for (const result of found) results.push(result);
	}
}

/** What becomes of an item whose list was read. */
function placementOf(
	{ query, results, problem }: Asker,
	list: ReadList,
	asTool: boolean,
): Placement {
	const isEmpty = results.length === 0;
	const refusal = problem ?? (isEmpty ? query.notFound?.(list) : undefined);
	if (refusal) return refused(refusal);
	if (!isEmpty) return { kind: 'placed', output: 0, results };
	const message = `No interviews were found.${query.whyNone?.() ?? ''}`;
	// Some agents are told nothing at all when a tool has no result.
	return { kind: 'placed', output: 0, results: asTool ? [{ message }] : [] };
}

function unread(page: FailedPage, { query, results }: Asker, list: ReadList): string {
	const { fetch, jobTitle, notFound } = query;
	const { jobId, interviewId, additionalFields } = fetch;
	if (page.isCutShort) return CANCELLED;
	if (page.status === 404 && interviewId && notFound) return notFound(list) + saying(page.words);
	const also = interviewId ? ', Interview' : additionalFields ? ', Additional Fields' : '';
	const upTo = results.length > 0 ? ` A Limit of ${results.length} gives what could be read.` : '';
	return (
		refusalByStatus(page.status, page.words, jobId, jobTitle) ??
		`The interviews of ${jobNamed(jobId, jobTitle)} could not be read to the end of the list: ${page.reason}.${saying(page.words)} Run again later; if this stays, check Job${also} and the Base URL in the credential.${upTo}`
	);
}

/** What is told beside the results of a list. */
function hintOf(list: ReadList, { fetch, jobTitle, notFound }: Query): string | undefined {
	const job = jobNamed(fetch.jobId, jobTitle);
	// One by its ID is refused with such words.
	if (!fetch.interviewId && list.searched === 0 && list.others > 0) {
		return `InterviewFlowAI answered with ${counted(list.others, 'interview')} of other jobs and none of ${job}. Check the Job field.`;
	}
	const why = list.missing
		? `InterviewFlowAI ${list.missing} in the list of ${job}`
		: !notFound &&
			list.repeats > 0 &&
			`${were(list.repeats, 'interview')} on two pages of the list of ${job}, so its order may have changed while it was read`;
	return why ? `${why}. Others may be missing: to be sure, run again.` : undefined;
}
