/**
 * What an answer says about itself, besides its data: a code, whether the request failed, and the reason in words. Where
 * the service writes a reason is not documented, so it is looked for in all places where web services write one:
 *
 *     { "message": "name must not be blank" }
 *     { "error": { "code": "INVALID", "message": "name must not be blank" } }
 *     { "errors": { "name": ["must not be blank"] } }
 *
 * In the last one, the name of the field becomes part of the reason: "name: must not be blank".
 *
 * Pure, and limited, because an answer may hold anything.
 */
import { LINKS as LINK_KEYS, readInterview } from './interview';
import { fieldsOf, isNone, linkOf, numberOf, pick, textOf } from './json';
import type { Answer } from './send';
import { booleanIn } from './values';

/** Words are looked for only when they are asked for, because most answers are successes, whose words are not used. */
export interface Said {
	/** The number from 100 to 599 under `code`, `statusCode` or `status` in the body or in its `error`. */
	code: number | undefined;
	/** Whether the body says that the request failed, such as by `"success": false` or by an `error` that is not empty. */
	failed: boolean;
	/** Messages, and codes that are words, such as `ALREADY_EXISTS`. They show why a request was refused. */
	readonly words: string[];
	/** The words that a message of this node quotes for its reader; empty if there are none. */
	readonly message: string;
}

// All keys here are in the form of `plainKey`.

/** Keys of texts for people. */
const MESSAGE_KEY =
	/^(?:(?:default|err(?:or)?)?(?:message|msg)|details?|title|reason|(?:error)?description)$/;
/** Keys of codes. A code that is a word is shown if there is no message. */
const CODE_KEY = /^(?:(?:error)?code|err(?:or)?)$/;
/** Keys under which every text is part of the reason, such as `errors`, `fieldErrors` and `invalidParams`. */
const REASON_KEY =
	/(?:err|errors?|details?|issues?|violations?|problems?|failures?|causes?|fields|params|validation)$/;
/** Keys that name the field which a message is about, as in `{ "path": "email", "message": "is invalid" }`. */
const PLACE_KEYS = ['path', 'param', 'loc', 'field', 'property', 'instancepath'];

/** Keys that say that a request failed if they are false. */
const SUCCESS_KEY = /^(?:is)?(?:success(?:ful)?|succeeded|ok)$/;
/** Keys that say that a request failed if {@link holdsSomething} is true of their value. */
const ERROR_KEY = /^(?:(?:has|is)?err(?:ors?)?(?:message|description)?|failed)$/;
/** Words under `status` or `result` that say that a request failed. */
const FAILURE = /^(?:error|errors|fail|failed|failure)$/i;

/** How many values of an answer are read, and how many characters of each. */
const MOST_VALUES = 300;
const LONGEST_WORDS = 500;
/** How many messages are shown, and how many characters of a body without messages. */
const MOST_MESSAGES = 5;
const LONGEST_PLAIN_TEXT = 200;

/** Links are removed from the words, because they may lead to the interview of another candidate. */
const LINKS = /https?:\/\/[^\s"'<>]+/g;

export function readSaid({ json, text, status }: Pick<Answer, 'json' | 'text' | 'status'>): Said {
	const top = fieldsOf(json);
	const failed = callsItselfFailed(top);
	let found: Collected | undefined;
	const collected = () => (found ??= collect(json, failed));
	const code = codeOf(top);
	const beginning = () => (collected().hasInterview ? [] : plainText(text));
	// The other texts of a success are data, perhaps of another candidate, so they are not shown. A body that is plain text is
	// a message, unless it begins like JSON: then it may be JSON that was cut off.
	const isText =
		json === undefined ? !/^\s*[[{]/.test(text) : typeof json === 'string' && !linkOf(json);
	const isData = status < 300 && (code ?? 0) < 400 && !failed && !isText;
	return {
		code,
		failed,
		get words() {
			const { messages, reasons, codes, others } = collected();
			return unique(firstFull([...messages, ...reasons, ...codes], others, beginning()));
		},
		get message() {
			const { messages, reasons, codes, others } = collected();
			const rest = isData ? [] : others;
			// A code such as "Bad Request" says little, so other texts come after it.
			const said = firstFull(
				[...messages, ...reasons],
				[...codes, ...rest],
				isData ? [] : beginning(),
			);
			const sentences = said.map((text) => text.replace(/(?<!\.)\.$/, ''));
			return unique(sentences).slice(0, MOST_MESSAGES).join('; ');
		},
	};
}

const unique = (texts: string[]) => [...new Set(texts)];

const firstFull = (...lists: string[][]) => lists.find(({ length }) => length > 0) ?? [];

function codeOf(top: Record<string, unknown>): number | undefined {
	return [top, fieldsOf(top.error)]
		.flatMap(({ code, statuscode, status }) => [code, statuscode, status])
		.map(numberOf)
		.find((value) => value !== undefined && value >= 100 && value <= 599);
}

function callsItselfFailed(top: Record<string, unknown>): boolean {
	// In `{ "status": "failed", "email": "jane@example.com" }`, which has no message, the interview has this status.
	const isOfInterview = () => top.message === undefined && readInterview(top).email !== null;
	const results = [top.status, top.result];
	return (
		top.status === false ||
		(results.some((value) => FAILURE.test(textOf(value) ?? '')) && !isOfInterview()) ||
		Object.entries(top).some(([key, value]) =>
			SUCCESS_KEY.test(key)
				? booleanIn(value) === false
				: ERROR_KEY.test(key) && holdsSomething(value),
		)
	);
}

/** Whether the value of a field such as `error` is one: null, false, a number, an empty text, `[]` and `{}` are none. */
const holdsSomething = (value: unknown) =>
	value === true ||
	(typeof value === 'string' && value.trim() !== '') ||
	(typeof value === 'object' && !isNone(value));

/** The texts of an answer by their kind. */
interface Collected {
	/** Texts under {@link MESSAGE_KEY}. */
	messages: string[];
	/** Other texts below a {@link REASON_KEY} or a message, with their keys: "name: must not be blank". */
	reasons: string[];
	/** Texts under {@link CODE_KEY}. */
	codes: string[];
	/** All other texts, with their keys. */
	others: string[];
	/** Whether the answer holds an interview. */
	hasInterview: boolean;
}

/** A value in an answer, and where it stands. */
interface Place {
	value: unknown;
	key: string;
	/** Whether it stands below a {@link REASON_KEY} or a {@link MESSAGE_KEY}. */
	isReason: boolean;
	/** Whether it stands in an interview. */
	inInterview: boolean;
	/** The name of the field that the value is about, if a {@link PLACE_KEYS} beside it gives one. */
	about?: string;
}

/** Collects the texts of an answer, level by level. */
function collect(json: unknown, failed: boolean): Collected {
	const empty = { messages: [], reasons: [], codes: [], others: [] };
	const found: Collected = { ...empty, hasInterview: false };
	const queue: Place[] = [{ value: json, key: '', isReason: false, inInterview: false }];
	for (let at = 0; at < queue.length && at < MOST_VALUES; at++) {
		const place = queue[at] as Place;
		if (typeof place.value === 'string') {
			sort(place, found);
		} else if (queue.length < MOST_VALUES) {
			if (isInterview(place.value)) {
				found.hasInterview = true;
				// Below `errors`, the fields of an interview are no reasons, either.
				Object.assign(place, { isReason: false, inInterview: true });
			}
			queue.push(...placesIn(place, failed).filter(mayBeWords));
		}
	}
	return found;
}

/**
 * Whether an object is an interview, perhaps of another candidate. Then its texts are data, and no words of the service.
 * Any web address under the key of a link is enough, even one that cannot be used as a link.
 */
function isInterview(value: unknown): boolean {
	const { interviewLink, id, email } = readInterview(value);
	const link = interviewLink ?? pick([fieldsOf(value)], LINK_KEYS);
	return /^https?:/i.test(link ?? '') || (id !== null && /^\S+@\S+$/.test(email ?? ''));
}

/** Whether a value can hold words of the service. The texts in an interview are data, but for messages, reasons and codes. */
const mayBeWords = ({ value, key, isReason, inInterview }: Place) =>
	!inInterview || isReason || typeof value !== 'string' || CODE_KEY.test(key);

/** The entries of a list or the fields of an object. In a failed answer, everything below `data` is a reason. */
function placesIn(place: Place, failed: boolean): Place[] {
	const { value, isReason, inInterview } = place;
	if (Array.isArray(value)) {
		return value.slice(0, MOST_VALUES).map((entry) => ({ ...place, value: entry }));
	}
	const fields = fieldsOf(value);
	// A list is a path: `["body", "email"]` is about `email`.
	const about = PLACE_KEYS.map((name) => [fields[name]].flat().at(-1)).find(isField);
	return Object.keys(fields)
		.filter((name) => !(isReason && PLACE_KEYS.includes(name)))
		.map((name) => ({
			value: fields[name],
			key: name,
			isReason:
				isReason || REASON_KEY.test(name) || MESSAGE_KEY.test(name) || (failed && name === 'data'),
			inInterview,
			about,
		}));
}

/** Adds the text at a place to the texts of its kind. */
function sort({ value, key, isReason, about }: Place, found: Collected): void {
	const words = String(value).slice(0, LONGEST_WORDS).replace(LINKS, '').trim();
	if (!isWords(words)) return;
	if (MESSAGE_KEY.test(key)) found.messages.push(about ? `${about}: ${words}` : words);
	else if (CODE_KEY.test(key)) found.codes.push(words);
	else if (isReason && key !== 'type')
		found.reasons.push(REASON_KEY.test(key) ? words : `${key}: ${words}`);
	else found.others.push(key ? `${key}: ${words}` : words);
}

/** Whether a value names a field. Some servers tell the path of the request under the same key. */
const isField = (value: unknown): value is string =>
	isWords(value) && !/\/(?:ingest|fetch)\//.test(value);

function isWords(value: unknown): value is string {
	return typeof value === 'string' && /\p{L}/u.test(value);
}

/** The beginning of a body as plain text, without tags and links. */
function plainText(text: string): string[] {
	// A page often begins with long styles, which stand before `<body>`.
	const words = text
		.slice(Math.max(0, text.search(/<body\b/i)))
		.slice(0, 5000)
		.replace(/<(script|style)[^]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(LINKS, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, LONGEST_PLAIN_TEXT);
	return isWords(words) ? [words] : [];
}
