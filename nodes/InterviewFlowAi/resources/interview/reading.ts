/** Reads interviews for Get and Get Many: from the query of each input item to its results. */
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
import { unreadList } from '../../shared/refusals';
import type { Result } from '../../shared/result';
import { mapInSlices } from '../../shared/slices';
import { counted, jobNamed, saying, were } from '../../shared/texts';
import type { Execution } from './execution';
import { outputOption } from './fields';
import { resultOf } from './resultFields';
import { readChoice } from './values/choice';

/** Which interviews an item asks for. */
export interface Query {
	/** What the service is asked for. */
	fetch: FetchQuery;
	/** The job of `fetch`. */
	job: ChosenJob;
	/** The email address that is wanted, in the form of {@link plainEmail}; any if there is none. */
	email?: string;
	/** Whether an interview is wanted. The interviews of other addresses than `email` have been left out before. */
	matches: (listed: ListedInterview) => boolean;
	limit: number;
	/** What to say if no interview was found. */
	noneFound: (list: ReadList) => string;
	/** Whether the item is refused then. Otherwise it has no results. */
	mustBeFound: boolean;
}

/** Makes the query of an item from its fields. The job was read before. */
export type ReadQuery = (itemIndex: number, job: ChosenJob) => Result<Query>;

/** Answers the queries of all items. If several items need the same list, it is read once for all of them. */
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
	await workThrough(run, groups, async (group) => {
		// All queries of the group have the same `fetch`.
		const [{ query }] = group as [Asker];
		const list = await collect(fetchPages(run, query.fetch), group, output.value);
		const message = hintOf(list, query.job);
		// Where the interview must be found, the refusal says the same.
		if (message && !query.mustBeFound) {
			context.addExecutionHints({ message, location: 'outputPane' });
		}
		for (const asker of group) {
			const placement = placementOf(asker, list, asTool);
			placements[asker.item] = placement;
			if (placement.kind === 'refused' && endsAtRefusal) run.end();
		}
	});
	return { placements, stop: stopOf(placements) };
}

/** An item with its query, and the results for it so far. */
interface Asker {
	/** The index of the item. */
	item: number;
	query: Query;
	results: IDataObject[];
	/** Why the list could not be read to its end. */
	problem?: string;
}

/** Reads a list until every query has as many results as its limit, or until the list ends. */
async function collect(
	pages: AsyncIterable<FetchedPage>,
	group: Asker[],
	output: string,
): Promise<ReadList> {
	const wantsMore = ({ results, query }: Asker) => results.length < query.limit;
	let list = NOTHING_READ;
	for await (const page of pages) {
		const wanting = group.filter(wantsMore);
		if (page.ok) {
			list = page.list;
			await share(page, wanting, output);
		} else for (const asker of wanting) asker.problem = readingProblem(page, asker, list);
		if (!group.some(wantsMore)) break;
	}
	return list;
}

/**
 * Adds the interviews of a page to the results of the queries that they match. They are grouped by email address first,
 * because thousands of queries may ask for one candidate each.
 */
async function share(page: ReadPage, wanting: Asker[], output: string): Promise<void> {
	const slice = { startedAt: Date.now() };
	const byEmail = groupBy(
		wanting.some(({ query }) => query.email) ? page.entries : [],
		({ interview }) => plainEmail(interview.email ?? ''),
	);
	for (const asker of wanting) {
		const { query, results } = asker;
		// Interviews without an email address are in the group ''.
		const entries = query.email
			? [query.email, ''].flatMap((email) => byEmail.get(email) ?? [])
			: page.entries;
		if (entries.length === 0) continue;
		// The results of page 0 come first, so they can take the place of results that are there already.
		const found = page.isBefore ? [] : results;
		const take = (entry: ListedInterview) => {
			const isWanted = found.length < query.limit && query.matches(entry);
			if (isWanted) found.push(resultOf(entry, output, query.job));
		};
		await mapInSlices(entries, take, slice);
		if (page.isBefore) asker.results = [...found, ...results].slice(0, query.limit);
	}
}

/** What becomes of an item whose list was read. */
function placementOf(
	{ query, results, problem }: Asker,
	list: ReadList,
	asTool: boolean,
): Placement {
	if (problem) return refused(problem);
	if (results.length > 0) return { kind: 'placed', output: 0, results };
	// An error and an AI agent's tool have no hints.
	const message = `${query.noneFound(list)} ${hintOf(list, query.job)}`.trim();
	if (query.mustBeFound) return refused(message);
	// Some AI agents get no answer at all from a tool without results.
	return { kind: 'placed', output: 0, results: asTool ? [{ message }] : [] };
}

/** The refusal of an item whose list could not be read to its end. */
function readingProblem(page: FailedPage, { query, results }: Asker, list: ReadList): string {
	const { fetch, job, noneFound } = query;
	const { interviewId, additionalFields } = fetch;
	if (page.isCutShort) return CANCELLED;
	if (page.status === 404 && interviewId) return noneFound(list) + saying(page.words);
	const also = interviewId ? ', Interview' : additionalFields ? ', Additional Fields' : '';
	const upTo = results.length > 0 ? ` A Limit of ${results.length} gives what could be read.` : '';
	const advice = `Run again later; if this stays, check Job${also} and the Base URL in the credential.${upTo}`;
	return unreadList(page, job, advice);
}

/** A hint about a list whose results may not be what the user expects; empty if there is none. */
function hintOf(list: ReadList, job: ChosenJob): string {
	const ofJob = jobNamed(job);
	if (list.searched === 0 && list.others > 0) {
		return `InterviewFlowAI answered with ${counted(list.others, 'interview')} of other jobs and none of ${ofJob}. Check the Job field.`;
	}
	const why = list.missing
		? `InterviewFlowAI ${list.missing} in the list of ${ofJob}`
		: list.repeats > 0 &&
			`${were(list.repeats, 'interview')} on two pages of the list of ${ofJob}, so its order may have changed while it was read`;
	return why ? `${why}. Others may be missing: to be sure, run again.` : '';
}
