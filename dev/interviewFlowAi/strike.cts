/** Does to one answer what a fault says. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import type { CreateShapeName } from './createShapes.cts';
import type { DialectName } from './dialects.cts';
import { KEY_SPELLINGS, type Fault, type FaultKind } from './faults.cts';
import { HOSTILE_BODIES } from './hostile.cts';
import { parseJson, plainAnswer, render, send, type Answer, type RenderedAnswer } from './http.cts';
import { retryAfterHeader } from './rateLimit.cts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const PAGE =
	'<!DOCTYPE html><html><head><title>Gateway</title></head><body>Please wait.</body></html>';

/** What a fault needs to know of the request it strikes. */
export interface FaultContext {
	/** Milliseconds on the service's clock. */
	now: number;
	apiKeySent: string;
	/** Carries the request out; its answer is what a client without bad luck gets. */
	carryOut(): Answer;
	refuse(dialect: DialectName | Answer): Answer;
	/** Creates the interview of the request as if another client had, so many milliseconds ago. */
	createAsStranger(msAgo: number): void;
	/** The interview the request created, or (without `carried`) would create, in a shape. */
	shape(name: CreateShapeName, carried: Answer | undefined): Answer;
}

type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;

type Strike<K extends FaultKind> = (
	fault: FaultOf<K>,
	response: ServerResponse,
	context: FaultContext,
	/** The true answer, if a replacing fault had the request carried out. */
	carried: Answer | undefined,
) => void | Promise<void>;

const STRIKES: { [K in FaultKind]: Strike<K> } = {
	status: (fault, response, { now }) => sendAnswer(response, statusAnswer(fault, now)),
	refuse: ({ dialect }, response, { refuse }) => sendAnswer(response, refuse(dialect)),
	shape: ({ shape }, response, context, carried) =>
		sendAnswer(response, context.shape(shape, carried)),
	hostile: ({ status, body }, response) =>
		sendAnswer(response, { status, headers: JSON_TYPE, body: HOSTILE_BODIES[body]() }),
	stall: () => undefined,
	reset: (_, response) => reset(response),
	html: ({ status }, response) => sendAnswer(response, { status, headers: HTML, body: PAGE }),
	empty: ({ status }, response) => sendAnswer(response, { status }),
	json: ({ status, body }, response) => sendAnswer(response, { status, body }),
	redirect: ({ status, location }, response) =>
		sendAnswer(response, { status, headers: { location } }),
	hugeBody: ({ status, megabytes }, response) => sendHugeBody(response, status, megabytes),
	echoKey: (fault, response, { apiKeySent }) => sendAnswer(response, echoAnswer(fault, apiKeySent)),

	async slow({ ms }, response, { carryOut }) {
		await pause(ms);
		sendAnswer(response, carryOut());
	},
	async late({ ms }, response, { carryOut }) {
		const answer = carryOut();
		await pause(ms);
		sendAnswer(response, answer);
	},
	stallBody: (_, response, { carryOut }) => sendHalf(response, render(carryOut())),
	dripBody: ({ bytes, everyMs }, response, { carryOut }) =>
		drip(response, render(carryOut()), bytes, everyMs),
	async halfBodyReset(_, response, { carryOut }) {
		// The reset would overtake bytes that are still on their way out.
		await new Promise<void>((resolve) => sendHalf(response, render(carryOut()), resolve));
		reset(response);
	},
	truncatedJson: (_, response, { carryOut }) => sendChanged(response, carryOut(), firstHalf),
	contentType: ({ type }, response, { carryOut }) =>
		sendChanged(response, carryOut(), (bytes) => bytes, { 'content-type': type }),
	gzip: (_, response, { carryOut }) =>
		sendChanged(response, carryOut(), gzipSync, { 'content-encoding': 'gzip' }),
	padded: ({ kilobytes }, response, { carryOut }) =>
		sendChanged(response, carryOut(), (bytes) =>
			Buffer.concat([bytes, Buffer.alloc(kilobytes * 1024, ' ')]),
		),
	oddKeys: (_, response, { carryOut }) =>
		sendChanged(response, carryOut(), (bytes) =>
			Buffer.from(JSON.stringify(capitaliseKeys(parseJson(bytes.toString())))),
		),
};

/** Answers, or leaves unanswered, one request as the fault has it. */
export async function strike(
	fault: Fault,
	response: ServerResponse,
	context: FaultContext,
): Promise<void> {
	const { carryOut, strangerMsAgo } = { carryOut: false, strangerMsAgo: undefined, ...fault };
	if (strangerMsAgo !== undefined) context.createAsStranger(strangerMsAgo);
	const carried = carryOut ? context.carryOut() : undefined;
	await (STRIKES[fault.kind] as Strike<FaultKind>)(fault as never, response, context, carried);
}

/** A pause that keeps no process alive. */
export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function statusAnswer(fault: Fault & { kind: 'status' }, now: number): Answer {
	const { status, retryAfter, body } = fault;
	return {
		status,
		headers: retryAfterHeader(retryAfter, now),
		body: body ?? plainAnswer(status, `Answered with ${status} on request`).body,
	};
}

function echoAnswer(
	{ status, spelling = 'plain', inJson }: FaultOf<'echoKey'>,
	key: string,
): Answer {
	const spelled = KEY_SPELLINGS[spelling](key);
	const words = `Request with X-API-KEY ${spelled} could not be handled`;
	const headers = { 'x-request-key': spelled };
	if (spelling === 'plain') return { ...plainAnswer(status, words), headers };
	// Put together as text: JSON.stringify would spell it once more.
	return inJson
		? {
				status,
				headers: { ...headers, ...JSON_TYPE },
				body: `{"code":${status},"message":"${words}"}`,
			}
		: { status, headers, body: words };
}

function sendAnswer(response: ServerResponse, answer: Answer): void {
	send(response, render(answer));
}

function sendChanged(
	response: ServerResponse,
	answer: Answer,
	change: (bytes: Buffer) => Buffer,
	headers: Record<string, string> = {},
): void {
	const rendered = render(answer);
	send(response, {
		...rendered,
		headers: { ...rendered.headers, ...headers },
		bytes: change(rendered.bytes),
	});
}

function reset(response: ServerResponse): void {
	response.socket?.resetAndDestroy();
}

function firstHalf(bytes: Buffer): Buffer {
	return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function sendHalf(
	response: ServerResponse,
	{ status, headers, bytes }: RenderedAnswer,
	afterwards?: () => void,
): void {
	response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
	response.write(firstHalf(bytes), afterwards);
}

async function drip(
	response: ServerResponse,
	{ status, headers, bytes }: RenderedAnswer,
	pieceLength: number,
	everyMs: number,
): Promise<void> {
	response.writeHead(status, { ...headers, 'content-length': String(bytes.length) });
	for (let sent = 0; sent < bytes.length && !response.destroyed; sent += pieceLength) {
		response.write(bytes.subarray(sent, sent + pieceLength));
		await pause(everyMs);
	}
	response.end();
}

async function sendHugeBody(
	response: ServerResponse,
	status: number,
	megabytes: number,
): Promise<void> {
	const megabyte = 'x'.repeat(1024 * 1024);
	function* pieces() {
		yield '{"data":"';
		for (let sent = 0; sent < megabytes; sent++) yield megabyte;
		yield '"}';
	}
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
	await pipeline(Readable.from(pieces()), response);
}

function capitaliseKeys(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(capitaliseKeys);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [
			key.charAt(0).toUpperCase() + key.slice(1),
			capitaliseKeys(inner),
		]),
	);
}
