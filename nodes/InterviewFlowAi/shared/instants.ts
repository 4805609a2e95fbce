/**
 * Reads times that the service gives, and compares its clock with the clock of this machine. Pure; all times are in
 * milliseconds since 1970.
 */
import { textOf } from './json';
import type { Answer } from './send';

/** A time or a difference that is only known to lie between two limits, both inclusive. */
export interface Span {
	from: number;
	to: number;
}

/** ISO 8601: `2026-07-01T10:30:00.000Z`, `2026-07-01 10:30+02:00`. */
const ISO =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?([.,]\d+)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?:\[.*])?$/i;
/** `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110), also with an offset such as `+0200`. Java writes days with one digit. */
const HTTP_DATE =
	/^[A-Z][a-z]{2,8}, \d\d?[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})$/;
/** Seconds since 1970, also with a fraction: `1782901800.25`; or milliseconds, microseconds or nanoseconds since 1970. */
const EPOCH = /^(\d{10})(?:\.(\d+)|((?:\d{3}){0,3}))$/;

const SECOND = 1000;
const MINUTE = 60_000;

/**
 * Reads a time: ISO 8601 with a time zone, an HTTP date, or seconds since 1970 or parts of them.
 *
 * @returns the time. If its fraction is zero, it can be any time of that second, and if its seconds are zero, too, any time
 *   of that minute: a service may not keep them. `undefined` for a time without a time zone, and for anything else.
 */
export function readInstant(time: string | null): Span | undefined {
	if (time === null) return undefined;
	const [, since1970, ...parts] = EPOCH.exec(time) ?? [];
	if (since1970) return span(Math.round(Number(`${since1970}.${parts.join('')}`) * 1000));
	if (HTTP_DATE.test(time)) return span(Date.parse(time));
	const [, date, minutes, seconds, fraction, zone = ''] = ISO.exec(time) ?? [];
	if (!date) return undefined;
	const offset = /^[+-]/.test(zone)
		? zone.replace(':', '').padEnd(5, '0').replace(/..$/, ':$&')
		: 'Z';
	const milliseconds = fraction ? `.${fraction.slice(1, 4)}` : '';
	return span(Date.parse(`${date}T${minutes}${seconds ?? ':00'}${milliseconds}${offset}`));
}

function span(from: number): Span | undefined {
	const length = [MINUTE, SECOND].find((unit) => from % unit === 0) ?? 1;
	return Number.isFinite(from) ? { from, to: from + length - 1 } : undefined;
}

/**
 * How far the clock of the service is ahead of the clock of this machine. The Date header of an answer gives the second in
 * which the service wrote the answer; this was after the request was sent and before the headers came.
 */
export function clockOffset(
	answer: Pick<Answer, 'headers' | 'sentAt' | 'headersAt'>,
): Span | undefined {
	const date = textOf(answer.headers.date) ?? '';
	const shown = HTTP_DATE.test(date) ? Date.parse(date) : NaN;
	return Number.isFinite(shown)
		? { from: shown - answer.headersAt, to: shown + SECOND - answer.sentAt }
		: undefined;
}

/** What two spans for the same value have in common. If they contradict each other, the newer one counts. */
export function narrowed(known: Span | undefined, newer: Span | undefined): Span | undefined {
	if (!known || !newer) return newer ?? known;
	const both = { from: Math.max(known.from, newer.from), to: Math.min(known.to, newer.to) };
	return both.from <= both.to ? both : newer;
}
