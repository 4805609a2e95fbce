/** What is asked of the service, in this order, and which answers are read rightly. */
import type { IDataObject } from 'n8n-workflow';
import { missingIn, PER_PAGE, type Reading } from './reading.cts';

/** What is known when a question is asked. */
export interface Known {
	/** The body that creates the candidate's interview. */
	candidate: { jobId: string; name: string; email: string; status: 'draft' };
	interviewId: string | null;
	/** What the node makes of the answers so far. */
	readings: ReadonlyMap<Question, Reading>;
}

interface Request {
	api: 'create' | 'fetch';
	/** The key that goes along. */
	key: 'own' | 'wrong' | 'none';
	/** Nothing where it cannot be asked. */
	body: (known: Known) => IDataObject | undefined;
}

export interface Question extends Request {
	title: string;
	/** What the documentation says; or what it leaves open, in the words of README. */
	basis: { isDocumented: boolean; text: string };
	/** Whether the node reads the answer rightly, and nothing contradicts the documentation. */
	isRight: (reading: Reading, known: Known) => boolean;
}

/** Values that no account has, and the text of a question. */
export const NO_JOB = '00000000-0000-4000-8000-000000000000';
export const NO_FIELD = 'fieldThatNoAccountHas';
export const NO_STATUS = 'statusThatDoesNotExist';
export const TEXT = 'What do you like about this job?';

const additionalFields = { [NO_FIELD]: 'x' };

const documented = (text: string) => ({ isDocumented: true, text });
const undocumented = (text: string) => ({ isDocumented: false, text });

const DUPLICATE = undocumented('how a duplicate is refused');
const LISTS = undocumented('the answer of the API that lists candidates');
const FORMS = undocumented('the form of custom questions and job IDs');
const FIELDS = undocumented('what an unknown additional field gets');

const create = (fields: IDataObject = {}): Request => {
	return { api: 'create', key: 'own', body: ({ candidate }) => ({ ...candidate, ...fields }) };
};
const list = (fields: IDataObject = {}, key: Request['key'] = 'own'): Request => {
	const page = { page: 1, limit: PER_PAGE };
	const body = ({ candidate: { jobId } }: Known) => ({ interviewerId: jobId, ...page, ...fields });
	return { api: 'fetch', key, body };
};
const upperCase: Request = {
	...create(),
	body: ({ candidate }) => ({ ...candidate, email: candidate.email.toUpperCase() }),
};
const one: Request = {
	...list(),
	body: ({ candidate: { jobId: interviewerId }, interviewId }) =>
		interviewId === null ? undefined : { interviewerId, interviewId },
};

type IsRight = Question['isRight'];

const is = (kind: Reading['kind']) => (reading: Reading) => reading.kind === kind;
/** What a wrong value gets; as a duplicate, it was accepted, or the duplicate is told first. */
export const rejected: IsRight = ({ kind }) => kind === 'refused' || kind === 'duplicate';
const asDocumented: IsRight = (reading) =>
	reading.kind === 'created' &&
	!reading.isLookedUp &&
	reading.status === 201 &&
	missingIn(reading.interview).length === 0 &&
	reading.interview.status === 'draft';
const hasOwn: IsRight = (reading) => reading.kind === 'list' && reading.own.length > 0;
const ownAlone: IsRight = (reading) =>
	reading.kind === 'list' &&
	reading.own.length > 0 &&
	reading.own.length === reading.entries.length;
const ofOne: IsRight = (reading) => reading.kind === 'list' && reading.entries.length === 1;
const refused: IsRight = ({ kind, status }) => kind === 'noList' && status >= 400 && status < 500;
const nothing: IsRight = (reading, known) =>
	refused(reading, known) || (reading.kind === 'list' && reading.entries.length === 0);
const listOrRefused: IsRight = (reading, known) =>
	reading.kind === 'list' || refused(reading, known);
const otherPage: IsRight = (reading, { readings }) => {
	const first = readings.get(FIRST_PAGE);
	if (reading.kind !== 'list' || first?.kind !== 'list') return false;
	const [entry, ...more] = reading.entries;
	return more.length === 0 && (!entry || entry.interview.id !== first.entries[0]?.interview.id);
};
const refusesKey =
	(...statuses: number[]): IsRight =>
	({ kind, status }) =>
		kind === 'noList' && statuses.includes(status);

const ask = (
	title: string,
	basis: Question['basis'],
	request: Request,
	isRight: IsRight,
): Question => ({ title, basis, ...request, isRight });

const ANSWER = documented('201 with id, jobId, name, email, status, createdAt and interviewLink');
export const CREATE = ask('A new draft interview', ANSWER, create(), asDocumented);
export const AGAIN = ask('The same candidate once more', DUPLICATE, create(), is('duplicate'));
export const LIST = ask('The interviews of the job', LISTS, list(), hasOwn);
const FIRST_PAGE = ask(
	'A page of 1',
	documented('"limit" is the size of a page'),
	list({ limit: 1 }),
	ofOne,
);

const [TEXTS, OBJECTS] = [[TEXT], [{ question: TEXT }]];

export const QUESTIONS: readonly Question[] = [
	ask('The interviews of an unknown job', LISTS, list({ interviewerId: NO_JOB }), nothing),
	CREATE,
	AGAIN,
	LIST,
	ask(
		'The email in upper case',
		documented('it is put into lower case'),
		upperCase,
		is('duplicate'),
	),
	ask('A blank name', documented('blank names are rejected'), create({ name: ' ' }), rejected),
	ask('An unknown job', FORMS, create({ jobId: NO_JOB }), is('refused')),
	ask(
		'An unknown status',
		documented('"shortlisted" or "draft"'),
		create({ status: NO_STATUS }),
		rejected,
	),
	ask('An unknown additional field', FIELDS, create({ additionalFields }), rejected),
	ask('Custom questions as texts', FORMS, create({ customQuestions: TEXTS }), rejected),
	ask('Custom questions as objects', FORMS, create({ customQuestions: OBJECTS }), rejected),
	ask('The interview alone', documented('"interviewId" asks for one candidate'), one, ownAlone),
	FIRST_PAGE,
	ask('Page 2, with 1 on a page', LISTS, list({ page: 2, limit: 1 }), otherPage),
	ask('A page of 101', LISTS, list({ limit: PER_PAGE + 1 }), listOrRefused),
	ask('A filter by an unknown additional field', FIELDS, list({ additionalFields }), nothing),
	ask(
		'A wrong API key',
		undocumented('what a wrong key gets'),
		list({}, 'wrong'),
		refusesKey(401, 403),
	),
	ask('No API key', documented('401'), list({}, 'none'), refusesKey(401)),
];
