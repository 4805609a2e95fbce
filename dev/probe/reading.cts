/** What the node makes of an answer, told by the node's own judge and readers. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { type FetchedPage, fetchPages } from '../../nodes/InterviewFlowAi/shared/fetchPages.ts';
import { clockOffset } from '../../nodes/InterviewFlowAi/shared/instants.ts';
import * as interviews from '../../nodes/InterviewFlowAi/shared/interview.ts';
import type { Interview, ListedInterview } from '../../nodes/InterviewFlowAi/shared/interview.ts';
import type { Answered } from '../../nodes/InterviewFlowAi/shared/reply.ts';
import { inRun } from '../../nodes/InterviewFlowAi/shared/run.ts';
import { outcomeOf } from '../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/answer.ts';
import { noteSending } from '../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/attempts.ts';
import { settledBy } from '../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/lookUp.ts';
import type { Recipient } from '../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/outcome.ts';

/** So many interviews are asked for on a page, as the node does. */
export const PER_PAGE = 100;

/**
 * - `created`, `duplicate`, `refused`: what becomes of the candidate; `lost`: the node would send again.
 * - `list`, `noList`: an answer of the Fetch API; `own` are the entries of the probe's candidate.
 *
 * `status` is HTTP status and body code together; `text` tells it, with nothing in it that the service said; `isLookedUp`
 * where the list of interviews decided.
 */
export type Reading = { status: number; text: string } & (
	| { kind: 'created' | 'duplicate'; interview: Interview; isLookedUp: boolean }
	| { kind: 'refused' | 'lost' | 'noList' }
	| { kind: 'list'; entries: ListedInterview[]; own: ListedInterview[] }
);

/** @param list the interviews of the job, if they were asked for */
export function readCreation(answered: Answered, to: Recipient, list?: Reading): Reading {
	const { status, answer } = answered;
	const read = outcomeOf(answered, to);
	if (!read.ok) return { status, kind: 'lost', text: `lost: ${read.problem}; it sends again` };
	const isLookedUp = read.value.kind === 'unknown';
	const how = isLookedUp ? ', by the list of interviews' : '';
	noteSending(to, undefined).until = answer.headersAt;
	const run = { offset: () => clockOffset(answer), execution: undefined };
	const outcome = settledBy(listing(list, to), read.value, to, run);
	if (outcome.kind === 'created' || outcome.kind === 'duplicate') {
		const { kind, interview } = outcome;
		return { status, kind, interview, isLookedUp, text: `${kind}${how}; ${contents(interview)}` };
	}
	return { status, kind: 'refused', text: `refused${how}, with ${status}` };
}

/** The ID of the interview that an answer to a creation shows, whatever the answer means. */
export const shownId = ({ answer }: Answered) => interviews.readExisting(answer.json).id;

/** What this interview lacks of the documented fields. */
export const missingIn = (interview: Interview) =>
	Object.entries(interview).flatMap(([name, value]) =>
		value === null && name !== 'jobTitle' ? [name] : [],
	);

function contents(interview: Interview): string {
	const { linkSource } = interviews.withLink({ ...interview, interviewLink: null });
	const missing = missingIn(interview);
	if (missing.length === 0) return 'with all documented fields';
	const isRebuilt = missing.includes('interviewLink') && linkSource === 'rebuilt';
	return `without ${missing.join(', ')}${isRebuilt ? ' (the link is made of the ID)' : ''}`;
}

function listing(list: Reading | undefined, { candidate }: Recipient) {
	if (list?.kind !== 'list') return { found: new Map(), searched: 0, problem: 'there is no list' };
	const found = new Map(list.own.map(({ interview }) => [candidate.email, interview]));
	const isWhole = found.size > 0 || list.entries.length < PER_PAGE;
	return { found, searched: 0, ...(!isWhole && { problem: 'the list has more than one page' }) };
}

/**
 * Reads an answer of the Fetch API as a page.
 *
 * @param interviewId of the candidate's interview, if it is known
 */
export async function readPage(
	{ answer, status }: Answered,
	{ email, jobId }: { email: string; jobId: string },
	interviewId: string | null,
): Promise<Reading> {
	const limits = { maxTries: 1, timeoutMs: 1, concurrency: 1 };
	const account = { apiKey: '', baseUrl: '', data: {} };
	const page = await inRun({} as IExecuteFunctions, account, undefined, limits, async (run) => {
		const pages = fetchPages({ ...run, send: async () => answer }, { jobId });
		return (await pages.next()).value as FetchedPage;
	});
	if (!page.ok) return { status, kind: 'noList', text: `no list: ${page.reason}` };
	const { entries } = page;
	const own = entries.filter(
		({ interview }) =>
			interview.email?.toLowerCase() === email ||
			(interviewId !== null && interview.id === interviewId),
	);
	const which = own[0] ? `the candidate's ${contents(own[0].interview)}` : "not the candidate's";
	const text = `a list of ${entries.length}${entries.length > 0 ? `, ${which}` : ''}`;
	return { status, kind: 'list', entries, own, text };
}
