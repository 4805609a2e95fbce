/** What was read of a list of interviews: its entries once each, and whether they are all. Nothing here sends. */
import { type FailedPage, failed, type FetchQuery, saidOf } from './fetchPage';
import {
	type Entry,
	entryOf,
	holdsId,
	interviewIdsIn,
	type ListedInterview,
	matchesId,
	readRow,
	type Row,
} from './interview';
import { perInterview, rowsOf } from './interviewList';
import { jsonText } from './json';
import type { Answer } from './send';
import { mapInSlices } from './slices';

/** What was read of a list so far. */
export interface ReadList {
	/** How many interviews of the job, and how many that name another one. */
	searched: number;
	others: number;
	/** Whether any of the job names an email address. */
	namesEmails: boolean;
	/** How many pages with new ones held again of other pages; 0 where all were read. */
	repeats: number;
	/** That the service tells of more interviews than the list held, which ended and was asked for by its job alone. */
	lack?: string;
}

export const NOTHING_READ: ReadList = { searched: 0, others: 0, namesEmails: false, repeats: 0 };

/** A page with the interviews that no earlier page held. */
export interface ReadPage {
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

/** Counts and compares what the pages of a list hold. An entry can be a candidate with any number of interviews. */
export class ListSoFar {
	/** How many entries the last page held. */
	last = 0;
	/** How many entries brought something new. */
	read = 0;
	/** The latest page that brought something new. */
	latest?: Answer;
	/** The most of a page before it. */
	private largest = 0;
	/** The page that held an entry first, and whose it is, by its key. */
	private readonly seen = new Map<string, { page: number; whose: string | null }>();
	private readonly list = { ...NOTHING_READ };
	/** As the first page tells: interviews may be added while the list is read. */
	private total?: number;
	/** How many entries of the last page an earlier one held, and how many of all pages with new ones. */
	private repeats = 0;
	private moved = 0;
	private isRepeated = false;
	/** Whether IDs of entries are of something else than interviews, as the latest page says that tells it. */
	private areOfOthers?: boolean;
	/** Whether it is asked for by more than the job: the numbers that the service tells may be of all interviews then. */
	private readonly isFiltered: boolean;

	constructor(private readonly query: FetchQuery) {
		this.isFiltered = Boolean(query.interviewId ?? query.additionalFields);
	}

	/** Whether the last page was as large as pages are; a service can have a size of its own. */
	wasFull(limit: number): boolean {
		return this.last >= limit || this.last === this.largest;
	}

	/** Gives of a page what no page held before. */
	async take(page: number, rows: Row[], answer: Answer): Promise<ReadPage> {
		const { seen, list, query } = this;
		[this.last, this.largest, this.repeats] = [rows.length, Math.max(this.last, this.largest), 0];
		const before = seen.size;
		const interviews = rows.flatMap((row) => {
			const inside = perInterview(row, query.interviewId);
			// A page of candidates without interviews does not end the list.
			if (inside.length === 0) this.readNew(entryOf(row), page);
			return inside;
		});
		const listed = await mapInSlices(interviews, (one) => this.readNew(one, page));
		const told = listed.map(({ entry }) => entry);
		this.areOfOthers = areIdsOfOthers(told, rows, answer, query) ?? this.areOfOthers;
		const fresh = told.filter((_, at) => listed[at]?.isNew);
		const all = this.areOfOthers
			? fresh.map((entry) => withoutOtherIds(entry, query.jobId))
			: fresh;
		const entries = all.filter((entry) => isOfJob(entry, query.jobId));
		const hasNew = seen.size > before;
		if (hasNew) {
			this.read += this.last - this.repeats;
			this.moved += this.repeats;
		}
		// A service that counts from 1 gives its first page for page 0.
		this.isRepeated ||= this.repeats > 0 && (hasNew || page > 0);
		this.total ??= (hasNew && saidOf(answer).total) || 0;
		list.searched += entries.length;
		list.others += all.length - entries.length;
		list.namesEmails ||= entries.some(({ interview }) => interview.email !== null);
		list.repeats = this.isWhole() ? 0 : this.moved;
		return { ok: true, entries, list, hasNew, answer };
	}

	/** Whether the latest page said to be the last: in words, or by a number that it and those before it add up to. */
	wasLast(page: number): boolean {
		const { flag, total, pages } = saidOf(this.latest);
		const addsUp = total === this.read && this.read > this.last;
		return flag === false || pages === page - 1 || addsUp;
	}

	/** What is to be made of a page that brought nothing new; `first again` where it may be the first page once more. */
	endingOf(page: number, limit: number, answer: Answer): 'last' | 'first again' | 'empty' | 'more' {
		// A cursor says less: it comes with last pages, too.
		const { flag, pages = 0 } = saidOf(answer);
		const isMore = flag ?? (pages > page && !this.isWhole());
		if (this.wasLast(page)) return 'last';
		// A service that overlooks `page` gives the first one again.
		const mayBeFirst = flag === undefined && page === 2 && this.last === limit;
		if (!isMore) return mayBeFirst ? 'first again' : 'last';
		// The service may leave out of each page what does not match.
		return this.isFiltered && this.last === 0 && !flag ? 'empty' : 'more';
	}

	/** Whether an entry is the one that the latest page holds at a place. */
	isOfLatest(row: Row | undefined, place: number): boolean {
		const same = rowsOf(this.latest?.json)?.[place];
		const [one, other] = [row, same].map((raw) => raw && readRow(entryOf(raw)));
		return Boolean(one && other && keyOf(one) === keyOf(other) && whoseOf(one) === whoseOf(other));
	}

	/**
	 * Why a list that ended is not all: pages brought entries again, and fewer than the service tells of. Where that is
	 * not sure, what is told of it is noted.
	 */
	lack(): FailedPage | undefined {
		const { total = 0, read, seen, isRepeated } = this;
		const most = Math.max(read, seen.size);
		const { next, hasMore } = saidOf(this.latest);
		// A service that overlooks `page` may tell of the next one.
		const isMore = isRepeated && (next ?? hasMore);
		const told = total > most ? total : isMore && 'more';
		if (this.isFiltered || !told) return undefined;
		const lack = `tells of ${told} interviews, but gives only ${most}`;
		if (isRepeated && total > most) return failed(`the service ${lack}, some of them again`);
		// A total may count something else, and a last page have a cursor: no reason to refuse.
		this.list.lack = lack;
		return undefined;
	}

	/** Whether all that the service tells of were read; a total may count candidates or interviews. */
	private isWhole(): boolean {
		return [this.read, this.seen.size].includes(this.total ?? 0);
	}

	/** Reads an entry of a page, and whether it was read before. */
	private readNew(one: Entry, page: number) {
		const entry = readRow(one);
		const whose = whoseOf(entry);
		let key = keyOf(entry);
		if (key === undefined) return { entry, isNew: false };
		let first = this.seen.get(key);
		if (first && first.whose !== whose) {
			key = `${key}\n${whose}`;
			first = this.seen.get(key);
		}
		if (!first) this.seen.set(key, { page, whose });
		else if (first.page !== page) this.repeats++;
		return { entry, isNew: !first };
	}
}

/**
 * Whether the IDs of entries are of something else than interviews, such as candidates: where one stands beside the ID of
 * an interview, or where a page names interviews, in links or as `interviewId`, and none is an entry. Undefined where
 * nothing tells.
 */
function areIdsOfOthers(
	all: ListedInterview[],
	rows: Row[],
	{ json }: Answer,
	{ jobId, interviewId = '' }: FetchQuery,
) {
	const withIds = all.filter(({ interview }) => interview.id !== null);
	const isOther = ({ interview, ownId }: ListedInterview) =>
		ownId !== null && !matchesId(interview.id, ownId);
	if (withIds.some(isOther)) return true;
	if (withIds.every(({ interview }) => interview.interviewLink)) return undefined;
	const ids = interviewIdsIn(json, new Set(rows));
	// Where the job is called an interview, its ID tells nothing of others.
	ids.delete(jobId.toLowerCase());
	const isNamed = ({ interview: { id } }: ListedInterview) =>
		matchesId(id, interviewId) || ids.has(String(id).toLowerCase());
	return ids.size > 0 ? !withIds.some(isNamed) : undefined;
}

/** An entry whose own ID, or a job's in the place of the interview's, is none of an interview: own is what its link holds. */
function withoutOtherIds(entry: ListedInterview, jobId: string): ListedInterview {
	const { interview, candidateId, ownId } = entry;
	const isOwn = ownId !== null && holdsId(interview.interviewLink ?? '', ownId);
	if (interview.id !== ownId && !matchesId(interview.id, jobId)) return entry;
	const id = isOwn ? ownId : null;
	const other = candidateId ?? ownId;
	return { ...entry, candidateId: other === id ? null : other, interview: { ...interview, id } };
}

const isOfJob = ({ jobIds }: ListedInterview, jobId: string) =>
	jobIds.length === 0 || jobIds.some((id) => matchesId(id, jobId));

/** What tells an entry from others: its ID, which costs the least, or more; of one with neither ID, email nor link, all. */
function keyOf({ interview, candidateId, raw }: ListedInterview): string | undefined {
	const { id, email, interviewLink, createdAt } = interview;
	if ((id ?? email ?? interviewLink) === null) return jsonText(raw);
	// A link that holds the ID tells nothing more, can be signed anew for each answer, and may come later.
	const isOwn = id !== null && (interviewLink === null || holdsId(interviewLink, id));
	return isOwn ? id : `${id}\n${candidateId}\n${email}\n${interviewLink}\n${createdAt}`;
}

/** Whose an entry is: those of several candidates may have the same ID. */
const whoseOf = ({ interview: { email }, candidateId }: ListedInterview) =>
	candidateId === null ? email : `${candidateId}\n${email}`;
