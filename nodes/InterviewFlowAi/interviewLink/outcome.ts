/**
 * What an answer to a create request means. Pure.
 *
 * The vendor documents one answer, that of success; that a duplicate "is rejected" without saying how; and nothing of
 * limits. So a duplicate is recognised in every plausible dialect, and whatever is not understood is never a success.
 */
import type { Answer } from '../api/client';
import { dataOf, type Interview, readExisting, readInterview, readVerdict } from '../api/schemas';

/**
 * The meaning of one answer:
 * - `created`: the interview exists now, and its link is usable.
 * - `duplicate`: the candidate already has an interview; `known` is what the answer says of it.
 * - `throttled`: not looked at; try again after the time in `retryAfter`, if any.
 * - `lost`: the service broke down; whether it created the interview is unknown.
 * - `unusable`: the service reports success but gives no link; the interview may exist.
 * - `refused`: never to be sent again as it is. `status` is the one that counts.
 *
 * `words` is what the service said, for people; empty when it said nothing.
 */
export type Meaning =
	| { kind: 'created'; interview: Interview }
	| { kind: 'duplicate'; words: string; known: Interview }
	| { kind: 'throttled'; retryAfter: unknown }
	| { kind: 'lost'; status: number }
	| { kind: 'unusable'; status: number; words: string }
	| { kind: 'refused'; status: number; words: string };

const BROKEN_DOWN = [500, 502, 503, 504];

/** Statuses a gateway or framework gives when it knows no better; a number in the body says more. */
const GENERIC = [400, 422, 500];

/** HTTP status and the body's `code` are read together; the more specific one counts. */
export function effectiveStatus(httpStatus: number, code: number | undefined): number {
	if (code === undefined || code < 400) return httpStatus;
	if (httpStatus >= 200 && httpStatus < 300) return code;
	return GENERIC.includes(httpStatus) && !GENERIC.includes(code) ? code : httpStatus;
}

const SUBJECT =
	'(?:candidate|applicant|interview|person|user|application|record|e-?mail(?: address)?)s?';
const ALREADY_THERE =
	'(?:exists?|invited|applied|interviewed|registered|created|submitted|added|ingested|taken|present|enrolled|used|in use)';

const SAYS_DUPLICATE = [
	/\balready (?:has|have|had|got) (?:an?|the|one|this|another)(?: \w+)?(?: \w+)? ?interview/,
	new RegExp(`\\b${SUBJECT}\\b.*\\balready (?:been )?${ALREADY_THERE}\\b`),
	new RegExp(`^(?:has |have )?already (?:been )?${ALREADY_THERE}\\b`),
	new RegExp(
		`\\b${SUBJECT} (?:with .{1,200} )?(?:already )?(?:exists?|has been taken|is taken)\\b`,
	),
	new RegExp(`\\bduplicated? (?:\\w+ )?(?:${SUBJECT}|entry|key value)\\b`),
	new RegExp(`\\b${SUBJECT} (?:is )?(?:a )?duplicated?\\b`),
	/^duplicated?$/,
	/^conflict$/,
	/\bunique constraint\b/,
];

const SAYS_MISSING =
	/\b(?:(?:does|do|did)(?: not|n['’]?t)|cannot|can['’]?t|could not|couldn['’]?t|not|no) (?:be )?(?:exists?|found|find)\b|\bno such\b|\bno longer\b|\bunknown\b/;

/** Whether a code or message says that the candidate or the interview is there already. */
export function saysDuplicate(words: string): boolean {
	// Codes such as CANDIDATE_ALREADY_EXISTS or candidateExists read like sentences afterwards.
	const sentence = words
		.slice(0, 2000)
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.replace(/[\s_]+/g, ' ')
		.trim();
	return !SAYS_MISSING.test(sentence) && SAYS_DUPLICATE.some((pattern) => pattern.test(sentence));
}

/** Judges one answer to a create request. */
export function meaningOf(answer: Answer): Meaning {
	const verdict = readVerdict(answer.json);
	const status = effectiveStatus(answer.status, verdict.code);
	const allWords = verdict.words.length > 0 ? verdict.words : plainWords(answer);
	const words = allWords[0] ?? '';
	const interview = readInterview(dataOf(answer.json));

	if (isDuplicate(status, verdict.code, allWords)) {
		return { kind: 'duplicate', words, known: readExisting(answer.json) };
	}
	if (status === 429 || (status === 503 && answer.headers['retry-after'] !== undefined)) {
		return { kind: 'throttled', retryAfter: answer.headers['retry-after'] };
	}
	if (BROKEN_DOWN.includes(status)) return { kind: 'lost', status };
	if (status < 200 || status >= 300) return { kind: 'refused', status, words };
	return interview.interviewLink
		? { kind: 'created', interview }
		: { kind: 'unusable', status, words };
}

function isDuplicate(status: number, code: number | undefined, words: string[]): boolean {
	if (status === 409) return !words.some((text) => SAYS_MISSING.test(text.toLowerCase()));
	const mayBe = status === 400 || status === 422 || (status < 300 && code !== 201);
	return mayBe && words.some(saysDuplicate);
}

/** The beginning of a body that is no JSON, without tags. */
function plainWords(answer: Answer): string[] {
	if (answer.json !== undefined && typeof answer.json !== 'string') return [];
	const words = answer.text
		.slice(0, 5000)
		.replace(/<(script|style)[^]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 200);
	return /\p{L}/u.test(words) ? [words] : [];
}
