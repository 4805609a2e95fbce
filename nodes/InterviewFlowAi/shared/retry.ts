/** When to send a request again. That is safe, because the service rejects a second interview for a candidate. Pure. */
import { readInstant } from './instants';
import { textOf } from './json';
import type { Failure } from './send';

/** The longest wait a service may ask for in one go, in milliseconds. */
export const LONGEST_WAIT_MS = 60_000;

/** How long one request may wait between tries, and how long a run may get nowhere, in milliseconds. */
export const WAIT_BUDGET_MS = 120_000;

/** Least wait after being throttled without being told for how long, in milliseconds. */
const LEAST_PAUSE_MS = 250;

const BASE_MS = 500;
const CAP_MS = 20_000;

/** What has happened to the request and the run so far; times in milliseconds. */
export interface Progress {
	/** Tries that were not throttled, this one included. */
	tries: number;
	/** Times the service would not look at this request, this time included. */
	throttled: number;
	/** Those of them after the last answer to any request of the same scope. */
	inVain: number;
	/** Waits of this request after tries that were not throttled. */
	waitedMs: number;
	/** How long the run has got nowhere, as far as this request is concerned. */
	stuckMs: number;
}

/** So often a request is sent that is put off because something is used up, and no other of its scope is answered. */
const QUOTA_TRIES = 3;

/** Full jitter: anything between nothing and a limit that doubles with each try, at most 20 seconds. */
function backoff(count: number, random: () => number): number {
	return Math.floor(random() * Math.min(CAP_MS, BASE_MS * 2 ** (count - 1)));
}

/**
 * How long to wait before a request is sent again, in milliseconds; `undefined` where it is given up.
 *
 * A throttled try does not use up a try, because the service has not looked at the request; what bounds it is that
 * the run gets nowhere. So a rate limit, however low, costs time and never a candidate. A quota that is used up is
 * another matter: it does not come back while the run waits.
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
 * Reads a Retry-After header: seconds, or a time as {@link readInstant} knows it, such as seconds since 1970.
 *
 * @param now milliseconds since 1970, used for a time
 * @returns milliseconds to wait; `undefined` for a header that is missing, junk, or asks for no wait at all
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
	const text = textOf(header) ?? '';
	const at = readInstant(text.replace(ASCTIME, '$1, $3 $2 $5 $4 GMT'));
	const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
	const ms = at ? at.from - now : Math.ceil(seconds * 1000);
	return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}
