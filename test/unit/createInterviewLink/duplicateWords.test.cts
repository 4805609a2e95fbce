/* What words mean: plainly a duplicate, plainly something else, or neither. */
import { workedMs } from '../../../dev/longestBlock.cts';
import {
	comesNear,
	saysDuplicate,
	saysSomethingElse,
	speaksOfCandidate,
	takesNone,
} from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/duplicateWords';

/** The first rule that fits gives the meaning. */
const RULES = Object.entries({
	...{ duplicate: saysDuplicate, 'something else': saysSomethingElse, near: comesNear },
	...{ 'takes none': takesNone, nothing: () => true },
});
const meaning = (words: string) => RULES.find(([, fits]) => fits([words]))?.[0];

/** Sentences by their meaning; a bar or the end of a line separates them. */
const MEANINGS: Record<string, string> = {
	duplicate: `
		Candidate already has an interview for this Interviewer
		Candidate already has interview for the same job | An interview already exists for this candidate
		candidate already has an active interview | jane@example.com already has an interview
		This person has already been interviewed | The applicant has already been invited
		candidateAlreadyExists | CANDIDATE_ALREADY_EXISTS | User with this email already exists.
		Candidate with email jane@example.com already exists for interviewer 12
		Candidate with name Jane Doe and email jane@example.com already exists
		Candidate with email jane@example.com and jobId 12 already exists | Interview for Jane Doe already exists
		An interview for this job already exists | Candidate with email jane@example.com (job 12) already exists
		An interview for this candidate already exists | Interview already exists for candidate a@b.co
		Email already registered | DUPLICATE_CANDIDATE | Duplicate email
		Interview not created. Candidate already has an interview
		Unable to invite: a candidate with this email already exists | Applicant already exists
		email: candidate with this email already exists.
	`,
	'something else': `
		email is invalid | email must be a valid address | name is required | name must not be blank
		name cannot be empty | "name" is required. | name: must not be blank | INTERVIEWER_NOT_FOUND
		No candidate exists with this email | No such interview | CANDIDATE_DOES_NOT_EXIST
		candidate doesn’t exist | candidate doesn't exist | candidate does not already exist
		candidate cannot be found | Unable to find candidate | The interview no longer exists
		Unknown candidate | candidate exists = false | The email field must be a valid email address.
	`,
	'takes none': `
		Interviewer is not published | Upgrade your plan | Account suspended
		This Interviewer is archived | Interview quota reached
		Maximum of 100 candidates reached | No credits left | The job is closed
		Free trial expired | Feature disabled
	`,
	near: `
		Applicant exists | Account already exists | Candidate already exists for job alerts
		No new interview was created because the candidate already exists
		Cannot check whether candidate already exists | If the candidate already exists, use PATCH
		email must not already exist | No two interviews may exist for one candidate
		Profile not found, the candidate already exists | You cannot invite a candidate who already exists
		Applicant already exists under a different company | Candidate already exists with a different name
		The room already has an interview | user already has an interview template
		Interview already exists: title must be changed | Interview with id 5 already exists in trash
		Candidate already invited you | Candidate already interviewed for another job
		This candidate was already invited | Candidate was previously invited
		Conflict | email: has already been taken | Key (email)=(jane@example.com) already exists.
		UNIQUE constraint failed: interviews.email | SequelizeUniqueConstraintError
		duplicate key value violates unique constraint "interviews_job_id_email_key"
		Maximum of 100 candidates already added | The interview has already ended
		A candidate with this phone number already exists | Candidate with name Jane Doe already exists
		Duplicate entry in skills | Candidate must exist in the ATS | email is in use by a team member
	`,
	nothing: `
		Candidate must not have an active interview | Unknown error | INVALID_STATE
		Invalid email: this person applied before | P2002 | Missing consent to invite once more
		El candidato ya tiene una entrevista | 该候选人已有面试 | Position has been filled
	`,
};

describe.each(Object.entries(MEANINGS))('words that say: %s', (expected, sentences) => {
	it.each(sentences.trim().split(/\s*[|\n]\s*/))('%s', (words) => {
		expect(meaning(words)).toBe(expected);
	});
});

test('a text without words, or with one word again and again, says nothing', () => {
	expect([meaning(''), meaning('not '.repeat(1000))]).toEqual(['nothing', 'nothing']);
});

describe('several sentences', () => {
	it('are a duplicate when one of them says so plainly', () => {
		const words = ['Validation failed', 'Candidate already exists', 'name is required'];
		expect(saysDuplicate(words)).toBe(true);
	});

	it.each([
		[true, 'job not found', 'name is required'],
		[false, 'name is required', 'email must be unique'],
		[false, 'INVALID_ARGUMENT', '候補者は既に面接があります'],
		[false, 'Validation failed', 'name is required'],
	])('are something else only when each of them says so: %s, %s, %s', (expected, ...words) => {
		expect(saysSomethingElse(words)).toBe(expected);
	});

	it('are read to the 500th character each', () => {
		const before = workedMs();
		saysDuplicate(Array(300).fill(`${'candidate with not '.repeat(5000)}`));
		saysSomethingElse(Array(300).fill('no '.repeat(30_000)));
		expect(workedMs() - before).toBeLessThan(400);
		const after = (dots: number) => [`${'.'.repeat(dots)} candidate already exists`];
		expect([400, 500].map((dots) => saysDuplicate(after(dots)))).toEqual([true, false]);
	});
});

test.each([
	['Only one interview per candidate is allowed', true],
	['Der Kandidat hat bereits ein Interview', true],
	['El candidato ya tiene una entrevista', true],
	['Interviewer not found', false],
	['', false],
])('%j speaks of a candidate: %s', (words, expected) => {
	expect(speaksOfCandidate([words])).toBe(expected);
});
