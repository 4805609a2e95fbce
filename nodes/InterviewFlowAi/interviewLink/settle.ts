/** After all candidates were sent: look up what only a listing can tell, then say what became of each. */
import type { ListedInterview } from '../api/schemas';
import * as say from '../messages';
import { workThrough } from '../run/pool';
import type { Candidate } from './candidate';
import { asDuplicate, completed, type FirstOutcome, type Outcome, withLink } from './create';
import type { Listing } from './lookUp';

/** A candidate after sending; `repeatOf` is the earlier item with the same job and e-mail that was sent instead. */
export interface Sent {
	candidate: Candidate;
	first: FirstOutcome | { kind: 'repeat'; repeatOf: number };
	/** Whether a duplicate's existing link is wanted. */
	wantsLink: boolean;
}

/** What became of all candidates. */
export interface Settled {
	/** By item; `undefined` where nothing was sent, or the run was over before it could be settled. */
	outcomes: Array<Outcome | undefined>;
	/** Why links of duplicates may be missing, as phrases. */
	problems: string[];
}

/** Lists the interviews of a job in which the wanted e-mails may be found. */
export type ListJob = (jobId: string, emails: ReadonlySet<string>) => Promise<Listing>;

/**
 * Settles every candidate, with one listing per job however many of its candidates need it.
 *
 * @param sent by item; `undefined` for items that were not sent
 * @param listJob left out when nothing more may be sent
 * @param jobsAtOnce most jobs listed at the same time
 */
export async function settle(
	sent: ReadonlyArray<Sent | undefined>,
	listJob: ListJob | undefined,
	jobsAtOnce: number,
): Promise<Settled> {
	const wanted = listJob ? [...emailsByJob(sent)] : [];
	const listings = new Map<string, Listing>();
	await workThrough(
		wanted.length,
		jobsAtOnce,
		() => true,
		async (index) => {
			const [jobId, emails] = wanted[index] as (typeof wanted)[number];
			if (listJob) listings.set(jobId, await listJob(jobId, emails));
		},
	);

	const outcomes: Settled['outcomes'] = [];
	for (const entry of sent) {
		// A repeat comes after the item it repeats, which is settled by then.
		outcomes.push(entry && outcomeOf(entry, listings.get(entry.candidate.jobId), outcomes));
	}
	return { outcomes, problems: problemsOf(sent, listings, outcomes) };
}

function problemsOf(
	sent: ReadonlyArray<Sent | undefined>,
	listings: ReadonlyMap<string, Listing>,
	outcomes: Settled['outcomes'],
): string[] {
	const problems = new Set([...listings.values()].flatMap((listing) => listing.problem ?? []));
	const notListed = sent.filter((entry, index) => {
		const listing = entry && listings.get(entry.candidate.jobId);
		const outcome = outcomes[index];
		const lacksLink = outcome?.kind === 'duplicate' && outcome.linkSource === null;
		return entry?.wantsLink && lacksLink && listing && !listing.problem;
	});
	if (notListed.length > 0) problems.add(say.notListed(notListed.length));
	return [...problems];
}

function emailsByJob(sent: ReadonlyArray<Sent | undefined>): Map<string, Set<string>> {
	const wanted = new Map<string, Set<string>>();
	for (const entry of sent) {
		if (!entry || !needsListing(entry)) continue;
		const { jobId, email } = entry.candidate;
		const emails = wanted.get(jobId) ?? new Set();
		wanted.set(jobId, emails.add(email));
	}
	return wanted;
}

function needsListing({ first, wantsLink }: Sent): boolean {
	if (first.kind === 'unknown') return true;
	return first.kind === 'duplicate' && wantsLink && first.linkSource !== 'answer';
}

function outcomeOf(
	{ candidate, first }: Sent,
	listing: Listing | undefined,
	earlier: ReadonlyArray<Outcome | undefined>,
): Outcome | undefined {
	const found = listing?.found.get(candidate.email);
	switch (first.kind) {
		case 'repeat':
			return repeated(earlier[first.repeatOf], candidate);
		case 'duplicate':
			return found?.interviewLink || found?.id ? asDuplicate(first.words, found, candidate) : first;
		case 'unknown':
			return listing && found ? recovered(first, found, listing, candidate) : first.otherwise;
		default:
			return first;
	}
}

/** The same candidate again: a duplicate of the first, or refused like it. */
function repeated(original: Outcome | undefined, candidate: Candidate): Outcome | undefined {
	if (!original || original.kind === 'refused') return original;
	const { interview, linkSource = 'answer' } = original;
	const words = original.kind === 'duplicate' ? original.words : '';
	return { kind: 'duplicate', words, interview: completed(interview, candidate), linkSource };
}

/**
 * An interview turned up after an answer was lost. Created after the first try began, by the service's own clock, it
 * is this run's; created before, it is a duplicate; without times, it is a duplicate that may be this run's.
 */
function recovered(
	first: Extract<FirstOutcome, { kind: 'unknown' }>,
	found: ListedInterview,
	listing: Listing,
	candidate: Candidate,
): Outcome | undefined {
	const createdAt = instantOf(found.createdAt);
	const since = wholeSeconds(listing.serverTime(first.since));
	const words = first.otherwise?.kind === 'duplicate' ? first.otherwise.words : '';
	if (createdAt === undefined || since === undefined)
		return asDuplicate(words, found, candidate, true);
	if (createdAt < since) return asDuplicate(words, found, candidate);
	const { interview, linkSource } = withLink(completed(found, candidate));
	return linkSource ? { kind: 'created', interview, linkSource } : first.otherwise;
}

/** Neither the Date header nor every `createdAt` is finer than a second. */
function wholeSeconds(ms: number | undefined): number | undefined {
	return ms === undefined ? undefined : Math.floor(ms / 1000) * 1000;
}

/** Milliseconds since 1970 of a time that says in which zone it is. */
function instantOf(time: string | null): number | undefined {
	const ms = time && /(?:Z|[+-]\d\d:?\d\d)$/i.test(time) ? Date.parse(time) : NaN;
	return Number.isNaN(ms) ? undefined : ms;
}
