/** Finds the true answer to a request: the contract as the switches have it, before any fault. */
import {
	answerCreate,
	CREATE_PATH,
	FETCH_PATH,
	findInterviews,
	readFetchRequest,
	refuseKey,
	refuseNonJson,
} from './contract.cts';
import { speak, type Dialect, type DialectName } from './dialects.cts';
import type { Endpoint } from './faultPlan.cts';
import { cutPage, fetchShapeNamed } from './fetchShapes.cts';
import { plainAnswer, type Answer } from './http.cts';
import { answerJobList } from './jobList.cts';
import { rateLimitedAnswer } from './rateLimit.cts';
import type { ReceivedRequest, State } from './state.cts';
import { newInterview } from './store.cts';
import type { FullSwitches } from './switches.cts';

export interface Service {
	url: string;
	apiKey: string;
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
		state.store.findInterview(candidate.jobId, candidate.email) ??
		newInterview('dec0de00-1a2b-4c3d-8e4f-000000000001', candidate, undefined, now);
	return speak(dialect, existing);
}

/** Who a create request is about, as far as it says; the e-mail in lower case. */
export function candidateOf(body: unknown): { jobId: string; name: string; email: string } {
	const { jobId, name, email } = Object(body) as Record<string, unknown>;
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
			? answerFetch(state, request.body)
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
		duplicate: (existing) => speak(switches.duplicateDialect, existing),
	});
	const created = store.interviews[held];
	if (created) request.createdId = created.id;
	return answer;
}

function answerFetch({ store, switches }: State, body: unknown): Answer {
	const { asked, refusal } = readFetchRequest(body);
	if (refusal) return refusal;
	if (!store.jobs.has(asked.interviewerId) && !switches.acceptAnyJob) {
		return plainAnswer(
			switches.unknownJobStatus,
			`Interviewer ${asked.interviewerId} does not exist`,
		);
	}
	const found = findInterviews(store, asked);
	const page = cutPage(found, asked, switches.fetchOrder, switches.fetchPaging);
	return fetchShapeNamed(switches.fetchShape)(page);
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
	const page = Number(new URLSearchParams(path.split('?')[1]).get('page') ?? 1);
	return refusal ?? answerJobList(store.jobs.values(), page, service.url, jobList);
}
