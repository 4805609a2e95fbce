/** What becomes of a candidate. Pure. */
import { plainEmail } from '../../../shared/emails';
import { type Interview, type LinkSource, NO_INTERVIEW, withLink } from '../../../shared/interview';
import type { Refused } from '../../../shared/items';
import type { LostTries } from '../../../shared/sendWithRetry';
import type { OnDuplicate } from './description';
import type { Candidate } from './request';

export interface Recipient {
	candidate: Candidate;
	/** Title of the job; null where it is not known. */
	jobTitle: string | null;
}

/** A key for the job and the candidate, however the email address is spelled. */
export const keyOfCandidate = ({ candidate }: Recipient) =>
	JSON.stringify([candidate.jobId, plainEmail(candidate.email)]);

export interface Task extends Recipient {
	item: number;
	onDuplicate: OnDuplicate;
	looksUp: boolean;
	/** With Retry On Fail: when an earlier run of the node lost the answer of this candidate. */
	lost?: LostTries;
	outcome?: Outcome;
	/** What became of the candidate in the end; undefined for one who was not sent. */
	settled?: Settled;
}

/** Whether the list of interviews is asked for the link of a duplicate. */
export const wantsLink = ({ looksUp, onDuplicate }: Task) => looksUp && onDuplicate !== 'error';

export interface Created<Known = Interview> {
	kind: 'created';
	interview: Known;
	/** Where the link comes from; undefined where the answer to the creation gave it. */
	linkSource?: LinkSource;
}

export interface Duplicate<Known = Interview> {
	kind: 'duplicate';
	/** The interview that exists, as far as it is known. */
	interview: Known;
	linkSource: LinkSource | null;
	/** What the service said; empty when it said nothing. */
	words: string;
	/** Set where this run may have created the interview, by a try whose answer was lost. */
	afterLostAnswer?: true;
	/** Why the list of interviews could not be read, where status and words decided instead. */
	notLookedUp?: string;
}

/** An outcome where this run created no interview, or where it is not known whether it did. */
export type NotCreated = Duplicate | Refused;

/** An outcome that the list of interviews cannot change any more, but for the link of a duplicate. */
export type Settled = Created | NotCreated;

/** What is known of a candidate after sending. */
export type Outcome = Settled | Unknown | NotSent;

/** The run was over before the service answered. */
export interface NotSent {
	kind: 'notSent';
	lost?: LostTries;
}

/** Only the list of interviews can tell what became of the candidate. */
export interface Unknown {
	kind: 'unknown';
	/** When answers of this candidate were lost; undefined where none was. A lost try may have created the interview. */
	lost?: LostTries;
	words: string;
	/** The outcome when the list was read to its end and does not hold the candidate. */
	ifAbsent: NotCreated;
	/** The outcome when the list cannot be read, or not to its end. */
	otherwise: NotCreated;
}

/** All fields of an interview, for the output: email and job are those of the request, whatever the answer says. */
export const completed = (
	known: Partial<Interview>,
	{ candidate, jobTitle }: Recipient,
): Interview => ({
	...NO_INTERVIEW,
	...known,
	name: known.name ?? candidate.name,
	email: candidate.email,
	jobTitle: jobTitle ?? known.jobTitle ?? null,
	jobId: candidate.jobId,
});

/** A duplicate, with the link of the interview that exists where it is known or can be rebuilt from its ID. */
export function duplicate(words: string, known: Interview, recipient: Recipient): Duplicate {
	return { kind: 'duplicate', ...withLink(completed(known, recipient)), words };
}

/** Marks a duplicate whose interview a lost try of this run may have created. */
export const mayBeOwn = (outcome: NotCreated): NotCreated =>
	outcome.kind === 'duplicate' ? { ...outcome, afterLostAnswer: true } : outcome;

/** The same candidate once more in a run: a duplicate of the first, or refused like it. */
export function repeated(original: Settled, recipient: Recipient): Settled {
	if (original.kind === 'refused') return original;
	const { interview, linkSource = 'answer' } = original;
	const words = original.kind === 'duplicate' ? original.words : '';
	const own = completed({ ...interview, name: null }, recipient);
	return { kind: 'duplicate', interview: own, linkSource, words };
}
