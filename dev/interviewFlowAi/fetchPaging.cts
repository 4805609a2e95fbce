/** Which interviews one request to the Fetch API gets. */
import type { FetchRequest } from './contract.cts';
import { plainAnswer } from './http.cts';
import type { Interview } from './store.cts';

/** How the service treats `page`, `limit` and the other fields of a request; as asked but for these rules. */
export interface FetchPaging {
	/** Fields of the request that it takes no notice of. Without `limit` a page holds 10. */
	ignores?: Array<keyof FetchRequest>;
	/** Every page holds so many, whatever is asked for. */
	fixedPageSize?: number;
	/** The number of its first page; default 1. */
	pagesFrom?: 0 | 1;
	/** What page 0 is where pages count from 1: page 1 once more; default a refusal. */
	pageZero?: 'first page';
	/** The largest page it gives; asking for more is refused. */
	maxLimit?: number;
}

const DEFAULT_LIMIT = 10;

/** The request without the fields that are ignored. */
export function heed(asked: FetchRequest, { ignores = [] }: FetchPaging): Partial<FetchRequest> {
	const entries = Object.entries(asked).filter(([key]) => !ignores.some((one) => one === key));
	return Object.fromEntries(entries);
}

/** One page, newest first, of all interviews found, given the oldest first; or the refusal of this page or limit. */
export function cutPage(
	found: readonly Interview[],
	asked: Partial<FetchRequest>,
	{ pagesFrom = 1, pageZero, fixedPageSize, maxLimit = Infinity }: FetchPaging,
) {
	if (asked.page === 0 && pagesFrom === 1 && pageZero !== 'first page') {
		return plainAnswer(400, 'page must be a whole number from 1');
	}
	if ((asked.limit ?? 0) > maxLimit) {
		return plainAnswer(400, `limit must not be greater than ${maxLimit}`);
	}
	const page = Math.max(pagesFrom, asked.page ?? pagesFrom);
	const limit = fixedPageSize ?? asked.limit ?? DEFAULT_LIMIT;
	const start = (page - pagesFrom) * limit;
	const interviews = found.toReversed().slice(start, start + limit);
	return { interviews, total: found.length, page, limit };
}
