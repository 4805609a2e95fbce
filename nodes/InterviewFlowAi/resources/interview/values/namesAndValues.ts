/** Additional Fields and Metadata: typed rows from the editor, or an object by expression. */
import { isObject } from '../../../shared/json';
import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import {
	asJson,
	booleanIn,
	fromJsonText,
	isBlank,
	isDate,
	isOfN8n,
	PLAIN_TYPES,
	trimmed,
} from '../../../shared/values';
import { OBJECT } from '../../../shared/line';
import { tooMany } from './lists';

/** Additional Fields are `flat`: the vendor takes text, numbers and booleans. Metadata is `nested`: it may hold anything. */
type Depth = 'flat' | 'nested';

interface Row {
	name?: unknown;
	value?: unknown;
	type?: unknown;
}

/** Names with a meaning of their own in JavaScript. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

/** The vendor documents no limit; more were probably mapped by mistake. */
const MOST_ROWS = 1000;

/**
 * Reads optional names and values. Blank values are left out, and no name may be missing or come twice. Each value is
 * turned into the type that its row declares, or refused: n8n itself does not enforce the type.
 */
export const readNamesAndValues =
	(depth: Depth) =>
	(value: unknown, label: string): Result<Record<string, unknown> | undefined> => {
		const source = fromJsonText(value);
		if (isNothing(source)) return ok(undefined);
		if (!isObject(source) || isDate(source) || isOfN8n(source)) {
			return wrong(
				`${label} is ${shown(value)} instead of names and values. Add them row by row, or map an object.`,
			);
		}
		const rounded = roundedIn(value);
		if (rounded) return wrong(`${label} ${rounded}`);
		const more = tooMany(label, Object.keys(source).length, MOST_ROWS);
		if (more) return more;
		const entries = new Map<string, unknown>();
		for (const row of rowsOf(source)) {
			const read = readRow(label, depth, row);
			if (!read.ok) return read;
			if (read.value === undefined) continue;
			const [name, entry] = read.value;
			if (entries.has(name)) {
				return wrong(`${label} has the name ${shown(name)} twice. Keep one of the two rows.`);
			}
			entries.set(name, entry);
		}
		return ok(entries.size > 0 ? Object.fromEntries(entries) : undefined);
	};

/** Whether there is no value. `[]` counts as none: PHP writes it for `{}`, and forms for a question without an answer. */
export const isNothing = (value: unknown) =>
	isBlank(value) || (Array.isArray(value) && value.length === 0);

function rowsOf(source: object): Row[] {
	const { assignments } = source as { assignments?: unknown };
	// An object by expression can have a field with this name, too.
	const isFromEditor = Array.isArray(assignments) && assignments.every(isRow);
	if (isFromEditor) return assignments;
	return Object.entries(source).map(([name, value]) => ({ name, value, type: ownType(value) }));
}

const isRow = (entry: unknown) => isObject(entry) && ('name' in entry || 'value' in entry);

/** The type for a value of an object by expression: the one it has, so that nothing is converted. */
function ownType(value: unknown): string {
	// JSON has both only as text.
	if (typeof value === 'bigint' || isDate(value)) return 'string';
	return PLAIN_TYPES.includes(typeof value) ? typeof value : 'any';
}

function readRow(label: string, depth: Depth, row: Row): Result<[string, unknown] | undefined> {
	const name = typeof row.name === 'string' ? trimmed(row.name) : row.name;
	if (isBlank(name)) {
		return isBlank(row.value)
			? ok(undefined)
			: wrong(
					`${label} has the value ${shown(row.value)} without a name. Enter one, or remove the row.`,
				);
	}
	if (typeof name !== 'string') {
		return wrong(`${label} has ${shown(name)} as a name. Enter text as the name.`);
	}
	if (RESERVED.includes(name) || /\p{Cc}/u.test(name)) {
		return wrong(
			`${label} has a row named ${shown(name)}, which cannot be sent. Choose another name.`,
		);
	}
	if (depth === 'flat' ? isNothing(row.value) : isBlank(row.value)) return ok(undefined);
	const converted = convert(row.value, String(row.type ?? 'string'), depth);
	return !converted.ok
		? wrong(`${label}: ${shown(name)} ${converted.problem}`)
		: ok([name, converted.value]);
}

/** Turns a value into the type that its row declares. A problem begins with a verb: the name of the row comes before it. */
function convert(value: unknown, type: string, depth: Depth): Result<unknown> {
	if (depth === 'flat' && !PLAIN_TYPES.includes(type)) {
		return wrong(
			'is a list or an object, but additional fields hold text, a number or a boolean. Choose one of these types.',
		);
	}
	const given = (read: unknown, otherwise: string) =>
		read === undefined ? wrong(`is ${shown(value)}, which ${otherwise}`) : ok(read);
	switch (type) {
		case 'string':
			return given(textIn(value), 'is not text. Choose the matching type, or map a single value.');
		case 'number':
			return isTooLong(value)
				? given(undefined, 'has too many digits for a number. Choose the type String.')
				: given(numberIn(value), 'is not a number. Correct it, or choose the type String.');
		case 'boolean':
			return given(
				booleanIn(value),
				'is neither true nor false. Correct it, or choose the type String.',
			);
		case 'array':
		case 'object': {
			const plain = asJson(fromJsonText(value));
			const isRight = type === 'array' ? Array.isArray : isObject;
			if (plain.ok && !isRight(plain.value)) {
				const what = type === 'array' ? 'a list' : 'an object';
				return given(undefined, `is not ${what}. Correct it, or choose another type.`);
			}
			const rounded = plain.ok && roundedIn(value);
			return rounded ? wrong(rounded) : plain;
		}
		default:
			return asJson(value);
	}
}

function textIn(value: unknown): string | undefined {
	const plain = asJson(typeof value === 'bigint' ? String(value) : value);
	const text = plain.ok && typeof plain.value !== 'object' ? String(plain.value) : '';
	return text && !OBJECT.test(text) ? text : undefined;
}

/**
 * Says that a number in a JSON text has too many digits; `undefined` if none has. In the value of the JSON it is rounded
 * already. A string of the JSON matches as a whole, so that digits inside it are no number.
 */
function roundedIn(value: unknown): string | undefined {
	const parts = typeof value === 'string' ? value.match(/"(\\.|[^"\\])*"|[\d.e+-]+/gi) : null;
	const number = parts?.find(isTooLong);
	return number && `has ${shown(number)}, which has too many digits for a number. Make it text.`;
}

/** Whether text is a whole number that JavaScript would round. */
const isTooLong = (value: unknown) =>
	typeof value === 'string' && !/[.e]/i.test(value) && !Number.isSafeInteger(numberIn(value) ?? 0);

function numberIn(value: unknown): number | undefined {
	const text = typeof value === 'string' ? trimmed(value) : '';
	const number = /^[\d.e+-]+$/i.test(text) ? Number(text) : value;
	return Number.isFinite(number) ? Number(number) : undefined;
}
