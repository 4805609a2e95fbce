/** The only file that sends requests. It does not throw: a failure is a value, too. No body and no failure holds the API key. */
import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { type Account, type Context, CREDENTIAL } from './credential';
import { fieldsOf, isObject, listOf, parsed } from './json';
import { redactor } from './redact';
import { messageOf } from './texts';

export interface Request {
	method: 'GET' | 'POST';
	/** An absolute URL. */
	url: string;
	body?: IDataObject;
	/** The most time from sending the request to the last byte of the answer. */
	timeoutMs: number;
	/** Whether the request is sent with the API key. */
	authenticated: boolean;
	/** The most bytes of an answer that is read. */
	mostBytes: number;
}

/** How large a page of a list may be, in bytes. */
export const LARGEST_PAGE = 1_500_000;

export interface Answer {
	kind: 'answer';
	status: number;
	/** Header names are in lower case. */
	headers: IDataObject;
	/** The value of the JSON in the body; `undefined` if the body is no JSON. */
	json: unknown;
	/** The body as text; if it was too large, a phrase that says so. */
	text: string;
	tooLarge: boolean;
	/** When the request was sent and when the headers of the answer came, in milliseconds since 1970. */
	sentAt: number;
	headersAt: number;
}

/**
 * Why a try to send a request failed:
 * - `neverArrived`: it did not reach the service.
 * - `lost`: it may have reached the service, and it is not known what the service did with it.
 * - `throttled`: the service did not carry it out, but may do so later.
 * - `impossible`: it cannot be sent at all, because of a certificate, an address, or a block in n8n.
 * - `cancelled`: the run is over.
 */
export interface Failure {
	kind: 'neverArrived' | 'lost' | 'throttled' | 'impossible' | 'cancelled';
	/** A short phrase for a message, such as "the connection was refused". */
	reason: string;
	/** What the service said. */
	words?: string;
	/** How many milliseconds the service asks to wait, if it does. */
	askedMs?: number;
	/** Whether a quota is used up, such as that of a plan. */
	isQuota?: boolean;
}

export type Reply = Answer | Failure;

/** Sends one request and never throws. */
export type Send = (request: Request) => Promise<Reply>;

/** The failure of a request when the run is over. */
export const STOPPED: Failure = {
	kind: 'cancelled',
	reason: 'it took too long or was stopped',
};

const OUT_OF_TIME: Failure = { kind: 'lost', reason: 'no answer came in time' };

const CUT: Failure = { kind: 'lost', reason: 'the connection was cut' };

/** The failures by the code of the error. */
const REASONS: Record<string, Failure> = {
	ECONNREFUSED: { kind: 'neverArrived', reason: 'the connection was refused' },
	ENOTFOUND: { kind: 'neverArrived', reason: 'its address was not found' },
	EAI_AGAIN: { kind: 'neverArrived', reason: 'its address could not be looked up' },
	EHOSTUNREACH: { kind: 'neverArrived', reason: 'it could not be reached' },
	ENETUNREACH: { kind: 'neverArrived', reason: 'the network could not be reached' },
	ECONNABORTED: OUT_OF_TIME,
	ETIMEDOUT: OUT_OF_TIME,
	ECONNRESET: CUT,
	EPIPE: CUT,
	ERR_STREAM_PREMATURE_CLOSE: CUT,
};

const OF_CERTIFICATES = /CERT|SIGNATURE|ISSUER|TLS|SSL|EPROTO/;

/** Gives a function that sends with n8n's own HTTP helper. When `cancelled` fires, it ends all requests under way. */
export function createSend(context: Context, account: Account, cancelled?: AbortSignal): Send {
	const withoutKey = redactor(account.apiKey);

	return async (request) => {
		const ending = new AbortController();
		const stop = () => ending.abort();
		const deadline = AbortSignal.timeout(request.timeoutMs);
		deadline.addEventListener('abort', stop);
		cancelled?.addEventListener('abort', stop);
		const sentAt = Date.now();
		try {
			const response = await sendThroughN8n(context, account, request, ending.signal);
			const headersAt = Date.now();
			const body = await readBody(response, request.mostBytes, ending.signal);
			const text = withoutKey(jsonIn(body ?? tooLargeToRead(request)));
			return {
				kind: 'answer',
				status: response.statusCode,
				headers: response.headers as IDataObject,
				json: withoutListOfOne(parsed(text)),
				text,
				tooLarge: body === undefined,
				sentAt,
				headersAt,
			};
		} catch (thrown) {
			if (cancelled?.aborted) return STOPPED;
			return deadline.aborted ? OUT_OF_TIME : failureOf(thrown, withoutKey);
		} finally {
			deadline.removeEventListener('abort', stop);
			cancelled?.removeEventListener('abort', stop);
		}
	};
}

async function sendThroughN8n(
	context: Context,
	account: Account,
	request: Request,
	signal: AbortSignal,
): Promise<IN8nHttpFullResponse> {
	// n8n's helper changes this object, so each request gets one of its own.
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		body: request.body,
		headers: {},
		json: true,
		encoding: 'stream',
		timeout: request.timeoutMs,
		abortSignal: signal,
		disableFollowRedirect: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	if (!request.authenticated) {
		return (await context.helpers.httpRequest(options)) as IN8nHttpFullResponse;
	}
	// This helper asks the object on which it is called for the signal. n8n's own signal would only fire when the execution
	// ends, and not at the timeout.
	const caller = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as Context;
	return (await context.helpers.httpRequestWithAuthentication.call(caller, CREDENTIAL, options, {
		credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data: account.data },
	})) as IN8nHttpFullResponse;
}

const tooLargeToRead = ({ mostBytes }: Request) =>
	`(more than ${Math.round(mostBytes / 1000)} kB, which this node does not read)`;

/** Reads a body as text; `undefined` if it is too large. Rejects if the body breaks off or the signal fires. */
async function readBody(
	response: IN8nHttpFullResponse,
	mostBytes: number,
	signal: AbortSignal,
): Promise<string | undefined> {
	// The body is a stream, because the request has the encoding `stream`.
	const body = response.body as Extract<typeof response.body, NodeJS.ReadableStream>;
	const chunks: Uint8Array[] = [];
	let size = 0;
	// This stream is axios's own, around that of the connection. If the connection stalls, nothing else would end the reading.
	signal.addEventListener('abort', () => body.destroy());
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > mostBytes) return undefined;
	}
	return decoded(Buffer.concat(chunks), response.headers['content-type']);
}

/**
 * A body as text. It is read as UTF-8, which is the encoding of JSON, or else in the charset that the header names. UTF-16
 * that is read as UTF-8 has a NUL after each letter. NULs are removed, because the API key would not be found with them.
 */
function decoded(bytes: Buffer, contentType: unknown): string {
	let text = bytes.toString('utf8');
	if (!/[\0\uFFFD]/.test(text)) return text;
	const [, charset] = /charset="?([\w.:-]+)/i.exec(String(contentType)) ?? [];
	try {
		// In `utf-16` as Java writes it, `{` is 00 7B, after the mark FE FF or without one.
		text = new TextDecoder(bytes[2] === 0 ? 'utf-16be' : charset).decode(bytes);
	} catch {
		// The charset is unknown.
	}
	return text.replaceAll('\0', '');
}

/** The JSON in a body: without a byte order mark, and decoded once more if it was encoded twice: `"{\"id\":1}"`. */
function jsonIn(body: string): string {
	const text = body.replace(/^\uFEFF/, '');
	const inner = /^\s*"\s*[[{]/.test(text) && String(parsed(text));
	return inner && parsed(inner) ? inner : text;
}

/**
 * The answer in a list around it: `{ "data": {}, "code": 201 }` for `[{ "data": {}, "code": 201 }]`. Some gateways put it
 * there, as n8n's own webhooks do. If the entry has an ID or an email address, the list is a list of interviews or jobs.
 */
function withoutListOfOne(json: unknown): unknown {
	const [only, ...more] = listOf(json);
	const fields = fieldsOf(only);
	const isEntry = Object.keys(fields).some((key) => /id$|email/.test(key));
	return typeof fields.data === 'object' && !isEntry && more.length === 0 ? only : json;
}

/** The failure for what n8n's helper threw. */
function failureOf(thrown: unknown, withoutKey: (text: string) => string): Failure {
	const code = codeOf(thrown);
	const known = REASONS[code];
	if (known) return known;
	if (OF_CERTIFICATES.test(code)) {
		return {
			kind: 'impossible',
			reason: `its certificate or encryption was not accepted (${code})`,
		};
	}
	if (/^(E[A-Z]|HPE_|Z_|UND_)/.test(code) && !/^ERR_(INVALID|UNSUPPORTED|BAD_OPTION)/.test(code)) {
		return { kind: 'lost', reason: `the connection broke (${code})` };
	}
	return {
		kind: 'impossible',
		reason: withoutKey(messageOf(thrown) || 'n8n could not send the request').slice(0, 200),
	};
}

/** The code of a network error, such as ECONNRESET, wherever n8n or axios put it in the error. */
function codeOf(thrown: unknown): string {
	for (let error = thrown, depth = 0; isObject(error) && depth < 4; error = error.cause, depth++) {
		const code = [error.code, error.httpCode].find(
			(value) => typeof value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(value),
		);
		if (code) return code as string;
	}
	return '';
}
