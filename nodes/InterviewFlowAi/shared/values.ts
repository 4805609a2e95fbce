/** Looks at values that a user typed or mapped, which may be anything. Pure. */
import { parsed } from './json';
import { ok, type Result, wrong } from './result';

/** The types of values that are no list and no object. */
export const PLAIN_TYPES = ['string', 'number', 'boolean'];

/** Texts that AI models, databases and expressions give for a missing value. `Null` is a name, so it is not among them. */
const NOTHING = ['null', 'NULL', 'undefined'];

/** Whether a value is missing: undefined, null, a word for it, or text without any visible character: `' \u200B'`. */
export function isBlank(value: unknown): boolean {
	if (typeof value !== 'string') return value === undefined || value === null;
	return NOTHING.includes(value.trim()) || !/[^\s\p{Cf}]/u.test(value);
}

/** Blanks and invisible characters that come with a text when it is copied from a chat, a mail or a spreadsheet. */
const AROUND = '[\\s\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069]';
// Without `(?<!…)`, the search would start again at each blank of a long row of blanks inside a text.
export const OUTER = new RegExp(`^${AROUND}+|(?<!${AROUND})${AROUND}+$`, 'g');

export const trimmed = (text: string) => text.replace(OUTER, '');

/**
 * A value of a field for an ID: a number becomes text, except 0, which is no ID: tables write it where there is none. From
 * a text, invisible characters are removed, which come with an ID when it is copied.
 */
export function idOf(value: unknown): unknown {
	if (typeof value === 'string') return value.replace(/\p{Cf}/gu, '');
	return Number.isSafeInteger(value) && Number(value) > 0 ? String(value) : value;
}

/**
 * Whether a text holds control characters, halves of characters that were cut in two, or the sign `\uFFFD`, which stands for
 * what could not be read: `M\uFFFDller` comes of a file that was read in another encoding than its own.
 */
export const isUnsendable = (text: string) => /[\p{Cc}\p{Cs}\uFFFD]/u.test(text);

/** Whether a value is a date of JavaScript or of Luxon. n8n's `$now` and its date functions give dates of Luxon. */
export function isDate(value: unknown): boolean {
	return (
		// `instanceof` would not work: in expressions, n8n uses another `Date` than this code.
		Object.prototype.toString.call(value) === '[object Date]' ||
		Object(value).isLuxonDateTime === true
	);
}

/** Whether a value is an object of n8n, such as `$input`, and no data. Such an object says that it has any key. */
export const isOfN8n = (value: unknown) => Symbol() in Object(value);

/** The boolean that a value means; `undefined` if it means none. It can be a text, because n8n's variables are texts. */
export function booleanIn(value: unknown): boolean | undefined {
	const text = typeof value === 'object' ? '' : trimmed(String(value)).toLowerCase();
	if (['true', '1', 'yes'].includes(text)) return true;
	return ['false', '0', 'no'].includes(text) ? false : undefined;
}

/** The longest text in a field that is read as JSON, in characters. A million brackets within each other take 250 ms. */
const LONGEST_JSON = 300_000;

/** The list or object in a JSON text; any other value stays as it is. AI models put such a text into a code block. */
export function fromJsonText(value: unknown, longest = LONGEST_JSON): unknown {
	const mayBeJson =
		typeof value === 'string' &&
		value.length <= longest &&
		/^\s*(?:```(?:json)?\s*)?[[{]/i.test(value);
	return (mayBeJson && parsed(value.replace(/^\s*```\w*|```\s*$/g, '').trim())) || value;
}

/** How many levels of lists and objects a value may have, and how many values in all. No candidate has more. */
const DEEPEST = 100;
const MOST_VALUES = 10_000;

/**
 * A value as it is after it was written as JSON: a date is a text then, for example. A value is refused if JSON cannot hold
 * it, such as a list that contains itself, or if it is beyond the limits. The problem is a sentence without its subject,
 * which is the name of the value.
 */
export function asJson(value: unknown): Result<unknown> {
	try {
		const text = JSON.stringify(value, withinLimits());
		if (text !== undefined) return ok(JSON.parse(text));
	} catch {
		// The value is refused below, like functions and symbols, for which JSON.stringify gives `undefined`.
	}
	return wrong(
		'holds something that cannot be sent, such as a list or an object that is too large, too deep or contains itself. Map plain values instead.',
	);
}

/** A replacer for JSON.stringify that throws beyond the limits. Without it, JSON.stringify could use up the memory. */
function withinLimits() {
	/** The lists and objects around the current value, the outermost one first; the value itself comes last. */
	const around: unknown[] = [];
	let values = 0;
	return function (this: unknown, _key: string, entry: unknown) {
		while (around.length > 0 && around.at(-1) !== this) around.pop();
		if (around.length > DEEPEST || ++values > MOST_VALUES) throw new RangeError();
		around.push(entry);
		return entry;
	};
}
