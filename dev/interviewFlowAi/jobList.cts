/**
 * A list of jobs as the credential's Job List URL may find it: an n8n webhook over an ATS, a file, or a
 * path the vendor may gain some day. Nothing of it is documented by the vendor.
 */
import type { Answer } from './http.cts';
import type { Job } from './store.cts';

export const JOBS_PATH = '/jobs';

export interface JobList {
	/** Jobs per page, each with the address of the next one; without it all come as an array alone. */
	pageSize?: number;
}

/** @param page 1-based. @param origin the service's own, for links. */
export function answerJobList(
	jobs: Iterable<Job>,
	page: number,
	origin: string,
	{ pageSize }: JobList,
): Answer {
	const entries = [...jobs].map(({ id, title }) => ({ id, title }));
	if (!pageSize) return { status: 200, body: entries };
	const end = page * pageSize;
	const next = end < entries.length ? `${origin}${JOBS_PATH}?page=${page + 1}` : null;
	return { status: 200, body: { jobs: entries.slice(end - pageSize, end), next } };
}
