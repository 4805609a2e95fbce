/**
 * A list of jobs as the credential's Job List URL may find it: an n8n webhook over an ATS, a file, or a
 * path the vendor may gain some day. Nothing of it is documented by the vendor.
 */
import { z } from 'zod';
import type { Answer } from './http.cts';
import type { Job } from './store.cts';

export const JOB_LIST = z.strictObject({
	/** Where the list is served. */
	path: z.string().default('/jobs'),
	/** The key the array stands under, or none. */
	container: z.enum(['none', 'jobs']).default('none'),
	/** How many made-up jobs stand behind the others: `made-up-1`, "Made-up Job 1". */
	madeUp: z.number().default(0),
	/** Jobs per page, 0 for all; every page but the last links to the next one. Needs a container. */
	pageSize: z.number().default(0),
	/** A path or a whole URL. */
	nextLink: z.enum(['relative', 'absolute']).default('relative'),
});

type JobListSwitches = z.output<typeof JOB_LIST>;

/** @param page 1-based. @param origin the service's own, for absolute links. */
export function answerJobList(
	jobs: Iterable<Job>,
	page: number,
	origin: string,
	switches: JobListSwitches,
): Answer {
	const madeUp = Array.from({ length: switches.madeUp }, (_, n) => {
		return { id: `made-up-${n + 1}`, title: `Made-up Job ${n + 1}` };
	});
	const entries = [...jobs, ...madeUp].map(({ id, title }) => ({ id, title }));
	if (switches.container === 'none') return { status: 200, body: entries };
	const pageSize = switches.pageSize || entries.length;
	const start = (page - 1) * pageSize;
	const end = start + pageSize;
	const next = end < entries.length ? nextUrl(page, origin, switches) : null;
	return { status: 200, body: { [switches.container]: entries.slice(start, end), next } };
}

function nextUrl(page: number, origin: string, { path, nextLink }: JobListSwitches): string {
	return `${nextLink === 'absolute' ? origin : ''}${path}?page=${page + 1}`;
}
