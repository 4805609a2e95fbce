import {
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { readAccount } from '../shared/credential';
import { fetchPages } from '../shared/fetchPages';
import type { Interview } from '../shared/interview';
import { textOf } from '../shared/json';
import { fold } from '../shared/jobs/jobList';
import { jobResolver } from '../shared/jobs/resolveJob';
import { locatorValue } from '../shared/parameters';
import { refusalByStatus } from '../shared/refusals';
import { ok, type Result, wrong } from '../shared/result';
import type { Run } from '../shared/run';
import { counted, saying, seconds } from '../shared/texts';
import { startSearch, TIME_LIMIT_MS } from './startSearch';

/** So many pages are read at the most. */
const MOST_PAGES = 10;

const NO_IDS =
	'InterviewFlowAI gives no IDs in its list of interviews, so none can be chosen here. Choose By Email.';

const notAll = (count: number): INodeListSearchItems => ({
	name: `Only the first ${counted(count, 'interview')} of this job can be listed. Choose By Email to find any other.`,
	value: '',
});

/**
 * Fills the Interview list of the editor with the interviews of the chosen job, in the service's order.
 *
 * @param filter what the user typed; each word is looked for in name and email
 * @param paginationToken how many pages were shown
 * @throws NodeOperationError whose message says why there is no list, because the editor shows nothing else
 */
export async function searchInterviews(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const fail = (message: string) => new NodeOperationError(this.getNode(), message);
	const account = await readAccount(this);
	if (!account.ok) throw fail(account.problem);
	const run = startSearch(this, account.value);
	try {
		const job = await chosenJob(this, run);
		if (!job.ok) throw fail(job.problem);
		const { id: jobId, title } = job.value;
		const shownPages = Number(paginationToken) || 0;
		const results: INodeListSearchItems[] = [];
		let [read, count, lacking] = [0, 0, 0];
		for await (const page of fetchPages(run, { jobId })) {
			if (!page.ok) {
				const reason = page.isCutShort
					? `it took longer than ${seconds(TIME_LIMIT_MS)}`
					: page.reason;
				throw fail(
					refusalByStatus(page.status, page.words, jobId, title) ??
						`The interviews of this job could not be listed: ${reason}.${saying(page.words)} Choose By ID or By Email.`,
				);
			}
			read++;
			count += page.entries.length;
			lacking += page.entries.filter(({ interview }) => interview.id === null).length;
			const isShown = !filter && read <= shownPages;
			if (!isShown) {
				results.push(...page.entries.flatMap(({ interview }) => toItem(interview, filter)));
			}
			if (read >= MOST_PAGES) return { results: [...results, notAll(count)] };
			if (!filter && results.length > 0) return { results, paginationToken: String(read) };
		}
		if (count > 0 && lacking === count) throw fail(NO_IDS);
		return { results };
	} finally {
		run.end();
	}
}

/** The job of the node that is being edited, as an ID. */
async function chosenJob(
	context: ILoadOptionsFunctions,
	run: Run,
): Promise<Result<{ id: string; title: string | null }>> {
	const field: unknown = context.getCurrentNodeParameter('job');
	const value = textOf(locatorValue(field));
	if (!value || value.startsWith('=')) {
		return wrong('Choose the Job first: this list shows the interviews of one job.');
	}
	const job = (await jobResolver(field, [value], run))(value);
	return job.ok ? ok({ ...job.value, id: String(job.value.id) }) : job;
}

function toItem({ id, name, email, status }: Interview, filter: string): INodeListSearchItems[] {
	const who = name && email ? `${name} (${email})` : (name ?? email ?? id);
	if (!id || !who) return [];
	const text = fold(`${name ?? ''} ${email ?? ''}`);
	const isWanted = fold(filter)
		.split(' ')
		.every((word) => text.includes(word));
	return isWanted ? [{ name: status ? `${who}, ${status}` : who, value: id }] : [];
}
