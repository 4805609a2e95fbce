import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/**
 * What the service answers. A string body is sent as it is, `undefined` sends no body at all,
 * anything else is sent as JSON. `headers` win over the content type that follows from that.
 */
export const ANSWER = z.strictObject({
	status: z.number(),
	headers: z.record(z.string()).optional(),
	body: z.unknown(),
});
export type Answer = z.infer<typeof ANSWER>;

/** An answer as bytes, header names in lower case. */
export interface RenderedAnswer {
	status: number;
	headers: Record<string, string>;
	bytes: Buffer;
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

export function render({ status, headers, body }: Answer): RenderedAnswer {
	const rendered: RenderedAnswer = { status, headers: {}, bytes: Buffer.alloc(0) };
	if (typeof body === 'string') {
		rendered.bytes = Buffer.from(body);
		rendered.headers['content-type'] = 'text/plain; charset=utf-8';
	} else if (body !== undefined) {
		rendered.bytes = Buffer.from(JSON.stringify(body));
		rendered.headers['content-type'] = 'application/json; charset=utf-8';
	}
	for (const [name, value] of Object.entries(headers ?? {})) {
		rendered.headers[name.toLowerCase()] = value;
	}
	return rendered;
}

/** Sends the whole answer at once. */
export function send(response: ServerResponse, { status, headers, bytes }: RenderedAnswer): void {
	const hasBody = status !== 204 && status !== 304;
	response.writeHead(
		status,
		hasBody ? { ...headers, 'content-length': String(bytes.length) } : headers,
	);
	response.end(hasBody ? bytes : undefined);
}

/** Rejects when the client goes away before its request is complete. */
export function readBody(request: IncomingMessage): Promise<string> {
	return text(request);
}

/** `undefined` for text that is no JSON. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}
