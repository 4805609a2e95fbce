/** Decides which request meets which fault. Plain data, so that it can also be set from another process. */
import { createHash } from 'node:crypto';
import type { Fault } from './faults.cts';

/** What the service is asked: to create an interview, to list interviews, or for the list of jobs. */
export type Endpoint = 'create' | 'fetch' | 'jobs';

interface FaultRequest {
	endpoint: Endpoint;
	/** Lower case; empty when the request names none. */
	email: string;
	jobId: string;
	/** Of the Fetch API and the list of jobs; else undefined. */
	page?: number;
	/** How many requests of this endpoint for the same job and e-mail came before. */
	attempt: number;
	/** How many requests of this endpoint came before, since the rules were set. */
	n: number;
}

/**
 * E.g. `{"on": {"endpoint": "create", "jobId": "…"}, "fault": …}` for a quota of one job, or
 * `{"on": {"endpoint": "fetch", "page": 2}, "fault": …}`; with `attempt: 0` for the first try alone.
 */
export interface Rule {
	/** The request has to agree in all of these. */
	on: Partial<FaultRequest>;
	fault: Fault;
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
}

/** For every request of one endpoint. */
export const always = (endpoint: Endpoint, fault: Fault): Rule[] => [{ on: { endpoint }, fault }];

/** For the first requests of one endpoint, in order of arrival. */
export const inTurn = (endpoint: Endpoint, ...faults: Fault[]): Rule[] =>
	faults.map((fault, n) => ({ on: { endpoint, n }, fault }));

/** The first rule that fits a request decides, and then the mix. */
export function faultFor(
	request: FaultRequest,
	rules: readonly Rule[],
	mix: FaultMix | null,
): Fault | undefined {
	const rule = rules.find(({ on }) =>
		Object.entries(on).every(([key, value]) => request[key as keyof FaultRequest] === value),
	);
	if (rule) return rule.fault;
	return mix && request.endpoint === 'create' ? pickFrom(mix, request) : undefined;
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
