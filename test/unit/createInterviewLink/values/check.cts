import {
	type Candidate,
	checkCandidate,
	type Typed,
} from '../../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/request';
import { ok, type Result } from '../../../../nodes/InterviewFlowAi/shared/result';

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
	const fields: Record<keyof Candidate, unknown> = {
		...VALID,
		status: undefined,
		resumeUrl: undefined,
		skills: undefined,
		customQuestions: undefined,
		additionalFields: undefined,
		metadata: undefined,
		...given,
	};
	const typed = Object.entries(fields).map(([name, value]) => [name, ok(value)]);
	return checkCandidate(Object.fromEntries(typed) as Typed);
}
