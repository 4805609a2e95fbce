/** Tolerant reading of JSON whose shape is not documented. Pure; whatever the JSON holds, nothing here throws. */

import { httpUrl } from './addresses';

/** An object's entries under plain keys: lower case, without `_`, `-`, blanks and what cannot be seen. */
export type Fields = Record<string, unknown>;

const MOST_KNOWN = 1000;
const LONGEST_KNOWN = 100;

/** Remembers what was made of a text: the entries of a list have the same keys. Bounded, because a service may send any. */
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

/** `interview_link` and `Interview Link` are `interviewlink`. */
export const plainKey = remembering((key) => key.toLowerCase().replace(/[\s\p{Cf}_-]/gu, ''));

/** The value of JSON text; undefined where it is none. */
export function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A value as JSON text; undefined for nothing, and for what is nested too deep, so that n8n could not store it. */
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

/** No object of the service has nearly as many; an answer may. */
const MOST_FIELDS = 500;

const NO_FIELDS: Fields = Object.freeze(Object.create(null) as Fields);

/**
 * An object with its keys in plain form; of anything else, an empty one. Where two keys are the same, the first counts, but
 * for one that is plain as it stands and says something: of `_id` and `id`, `id` counts.
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

/** Words and numbers in a row, such as `sales-manager-2026`. */
const NAME = /^(?:[a-z]+|\d+)(?:[_-](?:[a-z]+|\d+))+$/i;

/** Whether a value refers to something by its ID: a shorter text can be a name, too, and a number a count. */
export const isRef = (value: unknown) =>
	typeof value === 'string' && /^(?=.*\d)[\w-]{16,100}$/.test(value) && !NAME.test(value);

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

const LONGEST_TEXT = 2000;

/** As MongoDB writes IDs, times, and large numbers, which can be in a time; and as Firestore writes times. */
const EXTENDED = ['$oid', '$date', '$numberLong', '_seconds'];

function plainValue(value: unknown, levels = 2): unknown {
	if (levels === 0 || !isObject(value)) return value;
	const key = EXTENDED.find((name) => Object.hasOwn(value, name));
	return key && plainValue(value[key], levels - 1);
}

const HALF = /\p{Cs}/u;

/** A text or number as trimmed text; null for anything else, nothing, half characters, and numbers that JSON rounds. */
export function textOf(value: unknown): string | null {
	const plain = typeof value === 'object' ? plainValue(value) : value;
	if (typeof plain === 'number') {
		return Math.abs(plain) <= Number.MAX_SAFE_INTEGER ? String(plain) : null;
	}
	if (typeof plain !== 'string') return null;
	const text = plain.trim();
	return text && text.length <= LONGEST_TEXT && !HALF.test(text) ? text : null;
}

/** The first text or number under one of these keys. Written for speed: every entry of a long list comes through here. */
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

/** A number that is written as a number or as text; undefined for anything else. */
export function numberOf(value: unknown): number | undefined {
	const isNumeric =
		typeof value === 'number' || (typeof value === 'string' && /^\s*\d+\s*$/.test(value));
	return isNumeric ? Number(value) : undefined;
}

const ORIGIN = /^https?:\/\/[^/?#]+/i;
/** What no URL has in it; or the ID of an interview that was missing when the link was made. */
const IN_NO_LINK = /[\s"'<>{}|^`\\\p{Cc}\p{Cf}]|[?&]interviewId=(?:undefined|null)?(?:[&#]|$)/iu;
const HOST = /^(?:[\w-]+\.)*[\w-]+\.?$|^\[/;

/** Whether the host of a web address that ends with it is one. The links of a list mostly have the same. */
const hasHost = remembering((origin) => HOST.test(httpUrl(origin)?.hostname ?? ''));

/** A web address that can be handed on as a link: http or https, with a host, and nothing that no URL has in it. */
export function linkOf(value: unknown): string | null {
	const text = textOf(value) ?? '';
	const origin = ORIGIN.exec(text)?.[0];
	return origin && !IN_NO_LINK.test(text) && hasHost(origin) ? text : null;
}
