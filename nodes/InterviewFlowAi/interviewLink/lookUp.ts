/** Finds interviews that exist already, through the Fetch API, whose answer is not documented: any shape will do. */
import type { Answer, Reply } from '../api/client';
import { retryAfterMs } from '../api/retry';
import { type ListedInterview, readListing, readVerdict } from '../api/schemas';
import { persist, type Run, type Try, unanswered } from '../run/persist';
import type { Service } from './create';
import { effectiveStatus, isThrottled } from './outcome';

/** Where the Fetch API lives below the base URL. */
export const FETCH_PATH = '/api/external/fetch/candidates';

const PER_PAGE = 100;
const MOST_PAGES = 100;

/** What a listing showed. */
export interface Listing {
	/** By e-mail in lower case. */
	found: Map<string, ListedInterview>;
	/** What the service's clock shows, in milliseconds since 1970, when the machine's shows `now`. */
	serverTime: (now: number) => number | undefined;
	/** Why not everything may have been found. */
	problem?: string;
}

/**
 * Lists the interviews of one job, page by page, until every wanted candidate is found.
 *
 * @param emails wanted ones, in lower case
 */
export async function lookUp(
	jobId: string,
	emails: ReadonlySet<string>,
	service: Service,
	run: Run,
): Promise<Listing> {
	const listing: Listing = { found: new Map(), serverTime: () => undefined };
	const seen = new Set<string>();
	for (let page = 1; page <= MOST_PAGES; page++) {
		const ending = await persist(run, async () =>
			judge(
				await service.send({
					method: 'POST',
					url: service.baseUrl + FETCH_PATH,
					body: { interviewerId: jobId, page, limit: PER_PAGE },
					timeoutMs: run.timeoutMs,
					authenticated: true,
				}),
				run.clock.now(),
			),
		);
		if (!('settled' in ending)) {
			const problem =
				'gaveUp' in ending ? ending.reason || 'the service is busy' : 'it was stopped';
			return { ...listing, problem };
		}
		if ('problem' in ending.settled) return { ...listing, problem: ending.settled.problem };

		const { answer, entries } = ending.settled;
		listing.serverTime = serverClock(answer, run.clock.now());
		// A service that does not know pages sends the same one for ever.
		const news = entries.filter((entry) => !seen.has(identity(entry)));
		for (const entry of news) {
			seen.add(identity(entry));
			const email = entry.email?.toLowerCase();
			if (email && emails.has(email) && isOfJob(entry, jobId) && !listing.found.has(email)) {
				listing.found.set(email, entry);
			}
		}
		if (listing.found.size === emails.size || news.length === 0) return listing;
	}
	return {
		...listing,
		problem: `only the first ${MOST_PAGES * PER_PAGE} interviews were searched`,
	};
}

type Page = { answer: Answer; entries: ListedInterview[] } | { problem: string };

function judge(reply: Reply, now: number): Try<Page> {
	if (reply.kind !== 'answer') return unanswered(reply, (problem) => ({ problem }));
	const status = effectiveStatus(reply.status, readVerdict(reply.json).code);
	if (isThrottled(status, reply)) {
		const askedMs = retryAfterMs(reply.headers['retry-after'], now);
		return { failure: { kind: 'throttled', askedMs }, reason: 'the service is busy' };
	}
	const said = `the service answered ${status}`;
	if (status >= 500) return { failure: { kind: 'lost' }, reason: said };
	if (status < 200 || status >= 300) return { settled: { problem: said } };
	const entries = readListing(reply.json);
	if (entries) return { settled: { answer: reply, entries } };
	// Reading may be repeated without harm; what came may have been cut off on its way.
	const reason = reply.tooLarge ? 'too large' : 'not a list of interviews';
	return { failure: { kind: 'lost' }, reason: `the answer was ${reason}` };
}

/** The Date header says what the service's clock showed when it answered, to the second. */
function serverClock(answer: Answer, receivedAt: number): Listing['serverTime'] {
	const shown = Date.parse(String(answer.headers.date));
	return (now) => (Number.isFinite(shown) ? shown + (now - receivedAt) : undefined);
}

function identity(entry: ListedInterview): string {
	return JSON.stringify([entry.id, entry.email, entry.interviewLink]);
}

/** A service that overlooks `interviewerId` would list other jobs' interviews, too. */
function isOfJob(entry: ListedInterview, jobId: string): boolean {
	return entry.jobIds.length === 0 || entry.jobIds.some((id) => id === jobId);
}
