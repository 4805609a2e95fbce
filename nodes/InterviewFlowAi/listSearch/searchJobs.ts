import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { groupBy } from '../shared/groups';
import { hash } from '../shared/hash';
import { type Job, mergeJobs } from '../shared/jobs/jobList';
import { type LoadedJobs, loadJobs } from '../shared/jobs/loadJobs';
import { ok, wrong } from '../shared/result';
import { holdsWords, search } from './search';

/** How long the jobs of the list that was opened last are kept for searching and scrolling, in milliseconds. */
const OPEN_FOR_MS = 60_000;

const JOBS_PER_PAGE = 100;

let lastOpened: { key: string; at: number; list: LoadedJobs } | undefined;

/** Fills the list Job of the editor, page by page. Opening the list loads the jobs; searching and scrolling do not. */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await search(this, async (run) => {
		const key = hash(JSON.stringify(run.account.data));
		const isFresh = lastOpened?.key === key && Date.now() - lastOpened.at < OPEN_FOR_MS;
		const opened = isFresh && (filter || paginationToken) ? lastOpened : undefined;
		const list = opened?.list ?? (await loadJobs(run));
		const { jobs, withoutId, problem } = list;
		if (problem && jobs.length === 0) return wrong(problem);
		lastOpened = opened ?? { key, at: Date.now(), list };
		const page = toListPage(jobs, withoutId, filter, paginationToken);
		// The Saved Jobs can still be chosen. The problem comes first, because n8n shows only the first entry without a value.
		if (problem && !paginationToken) page.results.unshift({ name: problem, value: '' });
		return ok(page);
	});
}

/**
 * One page of the editor's list; `token` comes from the page before. The last page also names the Saved Jobs that cannot
 * be chosen, `withoutId`.
 */
export function toListPage(
	jobs: Job[],
	withoutId: string[],
	filter = '',
	token?: string,
): INodeListSearchResult {
	const merged = mergeJobs(jobs);
	const isWanted = holdsWords(filter);
	const matching = merged.filter(({ id, title }) => isWanted(`${title} ${id}`));
	const from = Number(token) || 0;
	const to = from + JOBS_PER_PAGE;
	const byTitle = groupBy(merged, ({ title }) => title);
	const isLast = to >= matching.length;
	const results = matching.slice(from, to).map(({ id, title }) => ({
		// Jobs with the same title are told apart by their ID.
		name: byTitle.get(title)?.[1] ? `${title} (${id})` : title,
		value: id,
	}));
	for (const title of isLast && !filter ? withoutId : []) {
		results.push({ name: `${title} has no Job ID: add it in the credential`, value: '' });
	}
	return { results, paginationToken: isLast ? undefined : String(to) };
}
