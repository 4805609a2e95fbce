import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { textOf } from '../../../shared/json';
import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import { isBlank, trimmed } from '../../../shared/values';

/**
 * Reads a field of the type options, where an expression may give anything. A choice is found by its value or by the name
 * that the editor shows, in capital or small letters; where there is no value, the field's default counts.
 */
export function readChoice<T extends string>(field: INodeProperties, value: unknown): Result<T> {
	if (isBlank(value)) return ok(field.default as T);
	const choices = field.options as INodePropertyOptions[];
	const text = trimmed(textOf(value) ?? '').toLowerCase();
	const chosen = choices.find((choice) =>
		[choice.name, choice.value].some((word) => String(word).toLowerCase() === text),
	);
	if (chosen) return ok(chosen.value as T);
	const names = choices.map(({ name }) => name);
	return wrong(
		`${field.displayName} is ${shown(value)}, which is none of its choices. Use ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`,
	);
}
