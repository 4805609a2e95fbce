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

/** This package's node, compiled and packed: reads all interviews of a job. */
export function readingInterviewFlowAi({ service, packageFolder }: Job): SendAll {
	const read = onEngine({
		...compiled(packageFolder),
		parameters: {
			resource: 'interview',
			operation: 'getMany',
			job: { __rl: true, mode: 'id', value: JOB_ID },
			returnAll: true,
		},
		credentials: { apiKey: service.apiKey, baseUrl: service.url },
	});
	return async (candidates) => await read(candidates.slice(0, 1));
}

/** This package's node, compiled and packed: creates an interview for each candidate. */
export function interviewFlowAi(
	{ concurrency, mapping = 'plain' }: Extract<Contender, { kind: 'node' }>,
	{ service, packageFolder }: Job,
): SendAll {
	const { name, email, resumeUrl } = FIELDS[mapping];
	return onEngine({
		...compiled(packageFolder),
		parameters: {
			resource: 'interview',
			operation: 'createInterviewLink',
			job: { __rl: true, mode: 'id', value: JOB_ID },
			name,
			email,
			optionalFields: { resumeUrl },
			onDuplicate: 'duplicateBranch',
			options: { concurrency },
		},
		credentials: { apiKey: service.apiKey, baseUrl: service.url },
	});
}
