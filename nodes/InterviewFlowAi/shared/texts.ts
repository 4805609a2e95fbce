/** What the sentences of all messages share: quoting, shortening, counting. Pure. */
import type { ChosenJob } from './jobs/jobList';
import { isObject } from './json';
import { isBlank, isDate, isOfN8n } from './values';

const LONGEST_VALUE = 60;
const LONGEST_WORDS = 300;

/** A text on one line, of at most `longest` characters; where it was cut, `…` follows. */
export function shortened(text: string, longest = LONGEST_VALUE): string {
	const line = text
		.slice(0, longest * 4)
		// Line breaks, control characters, halves of characters and marks of writing direction.
		.replace(/[\s\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
		.trim();
	const characters = Array.from(line);
	return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : line;
}

/** Words in lower case, with one blank between them, also those of a code: `quotaExceeded` becomes `quota exceeded`. */
export function plainWords(words: string): string {
	return words
		.slice(0, 500)
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.replace(/[\s_]+/g, ' ')
		.trim();
}

/** A text between quotation marks, shortened. */
export const quoted = (text: string) => `"${shortened(text, 80)}"`;

/** A value as a message shows it: short, on one line, and with its type where that is unexpected. */
export function shown(value: unknown): string {
	if (isBlank(value)) return 'empty';
	if (typeof value === 'string') {
		const line = shortened(value);
		return line ? `"${line}"` : 'unreadable text';
	}
	if (typeof value === 'number' || typeof value === 'bigint') {
		return `the number ${shortened(String(value))}`;
	}
	if (typeof value === 'boolean') return `the value ${value}`;
	if (typeof value !== 'object') return `a ${typeof value}`;
	if (Array.isArray(value)) return 'a list';
	if (isDate(value)) return 'a date';
	return isOfN8n(value) ? 'an object of n8n' : 'an object';
}

/** A sentence for the end of a message that quotes what the service said; empty where it said nothing. */
export function saying(words: string): string {
	const line = shortened(words, LONGEST_WORDS);
	return line ? ` InterviewFlowAI says: "${line}".` : '';
}

/** The message of what was thrown, which may be anything. */
export const messageOf = (thrown: unknown) =>
	isObject(thrown) && typeof thrown.message === 'string' ? thrown.message : '';

/** What was thrown, as a sentence. */
export function thrownWords(thrown: unknown): string {
	const words = shortened(messageOf(thrown), LONGEST_WORDS);
	if (!words) return 'n8n did not say why.';
	return /[.!?]$/.test(words) ? words : `${words}.`;
}

export const jobNamed = ({ id, title }: ChosenJob) =>
	title ? `job ${quoted(title)} with the ID ${id}` : `job ${id}`;

/** `1 interview`, `2 interviews`. */
export const counted = (count: number, noun: string) =>
	count === 1 ? `1 ${noun}` : `${count} ${noun}s`;

/** `1 interview was`, `2 interviews were`. */
export const were = (count: number, noun: string) =>
	`${counted(count, noun)} ${count === 1 ? 'was' : 'were'}`;

export const seconds = (ms: number) => counted(Math.max(1, Math.ceil(ms / 1000)), 'second');

/**
 * Splits a message into its first sentence and the rest, because n8n shows an error that way: what happened, then what to
 * do. A full stop between quotation marks ends no sentence.
 */
export function headlineAndRest(message: string): { headline: string; rest: string } {
	const [headline = message] = /^(?:"[^"]*"|[^"])*?\.(?= )/.exec(message) ?? [];
	return { headline, rest: message.slice(headline.length).trim() };
}

/** A message that names its item as n8n does; the first item is 0. */
export const ofItem = (message: string, index: number) => `${message} [item ${index}]`;
