/**
 * What an answer says about itself, besides its data. How the service words a refusal is not documented; so the words
 * are looked for wherever web services put them. Pure, and bounded: an answer may hold anything.
 */
import { readInterview } from './interview';
import { fieldsOf, isEmpty, linkOf, numberOf, textOf } from './json';
import type { Answer } from './send';
import { booleanIn } from './values';

/** What an answer says about itself. Words are looked for when they are asked for: a success is seldom asked. */
export interface Said {
	/** The numeric code of the body, such as `code` or `statusCode`, from 100 to 599. */
	code: number | undefined;
	/** Whether the body calls itself a failure, such as by `success: false` or an `error` that is not empty. */
	failed: boolean;
	/** Codes and messages in words. */
	readonly words: string[];
	/** The words that are for people; empty when there are none. */
	readonly message: string;
}

/** Keys, in plain form, under which services put words for people. */
const MESSAGE_KEYS = new Set(
	'message msg detail details title reason description errordescription errormessage'.split(' '),
);
/** Keys under which they put codes in words; without a message, such a code is shown instead. */
const CODE_KEYS = new Set('code errorcode error err'.split(' '));
/** Keys under which every text is part of the reason, such as `errors`, `fieldErrors` and `invalidParams`. */
const REASON_KEY =
	/(?:err|errors?|details?|issues?|violations?|problems?|failures?|causes?|fields|params|validation)$/;
/** Keys that name the field which a message is about. */
const PLACE_KEYS = ['path', 'param', 'loc', 'field', 'property', 'instancepath'];

/** Keys that say by no that it failed, and those that say so by not being empty. */
const SUCCESS_KEY = /^(?:is)?(?:success(?:ful)?|succeeded|ok)$/;
const ERROR_KEY = /^(?:(?:has|is)?err(?:ors?)?(?:message|description)?|failed)$/;
const FAILURE = /^(?:error|errors|fail|failed|failure)$/i;

/** Bounds of what is looked at: values, characters of one text; and of what is shown. */
const MOST_VALUES = 300;
const LONGEST_WORDS = 500;
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
	// The texts of a success, cut off or not, are an interview's, perhaps another candidate's: no words of the service.
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
			// A code alone, such as "Bad Request", gives no reason.
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
	const error = fieldsOf(top.error);
	return [top.code, top.statuscode, top.status, error.code, error.statuscode, error.status]
		.map(numberOf)
		.find((value) => value !== undefined && value >= 100 && value <= 599);
}

function callsItselfFailed(top: Record<string, unknown>): boolean {
	const entries = Object.entries(top);
	const saysNo = ([key, value]: [string, unknown]) =>
		SUCCESS_KEY.test(key) && booleanIn(value) === false;
	if (top.status === false || entries.some(saysNo)) return true;
	// Beside an email address, and without a message, it is the interview's.
	const isOfInterview = () => top.message === undefined && readInterview(top).email !== null;
	const results = [top.status, top.result];
	if (results.some((value) => FAILURE.test(textOf(value) ?? '')) && !isOfInterview()) return true;
	return entries.some(
		([key, value]) =>
			ERROR_KEY.test(key) &&
			(value === true ||
				(typeof value === 'string' && value.trim() !== '') ||
				(typeof value === 'object' && value !== null && !isEmpty(value))),
	);
}

interface Collected {
	messages: string[];
	/** Other texts below a key that holds reasons, with their keys. */
	reasons: string[];
	codes: string[];
	/** Every other text, with its key. */
	others: string[];
	hasInterview: boolean;
}

interface Place {
	value: unknown;
	key: string;
	/** Whether it stands below a key that holds reasons. */
	isReason: boolean;
	/** The field that a message is about. */
	about: string;
}

/** Walks through the JSON level by level. */
function collect(json: unknown, failed: boolean): Collected {
	const empty = { messages: [], reasons: [], codes: [], others: [] };
	const found: Collected = { ...empty, hasInterview: false };
	const queue: Place[] = [{ value: json, key: '', isReason: false, about: '' }];
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

/** Whether an object tells of an interview, perhaps another candidate's: its fields are no words of the service. */
function isInterview(value: unknown): boolean {
	const { interviewLink, id, email } = readInterview(value);
	return interviewLink !== null || (id !== null && /^\S+@\S+$/.test(email ?? ''));
}

const isNoField = ({ key, value }: Place) =>
	typeof value !== 'string' || MESSAGE_KEYS.has(key) || CODE_KEYS.has(key) || REASON_KEY.test(key);

function placesIn({ value, key, isReason, about }: Place, failed: boolean): Place[] {
	if (Array.isArray(value)) {
		return value.slice(0, MOST_VALUES).map((entry) => ({ value: entry, key, isReason, about }));
	}
	const fields = fieldsOf(value);
	const place = PLACE_KEYS.map((name) => [fields[name]].flat().at(-1)).find(isWords);
	return Object.keys(fields)
		.filter((name) => !(isReason && PLACE_KEYS.includes(name)))
		.map((name) => ({
			value: fields[name],
			key: name,
			isReason:
				isReason || REASON_KEY.test(name) || MESSAGE_KEYS.has(name) || (failed && name === 'data'),
			about: place ?? '',
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
	return typeof value === 'string' && /\p{L}/u.test(value.slice(0, LONGEST_WORDS));
}

/** The beginning of a body, without tags and links. */
function plainText(text: string): string[] {
	// A page begins with styles, often long ones.
	const page = text.slice(0, 20_000);
	const words = page
		.slice(Math.max(0, page.search(/<body\b/i)))
		.slice(0, 5000)
		.replace(/<(script|style)[^]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(LINKS, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, LONGEST_PLAIN_TEXT);
	return isWords(words) ? [words] : [];
}
