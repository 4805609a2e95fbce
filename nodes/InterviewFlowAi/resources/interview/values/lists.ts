import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import { asJson, fromJsonText, isBlank, isUnsendable, trimmed } from '../../../shared/values';
import { OBJECT } from '../../../shared/line';

/** The vendor documents no limit; a longer list was probably mapped by mistake. */
const MOST_ENTRIES = 500;

/** The refusal of a list that is too long; false for any other. */
export function tooMany(label: string, count: number, most = MOST_ENTRIES): Result<never> | false {
	return (
		count > most &&
		wrong(`${label} has too many entries: up to ${most} can be sent. Check what is mapped to it.`)
	);
}

/** Besides the usual ones: the commas `，` and `、` and the semicolon `；` of Chinese and Japanese, the comma `،` of Arabic. */
const SEPARATORS = /[,;\uFF0C\u3001\uFF1B\u060C\r\n]/;

/**
 * Reads optional skills from a text such as `SQL, German`, from the JSON text of a list, or from a list by expression.
 * Blank entries are dropped, and of `SQL` and `sql` the second one; the order is kept.
 */
export function readSkills(value: unknown, label: string): Result<string[] | undefined> {
	if (isBlank(value)) return ok(undefined);
	const entries = listIn(value, (text) => text.split(SEPARATORS, MOST_ENTRIES + 1));
	if (!Array.isArray(entries)) {
		return wrong(
			`${label} is ${shown(value)} instead of text or a list. Separate the skills by commas, as in TypeScript, German, without brackets.`,
		);
	}
	const more = tooMany(label, entries.length);
	if (more) return more;
	const skills = new Map<string, string>();
	for (const [index, entry] of entries.entries()) {
		if (isBlank(entry)) continue;
		const isText = typeof entry === 'string' || Number.isFinite(entry);
		const skill = isText && trimmed(String(entry)).replace(/\s+/g, ' ');
		if (!skill || isUnsendable(skill)) {
			return wrong(
				`${label} has ${shown(entry)} as entry ${index + 1}, which cannot be sent. Every skill has to be plain text.`,
			);
		}
		const key = skill.toLowerCase();
		if (!skills.has(key)) skills.set(key, skill);
	}
	return ok(skills.size > 0 ? [...skills.values()] : undefined);
}

/**
 * Reads optional custom questions: one text per row, blank rows dropped. A row, or the whole field, may be a list by
 * expression; its entries pass through as they are, because the vendor does not document what a question looks like.
 */
export function readQuestions(value: unknown, label: string): Result<unknown[] | undefined> {
	if (isBlank(value)) return ok(undefined);
	const rows = typeof value === 'string' ? [value] : value;
	if (!Array.isArray(rows)) {
		return wrong(
			`${label} is ${shown(value)} instead of a list. Enter one question per row, or map a list.`,
		);
	}
	const lists = rows
		.slice(0, MOST_ENTRIES + 1)
		.filter((row) => !isBlank(row))
		.map((row) => listIn(row, (text) => [text]));
	// Counted before the lists are put together: a list by expression can have billions of empty places.
	const count = lists.reduce<number>(
		(sum, list) => sum + (Array.isArray(list) ? list.length : 1),
		0,
	);
	const more = tooMany(label, Math.max(rows.length, count));
	if (more) return more;
	const broken = lists.flat().find((entry) => typeof entry === 'string' && NO_TEXT.test(entry));
	if (broken !== undefined) {
		return wrong(
			`${label} has ${shown(broken)}, which is no question. Enter one question per row, without brackets, or map a list.`,
		);
	}
	if (count === 0) return ok(undefined);
	const plain = asJson(lists.flat());
	return plain.ok ? ok(plain.value as unknown[]) : wrong(`${label} ${plain.problem}`);
}

/**
 * Text that was meant as something else: `[object Object]`; a code block of JSON with no text after it; and
 * a text all in brackets, such as `['SQL', 'Go']` and `{SQL,Go}`, as Python and PostgreSQL write lists.
 */
const NO_TEXT = new RegExp(
	`${OBJECT.source}|^\\s*(?:\`\`\`json[^\`]*(?:\`\`\`\\s*)?|(?:\\[[^\\]]*\\]|\\{[^]*\\})\\s*)$`,
);

/**
 * The list of a value: the list itself; the one in a JSON text, as AI models write it; or the parts of any other text.
 * What is no text stays as it is, and so does {@link NO_TEXT}, unless it is JSON: then its value is given.
 */
function listIn(value: unknown, parts: (text: string) => unknown[]): unknown {
	if (typeof value !== 'string') return value;
	const text = trimmed(value);
	const list = fromJsonText(text);
	return Array.isArray(list) || NO_TEXT.test(text) ? list : parts(text);
}
