import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { textOf } from '../../../shared/json';
import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import { isBlank, trimmed } from '../../../shared/values';

/**
 * Reads what an expression chose in a field of the type options: a choice by the name that the editor shows, or by its
 * value, in any case; blank is the field's default.
 */
export function readChoice<T extends string>(field: INodeProperties, value: unknown): Result<T> {
	if (isBlank(value)) return ok(field.default as T);
	const choices = field.options as INodePropertyOptions[];
	const text = trimmed(textOf(value) ?? '').toLowerCase();
	const chosen = choices.find((choice) =>
		[choice.name, choice.value].some((one) => String(one).toLowerCase() === text),
	);
	if (chosen) return ok(chosen.value as T);
	const names = choices.map(({ name }) => name);
	return wrong(
		`${field.displayName} is ${shown(value)}, which is none of its choices. Use ${names.slice(0, -1).join(', ')} or ${names.at(-1)}.`,
	);
}
