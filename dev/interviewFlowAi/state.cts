import type { IncomingHttpHeaders } from 'node:http';
import type { Endpoint } from './faultPlan.cts';
import type { FaultKind } from './faults.cts';
import { createTokenBucket } from './rateLimit.cts';
import { createStore, type Job, type Store } from './store.cts';
import { DEFAULTS, type FullSwitches, type Switches } from './switches.cts';

export interface ReceivedRequest {
	method: string;
	/** With its query. */
	path: string;
	/** `other` for anything the service does not offer. */
	endpoint: Endpoint | 'other';
	headers: IncomingHttpHeaders;
	/** Parsed; `undefined` when it is no JSON. */
	body: unknown;
	/** When its headers had arrived, in milliseconds on the service's clock. */
	at: number;
	/** The HTTP status sent; absent while there is none, and for ever after a reset or a stall. */
	status?: number;
	/** The kind of fault it met. */
	fault?: FaultKind;
	/** The id of the interview it created, whatever became of the answer. */
	createdId?: string;
}

/** A request keeps the state it began with, so it cannot change the state after a reset. */
export interface State {
	url: string;
	/** The only one that is accepted. */
	apiKey: string;
	/** Milliseconds since 1970. */
	clock: () => number;
	readonly store: Store;
	readonly received: ReceivedRequest[];
	inFlight: number;
	maxInFlight: number;
	switches: FullSwitches;
	/** How many requests the rules for faults have seen, by endpoint and by candidate. */
	seen: Map<string, number>;
	/** False when a rate limit is set and used up. */
	takeToken: ReturnType<typeof createTokenBucket>;
}

export function createState(
	kept: Pick<State, 'url' | 'apiKey' | 'clock'>,
	jobs: readonly Job[],
	initial: Switches,
): State {
	const state: State = {
		...kept,
		store: createStore(jobs),
		received: [],
		inFlight: 0,
		maxInFlight: 0,
		switches: DEFAULTS,
		seen: new Map(),
		takeToken: () => true,
	};
	applySwitches(state, initial);
	return state;
}

/** Setting `faults` or `rateLimit` starts them afresh. */
export function applySwitches(state: State, changes: Partial<Switches>): void {
	state.switches = { ...state.switches, ...changes };
	const { rateLimit } = state.switches;
	if (changes.faults !== undefined) state.seen = new Map();
	if (changes.rateLimit !== undefined) {
		state.takeToken = rateLimit ? createTokenBucket(rateLimit) : () => true;
	}
}
