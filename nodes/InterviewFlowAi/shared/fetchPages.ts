/** The Fetch API as pages. Its request is documented, its answer is not; so nothing about its pages is taken for granted. */
import { type FailedPage, failed, fetchPage, type FetchQuery, TOO_LARGE } from './fetchPage';
import { ListSoFar, type ReadPage } from './listSoFar';
import type { Run } from './run';

const PER_PAGE = 100;
/** Where 100 a page are refused, or a page is too large, so many times fewer: 20 as in the vendor's example, then 4. */
const FEWER = 5;
/** Refusals of the first page that may be about the number asked for. */
const TOO_MANY = [400, 413, 422];
/** More pages are not read: a service that gives something new for ever would never be done with. */
const MOST_PAGES = 5000;

/** A page with the interviews that no earlier page held; or why the list could not be read to its end. */
export type FetchedPage = ReadPage | FailedPage;

/**
 * Reads the interviews of a job page by page, until the caller has enough or the list ends: at an empty page, at one
 * that brings nothing new, at one that is refused as a page beyond the last one is, or at any failure after a page that
 * says to be the last. Then page 0 is asked for once, in case the service counts from there. Interviews that name another
 * job are left out, because a service may overlook `interviewerId`.
 *
 * The last page that is given is not `ok` when the list could not be read to its end.
 */
export async function* fetchPages(
	run: Run,
	query: FetchQuery,
): AsyncGenerator<FetchedPage, void, void> {
	const list = new ListSoFar(query);
	let limit = PER_PAGE;
	const ask = async (page: number, asked = run): Promise<FetchedPage> => {
		const place = { page, limit, wasFull: list.wasFull(limit), read: list.read };
		const fetched = await fetchPage(asked, query, place);
		return fetched.ok ? await list.take(page, fetched.rows, fetched.answer) : fetched;
	};
	/** Whether the second page is the second part of the first one where fewer are asked for: then pages are counted. */
	const isCounted = async () => {
		const fewer = { page: 2, limit: Math.ceil(limit / FEWER), wasFull: true, read: list.read };
		const part = await fetchPage(run, query, fewer);
		return part.ok && list.isOfLatest(part.rows[0], fewer.limit);
	};
	/** Where a page was refused because of its size, the same place in the list with smaller pages from now on. */
	const inParts = async (page: number, refused: FailedPage): Promise<[number, FetchedPage]> => {
		// Only pages of the size that was asked for can be counted in another size.
		const tooMany = page === 1 ? TOO_MANY : list.last === limit ? [TOO_LARGE] : [];
		if (refused.mayBeBeyond || !tooMany.includes(refused.status)) return [page, refused];
		for (let part = page; limit > FEWER; ) {
			limit /= FEWER;
			part = (part - 1) * FEWER + 1;
			const again = await ask(part);
			if (!again.ok && again.status === TOO_LARGE) continue;
			// A page that is too large holds more than that; where it does not, it is another page.
			const isFull = again.ok && again.hasNew && list.last === limit;
			const isRead = page === 1 ? again.ok || again.mayBeBeyond : isFull;
			return isRead ? [part, again] : [page, refused];
		}
		return [page, refused];
	};

	for (let page = 1; ; page++) {
		let fetched = await ask(page);
		if (!fetched.ok) [page, fetched] = await inParts(page, fetched);
		if (!fetched.ok && fetched.mayBeBeyond) {
			// It may be a fault of the moment: only what is said twice ends the list.
			fetched = await ask(page);
			if (!fetched.ok && fetched.mayBeBeyond) break;
		}
		if (!fetched.ok) {
			if (!fetched.isCutShort && list.wasLast(page)) break;
			yield fetched;
			return;
		}
		const { hasNew, answer } = fetched;
		if (hasNew) list.latest = answer;
		if (page === 1 || hasNew) yield fetched;
		if (!hasNew) {
			const ending = list.endingOf(page, limit, answer);
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
	// A service that counts from 1 may break down at a page before the first one, each time; any may do so once.
	const before = await ask(0, { ...run, maxTries: 2 });
	if (before.ok && before.hasNew) yield { ...before, isBefore: true };
	else if (!before.ok && before.status === TOO_LARGE) yield before;
	const lack = list.lack();
	if (lack) yield lack;
}
