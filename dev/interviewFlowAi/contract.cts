/**
 * The vendor's documented contract: which requests are accepted, and how others are refused.
 * Where the documentation is silent (the status and text of a refusal), a plain choice is made here;
 * the switches offer the other plausible ones.
 */
import { z } from 'zod';
import { plainAnswer, type Answer } from './http.cts';
import type { State } from './state.cts';
import type { Interview, Store } from './store.cts';

export const CREATE_PATH = '/api/external/ingest/candidate';
export const FETCH_PATH = '/api/external/fetch/candidates';

const filledText = z.string().regex(/\S/, 'must not be blank');
const filledObject = z.record(z.unknown()).refine((given) => Object.keys(given).length > 0, {
	message: 'must not be empty',
});
const emailAddress = z
	.string()
	.regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:".]+$/, 'must be a valid email address');
const webAddress = z
	.string()
	.url('must be a URL')
	.regex(/^https?:\/\//i, 'must be a URL');

/**
 * Row by row the vendor's table of request body fields. Other keys are refused as well, so that a test
 * notices when the node sends one.
 */
export const CANDIDATE = z.strictObject({
	name: filledText,
	email: emailAddress,
	jobId: filledText,
	status: z.enum(['shortlisted', 'draft']).optional(),
	resumeUrl: webAddress.optional(),
	skills: z.array(filledText).nonempty().optional(),
	customQuestions: z.array(z.unknown()).nonempty().optional(),
	additionalFields: filledObject.optional(),
	metadata: filledObject.optional(),
});

/** Which of the interviews of a job are asked for. What page 0 means is for the paging to say. */
export const FETCH = z.strictObject({
	interviewerId: filledText,
	page: z.number().int().nonnegative().optional(),
	limit: z.number().int().positive().optional(),
	interviewId: filledText.optional(),
	additionalFields: filledObject.optional(),
});

export type FetchRequest = z.infer<typeof FETCH>;

/** The refusal of a request without the right API key, or `undefined`. */
export function refuseKey(key: unknown, right: string, wrongKeyStatus: number): Answer | undefined {
	if (key === undefined || key === '') return plainAnswer(401, 'API key is missing');
	return key === right ? undefined : plainAnswer(wrongKeyStatus, 'API key is invalid');
}

/** The refusal of a request that is no JSON, or `undefined`. `body` is what was parsed. */
export function refuseNonJson(contentType: string | undefined, body: unknown): Answer | undefined {
	if (!/^application\/json\s*(;|$)/i.test(contentType ?? '')) {
		return plainAnswer(415, 'Content-Type must be application/json');
	}
	const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
	return isObject ? undefined : plainAnswer(400, 'Request body must be a JSON object');
}

/** The refusal of a job that is not known, or `undefined`. */
export function refuseJob(
	{ store, switches }: State,
	jobId: string | undefined,
): Answer | undefined {
	const isKnown = jobId === undefined || store.jobs.has(jobId) || switches.acceptAnyJob;
	return isKnown ? undefined : plainAnswer(404, `Interviewer ${jobId} does not exist`);
}

/** All interviews a fetch request asks for, whatever its page; the oldest first. */
export function findInterviews(
	store: Store,
	{ interviewerId, interviewId, additionalFields = {} }: Partial<FetchRequest>,
): Interview[] {
	const wanted = Object.entries(additionalFields);
	return store
		.byDate(interviewerId)
		.filter(
			(interview) =>
				(interviewId === undefined || interview.id === interviewId) &&
				wanted.every(([key, value]) => matchesFilter(interview.additionalFields?.[key], value)),
		);
}

/** Documented: a number matches that value or above, a string matches exactly. */
function matchesFilter(value: unknown, wanted: unknown): boolean {
	if (typeof wanted === 'number') return typeof value === 'number' && value >= wanted;
	return value === wanted;
}

/** The refusal names the field. */
export function refuseFields(fields: z.ZodTypeAny, body: unknown): Answer | undefined {
	const issue = fields.safeParse(body).error?.issues[0];
	if (!issue) return undefined;
	const field = issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path[0];
	return plainAnswer(400, `${field}: ${issue.message}`);
}
