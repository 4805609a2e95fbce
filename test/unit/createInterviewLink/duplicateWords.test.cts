/* What words tell: plainly a duplicate, plainly something else, or neither. */
import {
	comesNear,
	saysDuplicate,
	saysSomethingElse,
	speaksOfCandidate,
	takesNone,
} from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/duplicateWords';

const meaning = (words: string) =>
	saysDuplicate([words])
		? 'duplicate'
		: saysSomethingElse([words])
			? 'something else'
			: comesNear([words])
				? 'near'
				: takesNone([words])
					? 'takes none'
					: 'nothing';

/** By meaning; a bar parts one from the next. */
const MEANINGS: Record<string, string> = {
	duplicate: `
		Candidate already has an interview for this Interviewer
		Candidate already has interview for the same job | An interview already exists for this candidate
		candidate already has an active interview | jane@example.com already has an interview
		This person has already been interviewed | The applicant has already been invited
		Candidate already exists | CANDIDATE ALREADY EXISTS | candidateAlreadyExists
		CANDIDATE_ALREADY_EXISTS | User with this email already exists.
		Candidate with email jane@example.com already exists for interviewer 12
		An interview for this candidate already exists | Interview already exists for candidate a@b.co
		Email already registered | DUPLICATE_CANDIDATE | Duplicate email | INTERVIEW_ALREADY_EXISTS
		Interview not created. Candidate already has an interview
		Cannot create interview: candidate already exists
		Unable to invite: a candidate with this email already exists
		Bad request: candidate already exists | Applicant already exists
		email: candidate with this email already exists.
	`,
	'something else': `
		job does not exist | Interviewer not found | INTERVIEWER_NOT_FOUND | email is invalid
		email must be a valid address | name is required | name must not be blank
		name cannot be empty | "name" is required. | name: must not be blank | No candidate exists with this email
		No such interview | candidateNotFound
		CANDIDATE_DOES_NOT_EXIST | candidate doesn’t exist | candidate doesn't exist
		candidate does not already exist | candidate cannot be found
		Unable to find candidate | The interview no longer exists | Unknown candidate
		candidate exists = false | The email field must be a valid email address.
	`,
	'takes none': `
		Interviewer is not published | Upgrade your plan | Account suspended
		This Interviewer is archived | Interview quota reached
		Maximum of 100 candidates reached | No credits left | The job is closed
		Free trial expired | Feature disabled
	`,
	near: `
		Applicant exists | Account already exists | The client already exists
		None of the candidates exist | Candidate already exists for job alerts
		No new interview was created because the candidate already exists
		The candidate was not created because they already have an interview
		Could not create the candidate, email already exists
		Cannot check whether candidate already exists
		Candidate must not exist yet | email must not already exist | email should not exist
		No two interviews may exist for one candidate
		An interview cannot exist twice for the same candidate
		Profile not found, the candidate already exists
		Applicant already exists under a different company | The room already has an interview
		Interviewer already has an interview | Your account already has an interview running
		Candidate already registered for the newsletter | User already exists with the role admin
		Candidate already exists with a different name | Candidate already invited you
		Interview already exists: title must be changed | The person already has an interview waiver
		Interview with id 5 already exists in trash | applicant already interviewed us
		You cannot invite a candidate who already exists
		Check whether the candidate already exists | If the candidate already exists, use PATCH
		Candidate already exists in another account | User already exists in another workspace
		Candidate already invited to another interview | Candidate already interviewed for another job
		Interviewer already has an interview at this time | user already has an interview template
		The person already has an interview credit | Email already registered as a recruiter
		The email already exists on the blocklist | Template for interview already exists
		Candidate exists | candidate_exists | Candidate has existing interview
		The candidate has an interview already | This candidate was already invited
		Candidate has already applied for this job
		There is already an interview for this candidate | Candidate was previously invited
		Candidate already shortlisted | Interview link already generated | already exists
		ALREADY_EXISTS | duplicate | Conflict | email: has already been taken
		Email address already in use | Email must be unique
		Key (email)=(jane@example.com) already exists.
		duplicate key value violates unique constraint "candidate_email"
		Duplicate entry 'jane@example.com' for key 'email'
		E11000 duplicate key error collection: app.interviews index: email_1
		Unique constraint failed on the fields: (\`email\`)
		UNIQUE constraint failed: interviews.email | SequelizeUniqueConstraintError
		Maximum of 100 candidates already added
		Candidate limit already used up | Interview credits already used
		This Interviewer is already closed | The interview has already ended
		skills must not contain duplicates | Duplicate entry in skills
		Duplicate interview question | duplicate candidate field | Job already exists
		The job title already exists | Interviewer already exists
		Custom question already exists | already exists and belongs to another source
		Candidate must exist in the ATS | Check that the candidate exists
		email is in use by a team member | candidate already archived | Version conflict
	`,
	nothing: `
		Candidate must not have an active interview | malformed JSON | Unknown error
		Invalid request | INVALID_STATE | Request is invalid | email must be different
		Each email must only be submitted once | Invalid email: this person applied before
		ER_DUP_ENTRY | P2002 | SQLSTATE[23505]
		The candidate is no longer new | Missing consent to invite once more | must be fresh
		Bad request | Unprocessable entity | El candidato ya tiene una entrevista
		Le candidat a déjà un entretien pour ce poste | Der Kandidat hat bereits ein Interview
		Il candidato ha già un colloquio | O candidato já possui uma entrevista
		У кандидата уже есть интервью | 该候选人已有面试 | 候補者はすでに面接があります | Idempotency key reused
		Another import is in progress | Position has been filled | Workspace is locked
	`,
};

describe.each(Object.entries(MEANINGS))('words that say: %s', (expected, sentences) => {
	it.each(sentences.trim().split(/\s*[|\n]\s*/))('%s', (words) => {
		expect(meaning(words)).toBe(expected);
	});
});

test('no words say nothing', () => {
	expect([meaning(''), meaning('not '.repeat(1000))]).toEqual(['nothing', 'nothing']);
});

describe('several sentences', () => {
	it('are a duplicate when one of them says so plainly', () => {
		expect(
			saysDuplicate(['Validation failed', 'Candidate already exists', 'name is required']),
		).toBe(true);
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
		const before = performance.now();
		saysDuplicate(Array(300).fill(`${'candidate with not '.repeat(5000)}`));
		saysSomethingElse(Array(300).fill('no '.repeat(30_000)));

		expect(performance.now() - before).toBeLessThan(2000);
		expect(saysDuplicate([`${' x'.repeat(300)} candidate already exists`])).toBe(false);
	});
});

test.each([
	['Only one interview per candidate is allowed', true],
	['Der Kandidat hat bereits ein Interview', true],
	['El candidato ya tiene una entrevista', true],
	['Interview not found', false],
	['Interviewer not found', false],
	['Forbidden', false],
	['', false],
])('%j speaks of a candidate: %s', (words, expected) => {
	expect(speaksOfCandidate([words])).toBe(expected);
});
