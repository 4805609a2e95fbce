/** Remembers which executions in this process sent which candidates. */
import type { LostTries } from '../../../shared/sendWithRetry';
import { keyOfCandidate, type Recipient } from './outcome';

/** An execution in this process that sends or sent a candidate; `until` is when it was done, and Infinity before. */
interface Attempt {
	by: object | undefined;
	until: number;
}

/** The attempts for each candidate, by {@link keyOfCandidate}; the oldest are dropped. */
const attempts = new Map<string, Attempt[]>();
const MOST_CANDIDATES = 50_000;
const MOST_ATTEMPTS = 5;

/**
 * Notes that an execution sends a candidate. The caller sets `until` when it is done. Where another execution sent the
 * same candidate after an answer was lost, the time of the interview does not tell which of the two created it.
 */
export function noteSending(recipient: Recipient, by: object | undefined): Attempt {
	const attempt = { by, until: Infinity };
	const key = keyOfCandidate(recipient);
	const before = attempts.get(key) ?? [];
	attempts.delete(key);
	attempts.set(key, [...before, attempt].slice(-MOST_ATTEMPTS));
	if (attempts.size > MOST_CANDIDATES) attempts.delete(attempts.keys().next().value as string);
	return attempt;
}

/** Whether another execution may have sent the candidate since the first of the lost tries. */
export function isContested(
	recipient: Recipient,
	by: object | undefined,
	{ since }: LostTries,
): boolean {
	const known = attempts.get(keyOfCandidate(recipient)) ?? [];
	// The oldest attempts are dropped. Where that of this execution was, one of another may have been, too.
	const others = known.filter((attempt) => attempt.by !== by);
	return others.length === known.length || others.some(({ until }) => until >= since);
}
