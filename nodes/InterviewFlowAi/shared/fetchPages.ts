/** The Fetch API as pages. Its request is documented, its answer is not; so nothing about its pages is taken for granted. */
import {
	type FailedPage,
	failed,
	fetchPage,
	type FetchQuery,
	TOO_LARGE,
	saidOf,
} from './fetchPage';
import {
	holdsId,
	interviewIdsIn,
	type ListedInterview,
	matchesId,
	readRow,
	type Row,
} from './interview';
import { perInterview, rowsOf } from './interviewList';
import { jsonText } from './json';
import type { Run } from './run';
import type { Answer } from './send';
import { mapInSlices } from './slices';

const PER_PAGE = 100;
/** Where 100 a page are refused, or a page is too large, so many times fewer: 20 as in the vendor's example, then 4. */
const FEWER = 5;
/** Refusals of the first page that may be about the number asked for. */
const TOO_MANY = [400, 413, 422];
/** More pages are not read: a service that gives something new for ever would never be done with. */
const MOST_PAGES = 5000;

/** What was read of a list so far. */
export interface ReadList {
	/** How many interviews of the job, and how many that name another one. */
	searched: number;
	others: number;
	/** Whether any of the job names an email address. */
	namesEmails: boolean;
	/** How many pages with new ones held again of other pages; 0 where all were read. */
	repeats: number;
}

export const NOTHING_READ: ReadList = { searched: 0, others: 0, namesEmails: false, repeats: 0 };

/** A page with the interviews that no earlier page held; or why the list could not be read to its end. */
export type FetchedPage =
	| {
			ok: true;
			entries: ListedInterview[];
			/** This page and those before it. */
			list: ReadList;
			/** Whether it holds anything that no earlier page held. */
			hasNew: boolean;
			answer: Answer;
			/** Whether it was asked for last, but comes before the others in the service's order. */
			isBefore?: true;
	  }
	| FailedPage;

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
	/** The page that held an entry first, by its key. */
	const seen = new Map<string, number>();
	let limit = PER_PAGE;
	/**
	 * How many entries the last page that was read held, the largest of those before it, all that brought something new,
	 * and how many of the last page an earlier one held. An entry can be a candidate with any number of interviews.
	 */
	let [last, largest, read, repeats] = [0, 0, 0, 0];
	/** The latest page that brought something new. */
	let latest: Answer | undefined;
	const list = { ...NOTHING_READ };
	/** Whether it is asked for by more than the job: the numbers that the service tells may be of all interviews then. */
	const isFiltered = Boolean(query.interviewId ?? query.additionalFields);
	let isRepeated = false;
	/** As the first page tells: interviews may be added while the list is read. */
	let total: number | undefined;
	/** How many pages with new entries held of those before them. It matters no more once all were read. */
	let moved = 0;
	// A total may count candidates or interviews.
	const counted = () => [read, seen.size];
	/** Reads an entry of a page, and whether it was read before. */
	const readNew = (row: Row, page: number) => {
		const entry = readRow(row);
		const key = keyOf(entry);
		if (key === undefined) return { entry, isNew: false };
		const first = seen.get(key);
		if (first === undefined) seen.set(key, page);
		else if (first !== page) repeats++;
		return { entry, isNew: first === undefined };
	};
	/** Gives of a page what no page held before. */
	const ask = async (page: number, asked = run): Promise<FetchedPage> => {
		// A service can have a page size of its own.
		const wasFull = last >= limit || last === largest;
		const fetched = await fetchPage(asked, query, { page, limit, wasFull, read });
		if (!fetched.ok) return fetched;
		const { rows, answer } = fetched;
		[last, largest, repeats] = [rows.length, Math.max(last, largest), 0];
		const before = seen.size;
		const interviews = rows.flatMap((row) => {
			const inside = perInterview(row, query.interviewId);
			// A page of candidates without interviews does not end the list.
			if (inside.length === 0) readNew(row, page);
			return inside;
		});
		const listed = await mapInSlices(interviews, (row) => readNew(row, page));
		const told = listed.map(({ entry }) => entry);
		const all = withIdsOfInterviews(told, answer, query.interviewId).filter(
			(_, at) => listed[at]?.isNew,
		);
		const entries = all.filter((entry) => isOfJob(entry, query.jobId));
		const hasNew = seen.size > before;
		if (hasNew) [read, moved] = [read + last - repeats, moved + repeats];
		// A service that counts from 1 gives its first page for page 0.
		isRepeated ||= repeats > 0 && (hasNew || page > 0);
		total ??= (hasNew && saidOf(answer).total) || 0;
		list.searched += entries.length;
		list.others += all.length - entries.length;
		list.namesEmails ||= entries.some(({ interview }) => interview.email !== null);
		list.repeats = counted().includes(total) ? 0 : moved;
		return { ok: true, entries, list, hasNew, answer };
	};
	/** Whether the second page is the second part of the first one where fewer are asked for: then pages are counted. */
	const isCounted = async () => {
		const fewer = { page: 2, limit: Math.ceil(limit / FEWER), wasFull: true, read };
		const part = await fetchPage(run, query, fewer);
		const [row] = part.ok ? part.rows : [];
		const same = rowsOf(latest?.json)?.[fewer.limit];
		return row && same && keyOf(readRow(row)) === keyOf(readRow(same));
	};
	/** Where a page was refused because of its size, the same place in the list with smaller pages from now on. */
	const inParts = async (page: number, refused: FailedPage): Promise<[number, FetchedPage]> => {
		// Only pages of the size that was asked for can be counted in another size.
		const tooMany = page === 1 ? TOO_MANY : last === limit ? [TOO_LARGE] : [];
		if (refused.mayBeBeyond || !tooMany.includes(refused.status)) return [page, refused];
		for (let part = page; limit > FEWER; ) {
			limit /= FEWER;
			part = (part - 1) * FEWER + 1;
			const again = await ask(part);
			if (!again.ok && again.status === TOO_LARGE) continue;
			// A page that is too large holds more than that; where it does not, it is another page.
			const isFull = again.ok && again.hasNew && last === limit;
			const isRead = page === 1 ? again.ok || again.mayBeBeyond : isFull;
			return isRead ? [part, again] : [page, refused];
		}
		return [page, refused];
	};
	/** Whether the latest page said to be the last: in words, or by a number that it and those before it add up to. */
	const wasLast = (page: number) => {
		const { flag, total, pages } = saidOf(latest);
		const isWhole = total === read && read > last;
		return flag === false || pages === page - 1 || isWhole;
	};

	for (let page = 1; page <= MOST_PAGES; page++) {
		let fetched = await ask(page);
		if (!fetched.ok) [page, fetched] = await inParts(page, fetched);
		if (!fetched.ok && fetched.mayBeBeyond) {
			// It may be a fault of the moment: only what is said twice ends the list.
			fetched = await ask(page);
			if (!fetched.ok && fetched.mayBeBeyond) break;
		}
		if (!fetched.ok) {
			if (!fetched.isCutShort && wasLast(page)) break;
			yield fetched;
			return;
		}
		const { hasNew, answer } = fetched;
		if (hasNew) latest = answer;
		if (page === 1 || hasNew) yield fetched;
		if (!hasNew) {
			// A cursor says less: it comes with last pages, too.
			const { flag, pages = 0 } = saidOf(answer);
			const isMore = flag ?? (pages > page && !counted().includes(total ?? 0));
			// A service that overlooks `page` gives the first one again.
			const mayBeFirst = flag === undefined && page === 2 && last === limit;
			if (wasLast(page) || (!isMore && (!mayBeFirst || (await isCounted())))) break;
			// The service may leave out of each page what does not match.
			if (isFiltered && last === 0 && !flag) continue;
			yield failed(`page ${page} holds nothing new, though there may be more`);
			return;
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
	const most = Math.max(...counted());
	if (isRepeated && !isFiltered && total && total > most)
		yield failed(
			`the service tells of ${total} interviews, but gives only ${most}, some of them again`,
		);
}

/** Where a page names interviews, in links or as `interviewId`, and none is an entry's ID, these are of candidates, say. */
function withIdsOfInterviews(all: ListedInterview[], { json }: Answer, asked = '') {
	const lacksLink = ({ interview }: ListedInterview) =>
		interview.interviewLink === null && interview.id !== null;
	const ids = all.some(lacksLink) ? interviewIdsIn(json) : new Set();
	const isNamed = ({ interview: { id } }: ListedInterview) =>
		id !== null && (matchesId(id, asked) || ids.has(encodeURIComponent(id).toLowerCase()));
	if (ids.size === 0 || all.some(isNamed)) return all;
	return all.map(({ interview, candidateId, ...entry }) => ({
		...entry,
		candidateId: candidateId ?? interview.id,
		interview: { ...interview, id: null },
	}));
}

const isOfJob = ({ jobIds }: ListedInterview, jobId: string) =>
	jobIds.length === 0 || jobIds.some((id) => matchesId(id, jobId));

/** What tells an entry from others; of one that holds neither ID, email nor link, all of it. */
function keyOf({ interview, candidateId, raw }: ListedInterview): string | undefined {
	const { id, email, interviewLink, createdAt } = interview;
	if ((id ?? email ?? interviewLink) !== null) {
		// A link that holds the ID tells nothing more, can be signed anew for each answer, and may come later.
		const isOwn = id !== null && (interviewLink === null || holdsId(interviewLink, id));
		const known = `${id}\n${candidateId}\n${email}`;
		return isOwn ? known : `${known}\n${interviewLink}\n${createdAt}`;
	}
	return jsonText(raw);
}
