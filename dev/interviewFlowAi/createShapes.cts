/**
 * The forms that the answer to a created interview may have, the documented one and others. Each is a function of the
 * interview. Those whose name begins with "another" give, in place of it, the candidate, job or link of `ANOTHER`.
 */
import type { Answer } from './http.cts';
import { documented, type Shown } from './wire.cts';

/** The candidate, interview and job of an answer that belongs to another request. */
export const ANOTHER = {
	id: 'dec0de00-1a2b-4c3d-8e4f-0000000000ff',
	jobId: 'dec0de00-1a2b-4c3d-8e4f-00000000000a',
	name: 'Another Candidate',
	email: 'another.candidate@example.com',
	interviewLink:
		'https://app.interviewflowai.com/form?interviewId=dec0de00-1a2b-4c3d-8e4f-0000000000ff',
};

const { jobId: ANOTHER_JOB, ...ANOTHER_CANDIDATE } = ANOTHER;
const ANOTHER_INTERVIEW = { id: ANOTHER.id, interviewLink: ANOTHER.interviewLink };
const ODD = JSON.parse('{"toString":1,"valueOf":1,"__proto__":{"a":1},"constructor":1}') as unknown;
const FAILED = { success: false, message: 'Interview could not be created' };

/** `undefined` leaves a field out. */
type Changes = Record<string, unknown>;

/** The documented answer, with other fields in `data` and beside it. */
function created(data: (interview: Shown) => Changes, beside: Changes = {}, status = 201) {
	return (interview: Shown): Answer => ({
		status,
		body: {
			data: { ...documented(interview), ...data(interview) },
			code: 201,
			message: 'Interview link created successfully',
			...beside,
		},
	});
}

/** A body that is made of the interview alone. */
const bodyOf = (show: (interview: Shown) => unknown) => (interview: Shown) => {
	return { status: 201, body: show(interview) };
};

const withData = (changes: Changes) => created(() => changes);
const withLink = (link: unknown) => withData({ interviewLink: link });
const beside = (changes: Changes) => created(() => ({}), changes);
const noLink = { interviewLink: undefined };

export const CREATE_SHAPES = {
	documented: beside({}),

	'another candidate': withData(ANOTHER_CANDIDATE),
	'another candidate without a link': withData({ ...ANOTHER_CANDIDATE, ...noLink }),
	'another candidate in a place of its own': bodyOf(() => ({ result: ANOTHER })),
	'another link in a place of its own': bodyOf(() => {
		return { result: { interviewLink: ANOTHER.interviewLink } };
	}),
	'another email': withData({ email: ANOTHER.email }),
	'another email in a place of its own': withData({
		...ANOTHER_INTERVIEW,
		...{ email: undefined, user: { mail: ['bob@mail.example.co.uk'] } },
	}),
	'another job': withData({ ...ANOTHER_INTERVIEW, jobId: ANOTHER_JOB }),
	'another job without a link': withData({ id: ANOTHER.id, jobId: ANOTHER_JOB, ...noLink }),
	'another candidate and job': withData(ANOTHER),
	'job ID in upper case': created(({ jobId }) => ({ jobId: jobId.toUpperCase() })),
	'email in upper case': created(({ email }) => ({ email: email.toUpperCase() })),
	'email with a name': created(({ name, email }) => ({ email: `${name} <${email}>` })),
	'job by its title': withData({ jobId: undefined, job: 'Backend Engineer' }),
	'no email and no job': withData({ email: undefined, jobId: undefined }),

	'200 without code': created(() => ({}), { code: undefined, message: undefined }, 200),
	'200 with code 200': created(() => ({}), { code: 200, message: 'OK' }, 200),
	'success: false': beside({ ...FAILED, code: undefined }),
	'success: false without a link': created(() => noLink, FAILED),
	'isSuccess: "No"': beside({ isSuccess: 'No' }),
	'errorMessage beside data': beside({ errorMessage: FAILED.message }),
	'status: error': beside({ status: 'error', code: undefined }),
	'error beside data': beside({ error: 'Interview could not be created' }),
	'nothing in error and errors': beside({ error: null, errors: [], success: true }),
	'words in data': withData({ note: 'Candidate already exists', code: 'DUPLICATE', error: '' }),

	'link beside data': (interview) =>
		created(() => noLink, { interviewLink: interview.interviewLink })(interview),
	'link of another kind beside data': created(() => noLink, {
		link: 'https://docs.example.com/help',
	}),
	'link in links': created(() => noLink, { links: { self: 'https://api.example.com/i/1' } }),
	'resume as link': withData({ ...noLink, link: 'https://files.example.com/resume.pdf' }),
	'resume that has the ID in its name': created(({ id }) => ({
		...noLink,
		link: `https://files.example.com/resume${id}.pdf`,
	})),
	'no link': withData(noLink),
	'link without a host': withLink('/form?interviewId=1'),
	'link whose ID was missing': withLink('https://app.example.com/form?interviewId=undefined'),
	'link with a password': withLink('https://user:secret@app.example.com/form'),

	'odd code': beside({ code: ODD }),
	'odd id': withData({ id: ODD }),
	'odd status': withData({ status: ODD }),
	'odd date': withData({ createdAt: ODD }),
	'odd email': withData({ email: ODD }),
	'half a character as id': withData({ id: '\ud800', name: '\udfff' }),
	'huge number as id': withData({ id: Number.MAX_VALUE }),

	'data as a list': bodyOf((interview) => ({ data: [documented(interview)] })),
	'a list alone': bodyOf((interview) => [documented(interview)]),
	'no data': bodyOf(documented),
	'data.interview': bodyOf((one) => ({ data: { interview: documented(one) }, code: 201 })),
	'snake case': bodyOf(({ id, jobId, email, interviewLink }) => {
		return { data: { interview_id: id, job_id: jobId, email, interview_link: interviewLink } };
	}),
} satisfies Record<string, (interview: Shown) => Answer>;

export type CreateShapeName = keyof typeof CREATE_SHAPES;
