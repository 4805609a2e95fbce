/** Asks for one page of the Fetch API, and reads what the answer means. */
import { followingOf } from './following';
import type { Row } from './interview';
import { areGroups, rowsOf, saysNone } from './interviewList';
import { type Answered, isSuccess } from './reply';
import { ok, wrong } from './result';
import type { Run } from './run';
import { type Answer, LARGEST_PAGE } from './send';
import { brokenDown, sendWithRetry } from './sendWithRetry';
import { plainWords } from './texts';

export const FETCH_PATH = '/api/external/fetch/candidates';

/** The status that is noted for a page larger than {@link LARGEST_PAGE}, as if the service had refused it. */
export const TOO_LARGE = 413;

/** Which interviews the service is asked for. */
export interface FetchQuery {
	jobId: string;
	interviewId?: string;
	/** A filter that the service applies: a number matches this number and above, a text only the same text. */
	additionalFields?: Record<string, unknown>;
}

/** Why a page could not be read. */
export interface FailedPage {
	ok: false;
	/** A short phrase, such as "the service answered 500". */
	reason: string;
	/** The status of the answer (see {@link Answered}); 0 when there was none, or when it does not matter. */
	status: number;
	/** What the service said; empty when it said nothing. */
	words: string;
	/** Whether the run was over before the page came. */
	isCutShort?: boolean;
	/** Whether this can be the answer to a page beyond the last one. */
	mayBeBeyond?: boolean;
}

/** A page whose entries were not read yet, or the reason why there is none. */
type Page = { ok: true; rows: Row[]; answer: Answer } | FailedPage;

export const failed = (reason: string, more: Partial<FailedPage> = {}): FailedPage => ({
	ok: false,
	reason,
	status: 0,
	words: '',
	...more,
});

/** Statuses by which a service may refuse a page beyond the last one; 200 comes with `success: false`. */
const REFUSED_PAGE = [200, 400, 404, 422];

/** Whether a refusal can mean that there is no such page. After a page that was not full, it needs no words for that. */
function saysNoSuchPage(page: number, status: number, words: string, wasFull: boolean): boolean {
	if (REFUSED_PAGE.includes(status) && (saysEnd(page, words) || !wasFull)) return true;
	return page > 1 && (status === 416 || (status === 404 && /\bpage\b/.test(plainWords(words))));
}

const NO_INTERVIEWS = /\bno (?:candidates?|interviews?)\b/;
const OF_THE_END =
	/\b(?:no (?:more|data|results?|records?|items|candidates?|interviews?)|out of range|invalid page)\b/;

/** Whether words say that there is nothing more. For page 1, they must name interviews: "no data" may be about the job. */
const saysEnd = (page: number, words: string) =>
	(page === 1 ? NO_INTERVIEWS : OF_THE_END).test(plainWords(words));

/** What an answer says about the following pages, and how many interviews there are. */
export const pagingOf = (answer?: Answer) =>
	followingOf(answer?.json, 'candidates|interviews', answer?.headers);

/**
 * Whether a success without a list means that there are no more interviews: by its status, its words, a total that was
 * reached, or, on any page but the first, by null where the list would stand.
 */
function holdsNone({ answer, said }: Answered, page: number, read: number): boolean {
	const { total = Infinity } = pagingOf(answer);
	const isNothing = answer.status === 204 || saysEnd(page, said.message) || total <= read;
	return isNothing || (page !== 1 && saysNone(answer.json));
}

/** The place of a page in the list, and what was read before it. */
interface Place {
	page: number;
	limit: number;
	/** Whether the page before it was full; true for the first page, too. */
	wasFull: boolean;
	/** How many entries were read before it. */
	read: number;
}

/** Asks for a page until it is answered or given up. */
export async function fetchPage(
	run: Run,
	{ jobId, interviewId, additionalFields }: FetchQuery,
	{ page, limit, wasFull, read }: Place,
): Promise<Page> {
	const ending = await sendWithRetry<Page>(run, {
		request: {
			method: 'POST',
			url: run.account.baseUrl + FETCH_PATH,
			body: { interviewerId: jobId, interviewId, page, limit, additionalFields },
			authenticated: true,
			mostBytes: LARGEST_PAGE,
		},
		// Not the scope of creating interviews: they can be read when no more of them can be created.
		scope: `list of ${jobId}`,
		read: (answered) => {
			const { answer, status } = answered;
			if (answered.isBroken) return brokenDown(answered);
			if (!isSuccess(answered)) {
				const words = answered.said.message;
				const mayBeBeyond = saysNoSuchPage(page, status, words, wasFull);
				// After page 1, 404 does not mean that the job was not found.
				const noted = page > 1 && status === 404 ? 0 : status;
				return ok(failed(`the service answered ${status}`, { status: noted, words, mayBeBeyond }));
			}
			if (answer.tooLarge) {
				return ok(failed('the answer was larger than 1.5 MB', { status: TOO_LARGE }));
			}
			const rows = rowsOf(answer.json, interviewId);
			if (rows && !areGroups(rows, jobId)) return ok({ ok: true, rows, answer });
			const reason = 'the answer was not a list of interviews';
			const mayBeBeyond = holdsNone(answered, page, read);
			// The answer may have been damaged on its way. A problem has the page asked for again, which does no harm.
			return mayBeBeyond ? ok(failed(reason, { mayBeBeyond })) : wrong(reason);
		},
	});
	if (ending.kind === 'answered') return ending.value;
	const { kind, reason, words = '' } = ending.failure;
	return failed(reason, { words, isCutShort: kind === 'cancelled' });
}
