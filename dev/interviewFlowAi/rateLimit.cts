/**
 * A Retry-After header: a number of seconds, an HTTP date so many seconds ahead on the service's clock,
 * or any text verbatim.
 */
export type RetryAfter = number | string | { dateIn: number };

export interface RateLimit {
	perSecond: number;
	/** Requests answered at once after a quiet time; default `perSecond`. */
	burst?: number;
	/** Without it the 429 carries no Retry-After. */
	retryAfter?: RetryAfter;
}

/** @returns takes one token at `now` (milliseconds); false when there is none. */
export function createTokenBucket({ perSecond, burst = perSecond }: RateLimit) {
	let tokens = burst;
	let filledAt: number | undefined;
	return (now: number) => {
		const passedMs = Math.max(0, now - (filledAt ?? now));
		tokens = Math.min(burst, tokens + (passedMs / 1000) * perSecond);
		filledAt = now;
		if (tokens < 1) return false;
		tokens -= 1;
		return true;
	};
}

export function retryAfterHeader(
	retryAfter: RetryAfter | undefined,
	now: number,
): Record<string, string> {
	if (retryAfter === undefined) return {};
	const value =
		typeof retryAfter === 'object'
			? new Date(now + retryAfter.dateIn * 1000).toUTCString()
			: String(retryAfter);
	return { 'retry-after': value };
}
