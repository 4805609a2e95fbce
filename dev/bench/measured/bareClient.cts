import { Pool } from 'undici';
import { JOB_ID } from './candidates.cts';
import type { Job, SendAll } from './job.cts';

interface Linked {
	interviewLink?: unknown;
}

const hasLink = (interview?: Linked) => typeof interview?.interviewLink === 'string';

/** Nothing but an HTTP client that keeps its connections; gives the data of each answer. */
function client({ service }: Job, connections: number) {
	const pool = new Pool(service.url, { connections });
	const headers = { 'content-type': 'application/json', 'x-api-key': service.apiKey };
	return async <Data,>(path: string, given: object): Promise<Data> => {
		const request = { method: 'POST', path, headers, body: JSON.stringify(given) } as const;
		const { body } = await pool.request(request);
		return ((await body.json()) as { data: Data }).data;
	};
}

/** Reading as fast as possible: page after page, until one is empty. */
export function readingBareClient(job: Job): SendAll {
	const post = client(job, 1);

	return async () => {
		const interviews: Linked[] = [];
		for (let page = 1; ; page++) {
			const asked = { interviewerId: JOB_ID, page, limit: 100 };
			const data = await post<Linked[]>('/api/external/fetch/candidates', asked);
			if (data.length === 0) break;
			interviews.push(...data);
		}
		return () => interviews.filter(hasLink).length;
	};
}

/** Creating as fast as possible, without n8n. */
export function bareClient(job: Job): SendAll {
	const { concurrency = 1 } = job.contender;
	const post = client(job, concurrency);

	return async (candidates) => {
		let [next, links] = [0, 0];
		const worker = async () => {
			for (let candidate = candidates[next++]; candidate; candidate = candidates[next++]) {
				const { name, email, resumeUrl } = candidate;
				const given = { jobId: JOB_ID, name, email, resumeUrl };
				if (hasLink(await post<Linked>('/api/external/ingest/candidate', given))) links++;
			}
		};
		await Promise.all(Array.from({ length: concurrency }, worker));
		return () => links;
	};
}
