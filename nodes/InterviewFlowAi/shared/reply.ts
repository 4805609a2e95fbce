/** The one judge of replies: whether a request was answered, was put off, never arrived, or got lost. Pure. */
import { readInstant } from './instants';
import { textOf } from './json';
import { retryAfterMs } from './retry';
import { readSaid, type Said } from './said';
import type { Answer, Failure, Reply } from './send';
import { plainWords, seconds } from './texts';

/** The service looked at a request, whatever it said then. */
export interface Answered {
	kind: 'answered';
	answer: Answer;
	/** That of HTTP or the code in the body, as {@link effectiveStatus} says. */
	status: number;
	said: Said;
	/** The service, or a gateway before it, broke down. What became of the request is not known. */
	isBroken: boolean;
}

/** Servers answer so before they do anything; after any other status from 500 on, it is not known what they did. */
const DID_NOTHING = [501, 505];

/** Statuses below 500 with the same meaning: time ran out, too early, or the connection was closed. */
const ALSO_BROKEN = [408, 425, 499];

/** Statuses that gateways and frameworks give for almost anything; a code in the body says more. */
const GENERIC = [400, 422, 500];

/** Whether an HTTP status says success; what one below 200 says is not known. */
export const is2xx = (status: number) => status >= 200 && status < 300;

/** The more specific one of HTTP status and `code` in the body: 409 for 200 with `{ "code": 409 }`, 404 for 404 with it. */
export function effectiveStatus(httpStatus: number, code: number | undefined): number {
	if (code === undefined || code < 400) return httpStatus;
	if (is2xx(httpStatus)) return code;
	return GENERIC.includes(httpStatus) && !GENERIC.includes(code) ? code : httpStatus;
}

/** Words for what is used up and does not come back within minutes, and for a rate limit, which does. */
const USED_UP = /\b(?:quota|plan|credits?|subscription|billing|allowance)\b/;
const RATE = /\b(?:rate|per (?:second|minute)|too fast)\b/;

/** @param now in milliseconds since 1970, for a Retry-After that is a date where the answer has no date of its own */
export function judge(reply: Reply, now: number): Answered | Failure {
	if (reply.kind !== 'answer') return reply;
	const said = readSaid(reply);
	const status = effectiveStatus(reply.status, said.code);
	// The service writes its dates by its own clock.
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
