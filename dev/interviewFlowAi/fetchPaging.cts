/** Which interviews one request to the Fetch API gets. */
import { z } from 'zod';
import { FETCH, type FetchRequest } from './contract.cts';
import { plainAnswer, type Answer } from './http.cts';
import { nameIn } from './named.cts';
import type { Interview } from './store.cts';

/** How the service treats `page`, `limit` and the other fields of a request; as asked but for these rules. */
export const FETCH_PAGING = z.strictObject({
	/** Fields of the request that it takes no notice of. Without `limit` a page holds 10. */
	ignores: z.array(nameIn(FETCH.shape, 'field')).optional(),
	/** Every page holds so many, whatever is asked for. */
	fixedPageSize: z.number().optional(),
	/** The number of its first page, 0 or 1 (default). */
	pagesFrom: z.number().min(0).max(1).optional(),
	/** What page 0 is where pages count from 1: a refusal (default 400), or page 1 once more. */
	pageZero: z.union([z.number(), z.literal('first page')]).optional(),
	/** The largest page it gives. */
	maxLimit: z.number().optional(),
	/** What asking for more gets: a refusal, or as many as it gives (default). */
	aboveMaxLimit: z.union([z.number(), z.literal('fewer')]).optional(),
});

export type FetchPaging = z.infer<typeof FETCH_PAGING>;

const DEFAULT_LIMIT = 10;

/** The request without the fields that are ignored. */
export function heed(asked: FetchRequest, { ignores = [] }: FetchPaging): Partial<FetchRequest> {
	const entries = Object.entries(asked).filter(([key]) => !ignores.some((one) => one === key));
	return Object.fromEntries(entries);
}

/** The refusal of this page or limit, or `undefined`. */
export function refusePage(asked: Partial<FetchRequest>, paging: FetchPaging): Answer | undefined {
	const { pagesFrom = 1, pageZero = 400, maxLimit = Infinity, aboveMaxLimit } = paging;
	if (asked.page === 0 && pagesFrom === 1 && pageZero !== 'first page') {
		return plainAnswer(pageZero, 'page must be a whole number from 1');
	}
	if ((asked.limit ?? 0) > maxLimit && typeof aboveMaxLimit === 'number') {
		return plainAnswer(aboveMaxLimit, `limit must not be greater than ${maxLimit}`);
	}
	return undefined;
}

/** Cuts one page, newest first, out of all interviews found, given the oldest first. */
export function cutPage(
	found: readonly Interview[],
	asked: Partial<FetchRequest>,
	paging: FetchPaging,
) {
	const { pagesFrom = 1, fixedPageSize, maxLimit = Infinity } = paging;
	const page = Math.max(pagesFrom, asked.page ?? pagesFrom);
	const limit = fixedPageSize ?? Math.min(asked.limit ?? DEFAULT_LIMIT, maxLimit);
	const start = (page - pagesFrom) * limit;
	const interviews = found.toReversed().slice(start, start + limit);
	return { interviews, total: found.length, page, limit };
}
