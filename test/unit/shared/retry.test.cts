/*
 * When a candidate is sent again: the table of failures, the waits between tries, and what ends the tries.
 */
import {
	LONGEST_WAIT_MS,
	nextWait,
	retryAfterMs,
	WAIT_BUDGET_MS,
} from '../../../nodes/InterviewFlowAi/shared/retry';

const fresh = { tries: 1, throttled: 0, inVain: 0, waitedMs: 0, stuckMs: 0 };
const lost = { kind: 'lost' } as const;
const neverArrived = { kind: 'neverArrived' } as const;
const throttled = (askedMs?: number) => ({ kind: 'throttled', askedMs }) as const;

const never = () => 0;
const middle = () => 0.5;
const most = () => 0.999999;

describe('Retry-After', () => {
	const now = Date.parse('2026-03-01T12:00:00Z');

	it.each([
		['0.5', 500],
		[' 30 ', 30_000],
		['90000', 90_000_000],
		['Sun, 01 Mar 2026 12:00:07 GMT', 7_000],
		['Sunday, 01-Mar-26 12:00:07 GMT', 7_000],
		['Sun Mar  1 12:00:07 2026', 7_000],
		['2026-03-01T12:00:07Z', 7_000],
		[`${now / 1000 + 7}`, 7_000],
		[now + 7_000, 7_000],
	])('%j is a wait', (header, waitMs) => {
		expect(retryAfterMs(header, now)).toBe(waitMs);
	});

	it.each<unknown>([
		...[undefined, null, NaN, '0', '-5', 'soon', '5s', '3.5.1', '  ', 'Infinity', '0x10', '1e3'],
		...['Sun, 01 Mar 2026 11:59:00 GMT', 'Sun, 01 Mar 2026 12:00:00 GMT', '2026-03-01T12:00:07'],
		...['Xyz, 99 Foo 2026 99:99:99 GMT', ['1', '2'], now / 1000 - 7],
	])('%j asks for no wait', (header) => {
		expect(retryAfterMs(header as string, now)).toBeUndefined();
	});
});

describe('a throttled candidate', () => {
	it('waits the longest wait there is, and not a millisecond more', () => {
		expect(nextWait(throttled(LONGEST_WAIT_MS), fresh, 3, middle)).toBe(LONGEST_WAIT_MS);
		expect(nextWait(throttled(LONGEST_WAIT_MS + 1), fresh, 3, middle)).toBeUndefined();
	});

	it('is given up when nothing was answered for too long', () => {
		const stuck = { ...fresh, stuckMs: WAIT_BUDGET_MS - 999 };
		expect(nextWait(throttled(999), stuck, 3, middle)).toBe(999);
		expect(nextWait(throttled(1_000), stuck, 3, middle)).toBeUndefined();
		expect(nextWait(throttled(), { ...stuck, throttled: 9 }, 3, middle)).toBeUndefined();
	});

	it('waits longer each time when the service does not say how long', () => {
		const after = (count: number) =>
			nextWait(throttled(), { ...fresh, throttled: count }, 3, middle);
		expect([1, 2, 3, 20].map(after)).toEqual([500, 750, 1_250, 10_250]);
	});
});

describe.each([lost, neverArrived])('a try that came to nothing: $kind', (failure) => {
	it('is repeated, after up to twice as long each time, until the tries are used up', () => {
		const tried = [1, 2, 3, 6, 7, 10, 11];
		const waits = tried.map((tries) => nextWait(failure, { ...fresh, tries }, 11, middle));
		expect(waits).toEqual([250, 500, 1_000, 8_000, 10_000, 10_000, undefined]);
	});

	it('waits anything from nothing to the limit', () => {
		expect(nextWait(failure, fresh, 3, never)).toBe(0);
		expect(nextWait(failure, fresh, 3, most)).toBe(499);
	});

	it('is given up when the wait is longer than the time that is left', () => {
		const nearlyOver = { ...fresh, waitedMs: WAIT_BUDGET_MS - 100 };
		expect(nextWait(failure, nearlyOver, 10, middle)).toBeUndefined();
		expect(nextWait(failure, nearlyOver, 10, () => 0.2)).toBe(100);
	});
});
