import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import { asJson, fromJsonText, isBlank, UNSENDABLE } from '../../../shared/values';

/** Sanity limits of this node, since the vendor documents none; the text is measured in characters. */
const MOST_ENTRIES = 500;
const LONGEST_TEXT = 50_000;

/**
 * Reads optional skills: text separated by commas, semicolons or lines, the JSON text of a list, or a list by expression.
 * Trimmed; blanks and repeats (whatever their case) are dropped, the order is kept.
 */
export function readSkills(value: unknown, label: string): Result<string[] | undefined> {
	if (isBlank(value)) return ok(undefined);
	if (typeof value === 'string' && value.length > LONGEST_TEXT) {
		return tooMany(label, `${value.length} characters`, `${LONGEST_TEXT} characters`);
	}
	const entries = typeof value === 'string' ? splitSkills(value) : value;
	if (!Array.isArray(entries)) {
		return wrong(
			`${label} is ${shown(value)} instead of text or a list. Separate the skills by commas, as in TypeScript, German.`,
		);
	}
	if (entries.length > MOST_ENTRIES) {
		return tooMany(label, `${entries.length} entries`, `${MOST_ENTRIES}`);
	}
	const skills = new Map<string, string>();
	for (const [index, entry] of entries.entries()) {
		if (isBlank(entry)) continue;
		const skill = skillIn(entry);
		if (skill === undefined) {
			return wrong(
				`${label} has ${shown(entry)} as entry ${index + 1}, which cannot be sent. Every skill has to be plain text.`,
			);
		}
		const key = skill.toLowerCase();
		if (!skills.has(key)) skills.set(key, skill);
	}
	return ok(skills.size > 0 ? [...skills.values()] : undefined);
}

function splitSkills(text: string): unknown[] {
	return jsonList(text) ?? text.split(/[,;\r\n]/);
}

function skillIn(entry: unknown): string | undefined {
	if (typeof entry !== 'string' && !Number.isFinite(entry)) return undefined;
	const skill = String(entry).trim().replace(/\s+/g, ' ');
	return UNSENDABLE.test(skill) ? undefined : skill;
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
	if (rows.length > MOST_ENTRIES)
		return tooMany(label, `${rows.length} entries`, `${MOST_ENTRIES}`);
	const lists = rows.filter((row) => !isBlank(row)).map(questionsIn);
	const count = lists.reduce((sum, list) => sum + list.length, 0);
	if (count > MOST_ENTRIES) return tooMany(label, `${count} entries`, `${MOST_ENTRIES}`);
	if (count === 0) return ok(undefined);
	const plain = asJson(lists.flat());
	return !plain.ok ? wrong(`${label} ${plain.problem}`) : ok(plain.value as unknown[]);
}

/** A row's question, or the list it gives by expression or as JSON text. */
function questionsIn(row: unknown): unknown[] {
	if (typeof row === 'string') return jsonList(row) ?? [row.trim()];
	return Array.isArray(row) ? row : [row];
}

function tooMany(label: string, found: string, most: string): Result<never> {
	return wrong(`${label} has ${found}; up to ${most} can be sent. Check what is mapped to it.`);
}

/** The list that JSON text says, such as an AI agent writes it. */
function jsonList(text: string): unknown[] | undefined {
	const list = fromJsonText(text);
	return Array.isArray(list) ? list : undefined;
}
