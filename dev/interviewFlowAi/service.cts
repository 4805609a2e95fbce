/**
 * A local InterviewFlowAI: real HTTP on 127.0.0.1 that keeps to the vendor's documented contract
 * (contract.cts) and misbehaves on request (switches.cts, dialects.cts, faults.cts). It also serves a
 * list of jobs (jobList.cts) and can be steered from other processes (control.cts).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { answer, candidateOf, endpointOf, faultContext, pageOf } from './answers.cts';
import { answerControl, CONTROL_PREFIX } from './control.cts';
import { faultFor } from './faultPlan.cts';
import type { Fault } from './faults.cts';
import { close, listen } from '../processes.cts';
import { pause, strike } from './strike.cts';
import { parseJson, plainAnswer, send } from './http.cts';
import { applySwitches, createState } from './state.cts';
import type { ReceivedRequest, State } from './state.cts';
import { DEFAULT_JOBS, fill, type Filling } from './store.cts';
import type { Interview, Job, NewInterview } from './store.cts';
import type { Switches } from './switches.cts';

export { ANOTHER, CREATE_SHAPES, type CreateShapeName } from './createShapes.cts';
export { MORE_DUPLICATES, NEAR_MISSES } from './dialects.cts';
export { always, inTurn, type Rule } from './faultPlan.cts';
export { FAULT_CATALOGUE, type Fault, ODD_ANSWERS } from './faults.cts';
export { ARRAYS_BEFORE, FETCH_ROWS, PAGING_FIELDS } from './fetchShapes.cts';
export type { ReceivedRequest } from './state.cts';
export { DEFAULT_JOBS, type Interview, type Job } from './store.cts';
export type { Switches } from './switches.cts';
export { DATE_FORMATS } from './wire.cts';

export interface ServiceOptions extends Partial<Switches> {
	/** Default: any free one. */
	port?: number;
	/** The only API key that is accepted; default `TEST_API_KEY`. */
	apiKey?: string;
	/** Milliseconds since 1970; default the real clock. */
	now?: () => number;
	/** Default `DEFAULT_JOBS`. */
	jobs?: readonly Job[];
}

/** `createdAt` defaults to now. */
export type PastInterview = Omit<NewInterview, 'createdAt'> & {
	createdAt?: string | number | Date;
};

/** Plainly not a real key. */
export const TEST_API_KEY = 'test-key-for-the-local-service';

export type LocalService = Awaited<ReturnType<typeof startService>>;

/** @throws when the port is taken, or for an unknown switch, dialect or shape. */
export async function startService(options: ServiceOptions = {}) {
	const {
		port = 0,
		apiKey = TEST_API_KEY,
		now: clock = Date.now,
		jobs = DEFAULT_JOBS,
		...initial
	} = options;
	const server = createServer();
	// A kept connection must not be closed under a client that is about to use it again.
	server.keepAliveTimeout = 60_000;
	const url = `http://127.0.0.1:${await listen(server, port)}`;
	const startAfresh = () => createState({ url, apiKey, clock }, jobs, initial);
	let state = startAfresh();

	const service = {
		/** `http://127.0.0.1:PORT`. */
		url,
		apiKey,
		/** What it holds, in order of creation. */
		get interviews(): readonly Interview[] {
			return state.store.interviews;
		},
		get jobs(): readonly Job[] {
			return [...state.store.jobs.values()];
		},
		/** Every request but those that steer it, in the order in which they were complete. */
		get received(): readonly ReceivedRequest[] {
			return state.received;
		},
		/** How many of them there were, by endpoint. */
		get counters() {
			const of = (endpoint: ReceivedRequest['endpoint']) =>
				state.received.filter((one) => one.endpoint === endpoint).length;
			return { create: of('create'), fetch: of('fetch'), jobs: of('jobs'), other: of('other') };
		},
		/** The most requests that were ever open at the same time. */
		get maxInFlight() {
			return state.maxInFlight;
		},
		/** Requests that have arrived and are neither answered nor broken off. */
		inFlight: () => state.inFlight,
		addJob: (job: Job) => state.store.addJob(job),
		/** An interview from before the run. */
		addInterview({ createdAt = clock(), ...interview }: PastInterview) {
			return state.store.addInterview(interview, new Date(createdAt).getTime());
		},
		/** Fills a job with any number of interviews from before the run. */
		fill: (filling: Filling) => fill(state.store, filling, clock()),
		/** @throws for an unknown switch, dialect or shape. */
		set: (switches: Switches) => applySwitches(state, switches),
		/** Back to how it was started: no requests, no interviews, the initial jobs and switches. */
		reset() {
			state = startAfresh();
		},
		/** Destroys all open connections. */
		stop: () => close(server),
	};
	server.on('request', (request: IncomingMessage, response: ServerResponse) => {
		const handled = request.url?.startsWith(CONTROL_PREFIX)
			? answerControl(service, request).then((answer) => send(response, answer))
			: handle(state, request, response);
		handled.catch((error) => {
			const isOurs = !response.socket?.destroyed && !response.headersSent;
			if (isOurs) send(response, plainAnswer(500, `The local service failed: ${error}`));
			else response.destroy();
		});
	});
	return service;
}

/** One request from its arrival to its answer, or to whatever a fault makes of it. */
async function handle(
	state: State,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const leave = enter(state);
	response.once('close', leave);
	const received = await receive(state, request);
	if (state.switches.latency > 0) await pause(state.switches.latency);

	response.setHeader('Date', new Date(state.clock()).toUTCString());
	const fault = nextFault(state, received);
	if (fault) {
		received.fault = fault.kind;
		await strike(fault, response, faultContext(state, received));
	} else {
		send(response, answer(state, received));
	}

	if (response.headersSent) received.status = response.statusCode;
	// 'close' comes a little later; by then the client may have sent its next request.
	if (response.writableEnded || response.socket?.destroyed) leave();
}

/** Counts a request in; gives what counts it out, once however often it is called. */
function enter(state: State): () => void {
	state.inFlight++;
	state.maxInFlight = Math.max(state.maxInFlight, state.inFlight);
	let isIn = true;
	return () => {
		if (isIn) state.inFlight--;
		isIn = false;
	};
}

async function receive(state: State, request: IncomingMessage): Promise<ReceivedRequest> {
	const at = state.clock();
	const body = parseJson(await text(request));
	const { method = '', url: path = '/', headers } = request;
	const endpoint = endpointOf(method, path);
	const received = { method, path, endpoint, headers, body, at };
	if (state.switches.record) state.received.push(received);
	return received;
}

function nextFault({ seen, switches }: State, request: ReceivedRequest): Fault | undefined {
	const { endpoint, path, body } = request;
	if (endpoint === 'other') return undefined;
	const { jobId, email } = candidateOf(body);
	const count = (key: string) => {
		const before = seen.get(key) ?? 0;
		seen.set(key, before + 1);
		return before;
	};
	const attempt = count(`${endpoint} ${email} ${jobId}`);
	const { page: fetched = 1 } = Object(body) as { page?: number };
	const page = { create: undefined, fetch: fetched, jobs: pageOf(path) }[endpoint];
	const asked = { endpoint, email, jobId, page, attempt, n: count(endpoint) };
	return faultFor(asked, switches.faults, switches.faultMix);
}
