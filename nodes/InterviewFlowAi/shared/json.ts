/** Tolerant reading of JSON whose shape is not documented. Pure; whatever the JSON holds, nothing here throws. */

import { httpUrl } from './addresses';

/** An object's entries under plain keys: lower case, without `_` and `-`. */
export type Fields = Record<string, unknown>;

/** `interview_link` and `InterviewLink` are `interviewlink`. */
const plainKey = (key: string) => key.toLowerCase().replace(/[_-]/g, '');

/** Whether a value is an object and not a list. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No object of the service has nearly as many; an answer may. */
const MOST_FIELDS = 500;

/** An object with its keys in plain form; of anything else, an empty one. Where two keys are the same, the first counts. */
export function fieldsOf(value: unknown): Fields {
	const fields = Object.create(null) as Fields;
	if (!isObject(value)) return fields;
	for (const key of Object.keys(value).slice(0, MOST_FIELDS)) {
		const plain = plainKey(key);
		if (!(plain in fields)) fields[plain] = value[key];
	}
	return fields;
}

/** The array itself; of anything else, an empty one. */
export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

const LONGEST_TEXT = 2000;

/** A text or number as trimmed text; null for anything else, for nothing, and for text with half characters in it. */
export function textOf(value: unknown): string | null {
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
	if (typeof value !== 'string') return null;
	const text = value.trim();
	return text && text.length <= LONGEST_TEXT && !/\p{Cs}/u.test(text) ? text : null;
}

/** A number that is written as a number or as text; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
	const isNumeric =
		typeof value === 'number' || (typeof value === 'string' && /^\s*\d+\s*$/.test(value));
	return isNumeric ? Number(value) : undefined;
}

/** A web address that can be handed on as a link: http or https, with a host, without quotes, blanks or line breaks. */
export function linkOf(value: unknown): string | null {
	const text = textOf(value);
	if (!text || !/^https?:\/\/[^\s/?#]/i.test(text) || /[\s"'<>`\\\p{Cc}]/u.test(text)) return null;
	return httpUrl(text) ? text : null;
}
