/** Reads lists of interviews by the Fetch API. How the service answers and how it counts its pages is not documented. */
import { type FailedPage, failed, fetchPage, type FetchQuery, TOO_LARGE } from './fetchPage';
import { ListSoFar, type ReadPage } from './listSoFar';
import type { Run } from './run';

/** Pages become so many times smaller if 100 a page are refused or too large: 20 as in the vendor's example, then 4. */
const FEWER = 5;
/** Statuses by which a service may refuse the first page because of its size. */
const TOO_MANY = [400, 413, 422];
/** No list is read further, because a faulty service can give something new on each page without end. */
const MOST_PAGES = 5000;

/** A page that was read, or the reason why the list could not be read to its end. */
export type FetchedPage = ReadPage | FailedPage;

/**
 * Reads the interviews of a job page by page, until the caller has enough or the list ends. The list ends
 * - at a page that is empty or holds nothing new, unless there may be more (see `endingOf` in {@link ListSoFar}),
 * - at a page that is refused twice in a way that a page beyond the last one may be,
 * - at any failure after a page that says that it is the last one.
 *
 * Then page 0 is read once, because the service may count from 0. Interviews of other jobs are left out, because the
 * service may overlook `interviewerId`.
 *
 * If the list could not be read to its end, the last value is a {@link FailedPage}.
 */
export async function* fetchPages(
	run: Run,
	query: FetchQuery,
): AsyncGenerator<FetchedPage, void, void> {
	const list = new ListSoFar(query);
	const ask = async (page: number, settings = run): Promise<FetchedPage> => {
		const place = { page, limit: list.limit, wasFull: list.wasFull(), read: list.read };
		const fetched = await fetchPage(settings, query, place);
		return fetched.ok ? await list.take(page, fetched.rows, fetched.answer) : fetched;
	};
	/** Whether the service heeds `page`: then page 2 with 20 entries begins with the 21st of page 1 with 100 entries. */
	const isCounted = async () => {
		const fewer = { page: 2, limit: Math.ceil(list.limit / FEWER), wasFull: true, read: list.read };
		const part = await fetchPage(run, query, fewer);
		return part.ok && list.isOfNewest(part.rows[0], fewer.limit);
	};
	/**
	 * If a page was refused because of its size, goes on with smaller pages, from the same place in the list.
	 *
	 * @returns the number of the page that was read instead and the page; those of the refused one, if this did not help
	 */
	const inParts = async (page: number, refused: FailedPage): Promise<[number, FetchedPage]> => {
		// The place is only known if the pages before have the size that was asked for.
		const tooMany = page === 1 ? TOO_MANY : list.lastCount === list.limit ? [TOO_LARGE] : [];
		if (refused.mayBeBeyond || !tooMany.includes(refused.status)) return [page, refused];
		for (let part = page; list.limit > FEWER; ) {
			list.limit /= FEWER;
			part = (part - 1) * FEWER + 1;
			const again = await ask(part);
			if (!again.ok && again.status === TOO_LARGE) continue;
			// The refused page was too large, so a smaller one at its place is full. If it is not, it is at another place.
			const isFull = again.ok && again.hasNew && list.lastCount === list.limit;
			// The place of page 1 is certain.
			const isRead = page === 1 ? again.ok || again.mayBeBeyond : isFull;
			return isRead ? [part, again] : [page, refused];
		}
		return [page, refused];
	};

	for (let page = 1; ; page++) {
		let fetched = await ask(page);
		if (!fetched.ok) [page, fetched] = await inParts(page, fetched);
		if (!fetched.ok && fetched.mayBeBeyond) {
			// The refusal can be a temporary fault: only a second one ends the list.
			fetched = await ask(page);
			if (!fetched.ok && fetched.mayBeBeyond) break;
		}
		if (!fetched.ok) {
			if (!fetched.isCutShort && list.wasLast(page)) break;
			yield fetched;
			return;
		}
		const { hasNew, answer } = fetched;
		if (hasNew) list.newest = answer;
		if (page === 1 || hasNew) yield fetched;
		if (!hasNew) {
			const ending = list.endingOf(page, answer);
			if (ending === 'last' || (ending === 'first again' && (await isCounted()))) break;
			if (ending !== 'empty') {
				yield failed(`page ${page} holds nothing new, though there may be more`);
				return;
			}
		}
		if (page >= MOST_PAGES) {
			yield failed(`the list is longer than ${MOST_PAGES} pages`);
			return;
		}
	}
	// Two tries are enough: a service that counts from 1 may fail at page 0 each time.
	const before = await ask(0, { ...run, maxTries: 2 });
	if (before.ok && before.hasNew) yield { ...before, isBefore: true };
	else if (!before.ok && before.status === TOO_LARGE) yield before;
	const missing = list.checkTotal();
	if (missing) yield missing;
}
