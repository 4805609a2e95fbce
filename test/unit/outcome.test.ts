/*
 * What an answer to a create request means: every dialect the local service speaks, and what none of them is.
 */
import {
	effectiveStatus,
	meaningOf,
	saysDuplicate,
} from '../../nodes/InterviewFlowAi/interviewLink/outcome';
import { DUPLICATE_DIALECTS, NOT_DUPLICATE_DIALECTS } from '../../dev/interviewFlowAi/dialects.cts';
import { EXISTING, received, spoken } from '../../dev/engine/answers.cts';

const names = <T extends object>(table: T) => Object.keys(table) as Array<keyof T & string>;

/** What each dialect that says something else stands for. */
const OTHER_MEANINGS: Record<keyof typeof NOT_DUPLICATE_DIALECTS, string> = {
	'400 plain': 'refused 400: Bad request',
	'400 empty body': 'refused 400: ',
	'400 empty object': 'refused 400: ',
	'400 job does not exist': 'refused 400: job does not exist',
	'400 email is invalid': 'refused 400: email is invalid',
	'400 no candidate exists': 'refused 400: No candidate exists with this email',
	'400 Interviewer already closed': 'refused 400: This Interviewer is already closed',
	'400 duplicate skills': 'refused 400: skills must not contain duplicates',
	'400 HTML': 'refused 400: Bad Request',
	'401': 'refused 401: API key is invalid',
	'403': 'refused 403: Forbidden',
	'404 not found': 'refused 404: not found',
	'404 Interviewer does not exist': 'refused 404: Interviewer does not exist',
	'404 empty body': 'refused 404: ',
	'413': 'refused 413: Payload too large',
	'415': 'refused 415: Unsupported media type',
	'422 plain': 'refused 422: Unprocessable entity',
	'422 interview does not exist': 'refused 422: interview does not exist',
	'422 other field': 'refused 422: name must not be blank',
	'200 body code 400': 'refused 400: email is invalid',
	'200 body code 401': 'refused 401: API key is invalid',
	'200 body code 404': 'refused 404: Interviewer does not exist',
	'200 body code 500': 'lost 500: ',
	'201 without data': 'unusable 201: Success',
	'201 null data': 'unusable 201: Success',
	'201 without link': 'unusable 201: ',
};

describe('a refused duplicate', () => {
	it.each(names(DUPLICATE_DIALECTS))('is recognised as %s', (dialect) => {
		expect(meaningOf(spoken(dialect)).kind).toBe('duplicate');
	});

	it.each(names(DUPLICATE_DIALECTS).filter((name) => name.endsWith('with interview')))(
		'tells of the interview that exists: %s',
		(dialect) => {
			expect(meaningOf(spoken(dialect))).toMatchObject({ known: EXISTING });
		},
	);

	it('tells its ID alone when the answer gives no more', () => {
		expect(meaningOf(spoken('409 with id only'))).toMatchObject({
			known: { id: EXISTING.id, interviewLink: null },
		});
	});

	it('is not recognised by an ID at the top of the answer, which may be the request’s', () => {
		const answer = received({ status: 409, body: { id: 'request-1', message: 'Conflict' } });

		expect(meaningOf(answer)).toMatchObject({ kind: 'duplicate', known: { id: null } });
	});

	it('keeps what the service said', () => {
		expect(meaningOf(spoken('400 already invited'))).toMatchObject({
			words: 'This candidate was already invited',
		});
	});
});

describe('anything else', () => {
	it.each(names(NOT_DUPLICATE_DIALECTS))('is no duplicate: %s', (dialect) => {
		const meaning = meaningOf(spoken(dialect));
		const { status, words } = { status: '', words: '', ...meaning };

		expect(`${meaning.kind} ${status}: ${words}`).toBe(OTHER_MEANINGS[dialect]);
	});
});

describe('words that say "already there"', () => {
	it.each([
		'Candidate exists',
		'CANDIDATE ALREADY EXISTS',
		'candidateAlreadyExists',
		'CANDIDATE_ALREADY_EXISTS',
		'candidate_exists',
		'ERR_RESOURCE_ALREADY_EXISTS',
		'ALREADY_EXISTS',
		'duplicate',
		'DUPLICATE_CANDIDATE',
		'Conflict',
		'Already invited',
		'This person has already been interviewed',
		'Candidate was previously invited',
		'There is already an interview for this candidate',
		'An interview for this candidate exists',
		'candidate has existing interview',
		'jane@example.com is already a candidate',
		'You have already added this candidate',
		'It appears that this candidate already exists',
		'Candidate with email jane@example.com already exists for interviewer 12',
		'No new interview was created because the candidate already exists',
		'The request is rejected: candidate already has an interview for the same Interviewer',
		'Email must be unique',
		'email is not unique',
		'Email already registered',
		'Email address already in use',
		'The email has already been taken',
		"Duplicate entry 'jane@example.com' for key 'email'",
		'duplicate key value violates unique constraint "candidate_email"',
	])('%s', (words) => {
		expect(saysDuplicate(words)).toBe(true);
	});
});

describe('words that only sound like it', () => {
	it.each([
		'',
		'Bad request',
		'job does not exist',
		'No candidate exists with this email',
		'None of the candidates exist',
		'No interview with this id exists',
		'No existing interview',
		'No such interview',
		'Candidate not found',
		'candidateNotFound',
		'CANDIDATE_DOES_NOT_EXIST',
		'candidate doesn’t exist',
		'candidate does not already exist',
		'candidate cannot be found',
		'Unable to find candidate',
		'The interview no longer exists',
		'Unknown candidate',
		'Check that the candidate exists',
		'Please make sure the email exists',
		'email is invalid',
		'This Interviewer is already closed',
		'Interview credits already used',
		'Candidate limit already used up',
		'skills must not contain duplicates',
		'Duplicate entry in skills',
	])('%s', (words) => {
		expect(saysDuplicate(words)).toBe(false);
	});
});

describe('status 409', () => {
	it.each([
		['Interviewer not found'],
		['INTERVIEWER_NOT_FOUND'],
		['This Interviewer is archived'],
		['Interview quota reached'],
	])('is no duplicate when it says "%s"', (message) => {
		const answer = received({ status: 409, body: { message } });

		expect(meaningOf(answer)).toEqual({ kind: 'refused', status: 409, words: message });
	});

	it('is one when it also says that the candidate exists', () => {
		const message = 'Candidate already has an interview';
		const answer = received({ status: 409, body: { message, reason: 'unknown' } });

		expect(meaningOf(answer).kind).toBe('duplicate');
	});
});

describe('success', () => {
	const data = { ...EXISTING };

	it('is an answer with a link', () => {
		const answer = received({ status: 201, body: { data, code: 201, message: 'Created' } });

		expect(meaningOf(answer)).toEqual({ kind: 'created', interview: EXISTING });
	});

	it('is recognised whatever the case of its keys, and without `data`', () => {
		const { interviewLink, email } = EXISTING;
		const odd = received({
			status: 200,
			body: { DATA: { Interview_Link: interviewLink, EMAIL: email } },
		});
		const flat = received({ status: 200, body: { interviewLink } });

		expect(meaningOf(odd)).toMatchObject({ kind: 'created', interview: { interviewLink, email } });
		expect(meaningOf(flat)).toMatchObject({ kind: 'created', interview: { interviewLink } });
	});

	it('is not taken for a duplicate because of what the candidate is called', () => {
		const body = { data: { ...data, name: 'Candidate Exists' }, code: 201, message: 'Created' };

		expect(meaningOf(received({ status: 201, body })).kind).toBe('created');
	});

	it.each([
		['no body', undefined],
		['HTML', '<html><body>Welcome</body></html>'],
		['a list', []],
		['null', null],
		['a number', 5],
		['error: null', { error: null }],
		['a link that is none', { data: { interviewLink: 'soon' } }],
		['a script as link', { data: { interviewLink: 'javascript:alert(1)' } }],
		['a link that is an object', { data: { interviewLink: { href: 'https://x.example' } } }],
	])('never is an answer with %s', (_, body) => {
		expect(meaningOf(received({ status: 201, body })).kind).toBe('unusable');
	});
});

describe('an answer that may be followed by another try', () => {
	it.each([
		[429, {}, 'throttled'],
		[503, { 'Retry-After': '3' }, 'throttled'],
		[503, {}, 'lost'],
		[500, {}, 'lost'],
		[502, {}, 'lost'],
		[504, {}, 'lost'],
		[524, {}, 'lost'],
		[501, {}, 'refused'],
		[505, {}, 'refused'],
		[408, {}, 'refused'],
		[302, { Location: 'http://127.0.0.1' }, 'refused'],
	])('%i with %j is %s', (status, headers, kind) => {
		expect(meaningOf(received({ status, headers })).kind).toBe(kind);
	});

	it('hands on the wait the service asks for', () => {
		const answer = received({ status: 429, headers: { 'Retry-After': '7' } });

		expect(meaningOf(answer)).toEqual({ kind: 'throttled', retryAfter: '7' });
	});
});

describe('HTTP status and the code in the body', () => {
	it.each([
		[200, undefined, 200],
		[200, 201, 200],
		[200, 409, 409],
		[201, 404, 404],
		[400, 409, 409],
		[422, 409, 409],
		[500, 409, 409],
		[400, 500, 400],
		[404, 409, 404],
		[401, 400, 401],
		[409, 400, 409],
	])('%i with code %s counts as %i', (httpStatus, code, counts) => {
		expect(effectiveStatus(httpStatus, code)).toBe(counts);
	});
});
