/* The one judge of replies: answered, put off, or lost; and HTTP status and body code read together. */
import { effectiveStatus, judge } from '../../../nodes/InterviewFlowAi/shared/reply';
import { ANSWERED_AT, received } from '../../../dev/engine/answers.cts';

const judged = (status: number, body?: unknown, headers: Record<string, string> = {}) =>
	judge(received({ status, headers, body }), ANSWERED_AT);

const MARCH = 'Sun, 01 Mar 2026';

describe('an answer', () => {
	const ON_PURPOSE = [200, 201, 302, 400, 401, 404, 409, 422, 501, 505];
	it.each(ON_PURPOSE)('of %i was given on purpose, also with Retry-After', (status) => {
		const answered = { kind: 'answered', status, isBroken: false };
		expect(judged(status)).toMatchObject(answered);
		expect(judged(status, undefined, { 'Retry-After': '3' })).toMatchObject(answered);
	});

	const BROKEN = [408, 425, 499, 500, 502, 503, 504, 520, 524, 599];
	it.each(BROKEN)('of %i leaves open what became of the request', (status) => {
		expect(judged(status)).toMatchObject({ kind: 'answered', status, isBroken: true });
	});

	it.each<[number, unknown, Record<string, string>, number | undefined]>([
		[429, undefined, {}, undefined],
		[429, undefined, { 'Retry-After': `${MARCH} 12:00:10 GMT` }, 9750],
		// By the service's own clock.
		[429, {}, { 'Retry-After': `${MARCH} 13:00:10 GMT`, Date: `${MARCH} 13:00:05 GMT` }, 5000],
		[200, { code: 429 }, {}, undefined],
		[400, { statusCode: 429 }, { 'Retry-After': '1' }, 1000],
		[503, undefined, { 'Retry-After': '3' }, 3000],
	])('of %i, %j, %j puts the request off', (status, body, headers, askedMs) => {
		const reason = expect.stringMatching(askedMs ? /asks to wait \d+ seconds?$/ : /for now$/);
		expect(judged(status, body, headers)).toMatchObject({ kind: 'throttled', askedMs, reason });
	});

	it.each([
		['dailyQuotaReached', true],
		['Your plan allows 100 interviews', true],
		['You have no credits left', true],
		['Subscription required', true],
		['Quota of 60 requests per minute', false],
		['RATE_LIMIT_OF_YOUR_PLAN', false],
		['Slow down', false],
	])('of 429 with %j speaks of a quota: %s', (code, isQuota) => {
		expect(judged(429, { code })).toMatchObject({ kind: 'throttled', isQuota });
	});
});

it.each([
	[200, 201, 200],
	[422, 409, 409],
	[400, 500, 400],
	[404, 409, 404],
	[401, 400, 401],
	[101, 409, 101],
])('HTTP status %i with code %s in the body counts as %i', (httpStatus, code, counts) => {
	expect(effectiveStatus(httpStatus, code)).toBe(counts);
});
