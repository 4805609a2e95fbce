import { Pool } from 'undici';
import { JOB_ID } from '../candidates.cts';
import type { Contender, Job, SendAll } from '../job.cts';

/** The limit of reading: page after page, until one is empty. */
export function readingBareClient({ service }: Job): SendAll {
	const pool = new Pool(service.url, { connections: 1 });
	const headers = { 'content-type': 'application/json', 'x-api-key': service.apiKey };

	return async () => {
		const interviews: Array<{ interviewLink?: unknown }> = [];
		for (let page = 1; ; page++) {
			const { body } = await pool.request({
				method: 'POST',
				path: '/api/external/fetch/candidates',
				headers,
				body: JSON.stringify({ interviewerId: JOB_ID, page, limit: 100 }),
			});
			const { data } = (await body.json()) as { data: typeof interviews };
			if (data.length === 0) break;
			interviews.push(...data);
		}
		return interviews.filter(({ interviewLink }) => typeof interviewLink === 'string').length;
	};
}

/** The limit: nothing but an HTTP client that keeps its connections, without n8n. */
export function bareClient(
	{ concurrency }: Extract<Contender, { kind: 'bareClient' }>,
	{ service }: Job,
): SendAll {
	const pool = new Pool(service.url, { connections: concurrency });
	const headers = { 'content-type': 'application/json', 'x-api-key': service.apiKey };

	return async (candidates) => {
		let [next, links] = [0, 0];
		const worker = async () => {
			for (let candidate = candidates[next++]; candidate; candidate = candidates[next++]) {
				const { name, email, resumeUrl } = candidate;
				const { body } = await pool.request({
					method: 'POST',
					path: '/api/external/ingest/candidate',
					headers,
					body: JSON.stringify({ jobId: JOB_ID, name, email, resumeUrl }),
				});
				const { data } = (await body.json()) as { data?: { interviewLink?: unknown } };
				if (typeof data?.interviewLink === 'string') links++;
			}
		};
		await Promise.all(Array.from({ length: concurrency }, worker));
		return links;
	};
}
