/** Looking at values that a user typed or mapped, which may be anything. Pure. */
import { parsed } from './json';
import { ok, type Result, wrong } from './result';

/** What AI models, databases and expressions write where there is no value. `Null` is not among them: it is a name. */
const NOTHING = ['null', 'NULL', 'undefined'];

/** Whether there is no value: none at all, a word for none, or text in which nothing can be seen, such as `' \u200B'`. */
export function isBlank(value: unknown): boolean {
	if (typeof value !== 'string') return value === undefined || value === null;
	return NOTHING.includes(value) || !/[^\s\p{Cf}]/u.test(value);
}

/** What copying from chats, mails and spreadsheets leaves around a text: blanks and marks of writing direction. */
const AROUND = '[\\s\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069]';
// Without `(?<!…)`, a long row of blanks inside a text would be searched again from each of its blanks.
export const OUTER = new RegExp(`^${AROUND}+|(?<!${AROUND})${AROUND}+$`, 'g');

export const trimmed = (text: string) => text.replace(OUTER, '');

/**
 * A value where an ID has to be: a number becomes text, such as `4711`, but not 0, which stands in tables where there is
 * no ID. From text, invisible characters are removed, which came along when the ID was copied.
 */
export function idOf(value: unknown): unknown {
	if (typeof value === 'string') return value.replace(/\p{Cf}/gu, '');
	return Number.isSafeInteger(value) && Number(value) > 0 ? String(value) : value;
}

/** Whether a text holds control characters, or halves of characters that were cut in two. */
export const isUnsendable = (text: string) => /[\p{Cc}\p{Cs}]/u.test(text);

/** Whether a value is a date of JavaScript, or of Luxon: n8n's `$now` and its date functions give the latter. */
export function isDate(value: unknown): boolean {
	return (
		// Not by `instanceof`: n8n evaluates expressions with a `Date` of their own.
		Object.prototype.toString.call(value) === '[object Date]' ||
		Object(value).isLuxonDateTime === true
	);
}

/** Whether a value is an object of n8n, such as `$input`, and no data. Such an object claims to have every field. */
export const isOfN8n = (value: unknown) => Symbol() in Object(value);

/** The boolean that a value means; n8n's variables are texts, such as `'true'`. Undefined for anything else. */
export function booleanIn(value: unknown): boolean | undefined {
	const text = typeof value === 'object' ? '' : trimmed(String(value)).toLowerCase();
	if (['true', '1', 'yes'].includes(text)) return true;
	return ['false', '0', 'no'].includes(text) ? false : undefined;
}

/** The longest text in a field that is read as JSON, in characters: a million brackets within each other take 250 ms. */
const LONGEST_JSON = 300_000;

/** The list or object that is written as JSON text, also in a code block, as AI models do; any other value stays as it is. */
export function fromJsonText(value: unknown, longest = LONGEST_JSON): unknown {
	const mayBeJson =
		typeof value === 'string' &&
		value.length <= longest &&
		/^\s*(?:```(?:json)?\s*)?[[{]/i.test(value);
	return (mayBeJson && parsed(value.replace(/^\s*```\w*|```\s*$/g, '').trim())) || value;
}

/** The most levels of lists and objects within each other, and the most values in all of them. No candidate has more. */
const DEEPEST = 100;
const MOST_VALUES = 10_000;

/**
 * The value as JSON keeps it; a date becomes text, for example. Refused is what JSON cannot hold, such as a list that
 * contains itself, and what is beyond the limits. The problem reads on from the name of the value.
 */
export function asJson(value: unknown): Result<unknown> {
	try {
		const text = JSON.stringify(value, withinLimits());
		if (text !== undefined) return ok(JSON.parse(text));
	} catch {
		// Refused below, together with functions and symbols, for which JSON.stringify gives undefined.
	}
	return wrong(
		'holds something that cannot be sent, such as a list or an object that is too large, too deep or contains itself. Map plain values instead.',
	);
}

/** Throws as soon as a value is beyond the limits; without it, JSON.stringify would go on until memory is used up. */
function withinLimits() {
	/** The lists and objects that the current value stands in, outermost first. */
	const around: unknown[] = [];
	let values = 0;
	return function (this: unknown, _key: string, entry: unknown) {
		while (around.length > 0 && around.at(-1) !== this) around.pop();
		if (around.length > DEEPEST || ++values > MOST_VALUES) throw new RangeError();
		if (typeof entry === 'object' && entry !== null) around.push(entry);
		return entry;
	};
}
