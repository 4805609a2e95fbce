/** Decides when a request is sent again. This is safe: the service refuses a second interview for a candidate. Pure. */
import { readInstant } from './instants';
import { textOf } from './json';
import type { Failure } from './send';

/** The longest wait that the service may ask for, in milliseconds. If it asks for more, the request is given up. */
export const LONGEST_WAIT_MS = 60_000;

/** How long a request may wait between its tries in all, and how long a run goes on without answers, in milliseconds. */
export const WAIT_BUDGET_MS = 120_000;

/** The shortest wait after a throttled try if the service does not say how long to wait, in milliseconds. */
const LEAST_PAUSE_MS = 250;

const BASE_MS = 500;
const CAP_MS = 20_000;

/** What has happened to the request and the run so far; times in milliseconds. */
export interface Progress {
	/** How many tries of this request failed without being throttled, the last one included. */
	tries: number;
	/** How many tries of this request were throttled, the last one included. */
	throttled: number;
	/** How many of these came after the last answer to any request of the same scope. */
	inVain: number;
	/** How long this request has waited after tries that were not throttled. */
	waitedMs: number;
	/** For how long no request was answered, as `failed` of the run says. */
	stuckMs: number;
}

/** How often a request is sent while a quota is used up and no request of the same scope is answered. */
const QUOTA_TRIES = 3;

/** A random wait from 0 to a limit that doubles with each try, up to 20 seconds ("full jitter"). */
function backoff(count: number, random: () => number): number {
	return Math.floor(random() * Math.min(CAP_MS, BASE_MS * 2 ** (count - 1)));
}

/**
 * How long to wait before a request is sent again, in milliseconds; `undefined` if it is given up.
 *
 * A throttled try does not count as one of `maxTries`. The request is sent again as long as the service answers others and
 * asks for no longer wait than {@link LONGEST_WAIT_MS}, so a low rate limit costs time, but never a candidate. It is
 * different if a quota is used up, because that does not come back while the run waits.
 *
 * @param random gives numbers from 0 (inclusive) to 1 (exclusive)
 */
export function nextWait(
	{ kind, askedMs, isQuota }: Pick<Failure, 'kind' | 'askedMs' | 'isQuota'>,
	{ tries, throttled, inVain, waitedMs, stuckMs }: Progress,
	maxTries: number,
	random: () => number,
): number | undefined {
	if (kind === 'throttled') {
		const waitMs = askedMs ?? LEAST_PAUSE_MS + backoff(throttled, random);
		const isPatient = waitMs <= LONGEST_WAIT_MS && stuckMs + waitMs <= WAIT_BUDGET_MS;
		return isPatient && !(isQuota && inVain >= QUOTA_TRIES) ? waitMs : undefined;
	}
	const waitMs = backoff(tries, random);
	const mayHelp = kind !== 'impossible' && tries < maxTries;
	return mayHelp && waitedMs + waitMs <= WAIT_BUDGET_MS ? waitMs : undefined;
}

/** As in `Sun Nov  6 08:49:37 1994`: the old form of HTTP dates, which is in GMT (RFC 9110). */
const ASCTIME = /^(\w{3}) (\w{3}) +(\d\d?) (\S{8}) (\d{4})$/;

/**
 * Reads a Retry-After header: a number of seconds, or a time that {@link readInstant} can read.
 *
 * @param now milliseconds since 1970, used for a time
 * @returns milliseconds to wait; `undefined` if the header is missing, cannot be read, or asks for no wait
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	const text = textOf(header) ?? '';
	const at = readInstant(text.replace(ASCTIME, '$1, $3 $2 $5 $4 GMT'));
	const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
	const ms = at ? at.from - now : Math.ceil(seconds * 1000);
	return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
