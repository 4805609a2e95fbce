import { createHash } from 'crypto';
import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { type Account, readAccount } from '../shared/credential';
import { toListPage } from '../shared/jobs/jobList';
import { type LoadedJobs, loadJobs } from '../shared/jobs/loadJobs';
import { startSearch } from './startSearch';

/** How long the list that was opened last serves for searching in it and scrolling on, in milliseconds. */
const OPEN_FOR_MS = 60_000;

let lastOpened: { key: string; at: number; list: LoadedJobs } | undefined;

/**
 * Fills the Job list of the editor, a page at a time. Opening it loads the jobs; searching and scrolling do not.
 *
 * @param filter what the user typed
 * @param paginationToken where the page begins
 * @throws NodeOperationError whose message says why the list is not complete, because the editor shows nothing else
 */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const account = await readAccount(this);
	if (!account.ok) throw new NodeOperationError(this.getNode(), account.problem);
	const isOpen = Boolean(filter || paginationToken);
	const { jobs, withoutId, problem } =
		(isOpen && openedFor(account.value)) || (await open(this, account.value));
	const page = toListPage(jobs, withoutId, filter, paginationToken);
	// Saved Jobs can be chosen while there is no other list. Of several entries without a value, n8n shows the first.
	if (problem && !paginationToken) page.results.unshift({ name: problem, value: '' });
	return page;
}

async function open(context: ILoadOptionsFunctions, account: Account): Promise<LoadedJobs> {
	const run = startSearch(context, account);
	const list = await loadJobs(run);
	run.end();
	const { jobs, isCutOff, problem } = list;
	if (problem && (isCutOff || jobs.length === 0)) {
		throw new NodeOperationError(context.getNode(), problem);
	}
	lastOpened = { key: keyOf(account), at: Date.now(), list };
	return list;
}

function openedFor(account: Account): LoadedJobs | undefined {
	const isFresh = lastOpened && Date.now() - lastOpened.at < OPEN_FOR_MS;
	return isFresh && lastOpened?.key === keyOf(account) ? lastOpened.list : undefined;
}

function keyOf({ data }: Account): string {
	return createHash('sha256').update(JSON.stringify(data)).digest('base64');
}
