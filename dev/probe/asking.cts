/** Asks the questions one after the other, and decides after each answer what may still be asked. */
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Account } from '../../nodes/InterviewFlowAi/shared/credential.ts';
import { judge } from '../../nodes/InterviewFlowAi/shared/reply.ts';
import { createSend, type Reply } from '../../nodes/InterviewFlowAi/shared/send.ts';
import { CREATE_PATH, FETCH_PATH } from '../interviewFlowAi/contract.cts';
import { AGAIN, CREATE, type Known, LIST, type Question } from './questions.cts';
import { readCreation, type Reading, readPage, shownId } from './reading.cts';

const PATHS = { create: CREATE_PATH, fetch: FETCH_PATH };

/** As large as the node reads any answer, in bytes. */
const LARGEST_ANSWER = 1_500_000;

type Judged = ReturnType<typeof judge>;

/** A question that was asked. */
export interface Asked {
	body: IDataObject;
	reply: Reply;
	judged: Judged;
	/** What the node makes of an answer of the Fetch API. */
	page?: Reading;
}

export type Findings = Awaited<ReturnType<typeof inquire>>;

type AllAsked = ReadonlyMap<Question, Asked>;

/**
 * @param pace milliseconds from one request to the next, at least, and for an answer, at most
 * @param say prints a line on the progress
 */
export async function inquire(
	questions: readonly Question[],
	account: Account,
	candidate: Known['candidate'],
	pace: { everyMs: number; timeoutMs: number },
	say: (line: string) => void,
) {
	const own = senderFor(account);
	const send = { own, none: own, wrong: senderFor({ ...account, apiKey: 'a-key-that-is-wrong' }) };
	const asked = new Map<Question, Asked>();
	/** Why a question was not asked, or its answer ended the asking. */
	const obstacles = new Map<Question, string>();
	let stopped: string | undefined;
	for (const [index, question] of questions.entries()) {
		const known = knownFrom(asked, candidate);
		const body = question.body(known);
		const obstacle =
			stopped ??
			closedBecause(question, asked, known) ??
			(body ? undefined : 'no ID of an interview is known');
		let came = 'not asked';
		if (obstacle !== undefined || !body) {
			obstacles.set(question, obstacle ?? '');
		} else {
			const next = wait(pace.everyMs);
			const reply = await send[question.key]({
				method: 'POST',
				url: account.baseUrl + PATHS[question.api],
				body,
				timeoutMs: pace.timeoutMs,
				authenticated: question.key !== 'none',
				mostBytes: LARGEST_ANSWER,
			});
			const judged = judge(reply, Date.now());
			const isPage = question.api === 'fetch' && judged.kind === 'answered';
			const about = { email: candidate.email, jobId: String(body.interviewerId) };
			const page = isPage ? await readPage(judged, about, known.interviewId) : undefined;
			asked.set(question, { body, reply, judged, page });
			stopped = stopsBecause(question, reply, judged);
			if (stopped !== undefined) obstacles.set(question, stopped);
			came = reply.kind === 'answer' ? String(reply.status) : reply.reason;
			await next;
		}
		say(`[${index + 1}/${questions.length}] ${question.title}: ${came}`);
	}
	const known = knownFrom(asked, candidate);
	return { ...known, questions, asked, obstacles, ...leftBehind(asked, known) };
}

/** Sends as the node does: by its own client, with Node's fetch in the place of n8n's HTTP helper. */
function senderFor({ apiKey, ...account }: Account) {
	const request = async (options: IHttpRequestOptions, headers: Record<string, string> = {}) => {
		const response = await fetch(options.url, {
			method: options.method,
			headers: { ...headers, 'Content-Type': 'application/json', Accept: 'application/json' },
			body: JSON.stringify(options.body),
			redirect: 'manual',
			signal: options.abortSignal as AbortSignal,
		});
		const { status: statusCode, headers: received } = response;
		const body = response.body ? Readable.fromWeb(response.body) : '';
		return { statusCode, headers: Object.fromEntries(received), body };
	};
	const httpRequestWithAuthentication = (_: string, options: IHttpRequestOptions) =>
		request(options, { 'X-API-KEY': apiKey });
	const helpers = { httpRequest: request, httpRequestWithAuthentication };
	return createSend({ helpers } as unknown as IExecuteFunctions, { apiKey, ...account });
}

/** Why nothing more is asked at all. */
function stopsBecause(question: Question, reply: Reply, judged: Judged): string | undefined {
	if (reply.kind !== 'answer') return `no answer came: ${reply.reason}`;
	const remaining = Object.keys(reply.headers).find((name) => /rate-?limit-remaining$/.test(name));
	const isUsedUp = remaining !== undefined && String(reply.headers[remaining]).trim() === '0';
	if (judged.kind !== 'answered' || isUsedUp) return 'rate limit: the service asks to wait';
	const refusesKey = judged.status === 401 || (judged.status === 403 && question === CREATE);
	return refusesKey && question.key === 'own'
		? `the API key was refused (${judged.status})`
		: undefined;
}

const creationsIn = (asked: AllAsked) => [...asked].filter(([{ api }]) => api === 'create');

function knownFrom(asked: AllAsked, candidate: Known['candidate']): Known {
	const readings = new Map<Question, Reading>();
	for (const [question, { page }] of asked) if (page) readings.set(question, page);
	const list = readings.get(LIST);
	for (const [question, { body, judged }] of creationsIn(asked)) {
		if (judged.kind !== 'answered') continue;
		const jobId = String(body.jobId);
		const recipient = { candidate: { ...candidate, jobId }, jobTitle: null };
		const ofJob = jobId === candidate.jobId ? list : undefined;
		readings.set(question, readCreation(judged, recipient, ofJob));
	}
	const first = readings.get(CREATE);
	const listed = list?.kind === 'list' ? list.own[0]?.interview.id : undefined;
	const interviewId = (first && 'interview' in first && first.interview.id) || listed || null;
	return { candidate, interviewId, readings };
}

/** Whether it may have created an interview although it does not say so. */
const isUnclear = (reading: Reading | undefined) =>
	!reading || reading.kind === 'lost' || (reading.kind === 'refused' && reading.status < 300);

/**
 * Why a question is not asked that could create an interview: all but the first are asked on the duplicate alone, the
 * others of them after it was recognized as one, and the first sign of another interview ends it.
 */
function closedBecause(
	question: Question,
	asked: AllAsked,
	{ readings, interviewId }: Known,
): string | undefined {
	if (question.api !== 'create' || question === CREATE) return undefined;
	const first = readings.get(CREATE)?.kind;
	if (first !== 'duplicate' && (first !== 'created' || interviewId === null)) {
		return 'the first creation gave no interview with an ID';
	}
	if (question === AGAIN) return undefined;
	if (readings.get(AGAIN)?.kind !== 'duplicate') return 'the duplicate was not recognized';
	if (idsIn(readings).size > 1) return 'the candidate has more than one interview';
	const odd = creationsIn(asked).find(([each, { judged }]) => {
		const shown = judged.kind === 'answered' ? shownId(judged) : null;
		return (shown !== null && shown !== interviewId) || isUnclear(readings.get(each));
	});
	return odd && `"${odd[0].title}" may have created another interview`;
}

/** IDs of the candidate's interviews, in answers to creations and in the list. */
function idsIn(readings: Known['readings']): Set<string | null> {
	const list = readings.get(LIST);
	const listed = list?.kind === 'list' ? list.own.map(({ interview }) => interview.id) : [];
	const created = [...readings.values()].flatMap((one) =>
		one.kind === 'created' ? [one.interview.id] : [],
	);
	const known = [...created, ...listed].filter((id) => id !== null);
	return new Set(known.length > 0 ? known : created);
}

/**
 * Interviews of the candidate that the probe created, as far as answers and list show, and creations that may have
 * created one, too.
 */
function leftBehind(asked: AllAsked, { readings }: Known) {
	const wasThere = readings.get(CREATE)?.kind === 'duplicate' ? 1 : 0;
	const unclear = creationsIn(asked).filter(([question, { judged }]) => {
		const { kind } = judged;
		return kind === 'lost' || (kind === 'answered' && isUnclear(readings.get(question)));
	});
	return { created: Math.max(0, idsIn(readings).size - wasThere), unclear: unclear.length };
}
