/**
 * A list of jobs as the credential's Job List URL may find it: an n8n webhook over an ATS, a file, or a
 * path the vendor may gain some day. Nothing of it is documented by the vendor.
 */
import { z } from 'zod';
import type { Answer } from './http.cts';
import type { Job } from './store.cts';

export const JOBS_PATH = '/jobs';

export const JOB_LIST = z.strictObject({
	/** How many made-up jobs stand behind the others: `made-up-1`, "Made-up Job 1". */
	madeUp: z.number().default(0),
	/** Jobs per page, each with the address of the next one; 0 for all as an array alone. */
	pageSize: z.number().default(0),
});

/** @param page 1-based. @param origin the service's own, for links. */
export function answerJobList(
	jobs: Iterable<Job>,
	page: number,
	origin: string,
	{ madeUp, pageSize }: z.output<typeof JOB_LIST>,
): Answer {
	const more = Array.from({ length: madeUp }, (_, n) => {
		return { id: `made-up-${n + 1}`, title: `Made-up Job ${n + 1}` };
	});
	const entries = [...jobs, ...more].map(({ id, title }) => ({ id, title }));
	if (pageSize === 0) return { status: 200, body: entries };
	const end = page * pageSize;
	const next = end < entries.length ? `${origin}${JOBS_PATH}?page=${page + 1}` : null;
	return { status: 200, body: { jobs: entries.slice(end - pageSize, end), next } };
}
