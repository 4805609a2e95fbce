/**
 * The ways a service of this kind may refuse a candidate. The vendor documents that a second interview
 * for the same Interviewer is rejected, but not with which status, code or words.
 */
import type { Answer } from './http.cts';
import type { Interview } from './store.cts';

/** An answer, or how it follows from the interview the candidate already has. */
export type Dialect = Answer | ((existing: Interview) => Answer);

const ALREADY = 'Candidate already has an interview for this Interviewer';
const HTML = { 'Content-Type': 'text/html; charset=utf-8' };

/** All of these say that the candidate already has an interview. */
export const DUPLICATE_DIALECTS = {
	'409 JSON': { status: 409, body: { code: 409, message: ALREADY } },
	'409 code only': { status: 409, body: { code: 409 } },
	'409 empty object': { status: 409, body: {} },
	'409 empty body': { status: 409 },
	'409 text': { status: 409, body: ALREADY },
	'409 HTML': {
		status: 409,
		headers: HTML,
		body: '<html><body><h1>409 Conflict</h1></body></html>',
	},
	'409 other words': { status: 409, body: { code: 409, message: 'Conflict' } },

	'400 code CANDIDATE_ALREADY_EXISTS': {
		status: 400,
		body: { code: 'CANDIDATE_ALREADY_EXISTS', message: 'Bad request' },
	},
	'400 code DUPLICATE': { status: 400, body: { code: 'DUPLICATE', message: 'Bad request' } },
	'400 body code 409': { status: 400, body: { code: 409, message: 'Bad request' } },
	'400 error code': {
		status: 400,
		body: { error: { code: 'DUPLICATE_CANDIDATE', message: 'Validation failed' } },
	},
	'422 code DUPLICATE': { status: 422, body: { code: 'DUPLICATE' } },
	'422 code INTERVIEW_EXISTS': { status: 422, body: { code: 'INTERVIEW_EXISTS' } },
	'422 errors code': {
		status: 422,
		body: { errors: [{ code: 'candidate_already_exists', field: 'email' }] },
	},

	'400 message': { status: 400, body: { code: 400, message: ALREADY } },
	'400 error': { status: 400, body: { error: ALREADY } },
	'400 error.message': { status: 400, body: { error: { message: ALREADY } } },
	'400 errors[0].message': { status: 400, body: { errors: [{ message: ALREADY }] } },
	'400 errors[0]': { status: 400, body: { errors: [ALREADY] } },
	'400 detail': { status: 400, body: { detail: ALREADY } },
	'400 error beside message': { status: 400, body: { error: 'Bad Request', message: ALREADY } },
	'400 text': { status: 400, body: ALREADY },
	'422 message': { status: 422, body: { code: 422, message: ALREADY } },
	'422 error': { status: 422, body: { error: ALREADY } },
	'422 error.message': { status: 422, body: { error: { message: ALREADY } } },
	'422 errors[0].message': { status: 422, body: { errors: [{ message: ALREADY }] } },
	'422 errors[0]': { status: 422, body: { errors: [ALREADY] } },
	'422 detail': { status: 422, body: { detail: ALREADY } },

	'400 already invited': refusedWith(400, 'This candidate was already invited'),
	'400 already applied': refusedWith(400, 'Candidate has already applied for this job'),
	'400 duplicate email': refusedWith(400, 'Duplicate email'),
	'400 candidate exists': refusedWith(400, 'Candidate exists'),
	'400 interview already exists': refusedWith(400, 'Interview already exists'),
	'400 upper case': refusedWith(400, 'CANDIDATE ALREADY EXISTS'),
	'422 already invited': refusedWith(422, 'This candidate was already invited'),
	'422 duplicate candidate': refusedWith(422, 'Duplicate candidate for this Interviewer'),

	'200 body code 409': { status: 200, body: { code: 409, message: ALREADY } },
	'201 body code 409': { status: 201, body: { code: 409, message: ALREADY } },
	'200 body code 409 with null data': {
		status: 200,
		body: { data: null, code: 409, message: ALREADY },
	},

	'409 with interview': (existing) => withInterview(409, 409, existing),
	'409 with id only': ({ id }) => ({
		status: 409,
		body: { data: { id }, code: 409, message: ALREADY },
	}),
	'400 with interview': (existing) => withInterview(400, 400, existing),
	'200 body code 409 with interview': (existing) => withInterview(200, 409, existing),
	'201 body code 409 with interview': (existing) => withInterview(201, 409, existing),
} satisfies Record<string, Dialect>;

/** None of these says that the candidate already has an interview. */
export const NOT_DUPLICATE_DIALECTS = {
	'400 plain': { status: 400, body: { code: 400, message: 'Bad request' } },
	'400 empty body': { status: 400 },
	'400 empty object': { status: 400, body: {} },
	'400 job does not exist': refusedWith(400, 'job does not exist'),
	'400 email is invalid': refusedWith(400, 'email is invalid'),
	'400 no candidate exists': refusedWith(400, 'No candidate exists with this email'),
	'400 Interviewer already closed': refusedWith(400, 'This Interviewer is already closed'),
	'400 duplicate skills': refusedWith(400, 'skills must not contain duplicates'),
	'400 HTML': {
		status: 400,
		headers: HTML,
		body: '<html><body><h1>Bad Request</h1></body></html>',
	},
	'401': refusedWith(401, 'API key is invalid'),
	'403': refusedWith(403, 'Forbidden'),
	'404 not found': refusedWith(404, 'not found'),
	'404 Interviewer does not exist': refusedWith(404, 'Interviewer does not exist'),
	'404 empty body': { status: 404 },
	'413': refusedWith(413, 'Payload too large'),
	'415': refusedWith(415, 'Unsupported media type'),
	'422 plain': { status: 422, body: { code: 422, message: 'Unprocessable entity' } },
	'422 interview does not exist': refusedWith(422, 'interview does not exist'),
	'422 other field': {
		status: 422,
		body: { errors: [{ field: 'name', message: 'name must not be blank' }] },
	},

	'200 body code 400': { status: 200, body: { code: 400, message: 'email is invalid' } },
	'200 body code 401': { status: 200, body: { code: 401, message: 'API key is invalid' } },
	'200 body code 404': { status: 200, body: { code: 404, message: 'Interviewer does not exist' } },
	'200 body code 500': { status: 200, body: { code: 500, message: 'Internal server error' } },
	'201 without data': { status: 201, body: { code: 201, message: 'Success' } },
	'201 null data': { status: 201, body: { data: null, code: 201, message: 'Success' } },
	'201 without link': { status: 201, body: { data: { name: 'Jane Doe' }, code: 201 } },
} satisfies Record<string, Dialect>;

export type DuplicateDialectName = keyof typeof DUPLICATE_DIALECTS;
export type NotDuplicateDialectName = keyof typeof NOT_DUPLICATE_DIALECTS;
export type DialectName = DuplicateDialectName | NotDuplicateDialectName;

/**
 * @param existing the interview the refusal may name.
 * @throws when no dialect has this name.
 */
export function speak(dialect: DialectName | Dialect, existing: Interview): Answer {
	const found = typeof dialect === 'string' ? dialectNamed(dialect) : dialect;
	return typeof found === 'function' ? found(existing) : found;
}

/** @throws when no dialect has this name. */
export function dialectNamed(name: string): Dialect {
	const all: Record<string, Dialect> = { ...DUPLICATE_DIALECTS, ...NOT_DUPLICATE_DIALECTS };
	const dialect = all[name];
	if (dialect === undefined) throw new Error(`No dialect is named "${name}"`);
	return dialect;
}

function refusedWith(status: number, message: string): Answer {
	return { status, body: { code: status, message } };
}

function withInterview(status: number, code: number, existing: Interview): Answer {
	const { id, jobId, name, email, status: interviewStatus, createdAt, interviewLink } = existing;
	return {
		status,
		body: {
			data: { id, jobId, name, email, status: interviewStatus, createdAt, interviewLink },
			code,
			message: ALREADY,
		},
	};
}
