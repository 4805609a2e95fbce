/** The only file that sends anything. Whatever goes wrong comes back as a value, without the API key in it. */
import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import { type Account, type Context, CREDENTIAL } from './credential';
import { fieldsOf, isObject, listOf, parsed } from './json';
import { redactor } from './redact';
import { messageOf } from './texts';

/** One request; `url` is absolute, `timeoutMs` bounds all of it, from sending to the last byte of the answer. */
export interface Request {
	method: 'GET' | 'POST';
	url: string;
	body?: IDataObject;
	timeoutMs: number;
	authenticated: boolean;
	/** A larger answer is not read, in bytes. */
	mostBytes: number;
}

/** The largest page of a list that is read, in bytes. */
export const LARGEST_PAGE = 1_500_000;

export interface Answer {
	kind: 'answer';
	status: number;
	/** Header names are in lower case. */
	headers: IDataObject;
	/** The JSON of the body; `undefined` where it is none. */
	json: unknown;
	/** The body as text; when it was too large, a phrase that says so. */
	text: string;
	tooLarge: boolean;
	/** When the request was sent and when the headers of the answer came, in milliseconds since 1970. */
	sentAt: number;
	headersAt: number;
}

/**
 * Why a try came to nothing:
 * - `neverArrived`: the request did not reach the service.
 * - `lost`: it may have reached the service; what became of it is unknown.
 * - `throttled`: the service did not look at it, and may do so later.
 * - `impossible`: it can never be sent like this (certificate, address, blocked by n8n).
 * - `cancelled`: the run is over.
 */
export interface Failure {
	kind: 'neverArrived' | 'lost' | 'throttled' | 'impossible' | 'cancelled';
	/** A short phrase for a message, such as "the connection was refused". */
	reason: string;
	words?: string;
	/** After how many milliseconds the service wants to be asked again, if it says so. */
	askedMs?: number;
	/** Something is used up, such as a plan. */
	isQuota?: boolean;
}

export type Reply = Answer | Failure;

/** Sends one request and never throws. */
export type Send = (request: Request) => Promise<Reply>;

/** The run was over first. */
export const STOPPED: Failure = {
	kind: 'cancelled',
	reason: 'it took too long, or the execution was stopped',
};

const OUT_OF_TIME: Failure = { kind: 'lost', reason: 'no answer came in time' };

const CUT: Failure = { kind: 'lost', reason: 'the connection was cut' };

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

/** Gives a function that sends through n8n's own HTTP helper; `cancelled` ends every request under way when it fires. */
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
	// n8n's helper changes the options it is given, so each request gets its own.
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
	// This helper takes the signal from the object that it is called on. n8n's own signal ends only with the execution.
	const caller = Object.create(context, {
		getExecutionCancelSignal: { value: () => signal },
	}) as Context;
	return (await context.helpers.httpRequestWithAuthentication.call(caller, CREDENTIAL, options, {
		credentialsDecrypted: { id: '', name: '', type: CREDENTIAL, data: account.data },
	})) as IN8nHttpFullResponse;
}

const tooLargeToRead = ({ mostBytes }: Request) =>
	`(more than ${Math.round(mostBytes / 1000)} kB, which this node does not read)`;

/** Reads a body to its end, as text; `undefined` when it is too large. Rejects when it breaks off or the signal fires. */
async function readBody(
	response: IN8nHttpFullResponse,
	mostBytes: number,
	signal: AbortSignal,
): Promise<string | undefined> {
	// What the encoding `stream` gives.
	const body = response.body as Extract<typeof response.body, NodeJS.ReadableStream>;
	const chunks: Uint8Array[] = [];
	let size = 0;
	// axios wraps this stream around the one of the connection. While that one stalls, nothing else ends the reading.
	signal.addEventListener('abort', () => body.destroy());
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > mostBytes) return undefined;
	}
	return decoded(Buffer.concat(chunks), response.headers['content-type']);
}

/**
 * A body as text: as UTF-8, which JSON has to be; where that is not possible, in the charset it names. UTF-16 that is
 * read as UTF-8 has a NUL after each letter. These are removed, because the API key would not be found between them.
 */
function decoded(bytes: Buffer, contentType: unknown): string {
	const text = bytes.toString('utf8');
	if (!/[\0\uFFFD]/.test(text)) return text;
	const [, charset] = /charset="?([\w.:-]+)/i.exec(String(contentType)) ?? [];
	try {
		return new TextDecoder(charset).decode(bytes).replaceAll('\0', '');
	} catch {
		return text.replaceAll('\0', '');
	}
}

/** A body without a byte order mark. JSON that was encoded twice, such as `"{\"id\":1}"`, is unpacked: `{"id":1}`. */
function jsonIn(body: string): string {
	const text = body.replace(/^\uFEFF/, '');
	const inner = /^\s*"\s*[[{]/.test(text) && String(parsed(text));
	return inner && parsed(inner) ? inner : text;
}

/**
 * An answer without the list that a gateway can put around it, as n8n's own webhooks do: `{ "data": {}, "code": 201 }`
 * for `[{ "data": {}, "code": 201 }]`. An entry with an ID or an email address is one of a true list.
 */
function withoutListOfOne(json: unknown): unknown {
	const [only, ...more] = listOf(json);
	const fields = fieldsOf(only);
	const isEntry = Object.keys(fields).some((key) => /id$|email/.test(key));
	return typeof fields.data === 'object' && !isEntry && more.length === 0 ? only : json;
}

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

/** The network's own code, such as ECONNRESET, wherever n8n or axios put it. */
function codeOf(thrown: unknown): string {
	for (let error = thrown, depth = 0; isObject(error) && depth < 4; error = error.cause, depth++) {
		const code = [error.code, error.httpCode].find(
			(value) => typeof value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(value),
		);
		if (code) return code as string;
	}
	return '';
}
