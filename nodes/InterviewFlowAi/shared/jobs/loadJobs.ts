import { httpUrl } from '../addresses';
import { type Answered, is2xx } from '../reply';
import { ok, type Result, wrong } from '../result';
import type { Run } from '../run';
import { LARGEST_PAGE } from '../send';
import { brokenDown, sendWithRetry } from '../sendWithRetry';
import { quoted } from '../texts';
import { trimmed } from '../values';
import { type Job, type JobPage, MOST_JOBS, readJobPage, readSavedJobs } from './jobList';

const MOST_PAGES = 50;

export interface LoadedJobs {
	/**
	 * A job with several titles is listed once for each. Where the Job List URL did not give all, these are the Saved Jobs
	 * alone: of a title that was found once, a second job may be missing.
	 */
	jobs: Job[];
	/** Titles of Saved Jobs that have no ID. */
	withoutId: string[];
	/** A sentence when there are no jobs, or when the Job List URL did not give all. */
	problem?: string;
}

const NO_JOBS =
	'There are no jobs to choose from yet. In the InterviewFlowAI API credential, add jobs under Saved Jobs or enter a Job List URL; or choose By ID in the Job field.';

export const lacksId = (title: string) =>
	`${quoted(title)} under Saved Jobs in the credential has no Job ID. Open the credential and add it.`;

/** Loads the Saved Jobs, and after them, because a saved title counts first, those of the Job List URL. Never throws. */
export async function loadJobs(run: Run): Promise<LoadedJobs> {
	const { account } = run;
	const saved = readSavedJobs(account.data.savedJobs);
	const address = trimmed(String(account.data.jobListUrl ?? ''));
	if (!address) {
		if (saved.jobs.length > 0) return saved;
		const [title] = saved.withoutId;
		return { ...saved, problem: title ? lacksId(title) : NO_JOBS };
	}
	const target = targetOf(address, account.baseUrl);
	const listed = target.ok ? await readList(target.value, run) : target;
	return listed.ok
		? { ...saved, jobs: [...saved.jobs, ...listed.value] }
		: { ...saved, problem: `${listed.problem} Until then, choose By ID in the Job field.` };
}

/** Reads an absolute address, or a path below the Base URL. A problem does not show it: it may hold a password. */
function targetOf(address: string, baseUrl: string): Result<URL> {
	const isPath = /^\/(?![\\/])/.test(address);
	const isUrl = /^https?:\/\//i.test(address);
	const url = httpUrl(isPath ? baseUrl + address : address);
	return url && (isUrl || belongsTo(url, baseUrl))
		? ok(url)
		: wrong(
				'Job List URL in the credential is not a web address. Enter one that starts with https://, or a path that starts with / and lies below the Base URL.',
			);
}

/** Whether an address is the Base URL or a path below it. */
function belongsTo(url: URL, baseUrl: string): boolean {
	const base = new URL(`${baseUrl}/`);
	return url.origin === base.origin && `${url.pathname}/`.startsWith(base.pathname);
}

/** Follows the list from page to page to its end, within one origin. */
async function readList(first: URL, run: Run): Promise<Result<Job[]>> {
	const jobs: Job[] = [];
	const visited = new Set<string>();
	let [skipped, entries] = [0, 0];
	for (let url = first; ; ) {
		visited.add(url.href);
		const page = await fetchJobPage(url, run);
		if (!page.ok) return page;
		const { flag, hasMore, next: link, pages = 0, total = 0 } = page.value;
		jobs.push(...page.value.jobs);
		skipped += page.value.skipped;
		entries += page.value.entries;
		if (entries > MOST_JOBS) return cutOff(`holds more than ${MOST_JOBS} jobs`);
		const next = link ? httpUrl(link, url.href) : undefined;
		if (link && next?.host !== first.host) {
			return cutOff('names a following page on another host, which is not followed');
		}
		// Behind a proxy that speaks https, a service often takes its own address for http.
		if (next) next.protocol = first.protocol;
		// The list may say by a flag, a cursor or a number that there is more, and not where.
		const isLast = !next || visited.has(next.href);
		if (hasMore || (isLast && (flag || pages > visited.size || total > entries))) {
			return cutOff('has more pages, but gives no web address for the next one');
		}
		if (isLast) break;
		if (visited.size >= MOST_PAGES) return cutOff(`has more than ${MOST_PAGES} pages`);
		url = next;
	}
	if (jobs.length > 0) return ok(jobs);
	return wrong(
		skipped === 0
			? `The Job List URL in the credential lists no open job. ${LIST_ALL}`
			: `The Job List URL in the credential listed no entry with both an ID and a title, but ${skipped} without. Each needs "id" and "title".`,
	);
}

const LIST_ALL = 'Have the address list all jobs.';

const cutOff = (what: string) =>
	wrong(
		`The list of the Job List URL in the credential ${what}, so it is not complete. ${LIST_ALL}`,
	);

async function fetchJobPage(url: URL, run: Run): Promise<Result<JobPage>> {
	// The API key goes to the Base URL and to paths below it, and nowhere else.
	const authenticated = belongsTo(url, run.account.baseUrl);
	const ending = await sendWithRetry(run, {
		request: { method: 'GET', url: url.href, authenticated, mostBytes: LARGEST_PAGE },
		scope: url.origin,
		read: (answered) => (answered.isBroken ? brokenDown(answered) : ok(pageIn(answered))),
	});
	// A run gives up when nothing was answered for too long. The time that this list took must not count there.
	run.answered(url.origin);
	if (ending.kind === 'answered') return ending.value;
	return wrong(
		`The Job List URL in the credential gave no list of jobs: ${ending.failure.reason}. Check that n8n can reach the address, or try again later.`,
	);
}

function pageIn({ status, said, answer }: Answered): Result<JobPage> {
	if (!is2xx(status)) return wrong(refusalOf(status));
	const { json, headers, tooLarge } = answer;
	if (tooLarge) {
		return wrong(
			'The Job List URL in the credential answered more than 1.5 MB. Have it answer only the ID and title of each job, or use pages.',
		);
	}
	const page = said.failed ? undefined : readJobPage(json, headers);
	return page
		? ok(page)
		: wrong(
				'The Job List URL in the credential did not answer with a list of jobs. It has to answer JSON such as [{"id": "4b8f1c1e", "title": "Sales Manager"}].',
			);
}

function refusalOf(status: number): string {
	if (status === 401 || status === 403) {
		return `The Job List URL in the credential asks for permission (${status}). Use an address that is open to n8n, or check the API key, which is sent only below the Base URL.`;
	}
	if (status >= 300 && status < 400) {
		return `The Job List URL in the credential sends a redirect to another address (${status}), which is not followed. Enter the final address.`;
	}
	return `The Job List URL in the credential answered ${status} instead of a list of jobs. Open the address in a browser to check it.`;
}
