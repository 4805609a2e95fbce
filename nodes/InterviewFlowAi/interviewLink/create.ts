/** One candidate: send, judge the answer, try again where that is safe. */
import type { Reply, Send } from '../api/client';
import { retryAfterMs } from '../api/retry';
import type { Interview } from '../api/schemas';
import * as say from '../messages';
import { persist, type Run, type Try, unanswered } from '../run/persist';
import type { Candidate } from './candidate';
import { type Meaning, meaningOf } from './outcome';

/** Where the Interview Link API lives below the base URL. */
export const CREATE_PATH = '/api/external/ingest/candidate';

/** Where a link that no create answer gave comes from: an answer that lists it, or the interview's ID. */
export type LinkSource = 'answer' | 'rebuilt';

/** What became of a candidate. */
export type Outcome =
	| { kind: 'created'; interview: Interview; linkSource?: LinkSource }
	| {
			kind: 'duplicate';
			/** What the service said; empty when it said nothing. */
			words: string;
			/** The interview that exists, as far as it is known. */
			interview: Interview;
			linkSource: LinkSource | null;
			/** Nobody can tell whether it was this run that created the interview. */
			afterLostAnswer?: true;
	  }
	| { kind: 'refused'; message: string };

/**
 * What is known of a candidate after sending: an outcome, or `unknown`, when an answer was lost since that time
 * (milliseconds since 1970) and only looking the interview up can tell; `otherwise` holds when that tells nothing, and
 * is left out when the run was over before the service had its say.
 */
export type FirstOutcome = Outcome | { kind: 'unknown'; since: number; otherwise?: Outcome };

/** A service to send candidates to. */
export interface Service {
	send: Send;
	/** Without a trailing slash. */
	baseUrl: string;
}

/**
 * Creates the interview of one candidate. Never throws.
 *
 * @param lostSince when an earlier run of the node lost this candidate's answer, in milliseconds since 1970
 * @returns `undefined` when the run was over before anything was sent
 */
export async function createInterview(
	candidate: Candidate,
	service: Service,
	run: Run,
	lostSince?: number,
): Promise<FirstOutcome | undefined> {
	let startedAt = 0;
	const attempt = async (): Promise<Try<Verdict>> => {
		startedAt = run.clock.now();
		const reply = await service.send({
			method: 'POST',
			url: service.baseUrl + CREATE_PATH,
			body: { ...candidate },
			timeoutMs: run.timeoutMs,
			authenticated: true,
		});
		return judge(reply, run.clock.now());
	};

	const ending = await persist(run, attempt, lostSince);
	const since = ending.lostSince;
	const orUnknown = (otherwise: Outcome): FirstOutcome =>
		since === undefined ? otherwise : { kind: 'unknown', since, otherwise };

	if ('cutShort' in ending) return since === undefined ? undefined : { kind: 'unknown', since };
	if ('gaveUp' in ending) return orUnknown({ kind: 'refused', message: say.gaveUp(ending) });
	const meaning = ending.settled;
	switch (meaning.kind) {
		case 'created':
			return { kind: 'created', interview: completed(meaning.interview, candidate) };
		case 'duplicate':
			return orUnknown(asDuplicate(meaning.words, meaning.known, candidate, since !== undefined));
		case 'unusable':
			return {
				kind: 'unknown',
				since: since ?? startedAt,
				otherwise: { kind: 'refused', message: say.unusable(meaning.status, meaning.words) },
			};
		case 'refused':
			return orUnknown({
				kind: 'refused',
				message: say.refused(meaning.status, meaning.words, candidate.jobId),
			});
	}
}

/** What settles a candidate's sending. */
type Verdict = Exclude<Meaning, { kind: 'throttled' | 'lost' }>;

function judge(reply: Reply, now: number): Try<Verdict> {
	if (reply.kind !== 'answer') {
		return unanswered(reply, (words) => ({ kind: 'refused', status: 0, words }));
	}
	const meaning = meaningOf(reply);
	if (meaning.kind === 'throttled') {
		const askedMs = retryAfterMs(meaning.retryAfter, now);
		return { failure: { kind: 'throttled', askedMs }, reason: '' };
	}
	if (meaning.kind === 'lost') {
		return { failure: { kind: 'lost' }, reason: `it answered ${meaning.status}` };
	}
	return { settled: meaning };
}

/** The seven documented fields; what an answer leaves out is known from the request. */
export function completed(interview: Interview, candidate: Candidate): Interview {
	return {
		id: interview.id,
		jobId: candidate.jobId,
		name: interview.name ?? candidate.name,
		email: candidate.email,
		status: interview.status,
		createdAt: interview.createdAt,
		interviewLink: interview.interviewLink,
	};
}

/** A duplicate, with the link of the interview that exists where it is known or can be rebuilt from an ID. */
export function asDuplicate(
	words: string,
	known: Interview,
	candidate: Candidate,
	afterLostAnswer = false,
): Outcome {
	return {
		kind: 'duplicate',
		words,
		...withLink(completed(known, candidate)),
		...(afterLostAnswer && { afterLostAnswer: true }),
	};
}

/** Gives an interview its link: the one it has, or the documented form with its ID. */
export function withLink(interview: Interview): {
	interview: Interview;
	linkSource: LinkSource | null;
} {
	if (interview.interviewLink) return { interview, linkSource: 'answer' };
	if (!interview.id) return { interview, linkSource: null };
	const id = encodeURIComponent(interview.id);
	const interviewLink = `https://app.interviewflowai.com/form?interviewId=${id}`;
	return { interview: { ...interview, interviewLink }, linkSource: 'rebuilt' };
}
