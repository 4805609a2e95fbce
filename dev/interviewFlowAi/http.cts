import type { ServerResponse } from 'node:http';

/**
 * What the service answers. Text and bytes are sent as they are, `undefined` sends no body at all,
 * anything else is sent as JSON. `headers` win over the content type that follows from that.
 */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body?: unknown;
}

/** The service's own form of an answer that carries no data, refusals above all. */
export function plainAnswer(code: number, message: string): Answer {
	return { status: code, body: { code, message } };
}

/** A web page where JSON should be. */
export function pageAnswer(status: number, words: string): Answer {
	const headers = { 'content-type': 'text/html; charset=utf-8' };
	return { status, headers, body: `<!DOCTYPE html><html><body><h1>${words}</h1></body></html>` };
}

/** An answer as bytes, header names in lower case. */
export function render({ status, headers: given = {}, body }: Answer) {
	const type = typeof body === 'string' ? 'text/plain' : 'application/json';
	const text = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
	const headers: Record<string, string> =
		body === undefined ? {} : { 'content-type': `${type}; charset=utf-8` };
	for (const [name, value] of Object.entries(given)) headers[name.toLowerCase()] = value;
	return { status, headers, bytes: Buffer.isBuffer(body) ? body : Buffer.from(text) };
}

/** Sends the headers of an answer. @returns its body; Node.js sends none where the status has none */
export function begin(response: ServerResponse, answer: Answer): Buffer {
	const { status, headers, bytes } = render(answer);
	const length = status !== 204 && status !== 304 && { 'content-length': String(bytes.length) };
	response.writeHead(status, { ...headers, ...length });
	return bytes;
}

/** Sends the whole answer at once. */
export function send(response: ServerResponse, answer: Answer): void {
	response.end(begin(response, answer));
}

/** `undefined` for text that is no JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
