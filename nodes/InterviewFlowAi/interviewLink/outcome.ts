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

/** Servers say these before they do anything; after any other status from 500 on, nobody knows what was done. */
const DID_NOTHING = [501, 505];

/** Statuses a gateway or framework gives when it knows no better; a number in the body says more. */
const GENERIC = [400, 422, 500];

/** HTTP status and the body's `code` are read together; the more specific one counts. */
export function effectiveStatus(httpStatus: number, code: number | undefined): number {
	if (code === undefined || code < 400) return httpStatus;
	if (httpStatus >= 200 && httpStatus < 300) return code;
	return GENERIC.includes(httpStatus) && !GENERIC.includes(code) ? code : httpStatus;
}

const WHO =
	'(?:candidate|applicant|interview|person|user|application|record|e-?mail(?: address)?)s?';
const WHAT = `(?:${WHO}|entry|entity|resource)`;
const THERE =
	'(?:exists?|invited|applied|interviewed|registered|created|submitted|added|ingested|present|enrolled)';

const SAYS_DUPLICATE = [
	/\balready (?:has|have|had|got) (?:an?|the|one|this|another)(?: \w+)?(?: \w+)? ?interview/,
	/\balready (?:an?|one) (?:\w+ )?(?:interview|candidate|application)\b/,
	/\b(?:has|have|is|an) existing (?:interview|application)\b/,
	new RegExp(`\\b${WHAT}\\b.*\\b(?:already|previously) (?:been )?${THERE}\\b`),
	new RegExp(`\\balready (?:been )?${THERE} (?:the|this|that) ${WHO}\\b`),
	new RegExp(`^(?:has |have )?already (?:been )?${THERE}\\b`),
	new RegExp(`\\b${WHO} (?:with .{1,200} )?(?:already )?exists?\\b`),
	/\be-?mail\b.{0,200} (?:already (?:been )?(?:used|in use|taken)|has been taken|is taken)\b/,
	/\be-?mail(?: address)? (?:must be|has to be|is not) unique\b/,
	new RegExp(`\\bduplicated? (?:\\w+ )?(?:${WHO}|key value)\\b`),
	/\bduplicate entry .{1,200} for key\b/,
	new RegExp(`\\b${WHO} (?:is )?(?:a )?duplicated?\\b`),
	/^(?:duplicated?|conflict)$/,
	/\bunique constraint\b/,
];

/** "Does not exist" and its like, which hold the same words as a duplicate. */
const SAYS_MISSING = [
	/\b(?:(?:does|do|did)(?: not|n['’]?t)|cannot|can['’]?t|could not|couldn['’]?t|unable to|not|no) (?:already |yet )?(?:be )?(?:exists?|existing|found|find)\b/,
	new RegExp(`\\b(?:no|none of the) (?:\\w+ ){0,2}?${WHO} (?:with .{1,200} )?(?:exists?|found)\\b`),
	new RegExp(
		`\\b(?:if|whether|that|sure|check|ensure|verify) (?:the |this |an? )?${WHO} exists?\\b`,
	),
	/\bno (?:such|longer)\b|\bunknown\b/,
];

/** What else services refuse with status 409. */
const SAYS_OTHER_CONFLICT =
	/\b(?:closed|archived|inactive|disabled|deactivated|expired|paused|limit|quota|credits?)\b/;

/** Words as a plain sentence: codes such as CANDIDATE_ALREADY_EXISTS or candidateExists read like one, too. */
function sentenceOf(words: string): string {
	return words
		.slice(0, 2000)
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.replace(/[\s_]+/g, ' ')
		.trim();
}

function saysMissing(words: string): boolean {
	const sentence = sentenceOf(words);
	return SAYS_MISSING.some((pattern) => pattern.test(sentence));
}

/** Whether a code or message says that the candidate or the interview is there already. */
export function saysDuplicate(words: string): boolean {
	const sentence = sentenceOf(words);
	return !saysMissing(words) && SAYS_DUPLICATE.some((pattern) => pattern.test(sentence));
}

/** Whether the service would not look at a request for now: 429, or 503 with a Retry-After header. */
export function isThrottled(status: number, answer: Answer): boolean {
	return status === 429 || (status === 503 && answer.headers['retry-after'] !== undefined);
}

/** Judges one answer to a create request. */
export function meaningOf(answer: Answer): Meaning {
	const verdict = readVerdict(answer.json);
	const status = effectiveStatus(answer.status, verdict.code);
	const allWords = verdict.words.length > 0 ? verdict.words : plainWords(answer);
	const words = verdict.message || (allWords[0] ?? '');
	const interview = readInterview(dataOf(answer.json));

	if (isDuplicate(status, verdict.code, allWords)) {
		return { kind: 'duplicate', words, known: readExisting(answer.json) };
	}
	if (isThrottled(status, answer)) {
		return { kind: 'throttled', retryAfter: answer.headers['retry-after'] };
	}
	if (status >= 500 && !DID_NOTHING.includes(status)) return { kind: 'lost', status };
	if (status < 200 || status >= 300) return { kind: 'refused', status, words };
	return interview.interviewLink
		? { kind: 'created', interview }
		: { kind: 'unusable', status, words };
}

function isDuplicate(status: number, code: number | undefined, words: string[]): boolean {
	const maySaySo = [400, 409, 422].includes(status) || (status < 300 && code !== 201);
	if (maySaySo && words.some(saysDuplicate)) return true;
	return status === 409 && !words.some(saysSomethingElse);
}

function saysSomethingElse(words: string): boolean {
	return saysMissing(words) || SAYS_OTHER_CONFLICT.test(sentenceOf(words));
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
