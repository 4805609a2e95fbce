/** Reads JSON whose shape is not documented. Pure; nothing here throws, whatever the JSON holds. */

import { httpUrl } from './addresses';

/** The values of an object by their keys in plain form, as {@link plainKey} gives it. */
export type Fields = Record<string, unknown>;

const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 100;

/**
 * A function that remembers the results of `work`, because the entries of a list have the same keys. It remembers no more
 * than a limit, because a service may send any number of keys.
 */
function remembering<T extends string | boolean>(work: (text: string) => T): (text: string) => T {
	const known = new Map<string, T>();
	return (text) => {
		const before = known.get(text);
		if (before !== undefined) return before;
		const result = work(text);
		if (known.size < MOST_KNOWN && text.length <= LONGEST_KNOWN) known.set(text, result);
		return result;
	};
}

/** A key in plain form: `interviewlink` for `interview_link` and `Interview Link`. Invisible characters are removed. */
export const plainKey = remembering((key) => key.toLowerCase().replace(/[\s\p{Cf}_-]/gu, ''));

/** The value of a JSON text; `undefined` if it is no valid JSON. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A value as JSON text; `undefined` for `undefined`, and for a value that is nested too deep to be written. */
export function jsonText(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isEmpty(object: object): boolean {
	for (const _ in object) return false;
	return true;
}

/** Whether a value says that there is nothing: null, an empty text, `[]` or `{}`. A missing field does not say so. */
export const isNone = (value: unknown) =>
	value === null || value === '' || (typeof value === 'object' && isEmpty(value));

/** How many fields of an object are read. The documented objects have far fewer. */
const MOST_FIELDS = 500;

const NO_FIELDS: Fields = Object.freeze(Object.create(null) as Fields);

/**
 * The {@link Fields} of an object; none for any other value. If two keys have the same plain form, the first one counts,
 * unless the second one is written in plain form and its value is not empty: of `_id` and `id`, `id` counts.
 */
export function fieldsOf(value: unknown): Fields {
	if (!isObject(value)) return NO_FIELDS;
	const fields = Object.create(NO_FIELDS) as Fields;
	const keys = Object.keys(value);
	for (let at = 0; at < Math.min(keys.length, MOST_FIELDS); at++) {
		const key = keys[at]!;
		const plain = plainKey(key);
		if (fields[plain] === undefined || (key === plain && value[key])) fields[plain] = value[key];
	}
	return fields;
}

/** Several words and numbers, joined by `-` or `_`: `sales-manager-2026`. */
const NAME = /^(?:[a-z]+|\d+)(?:[_-](?:[a-z]+|\d+))+$/i;

/** Whether a value is an ID for sure. A short text can also be a name, and a number can be a count. */
export const isRef = (value: unknown) =>
	typeof value === 'string' && /^(?=.*\d)[\w-]{16,100}$/.test(value) && !NAME.test(value);

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

const LONGEST_TEXT = 2000;

/** Keys of objects that hold a single value. MongoDB writes IDs, times and large numbers so, and Firestore writes times. */
const EXTENDED = ['$oid', '$date', '$numberLong', '_seconds'];

/** The single value in `{"$oid": "65f0…"}` and in `{"$date": {"$numberLong": "1772366405000"}}`. */
function plainValue(value: unknown, levels = 2): unknown {
	if (levels === 0 || !isObject(value)) return value;
	const key = EXTENDED.find((name) => Object.hasOwn(value, name));
	return key && plainValue(value[key], levels - 1);
}

/** A half of a character that was cut in two, such as an emoji. */
const HALF = /\p{Cs}/u;

/**
 * A text or number, also in a form of {@link EXTENDED}, as trimmed text; null for any other value, an empty or very long
 * text, and one with a {@link HALF}.
 */
export function textOf(value: unknown): string | null {
	const plain = typeof value === 'object' ? plainValue(value) : value;
	// JSON.parse rounds larger numbers.
	if (typeof plain === 'number') {
		return Math.abs(plain) <= Number.MAX_SAFE_INTEGER ? String(plain) : null;
	}
	if (typeof plain !== 'string') return null;
	const text = plain.trim();
	return text && text.length <= LONGEST_TEXT && !HALF.test(text) ? text : null;
}

/** The first text under one of these keys, in the first place that has one. It loops by index, which is fastest. */
export function pick(
	places: Fields[],
	keys: readonly string[],
	read: (value: unknown) => string | null = textOf,
): string | null {
	for (let place = 0; place < places.length; place++) {
		for (let key = 0; key < keys.length; key++) {
			const text = read(places[place]![keys[key]!]);
			if (text !== null) return text;
		}
	}
	return null;
}

/** A number, or the whole number that a text holds; `undefined` for any other value. */
export function numberOf(value: unknown): number | undefined {
	const isNumeric =
		typeof value === 'number' || (typeof value === 'string' && /^\s*\d+\s*$/.test(value));
	return isNumeric ? Number(value) : undefined;
}

const ORIGIN = /^https?:\/\/[^/?#]+/i;
/** Characters that no URL has, or an empty ID: `?interviewId=undefined` comes of a missing ID. */
const IN_NO_LINK = /[\s"'<>{}|^`\\\p{Cc}\p{Cf}]|[?&]interviewId=(?:undefined|null)?(?:[&#]|$)/iu;
const HOST = /^(?:[\w-]+\.)*[\w-]+\.?$|^\[/;

/** Whether the host in `https://host` is a valid one. It is remembered, because most links of a list have the same host. */
const hasHost = remembering((origin) => HOST.test(httpUrl(origin)?.hostname ?? ''));

/** The value, if it is a web address that can be used as a link: http or https, a valid host, and no invalid character. */
export function linkOf(value: unknown): string | null {
	const text = textOf(value) ?? '';
	const origin = ORIGIN.exec(text)?.[0];
	return origin && !IN_NO_LINK.test(text) && hasHost(origin) ? text : null;
}
