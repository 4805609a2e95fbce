/** Tolerant reading of JSON whose shape nobody documents. */

/** An object's entries under plain keys: lower case, without `_` and `-`. */
export type Fields = Record<string, unknown>;

/** `interview_link` and `InterviewLink` are `interviewlink`. */
const plainKey = (key: string) => key.toLowerCase().replace(/[_-]/g, '');

/** An object with its keys in plain form; of anything else, an empty one. */
export function fieldsOf(value: unknown): Fields {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
	return Object.fromEntries(Object.entries(value).map(([key, entry]) => [plainKey(key), entry]));
}

/** The array itself; of anything else, an empty one. */
export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
