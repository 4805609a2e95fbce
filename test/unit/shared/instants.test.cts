/* Times as services write them, and how far their clock is ahead. */
import { clockOffset, narrowed, readInstant } from '../../../nodes/InterviewFlowAi/shared/instants';

const AT = Date.parse('2026-03-01T12:00:05.000Z');
const [MOMENT, SECOND, MINUTE] = [1, 1000, 60_000];

describe('a time', () => {
	it.each<[string, number, number]>([
		['2026-03-01T12:00:05.678Z', AT + 678, MOMENT],
		['2026-03-01T12:00:05.6Z', AT + 600, MOMENT],
		['2026-03-01T12:00:05,678Z', AT + 678, MOMENT],
		['2026-03-01T12:00:05.000Z', AT, SECOND],
		['2026-03-01T12:00z', AT - 5000, MINUTE],
		['2026-03-01T12:00:00.000Z', AT - 5000, MINUTE],
		['2026-03-01 12:00:05 GMT', AT, SECOND],
		['2026-03-01 12:00:05 UTC', AT, SECOND],
		['2026-03-01T14:00:05+02:00', AT, SECOND],
		['2026-03-01T17:30:05.678+0530', AT + 678, MOMENT],
		['2026-03-01T08:00:05-04', AT, SECOND],
		['2026-03-01T13:00:05.678+01:00[Europe/Berlin]', AT + 678, MOMENT],
		['Sun, 01 Mar 2026 12:00:05 GMT', AT, SECOND],
		['Sunday, 01-Mar-26 12:00:05 GMT', AT, SECOND],
		['Sun, 1 Mar 2026 13:00:05 +0100', AT, SECOND],
		['Sun, 1 Mar 2026 13:00 +0100', AT - 5000, MINUTE],
		[`${AT + 678}901`, AT + 679, MOMENT],
		[String(AT + 1), AT + 1, MOMENT],
		[String(AT), AT, SECOND],
		[String(AT / 1000), AT, SECOND],
		[`${AT / 1000}.678`, AT + 678, MOMENT],
	])('%s is read, to the precision it has', (time, from, length) => {
		expect(readInstant(time)).toEqual({ from, to: from + length - 1 });
	});

	it.each([
		...[null, '', '2026-03-01T12:00:05', '2026-03-01 12:00:05', '2026-03-01', '03/01/2026 12:00'],
		...['Sun, 01 Mar 2026 12:00:05', 'just now', '2026-13-41T12:00:05Z'],
		'2026-03-01T12:00:05[Europe/Berlin]',
		...['2026-03-01T12:00:05+99:99', '5', '17723664', '17723664051', 'Infinity'],
		'1'.repeat(100_000),
	])('%.40s is none', (time) => {
		expect(readInstant(time)).toBeUndefined();
	});
});

describe('how far the service’s clock is ahead', () => {
	const by = (date: unknown, sentAt = AT, headersAt = AT + 200) =>
		clockOffset({ headers: { date: date as string }, sentAt, headersAt });

	it('lies between what the Date says if it was written last and first', () => {
		expect(by('Sun, 01 Mar 2026 12:00:05 GMT')).toEqual({ from: -200, to: 1000 });
		expect(by('Sun, 01 Mar 2026 13:00:05 GMT')).toEqual({ from: 3_599_800, to: 3_601_000 });
	});

	it.each([
		...[undefined, null, '2026-03-01T12:00:05Z', '0', 'tomorrow', 'Sun, 99 Foo 2026 12:00:05 GMT'],
		['Sun, 01 Mar 2026 12:00:05 GMT', 'x'],
	])('is not told by %j', (date) => {
		expect(by(date)).toBeUndefined();
	});

	it('is narrowed by every answer, and the newer one counts when they disagree', () => {
		expect(narrowed({ from: 0, to: 900 }, { from: 400, to: 1400 })).toEqual({ from: 400, to: 900 });
		expect(narrowed({ from: 0, to: 9 }, { from: 50, to: 60 })).toEqual({ from: 50, to: 60 });
		expect(narrowed({ from: 0, to: 9 }, undefined)).toEqual({ from: 0, to: 9 });
		expect(narrowed(undefined, undefined)).toBeUndefined();
	});
});
