/**
 * A list of jobs as the credential's Job List URL may find it: an n8n webhook over an ATS, a file, or a
 * path the vendor may gain some day. Nothing of it is documented by the vendor.
 */
import { z } from 'zod';
import { entriesOf, EXTRA_ENTRIES } from './hostile.cts';
import type { Answer } from './http.cts';
import type { Job } from './store.cts';

export const JOB_LIST = z.strictObject({
	/** Where the list is served. */
	path: z.string().default('/jobs'),
	/** The key the array stands under, or none. */
	container: z.enum(['none', 'data', 'jobs', 'interviewers', 'items', 'results']).default('none'),
	idKey: z.enum(['id', 'jobId', 'interviewerId', 'uuid']).default('id'),
	titleKey: z.enum(['title', 'name', 'jobTitle', 'role']).default('title'),
	/** How a job that is archived shows it. */
	archivedAs: z
		.enum(['archived: true', 'status: archived', 'status: closed'])
		.default('archived: true'),
	/** Entries put behind the jobs as they are, e.g. one without a title. */
	extraEntries: EXTRA_ENTRIES.default([]),
	/** How many made-up jobs stand behind all that: `made-up-1`, "Made-up Job 1". */
	madeUp: z.number().default(0),
	/** Jobs per page, 0 for all; every page but the last links to the next one. Needs a container. */
	pageSize: z.number().default(0),
	nextKey: z.enum(['next', 'nextPage', 'pagination.next']).default('next'),
	/** A path, a whole URL, or page 1 for ever. An `http://…` or `https://…` is the origin of the next page. */
	nextLink: z
		.union([z.enum(['relative', 'absolute', 'loop']), z.string().regex(/^https?:/)])
		.default('relative'),
	/** Whether the list wants the API key too. */
	needsKey: z.boolean().default(false),
});

export type JobListSwitches = z.output<typeof JOB_LIST>;

/** @param page 1-based. @param origin the service's own, for absolute links. */
export function answerJobList(
	jobs: Iterable<Job>,
	page: number,
	origin: string,
	switches: JobListSwitches,
): Answer {
	const { extraEntries, madeUp } = switches;
	const entries = [
		...Array.from(jobs, (job) => jobEntry(job, switches)),
		...entriesOf(extraEntries),
		...Array.from({ length: madeUp }, (_, n) => jobEntry(madeUpJob(n + 1), switches)),
	];
	if (switches.container === 'none') return { status: 200, body: entries };
	const pageSize = switches.pageSize || entries.length;
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

function madeUpJob(n: number): Job {
	return { id: `made-up-${n}`, title: `Made-up Job ${n}`, visibility: 'public' };
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
