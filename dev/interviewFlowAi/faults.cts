/**
 * What can go wrong between a client and the service. A fault either *replaces* the answer, and then
 * `carryOut` says whether the request is carried out all the same (an interview created, its answer
 * lost), or it *spoils* the true answer, and then the request is always carried out.
 */
import { CREATE_SHAPES, type CreateShapeName } from './createShapes.cts';
import type { DialectName } from './dialects.cts';
import { HOSTILE_BODIES, type HostileName } from './hostile.cts';
import type { Answer } from './http.cts';
import { namesOf } from './named.cts';
import type { RetryAfter } from './rateLimit.cts';

interface Replacing {
	/** Whether the request takes effect although its answer never comes; default false. */
	carryOut?: boolean;
	/**
	 * Before that, another client creates an interview for the same job and email, dated so long
	 * before now (negative: ahead of now). Carried out, the request then meets a duplicate.
	 */
	strangerMsAgo?: number;
}

/** The first `kind`s replace the answer. Times in milliseconds. */
export type Fault =
	| (Replacing &
			(
				| { kind: 'status'; status: number; retryAfter?: RetryAfter; body?: unknown }
				/** A refusal in one of the dialects, or in one of a test's own. */
				| { kind: 'refuse'; dialect: Answer | DialectName }
				/**
				 * The answer of a created interview in another shape. Not carried out, it tells of an interview
				 * that the service does not hold (a cache in between); carried out for a duplicate, the refusal
				 * comes.
				 */
				| { kind: 'shape'; shape: CreateShapeName }
				| { kind: 'hostile'; status: number; body: HostileName }
				/** Takes the request and never answers; or resets the connection (TCP RST) before any answer. */
				| { kind: 'stall' | 'reset' }
				| { kind: 'html' | 'empty'; status: number }
				/** Any JSON, e.g. `{"error": null}`; text is sent as it is. */
				| { kind: 'json'; status: number; body: unknown }
				| { kind: 'redirect'; status: number; location: string }
				/** A JSON body of so many megabytes, sent in pieces without a content length. */
				| { kind: 'hugeBody'; status: number; megabytes: number }
				/** A refusal that repeats the API key in its body and in a header. */
				| { kind: 'echoKey'; status: number }
			))
	/** Waits, then carries out and answers; or carries out at once and answers later. */
	| { kind: 'slow' | 'late'; ms: number }
	/** Headers and half of the body, then silence, or a reset. */
	| { kind: 'stallBody' | 'halfBodyReset' }
	/** The body a few bytes at a time. */
	| { kind: 'dripBody'; bytes: number; everyMs: number }
	/** Half of the JSON, with a content length that fits it. */
	| { kind: 'truncatedJson' }
	| { kind: 'contentType'; type: string }
	/** Compressed; or all keys with a capital first letter: `{"Data": {"InterviewLink": …`. */
	| { kind: 'gzip' | 'oddKeys' };

export type FaultKind = Fault['kind'];

/** One example of everything that can go wrong, with and without the interview created first. */
export const FAULT_CATALOGUE = {
	'429 Retry-After seconds': { kind: 'status', status: 429, retryAfter: 1 },
	'429 Retry-After date': { kind: 'status', status: 429, retryAfter: { dateIn: 1 } },
	'429 Retry-After junk': { kind: 'status', status: 429, retryAfter: 'soon' },
	'429 without Retry-After': { kind: 'status', status: 429 },
	'500': { kind: 'status', status: 500 },
	'500 after creating': { kind: 'status', status: 500, carryOut: true },
	'502': { kind: 'status', status: 502 },
	'503': { kind: 'status', status: 503 },
	'503 Retry-After seconds': { kind: 'status', status: 503, retryAfter: 1 },
	'504': { kind: 'status', status: 504 },
	'504 after creating': { kind: 'status', status: 504, carryOut: true },
	slow: { kind: 'slow', ms: 50 },
	'late answer after creating': { kind: 'late', ms: 50 },
	stall: { kind: 'stall' },
	'stall after creating': { kind: 'stall', carryOut: true },
	'stalled body': { kind: 'stallBody' },
	'dripping body': { kind: 'dripBody', bytes: 64, everyMs: 2 },
	'reset before creating': { kind: 'reset' },
	'reset after creating': { kind: 'reset', carryOut: true },
	'half a body, then reset': { kind: 'halfBodyReset' },
	'truncated JSON': { kind: 'truncatedJson' },
	'HTML with 200': { kind: 'html', status: 200 },
	'HTML with 201 after creating': { kind: 'html', status: 201, carryOut: true },
	'HTML with 502': { kind: 'html', status: 502 },
	'empty 200': { kind: 'empty', status: 200 },
	'empty 201 after creating': { kind: 'empty', status: 201, carryOut: true },
	'empty 204': { kind: 'empty', status: 204 },
	'JSON as text/plain': { kind: 'contentType', type: 'text/plain' },
	gzip: { kind: 'gzip' },
	// To the service itself, which counts what is followed.
	'redirect 302': { kind: 'redirect', status: 302, location: '/elsewhere' },
	'redirect 307': { kind: 'redirect', status: 307, location: '/elsewhere' },
	'huge body': { kind: 'hugeBody', status: 200, megabytes: 8 },
	'error: null': { kind: 'json', status: 200, body: { error: null } },
	'odd keys': { kind: 'oddKeys' },
	'echoed API key': { kind: 'echoKey', status: 500 },
} satisfies Record<string, Fault>;

/**
 * More examples, of answers that are odd rather than missing. Each ends by itself and at once, and the service's books
 * can tell what is true of the candidate: no other link than the one they hold, and none where nothing was created.
 */
export const ODD_ANSWERS: readonly Fault[] = [
	{ kind: 'status', status: 408, carryOut: true },
	{ kind: 'status', status: 425 },
	{ kind: 'status', status: 499, carryOut: true },
	{ kind: 'status', status: 503, retryAfter: 'soon' },
	...namesOf(CREATE_SHAPES)
		.filter((shape) => shape !== 'link with a password')
		.map((shape): Fault => ({ kind: 'shape', shape, carryOut: true })),
	...namesOf(CREATE_SHAPES)
		.filter((shape) => shape.startsWith('another'))
		.map((shape): Fault => ({ kind: 'shape', shape })),
	...namesOf(HOSTILE_BODIES).flatMap((body): Fault[] => [
		{ kind: 'hostile', status: 201, body },
		{ kind: 'hostile', status: 409, body },
	]),
];
