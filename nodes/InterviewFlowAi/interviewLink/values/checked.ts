/** A value that was accepted, or a sentence that says what is wrong with it and how to mend it. */
export type Checked<T> = { value: T } | { problem: string };

export const ok = <T>(value: T): Checked<T> => ({ value });

export const wrong = (problem: string): Checked<never> => ({ problem });

/** Nothing at all, or text in which nothing can be seen (blanks, zero-width characters). */
export function isBlank(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		(typeof value === 'string' && !/[^\p{Z}\p{Cf}\s]/u.test(value))
	);
}

const LONGEST_SHOWN = 60;

/** A value as it stands in a message: short, on one line, and with its type where that is the surprise. */
export function shown(value: unknown): string {
	if (value === undefined || value === null) return 'empty';
	if (typeof value === 'string') return isBlank(value) ? 'empty' : `"${shorten(value)}"`;
	if (typeof value === 'number') return `the number ${value}`;
	if (typeof value === 'boolean') return `the boolean ${value}`;
	if (typeof value === 'bigint') return `the number ${shorten(value.toString())}`;
	if (Array.isArray(value)) return 'a list';
	return value instanceof Date
		? 'a date'
		: typeof value === 'object'
			? 'an object'
			: `a ${typeof value}`;
}

function shorten(text: string): string {
	const line = text
		.slice(0, LONGEST_SHOWN * 4)
		.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
		.trim();
	const characters = Array.from(line);
	return characters.length > LONGEST_SHOWN
		? `${characters.slice(0, LONGEST_SHOWN).join('')}…`
		: line;
}

/** Whether a value survives the way into JSON: no cycles, no BigInt, not endlessly deep, not refusing to be read. */
export function asJson(value: unknown): Checked<unknown> {
	try {
		const text = JSON.stringify(value);
		return text === undefined ? wrong('cannot be written as JSON') : ok(JSON.parse(text));
	} catch {
		return wrong('cannot be written as JSON, for instance because it contains itself');
	}
}
