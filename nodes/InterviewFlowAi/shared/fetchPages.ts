/** The Fetch API as pages. Its request is documented, its answer is not; so nothing about its pages is taken for granted. */
import { followingOf } from './following';
import { holdsId, type ListedInterview, matchesId, readRow, type Row } from './interview';
import { rowsOf, saysNone } from './interviewList';
import { type Answered, isSuccess } from './reply';
import { ok, wrong } from './result';
import type { Run } from './run';
import type { Answer } from './send';
import { brokenDown, type Ending, sendWithRetry } from './sendWithRetry';
import { mapInSlices } from './slices';
import { plainWords } from './texts';

/** Where the Fetch API lives below the base URL. */
const FETCH_PATH = '/api/external/fetch/candidates';

const PER_PAGE = 100;
/** Where 100 a page are refused, or a page is too large, so many times fewer: 20 as in the vendor's example, then 4. */
const FEWER = 5;
/** Refusals of the first page that may be about the number asked for. */
const TOO_MANY = [400, 413, 422];
/** More pages are not read: a service that gives something new for ever would never be done with. */
const MOST_PAGES = 5000;
/** The largest page that is read, in bytes; a larger one counts as refused with this status. */
const LARGEST_PAGE = 1_500_000;
const TOO_LARGE = 413;

/** What is asked of the Fetch API. */
export interface FetchQuery {
	jobId: string;
	/** Asks for this interview alone. */
	interviewId?: string;
	/** Filter that the service applies: a number matches that value or above, a text exactly. */
	additionalFields?: Record<string, unknown>;
}

/** A page with the entries that no earlier page held; or why the list could not be read to its end. */
export type FetchedPage =
	| {
			ok: true;
			entries: ListedInterview[];
			/** How many more name another job. */
			others: number;
			answer: Answer;
			/** Whether it was asked for last, but comes before the others in the service's order. */
			isBefore?: true;
	  }
	| {
			ok: false;
			/** A short phrase, such as "the service answered 500". */
			reason: string;
			/** HTTP status and body code together; 0 when no answer came. */
			status: number;
			/** What the service said; empty when it said nothing. */
			words: string;
			isCutShort: boolean;
			/** Whether a page beyond the last one may be answered so. */
			mayBeBeyond: boolean;
	  };

/**
 * Reads the interviews of a job page by page, until the caller has enough or the list ends: at an empty page, at one
 * that brings nothing new, at one that is refused as a page beyond the last one is, or at any failure after a page that
 * says to be the last. Then page 0 is asked for once, in case the service counts from there. Interviews that name another job are left out, because a service may overlook
 * `interviewerId`.
 *
 * The last page that is given is not `ok` when the list could not be read to its end.
 */
export async function* fetchPages(
	run: Run,
	query: FetchQuery,
): AsyncGenerator<FetchedPage, void, void> {
	const seen = new Set<string>();
	let limit = PER_PAGE;
	/** How many the last page that was read held, the largest of those before it, and all that brought something new. */
	let [last, largest, read] = [0, 0, 0];
	/** The last of those. */
	let latest: Answer | undefined;
	/** Gives of a page what no page held before. */
	const ask = async (page: number, asked = run): Promise<FetchedPage> => {
		// A service can have a page size of its own.
		const wasFull = last >= limit || last === largest;
		const fetched = await fetchPage(asked, query, { page, limit, wasFull, read });
		if (!fetched.ok) return fetched;
		const { rows, answer } = fetched;
		[last, largest] = [rows.length, Math.max(last, largest)];
		const entries: ListedInterview[] = [];
		await mapInSlices(rows, (row) => {
			const entry = readRow(row);
			const key = keyOf(entry);
			if (key === undefined || seen.has(key)) return;
			seen.add(key);
			entries.push(entry);
		});
		const own = entries.filter(
			({ jobIds }) => jobIds.length === 0 || jobIds.some((id) => matchesId(id, query.jobId)),
		);
		return { ok: true, entries: own, others: entries.length - own.length, answer };
	};
	/** Whether the second page is the second part of the first one where fewer are asked for: then pages are counted. */
	const isCounted = async () => {
		const fewer = { page: 2, limit: Math.ceil(limit / FEWER), wasFull: true, read };
		const part = await fetchPage(run, query, fewer);
		const [row] = part.ok ? part.rows : [];
		return row !== undefined && keyOf(readRow(row)) === [...seen][fewer.limit];
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
			const isFull = again.ok && isNew(again) && last === limit;
			const isRead = page === 1 ? again.ok || again.mayBeBeyond : isFull;
			return isRead ? [part, again] : [page, refused];
		}
		return [page, refused];
	};
	/** Whether the latest page said to be the last: in words, or by a number that it and those before it add up to. */
	const wasLast = (page: number) => {
		const { total, pages } = followingOf(latest?.json);
		const isWhole = total === read && read > last;
		return saysMore(latest) === 'false' || pages === page - 1 || isWhole;
	};

	let isRepeated = false;
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
		const hasNew = isNew(fetched);
		if (hasNew) [read, latest] = [read + last, fetched.answer];
		if (page === 1 || hasNew) yield fetched;
		if (!hasNew) {
			const more = saysMore(fetched.answer);
			// A service that overlooks `page` gives the first one again.
			const mayBeFirst = !more && page === 2 && last === limit;
			isRepeated = last > 0;
			if (more !== 'true' && (!mayBeFirst || (await isCounted()))) break;
			yield failed(`page ${page} holds nothing new, though there may be more`);
			return;
		}
		if (page === MOST_PAGES) {
			yield failed(`the list is longer than ${MOST_PAGES} pages`);
			return;
		}
	}
	// A service that counts from 1 may break down at a page before the first one, each time; any may do so once.
	const before = await ask(0, { ...run, maxTries: 2 });
	if (before.ok && isNew(before)) {
		read += last;
		yield { ...before, isBefore: true };
	} else if (!before.ok && before.status === TOO_LARGE) yield before;
	// A number of its own says nothing of a list that was asked for by more than the job.
	const isAll = isRepeated && !query.interviewId && !query.additionalFields;
	const { total = 0 } = isAll ? followingOf(latest?.json) : {};
	if (total > read)
		yield failed(`the service tells of ${total} interviews, but gives the same ${read} again`);
}

const isNew = ({ entries, others }: Extract<FetchedPage, { ok: true }>) =>
	entries.length + others > 0;

/** A cursor or the number of a next page says less: those come with last pages, too. */
const saysMore = ({ text }: Pick<Answer, 'text'> = { text: '' }) =>
	/"has_?(?:more|next)(?:_?page)?"\s*:\s*(true|false)/i.exec(text)?.[1];

type FailedPage = Extract<FetchedPage, { ok: false }>;

const failed = (reason: string, more: Partial<FailedPage> = {}): FailedPage => ({
	ok: false,
	reason,
	status: 0,
	words: '',
	isCutShort: false,
	mayBeBeyond: false,
	...more,
});

/** Statuses that can say that a page is beyond the last one; 200 comes with `success: false`. */
const REFUSED_PAGE = [200, 400, 404, 422];

function saysNoSuchPage(page: number, status: number, words: string, wasFull: boolean): boolean {
	const isEnd = saysEnd(page, words) || (page > 1 && !wasFull);
	if (REFUSED_PAGE.includes(status) && isEnd) return true;
	return page > 1 && (status === 416 || (status === 404 && /\bpage\b/.test(plainWords(words))));
}

/** Whether words say that there is nothing more; of a first page, all else may be about the job. */
const saysEnd = (page: number, words: string) =>
	(page === 1 ? NO_INTERVIEWS : OF_THE_END).test(plainWords(words));

const NO_INTERVIEWS = /\bno (?:candidates?|interviews?)\b/;
const OF_THE_END =
	/\b(?:no (?:more|data|results?|records?|items|candidates?|interviews?)|out of range|invalid page)\b/;

/** Whether a success without a list is one of no interviews, by status, words, a number, or null in place of a list. */
function holdsNone({ answer, said }: Answered, page: number, read: number): boolean {
	const { total = Infinity } = followingOf(answer.json);
	const isNothing = answer.status === 204 || saysEnd(page, said.message) || total <= read;
	return isNothing || (page !== 1 && saysNone(answer.json));
}

async function fetchPage(
	run: Run,
	{ jobId, interviewId, additionalFields }: FetchQuery,
	{ page, limit, wasFull, read }: { page: number; limit: number; wasFull: boolean; read: number },
): Promise<Rows | FailedPage> {
	const ending = await sendWithRetry<Rows | FailedPage>(run, {
		request: {
			method: 'POST',
			url: run.account.baseUrl + FETCH_PATH,
			body: {
				interviewerId: jobId,
				...(interviewId && { interviewId }),
				page,
				limit,
				...(additionalFields && { additionalFields }),
			},
			authenticated: true,
			mostBytes: LARGEST_PAGE,
		},
		// Interviews can be read where no more of them can be created.
		scope: `list of ${jobId}`,
		read: (answered) => {
			const { answer, status } = answered;
			if (answered.isBroken) return brokenDown(answered);
			if (!isSuccess(answered)) {
				const words = answered.said.message;
				const mayBeBeyond = saysNoSuchPage(page, status, words, wasFull);
				const refused = failed(`the service answered ${status}`, { status, words, mayBeBeyond });
				// Of a page after others, 404 says nothing of the job.
				return ok(page > 1 && status === 404 ? { ...refused, status: 0 } : refused);
			}
			if (answer.tooLarge) {
				return ok(failed('the answer was larger than 1.5 MB', { status: TOO_LARGE }));
			}
			const rows = rowsOf(answer.json, interviewId);
			if (rows) return ok({ ok: true, rows, answer });
			const reason = 'the answer was not a list of interviews';
			const mayBeBeyond = holdsNone(answered, page, read);
			// What came may have been cut off on its way; reading again does no harm.
			return mayBeBeyond ? ok(failed(reason, { mayBeBeyond })) : wrong(reason);
		},
	});
	return ending.kind === 'answered' ? ending.value : unread(ending);
}

/** A page before its entries were read. */
interface Rows {
	ok: true;
	rows: Row[];
	answer: Answer;
}

function unread(ending: Exclude<Ending<Rows | FailedPage>, { kind: 'answered' }>): FailedPage {
	if (ending.kind === 'cutShort') return failed('it was stopped', { isCutShort: true });
	const words = ending.kind === 'gaveUp' ? ending.words : '';
	return failed(ending.reason || 'the service takes no more requests for now', { words });
}

/** What tells an entry from others; of one that holds neither ID, email nor link, all of it. */
function keyOf({ interview, candidateId, raw }: ListedInterview): string | undefined {
	const { id, email, interviewLink, createdAt } = interview;
	if ((id ?? email ?? interviewLink) !== null) {
		// A link that holds the ID tells nothing more, can be signed anew for each answer, and may come later.
		const isOwn = id !== null && (interviewLink === null || holdsId(interviewLink, id));
		return [id, candidateId, email, ...(isOwn ? [] : [interviewLink, createdAt])].join('\0');
	}
	try {
		return JSON.stringify(raw);
	} catch {
		// Nested so deeply that it has no JSON: n8n could not store it.
		return undefined;
	}
}
