/** Collects the interviews of a list page by page, each of them once, and finds out whether any are missing. */
import { plainEmail } from './emails';
import { type FailedPage, failed, type FetchQuery, pagingOf } from './fetchPage';
import {
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

/** What is known of a list so far. */
export interface ReadList {
	/** How many interviews of the job were read. */
	searched: number;
	/** How many interviews were left out because they name another job. */
	others: number;
	/** Whether any interview of the job has an email address. */
	namesEmails: boolean;
	/** How many entries came again on a later page that also held new ones; 0 if as many were read as the total says. */
	repeats: number;
	/** For a hint, such as "tells of 9 interviews, but gives only 7": the list has ended, and others may be missing. */
	missing?: string;
}

export const NOTHING_READ: ReadList = { searched: 0, others: 0, namesEmails: false, repeats: 0 };

/** A page that was read. */
export interface ReadPage {
	ok: true;
	/** The interviews of the job that no earlier page held. */
	entries: ListedInterview[];
	/** What is known of the list so far. It is the same object for all pages, and changes with each. */
	list: ReadList;
	/** Whether it holds anything that no earlier page held. */
	hasNew: boolean;
	answer: Answer;
	/** Whether it is page 0: it is read last, but comes first in the order of the service. */
	isBefore?: true;
}

const PER_PAGE = 100;

/** Counts and compares what the pages of a list hold. An entry can be a candidate with any number of interviews. */
export class ListSoFar {
	/** How many entries a page is asked for. */
	limit = PER_PAGE;
	/** How many entries the last page held. */
	lastCount = 0;
	/** How many entries the pages with new ones held, without those that came again. */
	read = 0;
	/** The answer with the latest page that held something new. The caller sets it. */
	newest?: Answer;
	/** How many entries the largest page before the last one held. */
	private largest = 0;
	/** For each entry, by its {@link keyOf}: the first page that held it, and its candidate. */
	private readonly seen = new Map<string, { page: number; owner: string | null }>();
	private readonly list = { ...NOTHING_READ };
	/** The total that the first page gives: that of a later page can be larger, because interviews may be added. */
	private total?: number;
	/** How many entries of the last page an earlier page held. */
	private repeats = 0;
	/** How many entries came again on pages that also held new ones. */
	private moved = 0;
	/** Whether a page has held entries of an earlier one. */
	private isRepeated = false;
	/**
	 * IDs that are none of an interview of the job: those of its entries that {@link addShared} finds, and those of entries for
	 * other jobs. In `{"id": "c-1", "jobId": "job-1"}, {"id": "c-1", "jobId": "job-2"}`, the ID is that of the candidate.
	 */
	private readonly otherIds = new Set<string>();
	/** What {@link haveOtherIds} found on the latest page that shows it. */
	private hasOtherIds?: boolean;
	/** Whether more than the job is asked for. Then a total can be that of all interviews of the job. */
	private readonly isFiltered: boolean;

	constructor(private readonly query: FetchQuery) {
		this.isFiltered = Boolean(query.interviewId ?? query.additionalFields);
	}

	/** Whether the last page was full. The service can have smaller pages than asked for: the largest one shows how large. */
	wasFull(): boolean {
		return this.lastCount >= this.limit || this.lastCount === this.largest;
	}

	/** Adds a page to the list, and gives what no earlier page held. */
	async take(page: number, rows: Row[], answer: Answer): Promise<ReadPage> {
		const { seen, list, query } = this;
		this.largest = Math.max(this.largest, this.lastCount);
		this.lastCount = rows.length;
		this.repeats = 0;
		const before = seen.size;
		const interviews = rows.flatMap((row) => {
			const inside = perInterview(row, query.interviewId);
			// A candidate without interviews counts as new, too: a page of them must not end the list.
			if (inside.length === 0) this.isNew(withoutOtherId(readRow(entryOf(row))), page);
			return inside;
		});
		const listed = await mapInSlices(interviews, readRow);
		this.hasOtherIds = haveOtherIds(listed, rows, answer, query) ?? this.hasOtherIds;
		const fresh = listed.filter((entry) => this.isNew(entry, page));
		addShared(listed, this.otherIds);
		const hasOtherId = ({ interview: { id }, ownId }: ListedInterview) =>
			(this.hasOtherIds && id === ownId) ||
			matchesId(id, query.jobId) ||
			this.otherIds.has(String(id));
		const ofJob = fresh.filter((entry) => isOfJob(entry, query.jobId));
		const entries = ofJob.map((entry) => (hasOtherId(entry) ? withoutOtherId(entry) : entry));
		const hasNew = seen.size > before;
		if (hasNew) {
			this.read += this.lastCount - this.repeats;
			this.moved += this.repeats;
		}
		// For page 0, a service that counts from 1 may give its first page again: that says nothing about the others.
		this.isRepeated ||= this.repeats > 0 && (hasNew || page > 0);
		this.total ??= (hasNew && pagingOf(answer).total) || 0;
		list.searched += entries.length;
		list.others += fresh.length - entries.length;
		list.namesEmails ||= entries.some(({ interview }) => interview.email !== null);
		list.repeats = this.isWhole() ? 0 : this.moved;
		return { ok: true, entries, list, hasNew, answer };
	}

	/**
	 * Whether `page` comes after the last one, as the latest page with new entries says: by a flag such as `"hasMore": false`,
	 * by the number of pages, or by a total that several pages add up to.
	 */
	wasLast(page: number): boolean {
		const { flag, total, pages } = pagingOf(this.newest);
		const addsUp = total === this.read && this.read > this.lastCount;
		return flag === false || pages === page - 1 || addsUp;
	}

	/**
	 * What a page means that holds nothing new:
	 * - `last`: the list has ended.
	 * - `first again`: the list has ended, unless the service overlooks `page` and gives its first page each time.
	 * - `empty`: the page is empty, but later ones may hold something.
	 * - `more`: the service says that there is more, but does not give it.
	 */
	endingOf(page: number, answer: Answer): 'last' | 'first again' | 'empty' | 'more' {
		// Only a flag or a number of pages says that there is more. A link or a cursor can come with the last page, too.
		const { flag, pages = 0 } = pagingOf(answer);
		const isMore = flag ?? (pages > page && (this.read === 0 || !this.isWhole()));
		if (this.wasLast(page)) return 'last';
		const mayBeFirst = flag === undefined && page === 2 && this.lastCount === this.limit;
		if (!isMore) return mayBeFirst ? 'first again' : 'last';
		// The service may filter each page after it has cut the list into pages.
		return this.isFiltered && this.lastCount === 0 && !flag ? 'empty' : 'more';
	}

	/** Whether a row is the one at this place of the latest page with new entries; the first place is 0. */
	isOfNewest(row: Row | undefined, place: number): boolean {
		const same = rowsOf(this.newest?.json)?.[place];
		const [one, other] = [row, same].map((raw) => raw && readRow(entryOf(raw)));
		return Boolean(one && other && keyOf(one) === keyOf(other) && ownerOf(one) === ownerOf(other));
	}

	/**
	 * Compares a list that has ended with what the service says of its length. Fewer interviews than the total are a failure
	 * if some of them came again. Where less is certain, `missing` is noted for a hint.
	 */
	checkTotal(): FailedPage | undefined {
		const { total = 0, read, seen, isRepeated } = this;
		const most = Math.max(read, seen.size);
		const { next, hasMore } = pagingOf(this.newest);
		// A service that overlooks `page` gives its first page each time, and with it a link to the next one.
		const isMore = isRepeated && (next ?? hasMore);
		const told = total > most ? total : isMore && 'more';
		if (this.isFiltered || !told) return undefined;
		const missing = `tells of ${told} interviews, but gives only ${most}`;
		if (isRepeated && total > most) return failed(`the service ${missing}, some of them again`);
		// This is no failure: a total can count something else, and a cursor can come with the last page.
		this.list.missing = missing;
		return undefined;
	}

	/** Whether as many were read as the total says. It can count the entries, or the interviews in them. */
	private isWhole(): boolean {
		return [this.read, this.seen.size].includes(this.total ?? 0);
	}

	/** Whether no page held an entry before this one. It is noted for later ones, and so is the ID of one for another job. */
	private isNew(listed: ListedInterview, page: number): boolean {
		const owner = ownerOf(listed);
		let key = keyOf(listed);
		if (!isOfJob(listed, this.query.jobId)) {
			key += `\n${listed.jobIds.join()}`;
			// A candidate and the interview of another one can have the same number as ID.
			const { interview, ownId } = listed;
			if (!this.hasOtherIds || interview.id !== ownId) this.otherIds.add(interview.id ?? '');
		}
		let first = this.seen.get(key);
		if (first && first.owner !== owner) {
			key += `\n${owner}`;
			first = this.seen.get(key);
		}
		if (!first) this.seen.set(key, { page, owner });
		else if (first.page !== page) this.repeats++;
		return !first;
	}
}

/**
 * Whether the `id` of entries is the ID of something else than the interview, such as the candidate. It is if an entry has
 * the ID of its interview beside it, or if the page names interviews (in links or as `interviewId`) and no entry has one of
 * these IDs. `undefined` if the page does not show it.
 */
function haveOtherIds(
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
	// The service may call the job an interview, so its ID shows nothing.
	ids.delete(jobId.toLowerCase());
	const isNamed = ({ interview: { id } }: ListedInterview) =>
		matchesId(id, interviewId) || ids.has(String(id).toLowerCase());
	return ids.size > 0 ? !withIds.some(isNamed) : undefined;
}

/**
 * Adds the IDs that entries of several candidates have. Such an ID is that of something else, such as a template:
 * `{"id": "i-1", "interview": {"id": "technical"}}`.
 */
function addShared(entries: ListedInterview[], shared: Set<string>): void {
	const owners = new Map<string, string>();
	// Most pages have no ID twice, and this is the fastest way to know.
	if (new Set(entries.map(({ interview }) => interview.id)).size === entries.length) return;
	for (const { interview, candidateId } of entries) {
		const { id, email } = interview;
		const owner = email ?? candidateId;
		// An entry that names no candidate can be one of the same candidate.
		if (id === null || owner === null) continue;
		const before = owners.get(id);
		if (before && plainEmail(before) !== plainEmail(owner)) shared.add(id);
		owners.set(id, owner);
	}
}

/**
 * An entry whose ID is that of something else, such as the candidate or the job. It is no longer read as the ID of the
 * interview: the own `id` of the entry becomes the candidate's. Only an `id` that the link of the interview holds stays.
 */
function withoutOtherId(entry: ListedInterview): ListedInterview {
	const { interview, candidateId, ownId } = entry;
	const isOwn = ownId !== null && holdsId(interview.interviewLink ?? '', ownId);
	const id = isOwn ? ownId : null;
	const other = candidateId ?? ownId;
	return { ...entry, candidateId: other === id ? null : other, interview: { ...interview, id } };
}

/** The candidate of an entry. Entries of different candidates can have the same ID; they are different interviews. */
const ownerOf = ({ interview: { email }, candidateId }: ListedInterview) =>
	candidateId === null ? email : `${candidateId}\n${email}`;

const isOfJob = ({ jobIds }: ListedInterview, jobId: string) =>
	jobIds.length === 0 || jobIds.some((id) => matchesId(id, jobId));

/**
 * A text that is the same when an entry comes again, and differs from that of other entries: its ID if that is enough, or
 * else several fields. For an entry without ID, email address and link, it is the whole entry.
 */
function keyOf({ interview, candidateId, raw }: ListedInterview): string {
	const { id, email, interviewLink, createdAt } = interview;
	if ((id ?? email ?? interviewLink) === null) return jsonText(raw) ?? '';
	// A link that holds the ID is not part of the key: it may be missing at first, or be signed again for each answer.
	const isOwn = id !== null && (interviewLink === null || holdsId(interviewLink, id));
	return isOwn ? id : `${id}\n${candidateId}\n${email}\n${interviewLink}\n${createdAt}`;
}
