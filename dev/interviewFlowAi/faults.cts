/**
 * What can go wrong between a client and the service. A fault either *replaces* the answer, and then
 * `carryOut` says whether the request is carried out all the same (an interview created, its answer
 * lost), or it *spoils* the true answer, and then the request is always carried out.
 */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import type { DialectName } from './dialects.cts';
import { parseJson, plainAnswer, render, send, type Answer, type RenderedAnswer } from './http.cts';
import { retryAfterHeader, type RetryAfter } from './rateLimit.cts';

export type Fault = ReplacingFault | SpoilingFault;
export type FaultKind = Fault['kind'];

export type ReplacingFault = {
	/** Whether the request takes effect although its answer never comes; default false. */
	carryOut?: boolean;
} & (
	| { kind: 'status'; status: number; retryAfter?: RetryAfter; body?: unknown }
	/** A refusal in one of the dialects. */
	| { kind: 'refuse'; dialect: DialectName }
	/** Takes the request and never answers. */
	| { kind: 'stall' }
	/** The connection is reset (TCP RST) before any answer. */
	| { kind: 'reset' }
	| { kind: 'html'; status: number }
	| { kind: 'empty'; status: number }
	/** Any JSON, e.g. `{"error": null}`. */
	| { kind: 'json'; status: number; body: unknown }
	| { kind: 'redirect'; status: 301 | 302 | 303 | 307 | 308; location: string }
	/** A JSON body of so many megabytes, sent in pieces without a content length. */
	| { kind: 'hugeBody'; status: number; megabytes: number }
	/** A refusal that repeats the API key in its body and in a header. */
	| { kind: 'echoKey'; status: number }
);

export type SpoilingFault =
	/** Waits, then carries out and answers. */
	| { kind: 'slow'; ms: number }
	/** Carries out at once, answers later. */
	| { kind: 'late'; ms: number }
	/** Headers and half of the body, then silence. */
	| { kind: 'stallBody' }
	/** The body a few bytes at a time. */
	| { kind: 'dripBody'; bytes: number; everyMs: number }
	/** Headers and half of the body, then the connection is reset. */
	| { kind: 'halfBodyReset' }
	/** Half of the JSON, with a content length that fits it. */
	| { kind: 'truncatedJson' }
	| { kind: 'contentType'; type: string }
	| { kind: 'gzip' }
	/** All keys with a capital first letter: `{"Data": {"InterviewLink": …`. */
	| { kind: 'oddKeys' };

/** One example of everything that can go wrong, with and without the interview created first. */
export const FAULT_CATALOGUE = {
	'429 Retry-After seconds': { kind: 'status', status: 429, retryAfter: 1 },
	'429 Retry-After date': { kind: 'status', status: 429, retryAfter: { dateIn: 1 } },
	'429 Retry-After junk': { kind: 'status', status: 429, retryAfter: 'soon' },
	'429 without Retry-After': { kind: 'status', status: 429 },
	'500': { kind: 'status', status: 500 },
	'500 after creating': { kind: 'status', status: 500, carryOut: true },
	'502': { kind: 'status', status: 502 },
	'503': { kind: 'status', status: 503 },
	'503 Retry-After seconds': { kind: 'status', status: 503, retryAfter: 1 },
	'504': { kind: 'status', status: 504 },
	'504 after creating': { kind: 'status', status: 504, carryOut: true },
	slow: { kind: 'slow', ms: 50 },
	'late answer after creating': { kind: 'late', ms: 50 },
	stall: { kind: 'stall' },
	'stall after creating': { kind: 'stall', carryOut: true },
	'stalled body': { kind: 'stallBody' },
	'dripping body': { kind: 'dripBody', bytes: 64, everyMs: 2 },
	'reset before creating': { kind: 'reset' },
	'reset after creating': { kind: 'reset', carryOut: true },
	'half a body, then reset': { kind: 'halfBodyReset' },
	'truncated JSON': { kind: 'truncatedJson' },
	'HTML with 200': { kind: 'html', status: 200 },
	'HTML with 201 after creating': { kind: 'html', status: 201, carryOut: true },
	'HTML with 502': { kind: 'html', status: 502 },
	'empty 200': { kind: 'empty', status: 200 },
	'empty 201 after creating': { kind: 'empty', status: 201, carryOut: true },
	'empty 204': { kind: 'empty', status: 204 },
	'JSON as text/plain': { kind: 'contentType', type: 'text/plain' },
	gzip: { kind: 'gzip' },
	'redirect 302': { kind: 'redirect', status: 302, location: 'http://127.0.0.1:9/elsewhere' },
	'redirect 307': { kind: 'redirect', status: 307, location: 'http://127.0.0.1:9/elsewhere' },
	'huge body': { kind: 'hugeBody', status: 200, megabytes: 8 },
	'error: null': { kind: 'json', status: 200, body: { error: null } },
	'odd keys': { kind: 'oddKeys' },
	'echoed API key': { kind: 'echoKey', status: 500 },
} satisfies Record<string, Fault>;

/** What a fault needs to know of the request it strikes. */
export interface FaultContext {
	/** Milliseconds on the service's clock. */
	now: number;
	apiKeySent: string;
	/** Carries the request out; its answer is what a client without bad luck gets. */
	carryOut(): Answer;
	refuse(dialect: DialectName): Answer;
}

/** Answers, or leaves unanswered, one request as the fault has it. */
export async function strike(
	fault: Fault,
	response: ServerResponse,
	context: FaultContext,
): Promise<void> {
	if ('carryOut' in fault && fault.carryOut) context.carryOut();
	switch (fault.kind) {
		case 'status':
			return send(response, render(statusAnswer(fault, context.now)));
		case 'refuse':
			return send(response, render(context.refuse(fault.dialect)));
		case 'stall':
			return;
		case 'reset':
			return reset(response);
		case 'html':
			return send(response, render(htmlAnswer(fault.status)));
		case 'empty':
			return send(response, render({ status: fault.status }));
		case 'json':
			return send(response, render({ status: fault.status, body: fault.body }));
		case 'redirect':
			return send(
				response,
				render({ status: fault.status, headers: { location: fault.location } }),
			);
		case 'hugeBody':
			return await sendHugeBody(response, fault.status, fault.megabytes);
		case 'echoKey':
			return send(response, render(echoAnswer(fault.status, context.apiKeySent)));
		case 'slow':
			await pause(fault.ms);
			return send(response, render(context.carryOut()));
		case 'late': {
			const answer = context.carryOut();
			await pause(fault.ms);
			return send(response, render(answer));
		}
		case 'stallBody':
			return sendHalf(response, render(context.carryOut()));
		case 'dripBody':
			return await drip(response, render(context.carryOut()), fault.bytes, fault.everyMs);
		case 'halfBodyReset':
			// The reset would overtake bytes that are still on their way out.
			await new Promise<void>((resolve) => {
				sendHalf(response, render(context.carryOut()), resolve);
			});
			return reset(response);
		case 'truncatedJson': {
			const rendered = render(context.carryOut());
			return send(response, { ...rendered, bytes: firstHalf(rendered.bytes) });
		}
		case 'contentType':
			return send(response, withHeader(render(context.carryOut()), 'content-type', fault.type));
		case 'gzip': {
			const rendered = render(context.carryOut());
			const zipped = { ...rendered, bytes: gzipSync(rendered.bytes) };
			return send(response, withHeader(zipped, 'content-encoding', 'gzip'));
		}
		case 'oddKeys': {
			const rendered = render(context.carryOut());
			const body = capitaliseKeys(parseJson(rendered.bytes.toString()));
			return send(response, { ...rendered, bytes: Buffer.from(JSON.stringify(body)) });
		}
	}
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

function htmlAnswer(status: number): Answer {
	return {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: '<!DOCTYPE html><html><head><title>Gateway</title></head><body>Please wait.</body></html>',
	};
}

function echoAnswer(status: number, apiKey: string): Answer {
	return {
		...plainAnswer(status, `Request with X-API-KEY ${apiKey} could not be handled`),
		headers: { 'x-request-key': apiKey },
	};
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

function withHeader(rendered: RenderedAnswer, name: string, value: string): RenderedAnswer {
	return { ...rendered, headers: { ...rendered.headers, [name]: value } };
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
