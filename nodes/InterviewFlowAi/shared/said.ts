/**
 * What an answer says about itself, besides its data: the code, whether it failed, and the reason in words. Where the
 * service puts a reason is not documented, so it is looked for wherever web services put one. In the last of these, the
 * field becomes a part of it, "name: must not be blank":
 *
 *     { "message": "name must not be blank" }
 *     { "error": { "code": "INVALID", "message": "name must not be blank" } }
 *     { "errors": { "name": ["must not be blank"] } }
 *
 * Pure, and bounded: an answer may hold anything.
 */
import { LINKS as LINK_KEYS, readInterview } from './interview';
import { fieldsOf, isEmpty, linkOf, numberOf, pick, textOf } from './json';
import type { Answer } from './send';
import { booleanIn } from './values';

/** Most answers are successes, whose words are not used; so words are looked for only when they are asked for. */
export interface Said {
	/** The numeric code of the body, such as `code` or `statusCode`, from 100 to 599. */
	code: number | undefined;
	/** Whether the body calls itself a failure, such as by `success: false` or an `error` that is not empty. */
	failed: boolean;
	/** Messages, and codes that are words, such as `ALREADY_EXISTS`: what decides about a refusal. */
	readonly words: string[];
	/** The words for people, which a message of this node quotes; empty where there are none. */
	readonly message: string;
}

/** Keys under which services put words for people; all keys here are in the form of {@link plainKey}. */
const MESSAGE_KEYS = new Set(
	'message msg detail details title reason description errordescription errormessage'.split(' '),
);
/** Keys of codes that are words. Without a message, such a code is shown instead. */
const CODE_KEYS = new Set('code errorcode error err'.split(' '));
/** Keys under which every text is part of the reason, such as `errors`, `fieldErrors` and `invalidParams`. */
const REASON_KEY =
	/(?:err|errors?|details?|issues?|violations?|problems?|failures?|causes?|fields|params|validation)$/;
/** Keys that name the field which a message is about, as in `{ "path": "email", "message": "is invalid" }`. */
const PLACE_KEYS = ['path', 'param', 'loc', 'field', 'property', 'instancepath'];

/** What tells a failure: a key such as `success` by no, one such as `error` with anything in it, and a status. */
const SUCCESS_KEY = /^(?:is)?(?:success(?:ful)?|succeeded|ok)$/;
const ERROR_KEY = /^(?:(?:has|is)?err(?:ors?)?(?:message|description)?|failed)$/;
const FAILURE = /^(?:error|errors|fail|failed|failure)$/i;

/** So many values of an answer are looked at, and so many characters of each. */
const MOST_VALUES = 300;
const LONGEST_WORDS = 500;
/** So many messages are shown, or so many characters of a body without any. */
const MOST_MESSAGES = 5;
const LONGEST_PLAIN_TEXT = 200;

/** A link in words may be another candidate's. */
const LINKS = /https?:\/\/[^\s"'<>]+/g;

export function readSaid({ json, text, status }: Pick<Answer, 'json' | 'text' | 'status'>): Said {
	const top = fieldsOf(json);
	const failed = callsItselfFailed(top);
	let found: Collected | undefined;
	const collected = () => (found ??= collect(json, failed));
	const code = codeOf(top);
	const beginning = () => (collected().hasInterview ? [] : plainText(text));
	// Other texts of a success are an interview's, perhaps another candidate's, also in JSON that was cut off: not shown.
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
	// In `{ "status": "failed", "email": "jane@example.com" }` without a message, it is the status of the interview.
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

/** Whether a field tells an error; null, `false`, a number, an empty text, `[]` and `{}` tell none. */
const holdsSomething = (value: unknown) =>
	value === true ||
	(typeof value === 'string' && value.trim() !== '') ||
	(typeof value === 'object' && value !== null && !isEmpty(value));

interface Collected {
	messages: string[];
	/** Other texts below a {@link REASON_KEY}, with their own keys. */
	reasons: string[];
	codes: string[];
	/** Every other text, with its key. */
	others: string[];
	hasInterview: boolean;
}

interface Place {
	value: unknown;
	key: string;
	/** Whether it stands below a {@link REASON_KEY}, or one of a message. */
	isReason: boolean;
	/** The field that it is about, where one is named. */
	about?: string;
}

/** Sorts the texts of the JSON, level by level. */
function collect(json: unknown, failed: boolean): Collected {
	const empty = { messages: [], reasons: [], codes: [], others: [] };
	const found: Collected = { ...empty, hasInterview: false };
	const queue: Place[] = [{ value: json, key: '', isReason: false }];
	for (let at = 0; at < queue.length && at < MOST_VALUES; at++) {
		const place = queue[at] as Place;
		if (typeof place.value === 'string') {
			sort(place, found);
		} else if (queue.length < MOST_VALUES) {
			const places = placesIn(place, failed);
			const isOne = isInterview(place.value);
			found.hasInterview ||= isOne;
			queue.push(...(isOne ? places.filter(isNoField) : places));
		}
	}
	return found;
}

/**
 * Whether an object is an interview, perhaps another candidate's, also with a link that cannot be used. Then its fields
 * are no words of the service.
 */
function isInterview(value: unknown): boolean {
	const { interviewLink, id, email } = readInterview(value);
	const link = interviewLink ?? pick([fieldsOf(value)], LINK_KEYS);
	return /^https?:/i.test(link ?? '') || (id !== null && /^\S+@\S+$/.test(email ?? ''));
}

const isNoField = ({ key, value }: Place) =>
	typeof value !== 'string' || MESSAGE_KEYS.has(key) || CODE_KEYS.has(key) || REASON_KEY.test(key);

function placesIn(place: Place, failed: boolean): Place[] {
	const { value, isReason } = place;
	if (Array.isArray(value)) {
		return value.slice(0, MOST_VALUES).map((entry) => ({ ...place, value: entry }));
	}
	const fields = fieldsOf(value);
	// A list is a path: `["body", "email"]` is about the last.
	const about = PLACE_KEYS.map((name) => [fields[name]].flat().at(-1)).find(isWords);
	return Object.keys(fields)
		.filter((name) => !(isReason && PLACE_KEYS.includes(name)))
		.map((name) => ({
			value: fields[name],
			key: name,
			isReason:
				isReason || REASON_KEY.test(name) || MESSAGE_KEYS.has(name) || (failed && name === 'data'),
			about,
		}));
}

function sort({ value, key, isReason, about }: Place, found: Collected): void {
	const words = String(value).slice(0, LONGEST_WORDS).replace(LINKS, '').trim();
	if (!isWords(words)) return;
	if (MESSAGE_KEYS.has(key)) found.messages.push(about ? `${about}: ${words}` : words);
	else if (CODE_KEYS.has(key)) found.codes.push(words);
	else if (isReason && key !== 'type')
		found.reasons.push(REASON_KEY.test(key) ? words : `${key}: ${words}`);
	else found.others.push(key ? `${key}: ${words}` : words);
}

function isWords(value: unknown): value is string {
	return typeof value === 'string' && /\p{L}/u.test(value);
}

/** The beginning of a body, without tags and links. */
function plainText(text: string): string[] {
	// A page begins with styles, often long ones.
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
