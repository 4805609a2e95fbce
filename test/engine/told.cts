/** All that a user is told of an error: what happened, and below it what to do. */
export function told(
	error: { message: string; description?: string | null } | undefined,
): string | undefined {
	return error && [error.message, error.description].filter(Boolean).join(' ');
}
