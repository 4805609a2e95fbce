/** What the list of interviews tells of candidates that sending alone did not settle. */
import { refused } from '../../../shared/items';
import { plainEmail } from '../../../shared/emails';
import { fetchPages } from '../../../shared/fetchPages';
import { NOTHING_READ } from '../../../shared/listSoFar';
import { narrowed, readInstant, type Span } from '../../../shared/instants';
import type { Interview } from '../../../shared/interview';
import type { Run } from '../../../shared/run';
import type { LostTries } from '../../../shared/sendWithRetry';
import {
	type Duplicate,
	duplicate,
	mayBeOwn,
	type NotCreated,
	type Outcome,
	type Recipient,
	type Settled,
	type Unknown,
} from './outcome';

/** What a list of one job's interviews showed. */
export interface Listing {
	/** The wanted ones, by {@link plainEmail}. */
	found: Map<string, Interview>;
	searched: number;
	/** Why the list was not read to its end, as a short phrase. Then a candidate who is not in it may have an interview. */
	problem?: string;
}

/** Lists the interviews of a job until all wanted candidates, by {@link plainEmail}, are found, or to the end. */
export async function listInterviews(
	jobId: string,
	emails: ReadonlySet<string>,
	run: Run,
): Promise<Listing> {
	const found: Listing['found'] = new Map();
	let list = NOTHING_READ;
	for await (const page of fetchPages(run, { jobId })) {
		if (!page.ok) return { found, searched: list.searched, problem: page.reason };
		list = page.list;
		for (const { interview } of page.entries) {
			const email = plainEmail(interview.email ?? '');
			if (emails.has(email) && !found.has(email)) found.set(email, interview);
		}
		if (found.size === emails.size) break;
	}
	const { searched, others, namesEmails } = list;
	const isOther = searched === 0 && others > 0 && 'the list holds interviews of other jobs alone';
	const isBlind = searched > 0 && !namesEmails && 'the entries of the list name no email address';
	return { found, searched, problem: isOther || isBlind || undefined };
}

/** That an execution in this process sends a candidate, and until when; `until` is Infinity while it does. */
interface Attempt {
	by: object | undefined;
	until: number;
}

/** The attempts for each candidate, by {@link keyOf}; the oldest are dropped. */
const attempts = new Map<string, Attempt[]>();
const MOST_CANDIDATES = 50_000;
const MOST_ATTEMPTS = 5;

/** A key for the job and the candidate, however the email address is spelled. */
export const keyOf = ({ candidate }: Recipient) =>
	JSON.stringify([candidate.jobId, plainEmail(candidate.email)]);

/**
 * Notes that an execution sends a candidate. The caller sets `until` when it is done. Where another execution sent the
 * same candidate after an answer was lost, the time of the interview does not tell which of the two created it.
 */
export function noteSending(recipient: Recipient, by: object | undefined): Attempt {
	const attempt = { by, until: Infinity };
	const key = keyOf(recipient);
	const before = attempts.get(key) ?? [];
	attempts.delete(key);
	attempts.set(key, [...before, attempt].slice(-MOST_ATTEMPTS));
	if (attempts.size > MOST_CANDIDATES) attempts.delete(attempts.keys().next().value as string);
	return attempt;
}

function isContested(recipient: Recipient, by: object | undefined, { since }: LostTries): boolean {
	const known = attempts.get(keyOf(recipient)) ?? [];
	// Where the attempt of this execution was dropped, that of another may have been, too.
	const others = known.filter((attempt) => attempt.by !== by);
	return others.length === known.length || others.some(({ until }) => until >= since);
}

/** What of a run is needed to tell whose interview was found. */
type Sender = Pick<Run, 'offset' | 'execution'>;

/** Settles a candidate by a list that was begun after the candidate's last answer. */
export function settledBy(
	listing: Listing,
	outcome: Outcome,
	recipient: Recipient,
	sender: Sender,
): Outcome {
	if (outcome.kind !== 'duplicate' && outcome.kind !== 'unknown') return outcome;
	const found = listing.found.get(plainEmail(recipient.candidate.email));
	const there = found && duplicate(outcome.words, found, recipient);
	if (outcome.kind === 'unknown') {
		if (there) return ownOrOlder(there, outcome, recipient, sender);
		return listing.problem ? notLookedUp(outcome.otherwise, listing.problem) : outcome.ifAbsent;
	}
	if (there?.linkSource) return { ...outcome, ...there };
	return listing.problem && !outcome.linkSource ? notLookedUp(outcome, listing.problem) : outcome;
}

/** An outcome by status and words alone, where only the list could have told. */
export const notLookedUp = (outcome: NotCreated, reason: string): NotCreated =>
	outcome.kind === 'duplicate'
		? { ...outcome, notLookedUp: reason }
		: refused(`${outcome.message} ${unsearched(reason)}`);

export const unsearched = (reason: string) =>
	`Whether the candidate is in the list of interviews could not be looked up: ${reason}.`;

/** What an interview on the list is of a candidate who is unknown: one from before, or this run's own. */
function ownOrOlder(
	there: Duplicate,
	{ lost, otherwise }: Unknown,
	recipient: Recipient,
	sender: Sender,
): Settled {
	if (!lost) return there;
	const { interview, linkSource } = there;
	const whose = whoseInterview(readInstant(interview.createdAt), lost, sender.offset());
	if (whose === 'older') return there;
	if (whose === 'undecided' || isContested(recipient, sender.execution, lost)) {
		return mayBeOwn(there);
	}
	return linkSource ? { kind: 'created', interview, linkSource } : otherwise;
}

/** Clocks of machines that keep time differ by no more, in milliseconds. */
const SYNCHRONIZED: Span = { from: -100, to: 100 };

/**
 * Whether an interview was created by the tries whose answers were lost, or before them; `undecided` where the time it
 * tells, or the clocks, are too coarse to say so.
 *
 * @param createdAt by the service's clock
 * @param offset how far that clock is ahead; a span, because a Date header names a second
 */
export function whoseInterview(
	createdAt: Span | undefined,
	lost: LostTries,
	offset: Span | undefined,
): 'own' | 'older' | 'undecided' {
	if (!createdAt || !offset) return 'undecided';
	if (createdAt.to - offset.from < lost.since) return 'older';
	const agrees = offset.from <= 0 && offset.to >= 0;
	const ahead = (agrees && narrowed(offset, SYNCHRONIZED)) || offset;
	const isCoarse = createdAt.to - createdAt.from > 1000;
	const isWithin =
		createdAt.to - ahead.from >= lost.since && createdAt.from - ahead.to <= lost.until;
	return isWithin && !isCoarse ? 'own' : 'undecided';
}
