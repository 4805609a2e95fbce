import { CREATE_PATH, FETCH_PATH } from '../../../dev/interviewFlowAi/contract.cts';
import { DEFAULT_JOBS, type LocalService } from '../../../dev/interviewFlowAi/service.cts';

export const [PUBLIC_JOB, PRIVATE_JOB] = [DEFAULT_JOBS[0]!, DEFAULT_JOBS[1]!];

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** Parsed, or `undefined` when it is no JSON. */
	body: unknown;
}

/** A valid create request but for what is given. */
export function candidate(given: Record<string, unknown> = {}): Record<string, unknown> {
	return { name: 'Jane Doe', email: 'jane.doe@example.com', jobId: PUBLIC_JOB.id, ...given };
}

export function create(service: LocalService, given: Record<string, unknown> = {}): Promise<Reply> {
	return post(service, CREATE_PATH, candidate(given));
}

export function fetchInterviews(
	service: LocalService,
	given: Record<string, unknown> = {},
): Promise<Reply> {
	return post(service, FETCH_PATH, { interviewerId: PUBLIC_JOB.id, ...given });
}

/** Text is sent as it is, anything else as JSON. A header that is null is left out. */
export function post(
	service: LocalService,
	path: string,
	body: unknown,
	headers: Record<string, string | null> = {},
): Promise<Reply> {
	const all = { 'X-API-KEY': service.apiKey, 'Content-Type': 'application/json', ...headers };
	return request(`${service.url}${path}`, {
		method: 'POST',
		headers: Object.entries(all).filter((header): header is [string, string] => header[1] !== null),
		body: typeof body === 'string' ? Buffer.from(body) : JSON.stringify(body),
	});
}

/** Follows no redirects. */
export async function request(url: string, init?: RequestInit): Promise<Reply> {
	const response = await fetch(url, { redirect: 'manual', ...init });
	const text = await response.text();
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		body = undefined;
	}
	return { status: response.status, headers: response.headers, text, body };
}
