import {
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
	isExpression,
} from 'n8n-workflow';
import { fetchPages } from '../shared/fetchPages';
import { textOf } from '../shared/json';
import type { ChosenJob } from '../shared/jobs/jobList';
import { jobResolver } from '../shared/jobs/resolveJob';
import { locatorValue } from '../shared/parameters';
import { unreadList } from '../shared/refusals';
import { ok, type Result, wrong } from '../shared/result';
import type { Run } from '../shared/run';
import { counted } from '../shared/texts';
import { holdsWords, search } from './search';

/** How many pages are read for one list. */
const MOST_PAGES = 10;

/** Fills the list Interview of the editor, in the order of the service. `paginationToken` is the number of pages shown. */
export async function searchInterviews(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, async (run) => {
		const field: unknown = this.getCurrentNodeParameter('job');
		const value = textOf(locatorValue(field));
		if (!value || isExpression(value)) {
			return wrong(
				'Choose the Job first: this list shows the interviews of one job. Where Job is an expression, choose By ID or By Email.',
			);
		}
		const job = (await jobResolver(field, [value], run))(value);
		return job.ok
			? await listInterviews(run, job.value, filter, Number(paginationToken) || 0)
			: job;
	});
}

/** Lists the next page with interviews after the pages that are shown; with a filter, all interviews that match it. */
async function listInterviews(
	run: Run,
	job: ChosenJob,
	filter: string,
	shownPages: number,
): Promise<Result<INodeListSearchResult>> {
	const isWanted = holdsWords(filter);
	const results: INodeListSearchItems[] = [];
	let [pages, searched, hasIds] = [0, 0, false];
	for await (const page of fetchPages(run, { jobId: job.id })) {
		if (!page.ok) return wrong(unreadList(page, job, 'Choose By ID or By Email.'));
		pages++;
		({ searched } = page.list);
		for (const { interview } of page.entries) {
			const { id, name, email, status } = interview;
			if (id === null) continue;
			hasIds = true;
			const who = name && email ? `${name} (${email})` : (name ?? email ?? id);
			const isShown = filter ? isWanted(who) : pages > shownPages;
			if (isShown) results.push({ name: status ? `${who}, ${status}` : who, value: id });
		}
		if (pages >= MOST_PAGES) {
			const first = counted(searched, 'interview');
			const name = `Only the first ${first} of this job can be listed. Choose By Email to find any other.`;
			results.push({ name, value: '' });
			return ok({ results });
		}
		if (!filter && results.length > 0) return ok({ results, paginationToken: String(pages) });
	}
	return searched > 0 && !hasIds
		? wrong(
				'InterviewFlowAI gives no IDs in its list of interviews, so none can be chosen here. Choose By Email.',
			)
		: ok({ results });
}
