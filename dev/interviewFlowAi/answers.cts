/** Finds the true answer to a request: the contract as the switches have it, before any fault. */
import {
	answerCreate,
	CREATE_PATH,
	FETCH_PATH,
	findInterviews,
	refuseFields,
	FETCH,
	type FetchRequest,
	refuseKey,
	refuseNonJson,
} from './contract.cts';
import { CREATE_SHAPES, type CreateShapeName } from './createShapes.cts';
import { speak, type DialectName } from './dialects.cts';
import { cutPage, heed } from './fetchPaging.cts';
import { inShape } from './fetchShapes.cts';
import { plainAnswer, type Answer } from './http.cts';
import { answerJobList, JOBS_PATH } from './jobList.cts';
import { retryAfterHeader } from './rateLimit.cts';
import type { ReceivedRequest, State } from './state.cts';
import { newInterview } from './store.cts';
import { shown, type Shown } from './wire.cts';

export interface Service {
	url: string;
	apiKey: string;
}

/** The page that the query of a path asks for; default 1. */
export function pageOf(path: string): number {
	return Number(new URLSearchParams(path.split('?')[1]).get('page') ?? 1);
}

export function endpointOf(method: string, path: string): ReceivedRequest['endpoint'] {
	const route = `${method} ${path.split('?')[0]}`;
	if (route === `POST ${CREATE_PATH}`) return 'create';
	if (route === `POST ${FETCH_PATH}`) return 'fetch';
	return route === `GET ${JOBS_PATH}` ? 'jobs' : 'other';
}

/** Carries one request out at `now` (milliseconds on the service's clock). */
export function answer(
	state: State,
	request: ReceivedRequest,
	service: Service,
	now: number,
): Answer {
	switch (request.endpoint) {
		case 'create':
		case 'fetch':
			return answerApi(state, request, service, now);
		case 'jobs': {
			const { store, switches } = state;
			const page = pageOf(request.path);
			return answerJobList(store.jobs.values(), page, service.url, switches.jobList);
		}
		case 'other':
			return plainAnswer(404, `Cannot ${request.method} ${request.path}`);
	}
}

export type FaultContext = ReturnType<typeof faultContext>;

/** What a fault can do with the request it strikes. */
export function faultContext(
	state: State,
	request: ReceivedRequest,
	service: Service,
	clock: () => number,
) {
	const { jobId, email, name } = candidateOf(request.body);
	return {
		now: clock(),
		apiKeySent: String(request.headers['x-api-key'] ?? ''),
		/** Carries the request out; its answer is what a client without bad luck gets. */
		carryOut: () => answer(state, request, service, clock()),
		refuse: (dialect: DialectName | Answer) => speak(dialect, interviewOf(state, request, clock())),
		/** Creates the interview of the request as if another client had, so many milliseconds ago. */
		createAsStranger(msAgo: number): void {
			if (state.store.findInterview(jobId, email)) return;
			state.store.addInterview({ jobId, name, email }, clock() - msAgo);
		},
		/**
		 * The answer to a created interview in a shape of its own: of the one the request created, or,
		 * when it was not carried out, of one that is not held. A true answer that created nothing stays.
		 */
		shape(shape: CreateShapeName, carried: Answer | undefined): Answer {
			if (carried && request.createdId === undefined) return carried;
			return CREATE_SHAPES[shape](interviewOf(state, request, clock(), carried !== undefined));
		},
	};
}

/** The interview that the service holds for a request, or else one that it does not hold, as answers show it. */
function interviewOf(
	{ store, switches }: State,
	{ body }: ReceivedRequest,
	now: number,
	isLookedFor = true,
): Shown {
	const candidate = candidateOf(body);
	const held = isLookedFor && store.findInterview(candidate.jobId, candidate.email);
	const neverHeld = 'dec0de00-1a2b-4c3d-8e4f-000000000001';
	return shown(
		held || newInterview(neverHeld, candidate, undefined, now),
		switches.createdAtFormat,
	);
}

/** Who and which job a request is about, as far as it says; the e-mail in lower case. */
export function candidateOf(body: unknown): { jobId: string; name: string; email: string } {
	const given = Object(body) as Record<string, unknown>;
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	const jobId = text(given.jobId ?? given.interviewerId);
	return { jobId, name: text(given.name), email: text(given.email).toLowerCase() };
}

function answerApi(state: State, request: ReceivedRequest, service: Service, now: number): Answer {
	const { switches } = state;
	if (!state.takeToken(now)) {
		state.counters.rateLimited++;
		const headers = retryAfterHeader(switches.rateLimit?.retryAfter, now);
		return { ...plainAnswer(429, 'Too many requests'), headers };
	}
	return (
		refuseKey(request.headers['x-api-key'], service.apiKey, switches.wrongKeyStatus) ??
		refuseNonJson(request.headers['content-type'], request.body) ??
		(request.endpoint === 'fetch'
			? answerFetch(state, request.body)
			: answerCandidate(state, request, now))
	);
}

function answerCandidate(state: State, request: ReceivedRequest, now: number): Answer {
	const { store, switches } = state;
	if (switches.refuseAll) return speak(switches.refuseAll, interviewOf(state, request, now));
	const held = store.interviews.length;
	const answer = answerCreate(request.body, store, {
		acceptAnyJob: switches.acceptAnyJob,
		now,
		createdAtFormat: switches.createdAtFormat,
		duplicate: (existing) =>
			speak(switches.duplicateDialect, shown(existing, switches.createdAtFormat)),
	});
	const created = store.interviews[held];
	if (created) request.createdId = created.id;
	return answer;
}

function answerFetch({ store, switches }: State, body: unknown): Answer {
	const refusal = refuseFields(FETCH, body);
	if (refusal) return refusal;
	const { fetchPaging, createdAtFormat } = switches;
	const heeded = heed(body as FetchRequest, fetchPaging);
	const { interviewerId: jobId, interviewId } = heeded;
	if (jobId !== undefined && !store.jobs.has(jobId) && !switches.acceptAnyJob) {
		return plainAnswer(404, `Interviewer ${jobId} does not exist`);
	}
	const page = cutPage(findInterviews(store, heeded), heeded, fetchPaging);
	if ('status' in page) return page;
	return inShape(switches.fetchShape, {
		...page,
		interviews: page.interviews.map((one) => shown(one, createdAtFormat)),
		single: interviewId !== undefined,
	});
}
