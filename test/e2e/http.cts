/** Asks n8n what the world outside asks it. */
const PATIENCE_MS = 15_000;

export async function get(url: string | URL): Promise<Response> {
	return await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
}

export async function post(
	url: string,
	body: unknown,
	patienceMs = PATIENCE_MS,
): Promise<Response> {
	return await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(patienceMs),
	});
}
