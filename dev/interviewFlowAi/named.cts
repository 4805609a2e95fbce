import { z } from 'zod';

/** The name of an entry of a table; another name is told as such, since a typing mistake must not pass for a test. */
export function nameIn<K extends string>(table: Readonly<Record<K, unknown>>, what: string) {
	return z.custom<K>(
		(name) => typeof name === 'string' && Object.hasOwn(table, name),
		(name) => ({ message: `No ${what} is named ${JSON.stringify(name)}` }),
	);
}

/** @throws with the first thing that is wrong and where it stands. */
export function checked<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new Error(wrong(parsed.error));
	return parsed.data;
}

function wrong({ issues }: z.ZodError): string {
	const issue = issues[0]!;
	if (issue.code === 'invalid_union') return wrong(issue.unionErrors.at(-1)!);
	const at = issue.path.length > 0 ? ` (${issue.path.join('.')})` : '';
	return issue.message + at;
}

export function namesOf<T extends object>(table: T) {
	return Object.keys(table) as Array<keyof T & string>;
}
