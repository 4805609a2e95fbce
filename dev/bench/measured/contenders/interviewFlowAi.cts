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
