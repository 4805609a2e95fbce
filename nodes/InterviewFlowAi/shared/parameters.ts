import { type IExecuteFunctions, type INodeExecutionData, isExpression } from 'n8n-workflow';
import { isObject } from './json';
import { ok, type Result, wrong } from './result';
import { thrownWords } from './texts';
import { isBlank } from './values';

/** Where parameters are read: a node with its items. */
export interface Source {
	context: IExecuteFunctions;
	items: INodeExecutionData[];
}

/** A parameter with its expressions as they were typed; null where it is not there. */
export const rawParameter = ({ context }: Source, path: string): unknown =>
	context.getNodeParameter(path, 0, null, { rawExpressions: true });

/** Gives a parameter's value for an item; throws what n8n throws when an expression cannot be evaluated. */
export type ReadParameter = (itemIndex: number) => unknown;

/**
 * `{{ $json.candidate.email }}` or `{{ $json["Email"] }}` alone, without anything around it. Between quotes nothing may
 * stand that means something to n8n or to JavaScript: braces, backslashes, line ends.
 */
const PLAIN_MAPPING =
	/^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\[(?:"[^"\\{}\n\r\u2028\u2029]*"|'[^'\\{}\n\r\u2028\u2029]*')\])+)\s*\}\}$/;
const STEP = /\.([A-Za-z_]\w*)|\[(?:"([^"]*)"|'([^']*)')\]/g;

/**
 * Prepares one parameter for being read for many items: what is no expression is read once, a plain mapping is taken
 * from the item itself, and everything else is evaluated by n8n, which costs a thousand times as much.
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
	if (Array.isArray(raw)) {
		const entries = raw.map((entry, at) => parameterReader(source, `${path}[${at}]`, entry));
		return (index) => entries.map((read) => read(index));
	}
	// Other names have no path that n8n could be asked for.
	if (!Object.keys(raw as object).every((key) => /^\w+$/.test(key))) return evaluate;
	const fields = Object.entries(raw as object).map(
		([key, entry]) => [key, parameterReader(source, `${path}.${key}`, entry)] as const,
	);
	return (index) => Object.fromEntries(fields.map(([key, read]) => [key, read(index)]));
}

const hasExpression = (raw: unknown): boolean =>
	isExpression(raw) ||
	(typeof raw === 'object' && raw !== null && Object.values(raw).some(hasExpression));

/** The steps of a plain mapping, such as `['candidate', 'email']`. */
export function plainMapping(expression: string): string[] | undefined {
	const path = PLAIN_MAPPING.exec(expression)?.[1];
	if (path === undefined) return undefined;
	const steps = [...path.matchAll(STEP)].map(
		([, name, double, single]) => name ?? double ?? single,
	);
	// Names that n8n's sandbox guards, or that every object has, are left to n8n.
	return steps.every((step) => step && !(step in Object.prototype) && !GUARDED.has(step))
		? (steps as string[])
		: undefined;
}

const GUARDED = new Set(['prototype', 'getPrototypeOf', 'mainModule', 'binding', '_load']);

function mapped(
	items: INodeExecutionData[],
	steps: string[],
	evaluate: ReadParameter,
): ReadParameter {
	return (index) => {
		let value: unknown = items[index]?.json;
		for (const step of steps) {
			const isPlain = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
			if (!isPlain) return evaluate(index);
			value = (value as Record<string, unknown>)[step];
		}
		const isPrimitive =
			typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
		return isPrimitive ? value : evaluate(index);
	};
}

/** A field of the editor, and the check of its value for one item, which may be anything. */
export interface Field<T> {
	label: string;
	path: string;
	check: (value: unknown, label: string) => Result<T>;
}

/** Prepares a field for being read. */
export function fieldReader<T = unknown>(
	source: Source,
	label: string,
	path: string,
	check: Field<T>['check'] = (value) => ok(value as T),
) {
	const read = parameterReader(source, path);
	return (itemIndex: number) => readSafely(label, () => check(read(itemIndex), label));
}

/** Prepares several fields for being read by their names. */
export function fieldsReader<T>(source: Source, fields: { [Name in keyof T]: Field<T[Name]> }) {
	const readers = Object.entries<Field<unknown>>(fields).map(
		([name, { label, path, check }]) => [name, fieldReader(source, label, path, check)] as const,
	);
	return (itemIndex: number) =>
		Object.fromEntries(readers.map(([name, read]) => [name, read(itemIndex)])) as {
			[Name in keyof T]: Result<T[Name]>;
		};
}

/** What throws is the problem of its item: an expression, or the value of one when it is looked at. */
export function readSafely<T>(label: string, read: () => Result<T>): Result<T> {
	try {
		return read();
	} catch (thrown) {
		return wrong(
			`${label} could not be read: ${thrownWords(thrown)} Check the expression in this field.`,
		);
	}
}

/** The value of a resource locator; where the whole field is an expression, that is the value. */
export function locatorValue(locator: unknown): unknown {
	return isObject(locator) && 'value' in locator ? locator.value : locator;
}

/** A whole number within its limits; an expression may give anything. */
export function within(
	value: unknown,
	limits: { default: number; min: number; max: number },
): number {
	const number = isBlank(value) ? NaN : Math.round(Number(value));
	return Number.isNaN(number) ? limits.default : Math.min(limits.max, Math.max(limits.min, number));
}
