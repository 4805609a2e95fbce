/** Settles, by the list of interviews, the candidates that sending alone did not settle. */
import { refused } from '../../../shared/items';
import { plainEmail } from '../../../shared/emails';
import { fetchPages } from '../../../shared/fetchPages';
import { NOTHING_READ } from '../../../shared/listSoFar';
import { narrowed, readInstant, type Span } from '../../../shared/instants';
import type { Interview } from '../../../shared/interview';
import type { Run } from '../../../shared/run';
import type { LostTries } from '../../../shared/sendWithRetry';
import { isContested } from './attempts';
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
	/** A phrase that says why a candidate who was not found may have an interview all the same. */
	problem?: string;
}

/** Lists the interviews of a job until those of all wanted candidates, by {@link plainEmail}, are found, or to the end. */
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
	const otherJobs = searched === 0 && others > 0 && 'the list holds interviews of other jobs alone';
	const noEmails = searched > 0 && !namesEmails && 'the entries of the list name no email address';
	return { found, searched, problem: otherJobs || noEmails || undefined };
}

/** What of a run is needed to tell whose interview was found. */
type Sender = Pick<Run, 'offset' | 'execution'>;

/**
 * Settles a candidate by a list that was begun after the candidate's last answer. A duplicate stays one, and gets its
 * interview with the link; an unknown candidate becomes created, a duplicate or refused.
 */
export function settledBy(
	listing: Listing,
	outcome: Outcome,
	recipient: Recipient,
	sender: Sender,
): Outcome {
	if (outcome.kind !== 'duplicate' && outcome.kind !== 'unknown') return outcome;
	const found = listing.found.get(plainEmail(recipient.candidate.email));
	const existing = found && duplicate(outcome.words, found, recipient);
	if (outcome.kind === 'unknown') {
		if (existing) return ownOrOlder(existing, outcome, recipient, sender);
		return listing.problem ? notLookedUp(outcome.otherwise, listing.problem) : outcome.ifAbsent;
	}
	if (existing?.linkSource) return { ...outcome, ...existing };
	return listing.problem && !outcome.linkSource ? notLookedUp(outcome, listing.problem) : outcome;
}

/** The outcome that status and words give, with the reason why the list could not decide. */
export const notLookedUp = (outcome: NotCreated, reason: string): NotCreated =>
	outcome.kind === 'duplicate'
		? { ...outcome, notLookedUp: reason }
		: refused(`${outcome.message} ${unsearched(reason)}`);

export const unsearched = (reason: string) =>
	`Whether the candidate is in the list of interviews could not be looked up: ${reason}.`;

/** The outcome of an unknown candidate whose interview is in the list: a duplicate, or this run created it. */
function ownOrOlder(
	existing: Duplicate,
	{ lost, otherwise }: Unknown,
	recipient: Recipient,
	sender: Sender,
): Settled {
	if (!lost) return existing;
	const { interview, linkSource } = existing;
	const whose = whoseInterview(readInstant(interview.createdAt), lost, sender.offset());
	if (whose === 'older') return existing;
	if (whose === 'undecided' || isContested(recipient, sender.execution, lost)) {
		return mayBeOwn(existing);
	}
	return linkSource ? { kind: 'created', interview, linkSource } : otherwise;
}

/** How much the clocks of machines that take their time from the internet differ at most, in milliseconds. */
const SYNCHRONIZED: Span = { from: -100, to: 100 };

/**
 * Whether an interview was created by the tries whose answers were lost (`own`) or before them (`older`); `undecided`
 * where its time, or what is known of the service's clock, is too coarse to say.
 *
 * @param createdAt by the service's clock
 * @param offset how far that clock is ahead of this machine's; a span, because a Date header only names a second
 */
export function whoseInterview(
	createdAt: Span | undefined,
	lost: LostTries,
	offset: Span | undefined,
): 'own' | 'older' | 'undecided' {
	if (!createdAt || !offset) return 'undecided';
	if (createdAt.to - offset.from < lost.since) return 'older';
	// Clocks that may agree count as synchronized: by a wider span, an interview from shortly before the tries would be own.
	const agrees = offset.from <= 0 && offset.to >= 0;
	const ahead = (agrees && narrowed(offset, SYNCHRONIZED)) || offset;
	const isCoarse = createdAt.to - createdAt.from > 1000;
	const isWithin =
		createdAt.to - ahead.from >= lost.since && createdAt.from - ahead.to <= lost.until;
	return isWithin && !isCoarse ? 'own' : 'undecided';
}
