/** A value, or a sentence that says what is wrong with it and what to do. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: string };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const wrong = (problem: string): Result<never> => ({ ok: false, problem });

/** All values by their names, without those that are undefined; or every problem, one after the other. */
export function allOf<T extends object>(results: {
	[Name in keyof T]: Result<T[Name]>;
}): Result<T> {
	const values: Record<string, unknown> = {};
	const problems: string[] = [];
	for (const [name, result] of Object.entries<Result<unknown>>(results)) {
		if (!result.ok) problems.push(result.problem);
		else if (result.value !== undefined) values[name] = result.value;
	}
	return problems.length > 0 ? wrong(problems.join(' ')) : ok(values as T);
}
