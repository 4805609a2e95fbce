import { asJson, type Checked, isBlank, ok, shown, wrong } from './checked';

/**
 * Reads optional skills: text separated by commas or lines, the JSON text of a list, or a list by expression.
 * Trimmed; blanks and repeats (whatever their case) are dropped, the order is kept.
 */
export function readSkills(value: unknown): Checked<string[] | undefined> {
	if (isBlank(value)) return ok(undefined);
	const entries = typeof value === 'string' ? splitSkills(value) : value;
	if (!Array.isArray(entries)) {
		return wrong(
			`Skills is ${shown(value)} instead of text or a list. Separate the skills by commas, as in TypeScript, German.`,
		);
	}
	const skills = new Map<string, string>();
	for (const [index, entry] of entries.entries()) {
		if (isBlank(entry)) continue;
		if (typeof entry !== 'string' && typeof entry !== 'number') {
			return wrong(`Skills has ${shown(entry)} as entry ${index + 1}. Every skill has to be text.`);
		}
		const skill = String(entry).trim();
		if (/\p{Cc}/u.test(skill)) {
			return wrong(
				`Skills has ${shown(skill)} as entry ${index + 1}, with control characters that cannot be seen. Type it again.`,
			);
		}
		const key = skill.toLowerCase();
		if (!skills.has(key)) skills.set(key, skill);
	}
	return ok(skills.size > 0 ? [...skills.values()] : undefined);
}

function splitSkills(text: string): unknown[] {
	const listed = text.trim().startsWith('[') ? jsonList(text) : undefined;
	return listed ?? text.split(/[,\r\n]/);
}

/**
 * Reads optional custom questions: one text per row, blank rows dropped. A row, or the whole field, may be a list by
 * expression; its entries pass through as they are, because the vendor does not document what a question looks like.
 */
export function readQuestions(value: unknown): Checked<unknown[] | undefined> {
	if (isBlank(value)) return ok(undefined);
	const rows = Array.isArray(value) ? value : typeof value === 'string' ? [value] : undefined;
	if (!rows) {
		return wrong(
			`Custom Questions is ${shown(value)} instead of a list. Enter one question per row.`,
		);
	}
	const questions: unknown[] = [];
	for (const row of rows) {
		if (isBlank(row)) continue;
		if (typeof row === 'string') questions.push(...(questionList(row) ?? [row.trim()]));
		else if (Array.isArray(row)) questions.push(...row);
		else questions.push(row);
	}
	const plain = asJson(questions);
	if ('problem' in plain) {
		return wrong(`Custom Questions ${plain.problem}. Map a plain list of questions.`);
	}
	return ok(questions.length > 0 ? (plain.value as unknown[]) : undefined);
}

/** The list in a row's JSON text, such as an AI agent writes it. */
function questionList(row: string): unknown[] | undefined {
	return row.trim().startsWith('[') ? jsonList(row) : undefined;
}

function jsonList(text: string): unknown[] | undefined {
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}
