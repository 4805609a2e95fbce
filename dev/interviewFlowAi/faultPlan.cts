/** Decides which request meets which fault. */
import { createHash } from 'node:crypto';
import type { Fault } from './faults.cts';

/** What the service is asked: to create an interview, to list interviews, or for the list of jobs. */
export type Endpoint = 'create' | 'fetch' | 'jobs';

export interface FaultRequest {
	endpoint: Endpoint;
	/** Lower case; empty when the request names none. */
	email: string;
	jobId: string;
	/** Of the Fetch API and the list of jobs; else undefined. */
	page?: number;
	/** How many requests of this endpoint for the same job and e-mail came before. */
	attempt: number;
	body: unknown;
}

/** @param n how many requests of the same endpoint came before, since the plan was set. */
export type FaultPlan = (request: FaultRequest, n: number) => Fault | undefined;

/** In a sequence `null` lets a request pass; so does the end of the sequence. */
type Sequence = ReadonlyArray<Fault | null>;

/**
 * E.g. `{"on": {"endpoint": "create", "jobId": "…"}, "fault": …}` for a quota of one job, or
 * `{"on": {"endpoint": "fetch", "page": 2}, "fault": …}`; with `attempt: 0` for the first try alone.
 */
interface Rule {
	/** The request has to agree in all of these. */
	on: Partial<Omit<FaultRequest, 'body'>>;
	/** `null` lets the request pass. */
	fault: Fault | null;
}

/**
 * A random share of faults among the create requests. What a request meets depends on the seed, its
 * e-mail and its attempt alone, never on the order of arrival: the same run meets the same faults.
 */
interface FaultMix {
	seed: number;
	/** From 0 to 1. */
	share: number;
	faults: readonly Fault[];
}

/** A plan as plain data, so that it can also be set from another process. The first to name a fault wins. */
export interface FaultScript {
	/** For the create requests of one candidate, by e-mail. */
	perEmail?: Record<string, Sequence>;
	/** For the requests of one endpoint, in order of arrival. */
	sequence?: Partial<Record<Endpoint, Sequence>>;
	/** The first one that fits a request decides. */
	rules?: readonly Rule[];
	/** For every request of one endpoint. */
	always?: Partial<Record<Endpoint, Fault>>;
	mix?: FaultMix;
}

export function planOf(script: FaultScript): FaultPlan {
	const perEmail = new Map(
		Object.entries(script.perEmail ?? {}).map(([email, faults]) => [email.toLowerCase(), faults]),
	);
	return (request, n) =>
		(request.endpoint === 'create' && perEmail.get(request.email)?.[request.attempt]) ||
		script.sequence?.[request.endpoint]?.[n] ||
		ruled(script.rules, request) ||
		script.always?.[request.endpoint] ||
		(script.mix && request.endpoint === 'create' ? pickFrom(script.mix, request) : undefined);
}

function ruled(rules: FaultScript['rules'] = [], request: FaultRequest): Fault | null | undefined {
	return rules.find(({ on }) =>
		Object.entries(on).every(([key, value]) => request[key as keyof typeof on] === value),
	)?.fault;
}

function pickFrom(mix: FaultMix, { email, jobId, attempt }: FaultRequest): Fault | undefined {
	const seed = `${mix.seed} ${jobId} ${email} ${attempt}`;
	if (drawn(seed, 'share') >= mix.share) return undefined;
	return mix.faults[Math.floor(drawn(seed, 'fault') * mix.faults.length)];
}

/** A number from 0 to 1, the same for the same words. */
function drawn(...words: string[]): number {
	return createHash('md5').update(words.join(' ')).digest().readUInt32LE() / 2 ** 32;
}
