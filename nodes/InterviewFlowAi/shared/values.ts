/** Looking at values that a user typed or mapped, which may be anything. Pure. */
import { parsed } from './json';
import { ok, type Result, wrong } from './result';

/** Text that shows nothing up to here shows nothing, in characters. */
const LONGEST_BLANK = 10_000;

/** Words for nothing, as AI models, databases and expressions write it. "Null" is a name. */
const NOTHING = ['null', 'NULL', 'undefined'];

/** Nothing at all, also in words, or text in which nothing can be seen (blanks, zero-width characters). */
export function isBlank(value: unknown): boolean {
	if (typeof value !== 'string') return value === undefined || value === null;
	return NOTHING.includes(value) || !/[^\s\p{Cf}]/u.test(value.slice(0, LONGEST_BLANK));
}

/** What copying from chats, mails and spreadsheets leaves around a text: blanks and marks of writing direction. */
const AROUND = '[\\s\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069]';
// Without looking back, a long row of blanks inside would be searched from each of them.
export const OUTER = new RegExp(`^${AROUND}+|(?<!${AROUND})${AROUND}+$`, 'g');

export const trimmed = (text: string) => text.replace(OUTER, '');

/** Lists may have numbers as IDs; what is empty in a table can be 0. What cannot be seen in an ID was copied with it. */
export function idOf(value: unknown): unknown {
	if (typeof value === 'string') return value.replace(/\p{Cf}/gu, '');
	return Number.isSafeInteger(value) && Number(value) > 0 ? String(value) : value;
}

/** Whether a text holds control characters, or halves of characters that were cut in two. */
export const isUnsendable = (text: string) => /[\p{Cc}\p{Cs}]/u.test(text);

/** A date of JavaScript's, also one that an expression made in a realm of its own, or of Luxon's, which n8n's `$now` and date functions give. */
export function isDate(value: unknown): boolean {
	return (
		Object.prototype.toString.call(value) === '[object Date]' ||
		Object(value).isLuxonDateTime === true
	);
}

/** An object of n8n's own, such as `$input`: it claims to have every field, and is no data. */
export const isOfN8n = (value: unknown) => Symbol() in Object(value);

/** The boolean that a value says, which by expression may be text, as n8n's variables are; undefined for anything else. */
export function booleanIn(value: unknown): boolean | undefined {
	const text = typeof value === 'object' ? '' : trimmed(String(value)).toLowerCase();
	if (['true', '1', 'yes'].includes(text)) return true;
	return ['false', '0', 'no'].includes(text) ? false : undefined;
}

/** Longest JSON text that is read as such, in characters; a sanity limit of this node. */
const LONGEST_JSON = 300_000;

/** The list or object that JSON text says, also one in a code block, as AI models write it; any other value stays as it is. */
export function fromJsonText(value: unknown, longest = LONGEST_JSON): unknown {
	const mayBeJson =
		typeof value === 'string' &&
		value.length <= longest &&
		/^\s*(?:```(?:json)?\s*)?[[{]/i.test(value);
	return (mayBeJson && parsed(value.replace(/^\s*```\w*|```\s*$/g, '').trim())) || value;
}

/** Sanity limits of this node: levels of lists and objects within each other, and values in all of them. */
const DEEPEST = 100;
const MOST_VALUES = 10_000;

/**
 * The value as JSON keeps it. Refused is what has no JSON (contains itself, BigInt, will not be read), and what is
 * deeper or larger than any candidate's data; the problem reads on from the name of the value.
 */
export function asJson(value: unknown): Result<unknown> {
	try {
		const text = JSON.stringify(value, withinLimits());
		if (text !== undefined) return ok(JSON.parse(text));
	} catch {
		// Told below, together with what JSON.stringify gives nothing for.
	}
	return wrong(
		'holds something that cannot be sent, such as a list or an object that is too large, too deep or contains itself. Map plain values instead.',
	);
}

/** Ends JSON.stringify where a value goes beyond the limits: it would only stop when memory ends. */
function withinLimits() {
	const around: unknown[] = [];
	let values = 0;
	return function (this: unknown, _key: string, entry: unknown) {
		while (around.length > 0 && around.at(-1) !== this) around.pop();
		if (around.length > DEEPEST || ++values > MOST_VALUES) throw new RangeError();
		if (typeof entry === 'object' && entry !== null) around.push(entry);
		return entry;
	};
}
