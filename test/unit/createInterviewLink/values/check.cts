import {
	type Candidate,
	PROPERTIES,
	toCandidate,
} from '../../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/request';
import { readJobId } from '../../../../nodes/InterviewFlowAi/shared/jobs/resolveJob';
import { type Field, readSafely } from '../../../../nodes/InterviewFlowAi/shared/parameters';
import type { Result } from '../../../../nodes/InterviewFlowAi/shared/result';
import { CANDIDATE, refuseFields } from '../../../../dev/interviewFlowAi/contract.cts';

/** With the job's ID, which is checked where the job is found. */
export const CHECKS = {
	jobId: { label: 'Job', path: 'job', check: readJobId },
	...PROPERTIES,
};

export const PROPERTY_NAMES = Object.keys(CHECKS) as Array<keyof Candidate>;

/** The least a candidate needs. */
export const VALID: Candidate = {
	jobId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
	name: 'Jane Doe',
	email: 'jane.doe@example.com',
};

/** Words that n8n asks to keep out of what users read. */
export const PROBLEM_WORDS = /\b(error|problem|failure|fail|failed|mistake|invalid)\b/i;

/** Checks a candidate that is valid but for what is given. */
export function check(given: Partial<Record<keyof Candidate, unknown>>): Result<Candidate> {
	const fields: Record<string, unknown> = { ...VALID, ...given };
	const checked = PROPERTY_NAMES.map((name) => {
		const { label, check } = CHECKS[name] as Field<unknown>;
		return [name, readSafely(label, () => check(fields[name], label))];
	});
	return toCandidate(Object.fromEntries(checked));
}

/** What is wrong with a result; nothing when it is a body the service accepts as it comes over the wire, or clear words. */
export function complaint(result: Result<Candidate>, fields = Object.values(CHECKS)): unknown {
	if (result.ok) {
		const received = JSON.parse(JSON.stringify(result.value)) as unknown;
		return refuseFields(CANDIDATE, received) && { refusedByTheService: received };
	}
	const { problem } = result;
	const names = [...fields.map(({ label }) => label), 'This candidate has'];
	const isClear =
		names.some((name) => problem.startsWith(name)) &&
		problem.endsWith('.') &&
		problem.length < 400 * fields.length &&
		!/[\p{Cc}\p{Cs}\u202E]/u.test(problem);
	return isClear ? undefined : { unclear: problem };
}
