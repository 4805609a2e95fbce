/** Decides which request meets which fault. */
import type { Fault } from './faults.cts';

/** What the service is asked: to create an interview, to list interviews, or for the list of jobs. */
export type Endpoint = 'create' | 'fetch' | 'jobs';

export interface FaultRequest {
	endpoint: Endpoint;
	/** Lower case; empty when the request names none. */
	email: string;
	jobId: string;
	/** How many requests of this endpoint for the same job and e-mail came before. */
	attempt: number;
	body: unknown;
}

/** @param n how many requests of the same endpoint came before, since the plan was set. */
export type FaultPlan = (request: FaultRequest, n: number) => Fault | undefined;

/** In a sequence `null` lets a request pass; so does the end of the sequence. */
export type FaultSequence = ReadonlyArray<Fault | null>;

/** A plan as plain data, so that it can also be set from another process. The first to name a fault wins. */
export interface FaultScript {
	/** For the create requests of one candidate, by e-mail. */
	perEmail?: Record<string, FaultSequence>;
	/** For the requests of one endpoint, in order of arrival. */
	sequence?: Partial<Record<Endpoint, FaultSequence>>;
	/** For every request of one endpoint. */
	always?: Partial<Record<Endpoint, Fault>>;
	mix?: FaultMix;
}

/**
 * A random share of faults among the create requests. What a request meets depends on the seed, its
 * e-mail and its attempt alone, never on the order of arrival: the same run meets the same faults.
 */
export interface FaultMix {
	seed: number;
	/** From 0 to 1. */
	share: number;
	faults: readonly Fault[];
	/** Attempts of one candidate from this one (0-based) on meet no fault; default no such limit. */
	attempts?: number;
}

export function planOf(script: FaultScript): FaultPlan {
	const perEmail = new Map(
		Object.entries(script.perEmail ?? {}).map(([email, faults]) => [email.toLowerCase(), faults]),
	);
	return (request, n) =>
		(request.endpoint === 'create' && perEmail.get(request.email)?.[request.attempt]) ||
		script.sequence?.[request.endpoint]?.[n] ||
		script.always?.[request.endpoint] ||
		(script.mix && request.endpoint === 'create' ? pickFrom(script.mix, request) : undefined);
}

function pickFrom(mix: FaultMix, { email, jobId, attempt }: FaultRequest): Fault | undefined {
	if (attempt >= (mix.attempts ?? Infinity)) return undefined;
	const random = createRandom(`${mix.seed} ${jobId} ${email} ${attempt}`);
	if (random() >= mix.share) return undefined;
	return mix.faults[Math.floor(random() * mix.faults.length)];
}

/** Numbers from 0 to 1, the same for the same seed (FNV-1a hash into mulberry32). */
function createRandom(seed: string): () => number {
	let state = 0x811c9dc5;
	for (let i = 0; i < seed.length; i++) {
		state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
	}
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}
