/** Where the jobs come from: the credential's Saved Jobs and its Job List URL. */
import { type Account, httpUrl } from '../api/account';
import type { Reply, Send } from '../api/client';
import * as say from '../messages';
import { type Job, type JobPage, mergeJobs, readJobPage, readSavedJobs } from './jobList';

/** Loading the whole list takes no longer than this, in milliseconds. */
const TIME_LIMIT_MS = 10_000;

const MOST_PAGES = 50;

/** All jobs that are known; `problem` is a sentence when the Job List URL gave none. */
export interface LoadedJobs {
	jobs: Job[];
	problem?: string;
}

/** Loads and merges both sources; Saved Jobs win, because their titles were typed on purpose. Never throws. */
export async function loadJobs(account: Account, send: Send): Promise<LoadedJobs> {
	const saved = readSavedJobs(account.data.savedJobs);
	const address = String(account.data.jobListUrl ?? '').trim();
	if (!address) return { jobs: mergeJobs(saved) };
	const url = resolveAddress(address, account.baseUrl);
	if (!url) return { jobs: mergeJobs(saved), problem: say.jobListAddress(address) };
	const listed = await fetchJobs(url, new URL(account.baseUrl).origin, send);
	return { jobs: mergeJobs(saved, listed.jobs), problem: listed.problem };
}

/** An absolute address, or a path of the base URL. */
function resolveAddress(address: string, baseUrl: string): URL | undefined {
	const isAbsolute = /^[a-z][a-z\d+.-]*:|^[\\/]{2}/i.test(address);
	return httpUrl(isAbsolute ? address : `${baseUrl}/${address.replace(/^\/+/, '')}`);
}

/** Follows the list from page to page, within one origin. The API key goes to the service's own origin alone. */
async function fetchJobs(first: URL, ownOrigin: string, send: Send): Promise<LoadedJobs> {
	const deadline = Date.now() + TIME_LIMIT_MS;
	const visited = new Set<string>();
	const jobs: Job[] = [];
	let skipped = 0;
	let url: URL | undefined = first;
	while (url && !visited.has(url.href) && visited.size < MOST_PAGES) {
		visited.add(url.href);
		const reply = await send({
			method: 'GET',
			url: url.href,
			timeoutMs: Math.max(1, deadline - Date.now()),
			authenticated: url.origin === ownOrigin,
		});
		const page = pageOf(reply);
		if ('problem' in page) return { jobs, problem: page.problem };
		jobs.push(...page.jobs);
		skipped += page.skipped;
		const next: URL | undefined = page.next ? httpUrl(page.next, url.href) : undefined;
		url = next?.origin === first.origin ? next : undefined;
	}
	return jobs.length > 0 ? { jobs } : { jobs, problem: say.jobListEmpty(skipped) };
}

function pageOf(reply: Reply): JobPage | { problem: string } {
	if (reply.kind !== 'answer') return { problem: say.jobListUnreachable(reply.reason) };
	if (reply.status < 200 || reply.status >= 300) {
		return { problem: say.jobListRefused(reply.status) };
	}
	if (reply.tooLarge) return { problem: say.jobListTooLarge() };
	return readJobPage(reply.json) ?? { problem: say.jobListUnreadable() };
}
