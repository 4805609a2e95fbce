import { z } from 'zod';

/**
 * A Retry-After header: a number of seconds, an HTTP date so many seconds ahead on the service's clock,
 * or any text verbatim.
 */
export const RETRY_AFTER = z.union([
	z.number(),
	z.string(),
	z.strictObject({ dateIn: z.number() }),
]);
export type RetryAfter = z.infer<typeof RETRY_AFTER>;

export const RATE_LIMIT = z.strictObject({
	perSecond: z.number(),
	/** Requests answered at once after a quiet time; default `perSecond`. */
	burst: z.number().optional(),
	/** Without it the 429 carries no Retry-After. */
	retryAfter: RETRY_AFTER.optional(),
});
export type RateLimit = z.infer<typeof RATE_LIMIT>;

/** Takes one token at `now` (milliseconds); false when there is none. */
export type TokenBucket = (now: number) => boolean;

export function createTokenBucket({ perSecond, burst = perSecond }: RateLimit): TokenBucket {
	let tokens = burst;
	let filledAt: number | undefined;
	return (now) => {
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
