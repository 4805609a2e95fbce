/** The answer to a request as contract and switches have it: what a client gets where no fault is set. */
import * as contract from './contract.cts';
import type { FetchRequest } from './contract.cts';
import { CREATE_SHAPES, type CreateShapeName } from './createShapes.cts';
import { speak, type DialectName } from './dialects.cts';
import { cutPage, heed } from './fetchPaging.cts';
import { inShape } from './fetchShapes.cts';
import { plainAnswer, type Answer } from './http.cts';
import { answerJobList, JOBS_PATH } from './jobList.cts';
import { retryAfterHeader } from './rateLimit.cts';
import type { ReceivedRequest, State } from './state.cts';
import { newInterview, type NewInterview } from './store.cts';
import { shown, type Shown } from './wire.cts';

/** The page that the query of a path asks for; default 1. */
export function pageOf(path: string): number {
	return Number(new URLSearchParams(path.split('?')[1]).get('page') ?? 1);
}

export function endpointOf(method: string, path: string): ReceivedRequest['endpoint'] {
	const route = `${method} ${path.split('?')[0]}`;
	if (route === `POST ${contract.CREATE_PATH}`) return 'create';
	if (route === `POST ${contract.FETCH_PATH}`) return 'fetch';
	return route === `GET ${JOBS_PATH}` ? 'jobs' : 'other';
}

/** Carries one request out. */
export function answer(state: State, request: ReceivedRequest): Answer {
	const { endpoint, method, path } = request;
	if (endpoint === 'other') return plainAnswer(404, `Cannot ${method} ${path}`);
	if (endpoint !== 'jobs') return answerApi(state, request);
	return answerJobList(state.store.jobs.values(), pageOf(path), state.url, state.switches.jobList);
}

export type FaultContext = ReturnType<typeof faultContext>;

/** What a fault can do with the request it strikes. */
export function faultContext(state: State, request: ReceivedRequest) {
	const { jobId, email, name } = candidateOf(request.body);
	return {
		now: state.clock(),
		apiKeySent: String(request.headers['x-api-key'] ?? ''),
		/** Carries the request out; its answer is what a client gets where nothing goes wrong. */
		carryOut: () => answer(state, request),
		refuse: (dialect: DialectName | Answer) => speak(dialect, interviewOf(state, request)),
		/** Creates the interview of the request as if another client had, so many milliseconds ago. */
		createAsStranger(msAgo: number): void {
			if (state.store.findInterview(jobId, email)) return;
			state.store.addInterview({ jobId, name, email }, state.clock() - msAgo);
		},
		/**
		 * The answer to a created interview in a shape of its own: of the one the request created, or,
		 * when it was not carried out, of one that is not held. A true answer that created nothing stays.
		 */
		shape(shape: CreateShapeName, carried: Answer | undefined): Answer {
			if (carried && request.createdId === undefined) return carried;
			return CREATE_SHAPES[shape](interviewOf(state, request, carried !== undefined));
		},
	};
}

/**
 * The interview of the candidate in a request, as answers show it: the one that the service holds, or else a made-up one.
 *
 * @param isLookedFor false for the made-up one in any case
 */
function interviewOf(
	{ store, switches, clock }: State,
	{ body }: ReceivedRequest,
	isLookedFor = true,
): Shown {
	const candidate = candidateOf(body);
	const held = isLookedFor && store.findInterview(candidate.jobId, candidate.email);
	const neverHeld = 'dec0de00-1a2b-4c3d-8e4f-000000000001';
	return shown(
		held || newInterview(neverHeld, candidate, undefined, clock()),
		switches.createdAtFormat,
	);
}

/** The job, the name and, in lower case, the email of a request; empty where it has none. */
export function candidateOf(body: unknown): { jobId: string; name: string; email: string } {
	const given = Object(body) as Record<string, unknown>;
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	const jobId = text(given.jobId ?? given.interviewerId);
	return { jobId, name: text(given.name), email: text(given.email).toLowerCase() };
}

function answerApi(state: State, request: ReceivedRequest): Answer {
	const { switches } = state;
	const now = state.clock();
	if (!state.takeToken(now)) {
		const headers = retryAfterHeader(switches.rateLimit?.retryAfter, now);
		return { ...plainAnswer(429, 'Too many requests'), headers };
	}
	const { body, headers } = request;
	const isFetch = request.endpoint === 'fetch';
	return (
		contract.refuseKey(headers['x-api-key'], state.apiKey, switches.wrongKeyStatus) ??
		contract.refuseNonJson(headers['content-type'], body) ??
		contract.refuseFields(isFetch ? contract.FETCH : contract.CANDIDATE, body) ??
		(isFetch ? answerFetch(state, body as FetchRequest) : answerCreate(state, request))
	);
}

/** On success the store holds the interview. */
function answerCreate(state: State, request: ReceivedRequest): Answer {
	const { store, switches } = state;
	const candidate = request.body as NewInterview;
	const refusal = contract.refuseJob(state, candidate.jobId);
	if (refusal) return refusal;
	const existing = store.findInterview(candidate.jobId, candidate.email);
	const interview = existing ?? store.addInterview(candidate, state.clock());
	const asShown = shown(interview, switches.createdAtFormat);
	if (existing) return speak(switches.duplicateDialect, asShown);
	request.createdId = interview.id;
	return CREATE_SHAPES.documented(asShown);
}

function answerFetch(state: State, request: FetchRequest): Answer {
	const { fetchPaging, fetchShape, createdAtFormat } = state.switches;
	const heeded = heed(request, fetchPaging);
	const refusal = contract.refuseJob(state, heeded.interviewerId);
	if (refusal) return refusal;
	const page = cutPage(contract.findInterviews(state.store, heeded), heeded, fetchPaging);
	if ('status' in page) return page;
	return inShape(fetchShape, {
		...page,
		interviews: page.interviews.map((one) => shown(one, createdAtFormat)),
		single: heeded.interviewId !== undefined,
	});
}
