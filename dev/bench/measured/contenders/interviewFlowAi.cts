import type { INodeParameters } from 'n8n-workflow';
import { compiled } from '../../../engine/underTest.cts';
import { JOB_ID } from '../candidates.cts';
import { onEngine } from '../engine.cts';
import type { Contender, Job, SendAll } from '../job.cts';

const FIELDS = {
	plain: {
		name: '={{ $json.name }}',
		email: '={{ $json.email }}',
		resumeUrl: '={{ $json.resumeUrl }}',
	},
	/** What the node cannot take from the item itself. */
	computed: {
		name: '={{ $json.name.trim() }}',
		email: '={{ $json.email.toLowerCase() }}',
		resumeUrl: '={{ $json.resumeUrl.trim() }}',
	},
};

/** This package's node, compiled and packed. */
const node = ({ service, packageFolder }: Job, parameters: INodeParameters) =>
	onEngine({
		...compiled(packageFolder),
		parameters: {
			resource: 'interview',
			job: { __rl: true, mode: 'id', value: JOB_ID },
			...parameters,
		},
		credentials: { apiKey: service.apiKey, baseUrl: service.url },
	});

/** Reads all interviews of a job. */
export function readingInterviewFlowAi(job: Job): SendAll {
	const read = node(job, { operation: 'getMany', returnAll: true });
	return async (candidates) => await read(candidates.slice(0, 1));
}

/** Creates an interview for each candidate. */
export function interviewFlowAi(
	{ concurrency, mapping = 'plain' }: Extract<Contender, { kind: 'node' }>,
	job: Job,
): SendAll {
	const { name, email, resumeUrl } = FIELDS[mapping];
	return node(job, {
		...{ operation: 'createInterviewLink', name, email, optionalFields: { resumeUrl } },
		...{ onDuplicate: 'duplicateBranch', options: { concurrency } },
	});
}
