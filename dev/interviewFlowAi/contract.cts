/**
 * The vendor's documented contract: which requests are accepted and what they are answered.
 * Where the documentation is silent (the status and text of a refusal), a plain choice is made here;
 * the switches offer the other plausible ones.
 */
import { plainAnswer, type Answer } from './http.cts';
import type { Interview, NewInterview, Store } from './store.cts';

export const CREATE_PATH = '/api/external/ingest/candidate';
export const FETCH_PATH = '/api/external/fetch/candidates';

interface Field {
	required?: true;
	accepts(value: unknown): boolean;
	/** What a refusal says after the field's name. */
	must: string;
}

/** Row by row the vendor's table of request body fields. */
const CANDIDATE_FIELDS: Record<string, Field> = {
	name: { required: true, accepts: isFilledText, must: 'must be a string and not blank' },
	email: { required: true, accepts: isEmail, must: 'must be a valid email address' },
	jobId: { required: true, accepts: isFilledText, must: 'must be a string and not blank' },
	status: { accepts: isStatus, must: 'must be shortlisted or draft' },
	resumeUrl: { accepts: isWebAddress, must: 'must be a URL' },
	skills: { accepts: isListOfText, must: 'must be an array of skill names, not empty' },
	customQuestions: { accepts: isFilledList, must: 'must be an array, not empty' },
	additionalFields: { accepts: isFilledObject, must: 'must be an object, not empty' },
	metadata: { accepts: isFilledObject, must: 'must be an object, not empty' },
};

const FETCH_FIELDS: Record<string, Field> = {
	interviewerId: { required: true, accepts: isFilledText, must: 'must be a string and not blank' },
	page: { accepts: isPositiveInteger, must: 'must be a whole number from 1' },
	limit: { accepts: isPositiveInteger, must: 'must be a whole number from 1' },
	interviewId: { accepts: isFilledText, must: 'must be a string and not blank' },
	additionalFields: { accepts: isFilledObject, must: 'must be an object, not empty' },
};

/** Which of the interviews of a job are asked for. */
export interface FetchRequest {
	interviewerId: string;
	page?: number;
	limit?: number;
	interviewId?: string;
	additionalFields?: Record<string, unknown>;
}

export interface KeyRules {
	apiKey: string;
	wrongKeyStatus: 401 | 403;
}

export interface CreateRules {
	unknownJobStatus: 404 | 400;
	acceptAnyJob: boolean;
	now: number;
	/** The answer to a candidate who already has an interview. */
	duplicate(existing: Interview): Answer;
}

/** The refusal of a request without the right API key, or `undefined`. */
export function refuseKey(key: unknown, rules: KeyRules): Answer | undefined {
	if (key === undefined || key === '') return plainAnswer(401, 'API key is missing');
	if (key !== rules.apiKey) return plainAnswer(rules.wrongKeyStatus, 'API key is invalid');
	return undefined;
}

/** The refusal of a request that is no JSON, or `undefined`. `body` is what was parsed. */
export function refuseNonJson(contentType: string | undefined, body: unknown): Answer | undefined {
	if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
		return plainAnswer(415, 'Content-Type must be application/json');
	}
	return isObject(body) ? undefined : plainAnswer(400, 'Request body must be a JSON object');
}

/** Answers a parsed request of the Interview Link API; on success the store holds the interview. */
export function answerCreate(body: unknown, store: Store, rules: CreateRules): Answer {
	const refusal = refuseFields(body, CANDIDATE_FIELDS);
	if (refusal) return refusal;
	const candidate = body as NewInterview;
	if (!store.jobs.has(candidate.jobId) && !rules.acceptAnyJob) {
		return plainAnswer(rules.unknownJobStatus, `Interviewer ${candidate.jobId} does not exist`);
	}
	const existing = store.findInterview(candidate.jobId, candidate.email);
	if (existing) return rules.duplicate(existing);
	return createdAnswer(store.addInterview(candidate, rules.now));
}

/** Reads a parsed request of the Fetch API: what is asked for, or why it is refused. */
export function readFetchRequest(
	body: unknown,
): { asked: FetchRequest; refusal?: undefined } | { asked?: undefined; refusal: Answer } {
	const refusal = refuseFields(body, FETCH_FIELDS);
	return refusal ? { refusal } : { asked: body as FetchRequest };
}

/** All interviews a fetch request asks for, whatever its page. */
export function findInterviews(store: Store, asked: FetchRequest): Interview[] {
	const wanted = Object.entries(asked.additionalFields ?? {});
	return store.interviews.filter(
		(interview) =>
			interview.jobId === asked.interviewerId &&
			(asked.interviewId === undefined || interview.id === asked.interviewId) &&
			wanted.every(([key, value]) => matchesFilter(interview.additionalFields?.[key], value)),
	);
}

/** The vendor's example response. */
export function createdAnswer(interview: Interview): Answer {
	const { id, jobId, name, email, status, createdAt, interviewLink } = interview;
	return {
		status: 201,
		body: {
			data: { id, jobId, name, email, status, createdAt, interviewLink },
			code: 201,
			message: 'Interview link created successfully',
		},
	};
}

/** Documented: a number matches that value or above, a string matches exactly. */
function matchesFilter(value: unknown, wanted: unknown): boolean {
	if (typeof wanted === 'number') return typeof value === 'number' && value >= wanted;
	return value === wanted;
}

/** Unknown keys are refused as well, so that a test notices when rubbish is sent. */
function refuseFields(body: unknown, fields: Record<string, Field>): Answer | undefined {
	const given = body as Record<string, unknown>;
	for (const key of Object.keys(given)) {
		if (!Object.hasOwn(fields, key)) return plainAnswer(400, `${key} is not allowed`);
	}
	for (const [key, field] of Object.entries(fields)) {
		const isGiven = Object.hasOwn(given, key);
		if (field.required && !isGiven) return plainAnswer(400, `${key} is required`);
		if (isGiven && !field.accepts(given[key])) return plainAnswer(400, `${key} ${field.must}`);
	}
	return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFilledObject(value: unknown): boolean {
	return isObject(value) && Object.keys(value).length > 0;
}

function isFilledText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function isFilledList(value: unknown): value is unknown[] {
	return Array.isArray(value) && value.length > 0;
}

function isListOfText(value: unknown): boolean {
	return isFilledList(value) && value.every(isFilledText);
}

function isEmail(value: unknown): boolean {
	return typeof value === 'string' && /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:".]+$/.test(value);
}

function isStatus(value: unknown): boolean {
	return value === 'shortlisted' || value === 'draft';
}

function isWebAddress(value: unknown): boolean {
	return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value);
}

function isPositiveInteger(value: unknown): boolean {
	return Number.isInteger(value) && (value as number) > 0;
}
