/** Requests to n8n's webhooks and forms, as other services and browsers send them. */
import { NOT_KEPT } from '../../dev/n8n/client.cts';

/** A quiet machine needs a tenth of it. */
export const PATIENCE_MS = 120_000;

export const get = (url: string | URL) =>
	fetch(url, { headers: NOT_KEPT, signal: AbortSignal.timeout(PATIENCE_MS) });

/** Sends JSON, or with a content type of its own a body as it is. */
export const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
	fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...NOT_KEPT, ...headers },
		body: headers['content-type'] ? (body as string) : JSON.stringify(body),
		signal: AbortSignal.timeout(PATIENCE_MS),
	});
