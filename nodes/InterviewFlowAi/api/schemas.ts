/**
 * The shapes of the service's answers. Only one answer is documented; so keys are found whatever their case,
 * extra ones are ignored, and everything that is not usable is left out instead of refused.
 */
import { fieldsOf } from './fields';

/** An interview as the service tells of it; what it leaves out is null. */
export interface Interview {
	id: string | null;
	jobId: string | null;
	name: string | null;
	email: string | null;
	status: string | null;
	createdAt: string | null;
	interviewLink: string | null;
}

/** What an answer says about itself, besides its data. */
export interface Verdict {
	/** Numeric codes in the body, such as `code` or `statusCode`. */
	code: number | undefined;
	/** Codes and messages in words, wherever they stand. */
	words: string[];
	/** What of it is for people; empty when it says nothing. */
	message: string;
}

function textOf(value: unknown): string | null {
	const isText = typeof value === 'string' || typeof value === 'number';
	return isText ? String(value).trim() || null : null;
}

function linkOf(value: unknown): string | null {
	const text = textOf(value);
	return text && /^https?:\/\/[^\s/]+/i.test(text) ? text : null;
}

/**
 * Reads one interview out of an answer.
 *
 * @param value an object such as the documented `data`; anything else gives an interview of nulls
 */
export function readInterview(value: unknown): Interview {
	const fields = fieldsOf(value);
	return {
		id: textOf(fields.interviewid) ?? textOf(fields.id),
		jobId: textOf(fields.jobid) ?? textOf(fields.interviewerid),
		name: textOf(fields.name),
		email: textOf(fields.email),
		status: textOf(fields.status),
		createdAt: textOf(fields.createdat),
		interviewLink: linkOf(fields.interviewlink) ?? linkOf(fields.link),
	};
}

/** The documented place of the interview in an answer, or the answer itself where there is no `data`. */
export function dataOf(json: unknown): unknown {
	const fields = fieldsOf(json);
	return 'data' in fields ? fields.data : json;
}

/** Most messages of one answer that are handed on. */
const MOST_MESSAGES = 3;

/** Collects every code and message of an answer, wherever services usually put them. */
export function readVerdict(json: unknown): Verdict {
	const top = fieldsOf(json);
	const error = fieldsOf(top.error);
	const errors = Array.isArray(top.errors)
		? top.errors
		: Object.values(fieldsOf(top.errors)).flat();
	const places = [top, error, ...errors.map(fieldsOf), fieldsOf(top.data)];

	const code = [top.code, top.statuscode, top.status, error.code, error.status]
		.map(Number)
		.find((value) => Number.isInteger(value) && value >= 100 && value <= 599);
	const messages = [
		...errors,
		...places.flatMap((place) => [
			...[place.message].flat(),
			place.detail,
			place.title,
			place.reason,
		]),
	].filter(isWord);
	// Beside a message, `error` is often no more than the name of the status.
	const names = [top.error, ...places.map((place) => place.code)].filter(isWord);
	const words = [...new Set([...messages, ...names])];
	const said = messages.length > 0 ? [...new Set(messages)] : words.slice(0, 1);
	return { code, words, message: said.slice(0, MOST_MESSAGES).join('; ') };
}

function isWord(value: unknown): value is string {
	return typeof value === 'string' && /\p{L}/u.test(value);
}

/** The interview that a rejected duplicate's answer may carry. At the top level, an `id` may be the request's. */
export function readExisting(json: unknown): Interview {
	const top = fieldsOf(json);
	const inner = readInterview(top.data ?? top.interview ?? top.candidate);
	return {
		...inner,
		id: inner.id ?? textOf(top.interviewid),
		interviewLink: inner.interviewLink ?? linkOf(top.interviewlink),
	};
}

/** An interview in a listing, with every ID it gives for its job. */
export interface ListedInterview extends Interview {
	jobIds: string[];
}

/**
 * Reads a page of the Fetch API, whose answer is not documented: the first array of objects under `data`, or at the
 * top, or one level deeper; an empty one only when there is no other.
 *
 * @returns `undefined` when there is no list at all
 */
export function readListing(json: unknown): ListedInterview[] | undefined {
	const lists = listsIn(dataOf(json), 2);
	const list = lists.find(({ length }) => length > 0) ?? lists[0];
	return list?.map((entry) => {
		const fields = fieldsOf(entry);
		const outer = readInterview(entry);
		const inner = readInterview(fields.interview);
		return {
			...outer,
			id: inner.id ?? outer.id,
			email: outer.email ?? inner.email ?? readInterview(fields.candidate).email,
			createdAt: inner.createdAt ?? outer.createdAt,
			interviewLink: inner.interviewLink ?? outer.interviewLink,
			jobIds: [fields.jobid, fields.interviewerid].filter((id) => typeof id === 'string'),
		};
	});
}

/** All arrays of objects, those at the top first. */
function listsIn(value: unknown, depth: number): unknown[][] {
	if (Array.isArray(value)) return value.every(isObject) ? [value] : [];
	const entries = Object.values(fieldsOf(value));
	const here = entries.filter(Array.isArray).filter((list) => list.every(isObject));
	const below = entries.filter((entry) => !Array.isArray(entry));
	return depth > 1 ? [...here, ...below.flatMap((entry) => listsIn(entry, depth - 1))] : here;
}

function isObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}
