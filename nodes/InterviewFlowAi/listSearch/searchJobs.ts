import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { hash } from '../shared/hash';
import { toListPage } from '../shared/jobs/jobList';
import { type LoadedJobs, loadJobs } from '../shared/jobs/loadJobs';
import { ok, wrong } from '../shared/result';
import { search } from './search';

/** How long the jobs of the list that was opened last are kept for searching and scrolling, in milliseconds. */
const OPEN_FOR_MS = 60_000;

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
