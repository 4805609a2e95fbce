/** Judges every reply: whether the request was answered, throttled, never arrived, or was lost. Pure. */
import { readInstant } from './instants';
import { textOf } from './json';
import { retryAfterMs } from './retry';
import { readSaid, type Said } from './said';
import type { Answer, Failure, Reply } from './send';
import { plainWords, seconds } from './texts';

/** The service gave an answer to the request: a success, a refusal, or a failure of its own. */
export interface Answered {
	kind: 'answered';
	answer: Answer;
	/** The HTTP status, or the code in the body; see {@link effectiveStatus}. */
	status: number;
	said: Said;
	/** Whether the service, or a gateway before it, failed. Then it is not known whether the request was carried out. */
	isBroken: boolean;
}

/** Statuses from 500 on by which a server refuses a request at once. After all others, it is not known what it did. */
const DID_NOTHING = [501, 505];

/** Statuses below 500 that mean the same as 500: time ran out, too early, connection closed. */
const ALSO_BROKEN = [408, 425, 499];

/** Statuses that services give for almost any reason. A code in the body says more than they do. */
const GENERIC = [400, 422, 500];

/** Whether an HTTP status is a success. */
export const is2xx = (status: number) => status >= 200 && status < 300;

/**
 * The HTTP status, or the `code` in the body if it is an error and says more: with `{ "code": 409 }`, HTTP 200 and 400
 * become 409, and 404 stays 404.
 */
export function effectiveStatus(httpStatus: number, code: number | undefined): number {
	if (code === undefined || code < 400) return httpStatus;
	if (is2xx(httpStatus)) return code;
	return GENERIC.includes(httpStatus) && !GENERIC.includes(code) ? code : httpStatus;
}

/** Words for a quota that is used up, and does not come back within minutes. */
const USED_UP = /\b(?:quota|plan|credits?|subscription|billing|allowance)\b/;
/** Words for a rate limit, which ends within minutes. Beside words for a quota, they decide: "your plan: 5 per second". */
const RATE = /\b(?:rate|per (?:second|minute)|too fast)\b/;

/**
 * Judges a reply.
 *
 * @param now in milliseconds since 1970. It is used for a Retry-After header with a date, if there is no Date header.
 */
export function judge(reply: Reply, now: number): Answered | Failure {
	if (reply.kind !== 'answer') return reply;
	const said = readSaid(reply);
	const status = effectiveStatus(reply.status, said.code);
	// The date in a Retry-After header is by the clock of the service.
	const serviceNow = readInstant(textOf(reply.headers.date))?.from ?? now;
	const askedMs = retryAfterMs(reply.headers['retry-after'], serviceNow);
	if (status === 429 || (status === 503 && askedMs !== undefined)) {
		const isQuota = said.words
			.map(plainWords)
			.some((words) => USED_UP.test(words) && !RATE.test(words));
		const asks = askedMs === undefined ? '' : ` and asks to wait ${seconds(askedMs)}`;
		const reason = `the service takes no more requests for now${asks}`;
		return { kind: 'throttled', reason, askedMs, words: said.message, isQuota };
	}
	const isBroken = (status >= 500 && !DID_NOTHING.includes(status)) || ALSO_BROKEN.includes(status);
	return { kind: 'answered', answer: reply, status, said, isBroken };
}

export const isSuccess = ({ status, said }: Answered) => is2xx(status) && !said.failed;
