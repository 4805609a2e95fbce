/** Decides which request meets which fault. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FAULT, type Fault } from './faults.cts';

/** What the service is asked: to create an interview, to list interviews, or for the list of jobs. */
const ENDPOINT = z.enum(['create', 'fetch', 'jobs']);
export type Endpoint = z.infer<typeof ENDPOINT>;

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
const SEQUENCE = z.array(FAULT.nullable()).readonly();

/**
 * E.g. `{"on": {"endpoint": "create", "jobId": "…"}, "fault": …}` for a quota of one job, or
 * `{"on": {"endpoint": "fetch", "page": 2}, "fault": …}`; with `attempt: 0` for the first try alone.
 */
const RULE = z.strictObject({
	/** The request has to agree in all of these. */
	on: z.strictObject({
		endpoint: ENDPOINT.optional(),
		/** In lower case. */
		email: z.string().optional(),
		jobId: z.string().optional(),
		page: z.number().optional(),
		attempt: z.number().optional(),
	}),
	/** `null` lets the request pass. */
	fault: FAULT.nullable(),
});

/**
 * A random share of faults among the create requests. What a request meets depends on the seed, its
 * e-mail and its attempt alone, never on the order of arrival: the same run meets the same faults.
 */
const MIX = z.strictObject({
	seed: z.number(),
	/** From 0 to 1. */
	share: z.number(),
	faults: z.array(FAULT).readonly(),
});

/** A plan as plain data, so that it can also be set from another process. The first to name a fault wins. */
export const FAULT_SCRIPT = z.strictObject({
	/** For the create requests of one candidate, by e-mail. */
	perEmail: z.record(SEQUENCE).optional(),
	/** For the requests of one endpoint, in order of arrival. */
	sequence: z.record(ENDPOINT, SEQUENCE).optional(),
	/** The first one that fits a request decides. */
	rules: z.array(RULE).readonly().optional(),
	/** For every request of one endpoint. */
	always: z.record(ENDPOINT, FAULT).optional(),
	mix: MIX.optional(),
});

export type FaultScript = z.infer<typeof FAULT_SCRIPT>;
export type FaultMix = z.infer<typeof MIX>;

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
