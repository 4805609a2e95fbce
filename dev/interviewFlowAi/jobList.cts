/**
 * A list of jobs as the credential's Job List URL may find it: an n8n webhook over an ATS, a file, or a
 * path the vendor may gain some day. Nothing of it is documented by the vendor.
 */
import type { Answer } from './http.cts';
import type { Job } from './store.cts';

export interface JobListSwitches {
	/** Where the list is served. */
	path: string;
	/** The key the array stands under, or none. */
	container: 'none' | 'data' | 'jobs' | 'interviewers' | 'items' | 'results';
	idKey: 'id' | 'jobId' | 'interviewerId' | 'uuid';
	titleKey: 'title' | 'name' | 'jobTitle' | 'role';
	/** How a job that is archived shows it. */
	archivedAs: 'archived: true' | 'status: archived' | 'status: closed';
	/** Entries put behind the jobs as they are, e.g. one without a title. */
	extraEntries: unknown[];
	/** Jobs per page, default all; every page but the last links to the next one. Needs a container. */
	pageSize?: number;
	nextKey: 'next' | 'nextPage' | 'pagination.next';
	/** A path, a whole URL, or page 1 for ever. Any other text is the origin of the next page. */
	nextLink: 'relative' | 'absolute' | 'loop' | `http://${string}` | `https://${string}`;
	/** Whether the list wants the API key too. */
	needsKey: boolean;
}

export const JOB_LIST_DEFAULTS: JobListSwitches = {
	path: '/jobs',
	container: 'none',
	idKey: 'id',
	titleKey: 'title',
	archivedAs: 'archived: true',
	extraEntries: [],
	nextKey: 'next',
	nextLink: 'relative',
	needsKey: false,
};

/** @param page 1-based. @param origin the service's own, for absolute links. */
export function answerJobList(
	jobs: Iterable<Job>,
	page: number,
	origin: string,
	switches: JobListSwitches,
): Answer {
	const entries = [...Array.from(jobs, (job) => jobEntry(job, switches)), ...switches.extraEntries];
	if (switches.container === 'none') return { status: 200, body: entries };
	const pageSize = switches.pageSize ?? entries.length;
	const start = (page - 1) * pageSize;
	const end = start + pageSize;
	const next = end < entries.length ? nextUrl(page, origin, switches) : null;
	return {
		status: 200,
		body: {
			[switches.container]: entries.slice(start, end),
			...(switches.nextKey === 'pagination.next'
				? { pagination: { next } }
				: { [switches.nextKey]: next }),
		},
	};
}

function jobEntry(job: Job, { idKey, titleKey, archivedAs }: JobListSwitches) {
	const entry = { [idKey]: job.id, [titleKey]: job.title };
	if (!job.archived) return entry;
	if (archivedAs === 'archived: true') return { ...entry, archived: true };
	return { ...entry, status: archivedAs === 'status: closed' ? 'closed' : 'archived' };
}

function nextUrl(page: number, origin: string, { path, nextLink }: JobListSwitches): string {
	const next = `${path}?page=${page + 1}`;
	if (nextLink === 'relative') return next;
	if (nextLink === 'absolute') return `${origin}${next}`;
	if (nextLink === 'loop') return `${path}?page=1`;
	return `${nextLink}${next}`;
}
