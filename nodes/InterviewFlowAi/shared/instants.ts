/** Times that the service tells, and how its clock differs from this machine's. Pure; all times in milliseconds since 1970. */
import { textOf } from './json';
import type { Answer } from './send';

export interface Span {
	from: number;
	to: number;
}

const ISO =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?([.,]\d+)? ?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?:\[.*])?$/i;
/** As in `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110), also with an offset as in mail; Java's own form has a day of one digit. */
const HTTP_DATE =
	/^[A-Z][a-z]{2,8}, \d\d?[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|[+-]\d{4})$/;
/** Seconds since 1970, with a fraction; or that without the dot, down to nanoseconds. */
const EPOCH = /^(\d{10})(?:\.(\d+)|((?:\d{3}){0,3}))$/;

const SECOND = 1000;
const MINUTE = 60_000;

/**
 * Reads a time: ISO 8601 with a zone, an HTTP date, or seconds since 1970 and parts of them.
 *
 * @returns the span it names: a second or a minute where fraction and seconds are zero, since a service that keeps none
 *   writes zeros, too; `undefined` for a time that does not say in which zone it is, and for anything else
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
 * How far the service's clock is ahead of this machine's, by an answer's Date header, which names the second in which
 * the answer was written: somewhere between sending the request and the coming of the headers.
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

/** What two statements about the same offset say together; where they contradict each other, the newer one. */
export function narrowed(known: Span | undefined, newer: Span | undefined): Span | undefined {
	if (!known || !newer) return newer ?? known;
	const both = { from: Math.max(known.from, newer.from), to: Math.min(known.to, newer.to) };
	return both.from <= both.to ? both : newer;
}
