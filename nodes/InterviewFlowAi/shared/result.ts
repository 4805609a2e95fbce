/** A value, or a sentence that says what is wrong with it and what to do. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: string };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const wrong = (problem: string): Result<never> => ({ ok: false, problem });
