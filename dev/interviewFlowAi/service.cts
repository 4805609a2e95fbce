/**
 * A local InterviewFlowAI: real HTTP on 127.0.0.1 that keeps to the vendor's documented contract
 * (contract.cts) and misbehaves on request (switches.cts, dialects.cts, faults.cts). It also serves a
 * list of jobs (job-list.cts) and can be steered from other processes (control.cts).
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
	answer,
	candidateOf,
	createAsStranger,
	endpointOf,
	pageOf,
	refuse,
	reshape,
	type Service,
} from './answers.cts';
import { answerControl, CONTROL_PREFIX } from './control.cts';
import type { Fault } from './faults.cts';
import { pause, strike } from './strike.cts';
import { EVENT_ORDER, sendEvents, type Delivery, type EventOrder } from './events.cts';
import { parseJson, plainAnswer, readBody, render, send } from './http.cts';
import { checked } from './named.cts';
import { applySwitches, createState } from './state.cts';
import type { Counters, ReceivedRequest, State } from './state.cts';
import { DEFAULT_JOBS, type Interview, type Job, type NewInterview } from './store.cts';
import type { Switches } from './switches.cts';

export { DUPLICATE_DIALECTS, NOT_DUPLICATE_DIALECTS, speak } from './dialects.cts';
export type { Dialect, DialectName } from './dialects.cts';
export type { Endpoint, FaultMix, FaultPlan, FaultScript } from './faultPlan.cts';
export { FAULT_CATALOGUE, type Fault, type FaultKind } from './faults.cts';
export { BROKEN_FETCH_SHAPES, FETCH_SHAPES, type FetchShapeName } from './fetchShapes.cts';
export type { JobListSwitches } from './jobList.cts';
export type { Counters, ReceivedRequest } from './state.cts';
export { DEFAULT_JOBS, type Interview, type Job } from './store.cts';
export type { Switches } from './switches.cts';

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

export interface LocalService {
	/** `http://127.0.0.1:PORT`. */
	readonly url: string;
	readonly apiKey: string;
	/** What it holds, in order of creation. */
	readonly interviews: readonly Interview[];
	readonly jobs: readonly Job[];
	/** Every request but those that steer it, in the order in which they were complete. */
	readonly received: readonly ReceivedRequest[];
	readonly counters: Readonly<Counters>;
	/** The most requests that were ever open at the same time. */
	readonly maxInFlight: number;
	/** Requests that have arrived and are neither answered nor broken off. */
	inFlight(): number;
	addJob(job: Job): Job;
	/** An interview from before the run. */
	addInterview(interview: PastInterview): Interview;
	/** Fills a job with any number of interviews from before the run. */
	fill(filling: Filling): void;
	/** Sends webhook events; see `EVENT_ORDER`. Their interviews are those it holds. */
	sendEvents(orders: EventOrder | readonly EventOrder[]): Promise<Delivery[]>;
	/** @throws for an unknown switch, dialect or shape. */
	set(switches: Partial<Switches>): void;
	/** Back to how it was started: no requests, no interviews, the initial jobs and switches. */
	reset(): void;
	/** Destroys all open connections. */
	stop(): Promise<void>;
}

/** `createdAt` defaults to now. */
export type PastInterview = Omit<NewInterview, 'createdAt'> & {
	createdAt?: string | number | Date;
};

/**
 * The n-th of `count` interviews is of Candidate n, candidate.n@example.com, each a minute after the one
 * before, the last one now. They can be filtered by the additional fields `number` (n) and `city` (Bonn,
 * Oslo, in turn), have `statuses` in turn, and the Fetch API shows their `score` (n modulo 101) and `extra`.
 */
export interface Filling {
	jobId: string;
	count: number;
	statuses?: readonly string[];
	extra?: Record<string, unknown>;
}

/** Obviously no real one. */
export const TEST_API_KEY = 'test-key-for-the-local-service';

/** @throws when the port is taken, or for an unknown switch, dialect or shape. */
export async function startService(options: ServiceOptions = {}): Promise<LocalService> {
	const {
		port = 0,
		apiKey = TEST_API_KEY,
		now = Date.now,
		jobs = DEFAULT_JOBS,
		...initial
	} = options;
	let state = createState(jobs, initial);
	const stopped = new AbortController();
	const clock = () => now() + state.switches.clockOffset;

	const server = createServer((request, response) => {
		const handled = request.url?.startsWith(CONTROL_PREFIX)
			? answerControl(service, request).then((answer) => send(response, render(answer)))
			: handle(state, service, clock, request, response);
		handled.catch((error) => {
			const isOurs = !response.socket?.destroyed && !response.headersSent;
			if (isOurs) send(response, render(plainAnswer(500, `The local service failed: ${error}`)));
			else response.destroy();
		});
	});
	// A kept connection must not be closed under a client that is about to use it again.
	server.keepAliveTimeout = 60_000;
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	});

	const service: LocalService = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		apiKey,
		get interviews() {
			return state.store.interviews;
		},
		get jobs() {
			return [...state.store.jobs.values()];
		},
		get received() {
			return state.received;
		},
		get counters() {
			return state.counters;
		},
		get maxInFlight() {
			return state.maxInFlight;
		},
		inFlight: () => state.inFlight,
		addJob: (job) => state.store.addJob(job),
		addInterview({ createdAt = clock(), ...interview }) {
			return state.store.addInterview(interview, new Date(createdAt).getTime());
		},
		fill({ jobId, count, statuses = [], extra }) {
			const now = clock();
			for (let n = 1; n <= count; n++) {
				const [name, email] = [`Candidate ${n}`, `candidate.${n}@example.com`];
				const additionalFields = { number: n, city: n % 2 ? 'Bonn' : 'Oslo' };
				const status = statuses.length > 0 && { status: statuses[n % statuses.length]! };
				const more = { additionalFields, extra: { score: n % 101, ...extra }, ...status };
				state.store.addInterview({ jobId, name, email, ...more }, now - (count - n) * 60_000);
			}
		},
		sendEvents(orders) {
			const { interviews } = state.store;
			return sendEvents(
				[orders].flat().map((order) => checked(EVENT_ORDER, order)),
				(id) => {
					const found =
						id === undefined ? interviews.at(-1) : interviews.find((one) => one.id === id);
					if (!found) throw new Error(`No interview has the ID ${id}`);
					return found;
				},
				stopped.signal,
			);
		},
		set: (switches) => applySwitches(state, switches),
		reset() {
			state = createState(jobs, initial);
		},
		stop() {
			stopped.abort();
			return new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
	return service;
}

/** One request from its arrival to its answer, or to whatever a fault makes of it. */
async function handle(
	state: State,
	service: Service,
	clock: () => number,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const at = clock();
	const leave = enter(state);
	response.once('close', leave);
	const received = await receive(state, request, at);
	if (state.switches.latency > 0) await pause(state.switches.latency);

	response.sendDate = false;
	const date = dateHeaderOf(state.switches.dateHeader, clock());
	if (date !== undefined) response.setHeader('Date', date);
	const carryOut = () => answer(state, received, service, clock());
	const fault = nextFault(state, received);
	if (fault) {
		state.counters.faults++;
		received.fault = fault.kind;
		await strike(fault, response, {
			now: clock(),
			apiKeySent: String(received.headers['x-api-key'] ?? ''),
			carryOut,
			refuse: (dialect) => refuse(state, received, dialect, clock()),
			createAsStranger: (msAgo) => createAsStranger(state, received, clock() - msAgo),
			shape: (shape, carried) => reshape(state, received, shape, carried, clock()),
		});
	} else {
		send(response, render(carryOut()));
	}

	if (response.headersSent) {
		const { statusCode } = response;
		received.status = statusCode;
		state.counters.statuses[statusCode] = (state.counters.statuses[statusCode] ?? 0) + 1;
	}
	// 'close' comes a little later; by then the client may have sent its next request.
	if (response.writableEnded || response.socket?.destroyed) leave();
}

function dateHeaderOf(dateHeader: Switches['dateHeader'], now: number): string | undefined {
	if (typeof dateHeader === 'string') return dateHeader;
	const aheadMs = typeof dateHeader === 'object' ? dateHeader.aheadMs : 0;
	return dateHeader ? new Date(now + aheadMs).toUTCString() : undefined;
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

async function receive(
	state: State,
	request: IncomingMessage,
	at: number,
): Promise<ReceivedRequest> {
	const rawBody = await readBody(request);
	const { method = '', url: path = '/', headers } = request;
	const endpoint = endpointOf(method, path, state.switches);
	const body = parseJson(rawBody);
	const received = { method, path, endpoint, headers, body, rawBody, at };
	state.counters[endpoint]++;
	if (state.switches.record) state.received.push(received);
	return received;
}

function nextFault({ plan, planSaw }: State, request: ReceivedRequest): Fault | undefined {
	const { endpoint, path, body } = request;
	if (!plan || endpoint === 'other') return undefined;
	const { jobId, email } = candidateOf(body);
	const count = (key: string) => {
		const before = planSaw.get(key) ?? 0;
		planSaw.set(key, before + 1);
		return before;
	};
	const attempt = count(`${endpoint} ${email} ${jobId}`);
	const { page: asked = 1 } = Object(body) as { page?: number };
	const page = { create: undefined, fetch: asked, jobs: pageOf(path) ?? 1 }[endpoint];
	return plan({ endpoint, email, jobId, page, attempt, body }, count(endpoint));
}
