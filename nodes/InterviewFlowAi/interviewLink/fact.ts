/**
 * What is remembered of a candidate for n8n's Retry On Fail. n8n stores it with the execution; so it holds IDs, the
 * link and times, and nothing of what the candidate or the service said.
 */
import { asDuplicate, type FirstOutcome, type LinkSource } from './create';
import type { Candidate } from './candidate';

/** A settled candidate, or one whose answer was lost since a time in milliseconds since 1970. */
export type Fact =
	| {
			kind: 'created' | 'duplicate';
			id: string | null;
			status: string | null;
			createdAt: string | null;
			interviewLink: string | null;
			linkSource?: LinkSource;
	  }
	| { kind: 'unknown'; since: number };

/** What to remember of an outcome; nothing of a refusal, because a candidate who was refused is to be sent again. */
export function factOf(outcome: FirstOutcome): Fact | undefined {
	if (outcome.kind === 'refused') return undefined;
	if (outcome.kind === 'unknown') return { kind: 'unknown', since: outcome.since };
	const { id, status, createdAt, interviewLink } = outcome.interview;
	const linkSource = outcome.kind === 'created' ? outcome.linkSource : undefined;
	const fact = { kind: outcome.kind, id, status, createdAt, interviewLink };
	return linkSource ? { ...fact, linkSource } : fact;
}

/** The outcome that was remembered. */
export function outcomeOfFact(
	fact: Exclude<Fact, { kind: 'unknown' }>,
	candidate: Candidate,
): FirstOutcome {
	const { kind, id, status, createdAt, interviewLink, linkSource } = fact;
	const { jobId, name, email } = candidate;
	const interview = { id, jobId, name, email, status, createdAt, interviewLink };
	if (kind === 'duplicate') return asDuplicate('', interview, candidate);
	return linkSource ? { kind, interview, linkSource } : { kind, interview };
}
