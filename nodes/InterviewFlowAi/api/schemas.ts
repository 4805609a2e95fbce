/**
 * The shapes of the service's answers. Only one answer is documented; so keys are found whatever their case,
 * extra ones are ignored, and everything that is not usable is left out instead of refused.
 */
import { z } from 'zod';
import { fieldsOf, listOf } from './fields';

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
}

const text = z
	.union([z.string(), z.number()])
	.transform((value) => String(value).trim() || null)
	.catch(null);

const link = z
	.string()
	.transform((value) => value.trim())
	.refine((value) => /^https?:\/\/[^\s/]+/i.test(value))
	.nullable()
	.catch(null);

const interviewFields = z.object({
	id: text,
	interviewid: text,
	jobid: text,
	interviewerid: text,
	name: text,
	email: text,
	status: text,
	createdat: text,
	interviewlink: link,
	link,
});

const nothing = Object.fromEntries(Object.keys(interviewFields.shape).map((key) => [key, null]));

/**
 * Reads one interview out of an answer.
 *
 * @param value an object such as the documented `data`; anything else gives an interview of nulls
 */
export function readInterview(value: unknown): Interview {
	const fields = interviewFields.parse({ ...nothing, ...fieldsOf(value) });
	return {
		id: fields.interviewid ?? fields.id,
		jobId: fields.jobid ?? fields.interviewerid,
		name: fields.name,
		email: fields.email,
		status: fields.status,
		createdAt: fields.createdat,
		interviewLink: fields.interviewlink ?? fields.link,
	};
}

/** The documented place of the interview in an answer, or the answer itself where there is no `data`. */
export function dataOf(json: unknown): unknown {
	const fields = fieldsOf(json);
	return 'data' in fields ? fields.data : json;
}

/** Collects every code and message of an answer, wherever services usually put them. */
export function readVerdict(json: unknown): Verdict {
	const top = fieldsOf(json);
	const places = [
		top,
		fieldsOf(top.error),
		...listOf(top.errors).map(fieldsOf),
		fieldsOf(top.data),
	];
	const [outer] = places;
	const code = [outer?.code, outer?.statuscode, outer?.status, places[1]?.code, places[1]?.status]
		.map(Number)
		.find((value) => Number.isInteger(value) && value >= 100 && value <= 599);
	const words = [
		top.error,
		...listOf(top.errors),
		...listOf(top.message),
		...places.flatMap((place) => [
			place.message,
			place.detail,
			place.title,
			place.reason,
			place.code,
		]),
	];
	return { code, words: [...new Set(words.filter(isWord))] };
}

function isWord(value: unknown): value is string {
	return typeof value === 'string' && /\p{L}/u.test(value);
}

/** The interview that a rejected duplicate's answer may carry; never its top level, where an `id` is the request's. */
export function readExisting(json: unknown): Interview {
	const top = fieldsOf(json);
	return readInterview(top.data ?? top.interview ?? top.candidate);
}

/** An interview in a listing, with every ID it gives for its job. */
export interface ListedInterview extends Interview {
	jobIds: string[];
}

/** The first array of objects under `data`, or at the top: the Fetch API's answer is not documented. */
export function readListing(json: unknown): ListedInterview[] {
	return firstList(dataOf(json)).map((entry) => {
		const fields = fieldsOf(entry);
		const outer = readInterview(entry);
		const inner = readInterview(fields.interview);
		return {
			...outer,
			id: inner.id ?? outer.id,
			createdAt: inner.createdAt ?? outer.createdAt,
			interviewLink: inner.interviewLink ?? outer.interviewLink,
			jobIds: [fields.jobid, fields.interviewerid].filter((id) => typeof id === 'string'),
		};
	});
}

function firstList(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	return Object.values(fieldsOf(value)).find(isListOfObjects) ?? [];
}

function isListOfObjects(value: unknown): value is unknown[] {
	return (
		Array.isArray(value) && value.every((entry) => typeof entry === 'object' && entry !== null)
	);
}
