/** Reading interviews: what Get and Get Many share, from the items that flow in to the results of each. */
import type { IDataObject } from 'n8n-workflow';
import { type FetchedPage, fetchPages, type FetchQuery } from '../../shared/fetchPages';
import { groupBy } from '../../shared/groups';
import type { ListedInterview } from '../../shared/interview';
import { type Handover, isTool, ofEach, type Placement } from '../../shared/items';
import type { ChosenJob } from '../../shared/jobs/jobList';
import { readJobs } from '../../shared/jobs/resolveJob';
import { workThrough } from '../../shared/pool';
import { refusalByStatus } from '../../shared/refusals';
import { ok, type Result } from '../../shared/result';
import { mapInSlices } from '../../shared/slices';
import { counted, jobNamed, ofItem, saying } from '../../shared/texts';
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

/** Prepares {@link ReadQuery} for an operation. */
export type PrepareQueries = (execution: Execution) => ReadQuery;

/**
 * Answers the query of every item. Items that ask for the same list share one reading of it.
 */
export async function readInterviews(
	execution: Execution,
	prepareQueries: PrepareQueries,
): Promise<Handover> {
	const { context, items, onError, run, options } = execution;
	const asTool = isTool(context.getNode());
	const usual = asTool ? 'knownFields' : outputOption.default;
	const output = readChoice({ ...outputOption, default: usual }, options.output);
	if (!output.ok) return ofEach(items, output.problem);
	const jobs = await readJobs(execution, run);
	const readQuery = prepareQueries(execution);
	const queries = await mapInSlices(jobs, (read, index) => {
		const job = checkJob(read);
		return job.ok ? readQuery(index, job.value) : job;
	});
	const bad = queries.findIndex((query) => !query.ok);
	if (onError === 'stopWorkflow' && bad >= 0) return handover(queries.map(notAsked));

	const answers = queries.map(toAnswer);
	const groups = [...groupBy(answers.filter(isOpen), ({ query }) => JSON.stringify(query.fetch))];
	const goesOn = () => !run.isOver();
	await workThrough(groups.length, run.concurrency, goesOn, async (at) => {
		const [, group] = groups[at] as (typeof groups)[number];
		const [{ query }] = group as [Open];
		await collect(fetchPages(run, query.fetch), group, output.value);
		if (onError === 'stopWorkflow' && group.some(({ problem }) => problem)) run.end();
	});
	return handover(answers.map((answer) => placementOf(answer, asTool ? TOLD_OF_NONE : [])));
}

function checkJob(job: Result<ChosenJob>): Result<{ id: string; title: string | null }> {
	if (!job.ok) return job;
	const id = readJobId(job.value.id, 'Job');
	return id.ok ? ok({ id: id.value, title: job.value.title }) : id;
}

/** A query and what was found for it so far. */
interface Open {
	query: Query;
	results: IDataObject[];
	searched: number;
	isRead: boolean;
	problem?: string;
}

type Answer = Open | { problem: string; query?: undefined };

const toAnswer = (query: Result<Query>): Answer =>
	query.ok
		? { query: query.value, results: [], searched: 0, isRead: false }
		: { problem: query.problem };

const isOpen = (answer: Answer): answer is Open => answer.query !== undefined;

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
	for (const answer of group) {
		answer.isRead = true;
		const { query, results, searched } = answer;
		if (results.length === 0) answer.problem ??= query.notFound?.(searched);
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

const CANCELLED =
	'The execution was stopped before InterviewFlowAI answered for this item. Run again to read the rest.';

/** Some agents are told nothing at all when a tool has no result. */
const TOLD_OF_NONE: IDataObject[] = [{ message: 'No interviews were found.' }];

function placementOf(answer: Answer, ifNone: IDataObject[]): Placement {
	if (answer.problem !== undefined) return { kind: 'refused', message: answer.problem };
	if (!answer.query || !answer.isRead) return { kind: 'refused', message: CANCELLED };
	return {
		kind: 'placed',
		output: 0,
		results: answer.results.length > 0 ? answer.results : ifNone,
	};
}

const notAsked = (query: Result<Query>): Placement =>
	query.ok
		? { kind: 'placed', output: 0, results: [] }
		: { kind: 'refused', message: query.problem };

/** Names the item in every refusal; the first one stops the workflow, if its setting says so. */
function handover(placements: Placement[]): Handover {
	const told = placements.map((placement, index) =>
		placement.kind === 'refused'
			? { ...placement, message: ofItem(placement.message, index) }
			: placement,
	);
	const first = told.findIndex(
		(placement, index) =>
			placement.kind === 'refused' && placement.message !== ofItem(CANCELLED, index),
	);
	const itemIndex = first >= 0 ? first : told.findIndex(({ kind }) => kind === 'refused');
	const refusal = told[itemIndex];
	const stop = refusal?.kind === 'refused' ? { message: refusal.message, itemIndex } : undefined;
	return { placements: told, stop, includeInput: false };
}

/** How many were searched, as the end of a sentence. */
export const searchedWords = (searched: number) =>
	searched === 0
		? ''
		: `; ${counted(searched, 'interview')} of this job ${searched === 1 ? 'was' : 'were'} searched`;
