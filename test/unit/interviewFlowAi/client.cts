import { CREATE_PATH, FETCH_PATH } from '../../../dev/interviewFlowAi/contract.cts';
import { DEFAULT_JOBS, type LocalService } from '../../../dev/interviewFlowAi/service.cts';

export const [PUBLIC_JOB, PRIVATE_JOB] = [DEFAULT_JOBS[0]!, DEFAULT_JOBS[1]!];
export const JANE = { name: 'Jane Doe', email: 'jane.doe@example.com', jobId: PUBLIC_JOB.id };

export const create = (service: LocalService, given: object = {}, init: RequestInit = {}) =>
	post(service, CREATE_PATH, { ...JANE, ...given }, init);

export const list = (service: LocalService, given: object = {}) =>
	post(service, FETCH_PATH, { interviewerId: PUBLIC_JOB.id, ...given });

/** Text is sent as it is, anything else as JSON. */
export function post({ url, apiKey }: LocalService, path: string, body: unknown, init = {}) {
	return request(`${url}${path}`, {
		method: 'POST',
		headers: { 'X-API-KEY': apiKey, 'Content-Type': 'application/json' },
		body: typeof body === 'string' ? body : JSON.stringify(body),
		...init,
	});
}

/** Follows no redirects. The body is parsed, or `undefined` when it is no JSON. */
export async function request(url: string, init?: RequestInit) {
	const response = await fetch(url, { redirect: 'manual', ...init });
	const { status, headers } = response;
	const text = await response.text();
	try {
		return { status, headers, text, body: JSON.parse(text) as unknown };
	} catch {
		return { status, headers, text, body: undefined };
	}
}

/** The names of the interviews a listing holds, one after another. */
export function namesIn(body: unknown): string | undefined {
	return (body as { data?: Array<{ name: string }> }).data?.map(({ name }) => name).join('');
}
