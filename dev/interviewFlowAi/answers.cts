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
import { speak, type Dialect, type DialectName } from './dialects.cts';
import type { Endpoint } from './faultPlan.cts';
import { cutPage, heed, refusePage } from './fetchPaging.cts';
import { inShape } from './fetchShapes.cts';
import { plainAnswer, type Answer } from './http.cts';
import { answerJobList } from './jobList.cts';
import { rateLimitedAnswer } from './rateLimit.cts';
import type { ReceivedRequest, State } from './state.cts';
import { newInterview, type Interview } from './store.cts';
import type { FullSwitches } from './switches.cts';
import { shown } from './wire.cts';

export interface Service {
	url: string;
	apiKey: string;
}

/** The page that the query of a path asks for. */
export function pageOf(path: string): number | undefined {
	const page = new URLSearchParams(path.split('?')[1]).get('page');
	return page === null ? undefined : Number(page);
}

export function endpointOf(
	method: string,
	path: string,
	{ jobList }: FullSwitches,
): Endpoint | 'other' {
	const query = path.indexOf('?');
	const route = `${method} ${query < 0 ? path : path.slice(0, query)}`;
	if (route === `POST ${CREATE_PATH}`) return 'create';
	if (route === `POST ${FETCH_PATH}`) return 'fetch';
	return route === `GET ${jobList.path}` ? 'jobs' : 'other';
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
		case 'jobs':
			return answerJobs(state, request, service);
		case 'other':
			return plainAnswer(404, `Cannot ${request.method} ${request.path}`);
	}
}

/** The refusal of a create request, whether or not the candidate has an interview. */
export function refuse(
	state: State,
	{ body }: ReceivedRequest,
	dialect: DialectName | Dialect,
	now: number,
): Answer {
	const candidate = candidateOf(body);
	const existing =
		state.store.findInterview(candidate.jobId, candidate.email) ?? neverHeld(candidate, now);
	return speak(dialect, shown(existing, state.switches.createdAtFormat));
}

/**
 * The answer to a created interview in a shape of its own.
 *
 * @param carried the true answer, where the request was carried out; unless it created, it stays.
 */
export function reshape(
	{ store, switches }: State,
	{ body, createdId }: ReceivedRequest,
	shape: CreateShapeName,
	carried: Answer | undefined,
	now: number,
): Answer {
	if (carried && createdId === undefined) return carried;
	const candidate = candidateOf(body);
	const held = carried && store.findInterview(candidate.jobId, candidate.email);
	const interview = held ?? neverHeld(candidate, now);
	return CREATE_SHAPES[shape](shown(interview, switches.createdAtFormat));
}

/** Creates the interview a request asks for in the name of another client. */
export function createAsStranger({ store }: State, { body }: ReceivedRequest, at: number): void {
	const candidate = candidateOf(body);
	if (!store.findInterview(candidate.jobId, candidate.email)) store.addInterview(candidate, at);
}

function neverHeld(candidate: ReturnType<typeof candidateOf>, now: number): Interview {
	return newInterview('dec0de00-1a2b-4c3d-8e4f-000000000001', candidate, undefined, now);
}

/** Who and which job a request is about, as far as it says; the e-mail in lower case. */
export function candidateOf(body: unknown): { jobId: string; name: string; email: string } {
	const {
		interviewerId,
		jobId = interviewerId,
		name,
		email,
	} = Object(body) as Record<string, unknown>;
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	return { jobId: text(jobId), name: text(name), email: text(email).toLowerCase() };
}

function answerApi(state: State, request: ReceivedRequest, service: Service, now: number): Answer {
	const { switches } = state;
	if (!state.takeToken(now)) {
		state.counters.rateLimited++;
		return rateLimitedAnswer(switches.rateLimit?.retryAfter, now);
	}
	return (
		refuseKey(request.headers['x-api-key'], { ...service, ...switches }) ??
		refuseNonJson(request.headers['content-type'], request.body) ??
		(request.endpoint === 'fetch'
			? answerFetch(state, request.body, now)
			: answerCandidate(state, request, now))
	);
}

function answerCandidate(state: State, request: ReceivedRequest, now: number): Answer {
	const { store, switches } = state;
	if (switches.refuseAll) return refuse(state, request, switches.refuseAll, now);
	const held = store.interviews.length;
	const answer = answerCreate(request.body, store, {
		unknownJobStatus: switches.unknownJobStatus,
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

function answerFetch({ store, switches }: State, body: unknown, now: number): Answer {
	const refusal = refuseFields(FETCH, body);
	if (refusal) return refusal;
	const asked = body as FetchRequest;
	const { fetchPaging, fetchOrder, fetchLag, fetchArrivals, createdAtFormat } = switches;
	const heeded = heed(asked, fetchPaging);
	const { interviewerId: jobId, interviewId } = heeded;
	if (jobId !== undefined && !store.jobs.has(jobId) && !switches.acceptAnyJob) {
		return plainAnswer(switches.unknownJobStatus, `Interviewer ${jobId} does not exist`);
	}
	const refusedPage = refusePage(heeded, fetchPaging);
	if (refusedPage) return refusedPage;
	const found = findInterviews(store, heeded);
	const listed = fetchLag ? found.filter((one) => isListed(one, now - fetchLag)) : found;
	const page = cutPage(listed, heeded, fetchOrder, fetchPaging);
	for (let n = 0; n < fetchArrivals; n++) {
		const number = store.interviews.length + 1;
		const email = `arrival.${number}@example.com`;
		store.addInterview({ jobId: asked.interviewerId, name: `Arrival ${number}`, email }, now);
	}
	return inShape(switches.fetchShape, {
		...page,
		interviews: page.interviews.map((one) => shown(one, createdAtFormat)),
		single: interviewId !== undefined,
	});
}

function isListed({ createdAt }: Interview, since: number): boolean {
	return Date.parse(createdAt) <= since;
}

function answerJobs(
	{ store, switches }: State,
	{ headers, path }: ReceivedRequest,
	service: Service,
): Answer {
	const { jobList } = switches;
	const refusal = jobList.needsKey
		? refuseKey(headers['x-api-key'], { ...service, ...switches })
		: undefined;
	const page = pageOf(path) ?? 1;
	return refusal ?? answerJobList(store.jobs.values(), page, service.url, jobList);
}
