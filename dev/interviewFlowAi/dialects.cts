/**
 * The ways a service of this kind may refuse a candidate. The vendor documents that a second interview
 * for the same Interviewer is rejected, but not with which status, code or words.
 *
 * Four tables, by what is true and by how plainly it is said: `DUPLICATE_DIALECTS` and
 * `NOT_DUPLICATE_DIALECTS` say it plainly, `MORE_DUPLICATES` and `NEAR_MISSES` do not. Every name of them
 * serves for `duplicateDialect` and for a fault of the kind `refuse`.
 */
import { pageAnswer, type Answer } from './http.cts';
import { documented, type Shown } from './wire.cts';

/** An answer, or how it follows from the interview the candidate already has. */
export type Dialect = Answer | ((existing: Shown) => Answer);

const ALREADY = 'Candidate already has an interview for this Interviewer';

/** Where a refusal has its words, by the framework that puts them there. */
export const PLACES = {
	message: (words, status) => ({ code: status, message: words }),
	error: (words) => ({ error: words }),
	'error.message': (words) => ({ error: { message: words } }),
	'errors[0].message': (words) => ({ errors: [{ message: words }] }),
	'errors[0]': (words) => ({ errors: [words] }),
	detail: (words) => ({ detail: words }),
	'error beside message': (words) => ({ error: 'Bad Request', message: words }),
	text: (words) => words,

	FastAPI: (words) => ({ detail: [{ loc: ['body', 'email'], msg: words, type: 'value_error' }] }),
	'Django field map': (words) => ({ email: [words] }),
	Rails: (words) => ({ errors: { email: [words] } }),
	Laravel: (words) => ({ message: 'The given data was invalid.', errors: { email: [words] } }),
	GraphQL: (words) => ({ data: null, errors: [{ message: words, path: ['create'] }] }),
	'Zod issues': (words) => ({ error: { issues: [{ path: ['email'], message: words }] } }),
	'Spring field errors': (words) => ({ errors: [{ field: 'email', defaultMessage: words }] }),
	'JSON:API': (words, status) => ({ errors: [{ status: `${status}`, detail: words }] }),
	'JSend fail': (words) => ({ status: 'fail', data: { email: words } }),
	error_description: (words) => ({ error: 'invalid_request', error_description: words }),
	reason: (words) => ({ ok: false, reason: words }),
	Message: (words) => ({ __type: 'BadRequestException', Message: words }),
	'a key of its own': (words) => ({ hinweis: words }),
	'deep inside': (words) => ({ response: { body: { result: [{ fault: { text: words } }] } } }),
	'text in JSON in text': (words) => ({ message: JSON.stringify({ error: words }) }),
} satisfies Record<string, (words: string, status: number) => unknown>;

export type PlaceName = keyof typeof PLACES;

/** The refusal that has these words in that place; `said(400, 'error', 'Email taken')` has `{"error": "Email taken"}`. */
export function said(status: number, place: PlaceName, words: string): Answer {
	return { status, body: PLACES[place](words, status) };
}

/** All of these say that the candidate already has an interview. */
export const DUPLICATE_DIALECTS = {
	'409 JSON': answer(409, { code: 409, message: ALREADY }),
	'409 code only': answer(409, { code: 409 }),
	'409 empty body': { status: 409 },
	'409 text': answer(409, ALREADY),
	'409 HTML': pageAnswer(409, '409 Conflict'),
	'409 other words': answer(409, { code: 409, message: 'Conflict' }),

	'400 code CANDIDATE_ALREADY_EXISTS': coded('CANDIDATE_ALREADY_EXISTS'),
	'400 body code 409': coded(409),
	'422 errors code': answer(422, {
		errors: [{ code: 'candidate_already_exists', field: 'email' }],
	}),

	...worded(`
		400: This candidate was already invited | Interview already exists | CANDIDATE ALREADY EXISTS
		422: ${ALREADY} | Duplicate candidate for this Interviewer
	`),

	'200 body code 409': answer(200, { code: 409, message: ALREADY }),
	'201 body code 409': answer(201, { code: 409, message: ALREADY }),
	'200 body code 409 with null data': answer(200, { data: null, code: 409, message: ALREADY }),

	'409 with interview': (existing) => withInterview(409, 409, existing),
	'409 with id only': ({ id }) => answer(409, { data: { id }, code: 409, message: ALREADY }),
	'400 with interview': (existing) => withInterview(400, 400, existing),
	'200 body code 409 with interview': (existing) => withInterview(200, 409, existing),
} satisfies Record<string, Dialect>;

/** None of these says that the candidate already has an interview. */
export const NOT_DUPLICATE_DIALECTS = {
	'400 plain': coded(400),
	'400 empty body': { status: 400 },
	'400 HTML': pageAnswer(400, 'Bad Request'),
	'401': answer(401, { code: 401, message: 'API key is invalid' }),
	'403': answer(403, { code: 403, message: 'Forbidden' }),
	'404 empty body': { status: 404 },
	'422 other field': answer(422, {
		errors: [{ field: 'name', message: 'name must not be blank' }],
	}),
	...worded(`
		400: job does not exist | email is invalid | skills must not contain duplicates
		404: not found
		413: Payload too large
		422: interview does not exist
	`),
	'200 body code 401': answer(200, { code: 401, message: 'API key is invalid' }),
	'200 body code 500': answer(200, { code: 500, message: 'Internal server error' }),
	'201 null data': answer(201, { data: null, code: 201, message: 'Success' }),
	'201 without link': answer(201, { data: { name: 'Jane Doe' }, code: 201 }),
} satisfies Record<string, Dialect>;

/** Duplicates all of them, though neither status nor words say it plainly: the list of interviews decides. */
export const MORE_DUPLICATES = {
	...worded(`
		403: ${ALREADY} | Only one interview per candidate is allowed
		404: ${ALREADY}
		412: ${ALREADY} | Precondition failed: not the first interview
		500: ${ALREADY} | Unique constraint failed on the fields: (jobId,email)
		400: No second interview can be created | P2002 | المرشح لديه مقابلة بالفعل | 该候选人已有面试
		409: この候補者には既に面接があります | A session for this applicant is in progress
		422: Il candidato ha già un colloquio per questa posizione | Email taken
		500: E11000 duplicate key error collection: app.interviews index: jobId_1_email_1
		500: ER_DUP_ENTRY: Duplicate entry 'jane.doe@example.com-7' for key 'job_email'
	`),
	'422 Laravel in Spanish': said(422, 'Laravel', 'Ya tiene una entrevista'),
	'200 GraphQL': said(200, 'GraphQL', ALREADY),
	'200 JSend fail': said(200, 'JSend fail', ALREADY),
	'200 reason': said(200, 'reason', ALREADY),
	'400 code in English': said(400, 'error_description', 'Ya tiene una entrevista'),
	'400 HTML page': pageAnswer(400, ALREADY),
	'403 empty body': { status: 403 },
	'412 empty body': { status: 412 },
	'422 empty body': { status: 422 },
	'500 empty body': { status: 500 },
	'200 words without data': answer(200, { message: ALREADY }),
	'200 success: false': answer(200, { success: false, message: ALREADY }),
	'200 existing interview': (existing) => answer(200, { data: documented(existing) }),
	'200 existing interview with code 200': (existing) => withInterview(200, 200, existing),
	'200 existing interview without a link': (existing) =>
		answer(200, { data: { ...documented(existing), interviewLink: null }, code: 200 }),
	'409 existing interview as error': (existing) =>
		answer(409, { error: { message: 'Conflict', interview: documented(existing) } }),
} satisfies Record<string, Dialect>;

/** None of them is a duplicate, though status or words come near: nothing was created. */
export const NEAR_MISSES = worded(`
	409: Please wait until the interviewer is ready | Idempotency key reused with another body
	409: Stelle ist nicht veröffentlicht | Interviewer is archived | INVALID_STATUS
	400: Field "email" must be unique to the workspace plan | Interview limit already reached
	400: already exists and belongs to another source | No interview exists for this job
	422: Email domain is already blocked | Candidate must exist in the ATS | Custom question exists twice
	404: Interviewer does not already exist
	403: The candidate has opted out
	412: Resume is a duplicate of an empty file
`);

/** A name of the four tables. */
export type DialectName = string;

const ALL_DIALECTS: Record<string, Dialect> = {
	...DUPLICATE_DIALECTS,
	...NOT_DUPLICATE_DIALECTS,
	...MORE_DUPLICATES,
	...NEAR_MISSES,
};

/** The refusal in a dialect. @param existing the interview that it may name. @throws where no dialect has that name */
export function speak(dialect: DialectName | Dialect, existing: Shown): Answer {
	const found = typeof dialect === 'string' ? ALL_DIALECTS[dialect] : dialect;
	if (!found) throw new Error(`No dialect is named ${String(dialect)}`);
	return typeof found === 'function' ? found(existing) : found;
}

function answer(status: number, body: unknown): Answer {
	return { status, body };
}

function coded(code: number | string): Answer {
	return answer(400, { code, message: 'Bad request' });
}

function withInterview(status: number, code: number, existing: Shown): Answer {
	return answer(status, { data: documented(existing), code, message: ALREADY });
}

/** A refusal for each of the sentences behind a status; named by status and sentence. */
function worded(table: string): Record<string, Answer> {
	const rows = [...table.matchAll(/(\d{3}): (.*)/g)].flatMap(([, status, sentences]) =>
		sentences!
			.split(' | ')
			.map((words) => [`${status} ${words}`, said(Number(status), 'message', words)]),
	);
	return Object.fromEntries(rows) as Record<string, Answer>;
}
