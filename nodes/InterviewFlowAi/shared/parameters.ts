import { type IExecuteFunctions, type INodeExecutionData, isExpression } from 'n8n-workflow';
import { isObject } from './json';
import { ok, type Result, wrong } from './result';
import { thrownWords } from './texts';
import { isBlank, PLAIN_TYPES } from './values';

/** Where parameters are read: a node with its items. */
export interface Source {
	context: IExecuteFunctions;
	items: INodeExecutionData[];
}

/** A parameter with its expressions as they were typed, not evaluated; null where the node has no such parameter. */
export const rawParameter = ({ context }: Source, path: string): unknown =>
	context.getNodeParameter(path, 0, null, { rawExpressions: true });

/** Gives a parameter's value for an item; throws what n8n throws when an expression cannot be evaluated. */
export type ReadParameter = (itemIndex: number) => unknown;

/**
 * A plain mapping: `{{ $json.candidate.email }}` or `{{ $json["Email"] }}` with nothing around it. Names in quotes must
 * not hold what has a meaning for n8n or for JavaScript: braces, backslashes, line ends.
 */
const PLAIN_MAPPING =
	/^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\[(?:"[^"\\{}\n\r\u2028\u2029]*"|'[^'\\{}\n\r\u2028\u2029]*')\])+)\s*\}\}$/;
const STEP = /\.([A-Za-z_]\w*)|\[(?:"([^"]*)"|'([^']*)')\]/g;

/**
 * Prepares a parameter to be read for many items. What is no expression is read once; a plain mapping is read from the
 * item itself; everything else is evaluated by n8n, which takes a thousand times as long. Lists and objects with
 * expressions inside are read value by value, in the same way.
 */
export function parameterReader(
	source: Source,
	path: string,
	raw = rawParameter(source, path),
): ReadParameter {
	const evaluate: ReadParameter = (index) => source.context.getNodeParameter(path, index);
	if (isExpression(raw)) {
		const steps = plainMapping(raw);
		return steps ? mapped(source.items, steps, evaluate) : evaluate;
	}
	if (!hasExpression(raw)) return () => raw;
	const entries = Object.entries(raw as object);
	// n8n gives a value by its path, such as `list.0.name`, which cannot hold names with other characters.
	if (!entries.every(([key]) => /^\w+$/.test(key))) return evaluate;
	const readers = entries.map(
		([key, entry]) => [key, parameterReader(source, `${path}.${key}`, entry)] as const,
	);
	return Array.isArray(raw)
		? (index) => readers.map(([, read]) => read(index))
		: (index) => Object.fromEntries(readers.map(([key, read]) => [key, read(index)]));
}

const hasExpression = (raw: unknown): boolean =>
	isExpression(raw) ||
	(typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression));

/** The steps of a plain mapping: `['candidate', 'email']` of `{{ $json.candidate.email }}`; undefined for any other. */
export function plainMapping(expression: string): string[] | undefined {
	const path = PLAIN_MAPPING.exec(expression)?.[1];
	if (path === undefined) return undefined;
	const steps = [...path.matchAll(STEP)].map(
		([, name, double, single]) => name ?? double ?? single,
	);
	// n8n evaluates names that its sandbox guards, and those that every object has, such as `constructor`.
	return steps.every((step) => step && !(step in Object.prototype) && !GUARDED.has(step))
		? (steps as string[])
		: undefined;
}

const GUARDED = new Set(['prototype', 'getPrototypeOf', 'mainModule', 'binding', '_load']);

/** Reads a plain mapping from the item; n8n evaluates it where a step is missing or leads to no text, number or boolean. */
function mapped(
	items: INodeExecutionData[],
	steps: string[],
	evaluate: ReadParameter,
): ReadParameter {
	return (index) => {
		let value: unknown = items[index]?.json;
		for (const step of steps) {
			const hasStep = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
			if (!hasStep) return evaluate(index);
			value = (value as Record<string, unknown>)[step];
		}
		return PLAIN_TYPES.includes(typeof value) ? value : evaluate(index);
	};
}

/** A field of the editor, and the check of its value, which may be anything. */
export interface Field<T> {
	label: string;
	path: string;
	check: (value: unknown, label: string) => Result<T>;
}

/** Prepares a field of many items; the function it returns reads and checks that of one item. */
export function fieldReader<T = unknown>(
	source: Source,
	label: string,
	path: string,
	check: Field<T>['check'] = (value) => ok(value as T),
) {
	const read = parameterReader(source, path);
	return (itemIndex: number) => readSafely(label, () => check(read(itemIndex), label));
}

/** Does the same as {@link fieldReader} for several fields; the results have the names of the fields. */
export function fieldsReader<T>(source: Source, fields: { [Name in keyof T]: Field<T[Name]> }) {
	const readers = Object.entries<Field<unknown>>(fields).map(
		([name, { label, path, check }]) => [name, fieldReader(source, label, path, check)] as const,
	);
	return (itemIndex: number) =>
		Object.fromEntries(readers.map(([name, read]) => [name, read(itemIndex)])) as {
			[Name in keyof T]: Result<T[Name]>;
		};
}

/** Turns what is thrown into a problem of the item: an expression can throw, and so can its value when it is read. */
export function readSafely<T>(label: string, read: () => Result<T>): Result<T> {
	try {
		return read();
	} catch (thrown) {
		return wrong(
			`${label} could not be read: ${thrownWords(thrown)} Check the expression in this field.`,
		);
	}
}

/** The value of a field such as Job, `{ "mode": "id", "value": "…" }`; an expression may stand for the whole field. */
export function locatorValue(locator: unknown): unknown {
	return isObject(locator) && 'value' in locator ? locator.value : locator;
}

/** The value of a numeric option as a whole number within its limits; an expression may have given anything. */
export function within(
	value: unknown,
	limits: { default: number; min: number; max: number },
): number {
	const number = isBlank(value) ? NaN : Math.round(Number(value));
	return Number.isNaN(number) ? limits.default : Math.min(limits.max, Math.max(limits.min, number));
}
