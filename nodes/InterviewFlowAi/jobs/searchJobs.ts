import { createHash } from 'crypto';
import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { type Account, readCredential, toAccount } from '../api/account';
import { connect } from '../api/client';
import * as say from '../messages';
import type { Job } from './jobList';
import { toListPage } from './jobList';
import { loadJobs } from './loadJobs';

/** How long the list that was opened last serves for searching in it and scrolling on, in milliseconds. */
const OPEN_FOR_MS = 60_000;

let lastOpened: { key: string; at: number; jobs: Job[] } | undefined;

/**
 * Fills the Job list of the editor, a page at a time. Opening it loads the jobs; searching and scrolling do not.
 *
 * @param filter what the user typed
 * @param paginationToken where the page begins
 * @throws NodeOperationError whose message says why there are no jobs, because the editor shows nothing else
 */
export async function searchJobs(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const account = toAccount(await readCredential(this));
	if ('problem' in account) {
		const message = say.credentialIncomplete(account.field, account.problem);
		throw new NodeOperationError(this.getNode(), message);
	}
	const isOpen = Boolean(filter || paginationToken);
	const jobs = (isOpen && openedFor(account)) || (await open(this, account));
	return toListPage(jobs, filter, paginationToken);
}

async function open(context: ILoadOptionsFunctions, account: Account): Promise<Job[]> {
	const { jobs, problem } = await loadJobs(account, connect(context, account));
	if (jobs.length === 0) {
		throw new NodeOperationError(context.getNode(), problem ?? say.noJobs());
	}
	lastOpened = { key: keyOf(account), at: Date.now(), jobs };
	return jobs;
}

function openedFor(account: Account): Job[] | undefined {
	const isFresh = lastOpened && Date.now() - lastOpened.at < OPEN_FOR_MS;
	return isFresh && lastOpened?.key === keyOf(account) ? lastOpened.jobs : undefined;
}

function keyOf({ data }: Account): string {
	return createHash('sha256').update(JSON.stringify(data)).digest('base64');
}
