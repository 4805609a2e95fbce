/** Tolerant reading of JSON whose shape is not documented. Pure; whatever the JSON holds, nothing here throws. */

import { httpUrl } from './addresses';

/** An object's entries under plain keys: lower case, without `_`, `-`, blanks and what cannot be seen. */
export type Fields = Record<string, unknown>;

/** Keys whose plain form is known: in a list, all entries have the same ones. Bounded, because a service may send any. */
const plainKeys = new Map<string, string>();
const MOST_KEYS = 1000;
const LONGEST_KEY = 40;

/** `interview_link` and `Interview Link` are `interviewlink`. */
export function plainKey(key: string): string {
	const known = plainKeys.get(key);
	if (known !== undefined) return known;
	const plain = key.toLowerCase().replace(/[\s\p{Cf}_-]/gu, '');
	if (plainKeys.size < MOST_KEYS && key.length <= LONGEST_KEY) plainKeys.set(key, plain);
	return plain;
}

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

/** An object with its keys in plain form; of anything else, an empty one. Where two keys are the same, the first counts. */
export function fieldsOf(value: unknown): Fields {
	if (!isObject(value)) return NO_FIELDS;
	const fields = Object.create(NO_FIELDS) as Fields;
	let left = MOST_FIELDS;
	for (const key of Object.keys(value)) {
		if (left-- === 0) break;
		const plain = plainKey(key);
		if (!(plain in fields)) fields[plain] = value[key];
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

/** As MongoDB writes IDs, times, and large numbers, which can be in a time. */
const EXTENDED = ['$oid', '$date', '$numberLong'];

function plainValue(value: unknown, levels = 2): unknown {
	if (levels === 0 || !isObject(value)) return value;
	const key = EXTENDED.find((name) => Object.hasOwn(value, name));
	return key && plainValue(value[key], levels - 1);
}

/** A text or number as trimmed text; null for anything else, nothing, half characters, and numbers that JSON rounds. */
export function textOf(value: unknown): string | null {
	const plain = typeof value === 'object' ? plainValue(value) : value;
	if (typeof plain === 'number') {
		return Math.abs(plain) <= Number.MAX_SAFE_INTEGER ? String(plain) : null;
	}
	if (typeof plain !== 'string') return null;
	const text = plain.trim();
	return text && text.length <= LONGEST_TEXT && !/\p{Cs}/u.test(text) ? text : null;
}

/** The first text or number under one of these keys. Written for speed: every entry of a long list comes through here. */
export function pick(
	places: Fields[],
	keys: readonly string[],
	read: (value: unknown) => string | null = textOf,
): string | null {
	for (const fields of places) {
		for (const key of keys) {
			const text = read(fields[key]);
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

const HOST = /^(?:[\w-]+\.)*[\w-]+\.?$|^\[/;

/** A web address that can be handed on as a link: http or https, with a host, and nothing that no URL has in it. */
export function linkOf(value: unknown): string | null {
	const text = textOf(value);
	const [origin] = /^https?:\/\/[^/?#]+/i.exec(text ?? '') ?? [];
	if (!origin || /[\s"'<>{}|^`\\\p{Cc}\p{Cf}]/u.test(text!)) return null;
	return HOST.test(httpUrl(origin)?.hostname ?? '') ? text : null;
}
