/** What becomes of a candidate, and what of it is remembered for n8n's Retry On Fail. Pure. */
import {
	type Interview,
	type LinkSource,
	readInterview,
	withLink,
} from '../../../shared/interview';
import type { LostTries } from '../../../shared/sendWithRetry';
import type { Candidate } from './request';

/** A candidate to be sent. */
export interface Recipient {
	candidate: Candidate;
	/** Title of the job; null where it is not known. */
	jobTitle: string | null;
}

/** An outcome that stays. */
export type Settled =
	| {
			kind: 'created';
			interview: Interview;
			/** Where the link comes from, if no answer to the creation gave it. */
			linkSource?: LinkSource;
	  }
	| {
			kind: 'duplicate';
			/** The interview that exists, as far as it is known. */
			interview: Interview;
			linkSource: LinkSource | null;
			/** What the service said; empty when it said nothing. */
			words: string;
			/** It cannot be told whether this run created the interview. */
			afterLostAnswer?: true;
			/** Why the list of interviews could not be asked, where only status and words decided. */
			notLookedUp?: string;
	  }
	| { kind: 'refused'; message: string };

/** What is known of a candidate after sending. */
export type Outcome =
	| Settled
	| Unknown
	/** The run was over before the service answered. */
	| { kind: 'notSent'; lost?: LostTries };

/** Only the list of interviews can tell. */
export interface Unknown {
	kind: 'unknown';
	/** When an answer of this candidate was lost: the interview may be this run's. */
	lost?: LostTries;
	words: string;
	/** When the list was read to its end and does not hold the candidate. */
	ifAbsent: Settled;
	/** When there is no list to be had. */
	otherwise: Settled;
}

/** An outcome that was not lost, but is unknown until the list was read. */
export const unknown = (words: string, ifAbsent: Settled, otherwise = ifAbsent): Unknown => ({
	kind: 'unknown',
	words,
	ifAbsent,
	otherwise,
});

export const refused = (message: string): Extract<Settled, { kind: 'refused' }> => ({
	kind: 'refused',
	message,
});

/** The documented fields; what an answer leaves out is known from the request. */
export function completed(known: Interview, { candidate, jobTitle }: Recipient): Interview {
	return {
		interviewLink: known.interviewLink,
		name: known.name ?? candidate.name,
		email: candidate.email,
		status: known.status,
		jobTitle: jobTitle ?? known.jobTitle,
		jobId: candidate.jobId,
		id: known.id,
		createdAt: known.createdAt,
	};
}

/** A duplicate, with the link of the interview that exists where it is known or can be rebuilt from its ID. */
export function duplicate(
	words: string,
	known: Interview,
	recipient: Recipient,
	afterLostAnswer = false,
): Extract<Settled, { kind: 'duplicate' }> {
	return {
		kind: 'duplicate',
		...withLink(completed(known, recipient)),
		words,
		...(afterLostAnswer && { afterLostAnswer: true }),
	};
}

/** The same candidate once more in a run: a duplicate of the first, or refused like it. */
export function repeated(original: Settled, recipient: Recipient): Settled {
	if (original.kind === 'refused') return original;
	const { interview, linkSource = 'answer' } = original;
	const words = original.kind === 'duplicate' ? original.words : '';
	const known = { ...interview, name: recipient.candidate.name };
	return { kind: 'duplicate', interview: completed(known, recipient), linkSource, words };
}

/**
 * What is remembered: a settled candidate, or when answers were lost. n8n stores it with the execution; so it holds
 * IDs, the link and times, and nothing of what the candidate or the service said.
 */
export type Remembered =
	| ({
			kind: 'created' | 'duplicate';
			linkSource?: LinkSource | null;
			afterLostAnswer?: true;
	  } & Pick<Interview, 'id' | 'status' | 'createdAt' | 'interviewLink'>)
	| { kind: 'lost'; lost: LostTries };

/** What to remember; nothing of who was refused, or could not be looked up: they are to be sent again. */
export function toRemember(outcome: Outcome): Remembered | undefined {
	switch (outcome.kind) {
		case 'refused':
			return undefined;
		case 'unknown':
		case 'notSent':
			return outcome.lost && { kind: 'lost', lost: outcome.lost };
		case 'created':
		case 'duplicate': {
			const { kind, linkSource, interview, ...more } = outcome;
			const { id, status, createdAt, interviewLink } = interview;
			if ('notLookedUp' in more) return undefined;
			const open = 'afterLostAnswer' in more && { afterLostAnswer: true as const };
			return { kind, linkSource, ...open, id, status, createdAt, interviewLink };
		}
	}
}

/** The outcome that was remembered. */
export function remembered(
	{ kind, linkSource, afterLostAnswer, ...known }: Exclude<Remembered, { kind: 'lost' }>,
	recipient: Recipient,
): Settled {
	const interview = completed({ ...readInterview(undefined), ...known }, recipient);
	const open = afterLostAnswer && { afterLostAnswer };
	if (kind === 'duplicate')
		return { kind, interview, linkSource: linkSource ?? null, words: '', ...open };
	return linkSource ? { kind, interview, linkSource } : { kind, interview };
}
