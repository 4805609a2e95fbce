import { z } from 'zod';
import { DIALECT } from './dialects.cts';
import { FAULT_SCRIPT, type FaultPlan } from './faultPlan.cts';
import { FETCH_PAGING } from './fetchPaging.cts';
import { FETCH_SHAPE } from './fetchShapes.cts';
import { JOB_LIST } from './jobList.cts';
import { checked, nameIn } from './named.cts';
import { RATE_LIMIT } from './rateLimit.cts';
import { DATE_FORMATS } from './wire.cts';

const isFunction = (value: unknown) => typeof value === 'function';

/** Everything about the service that can be changed while it runs. All but functions is plain JSON. */
const SWITCHES = z.strictObject({
	/** Milliseconds every request waits before it is looked at. */
	latency: z.number().default(0),
	/** One token bucket for create and fetch requests together. */
	rateLimit: RATE_LIMIT.nullable().default(null),
	faults: z.union([z.custom<FaultPlan>(isFunction), z.null(), FAULT_SCRIPT]).default(null),

	/** How a second interview for the same job and e-mail is refused. */
	duplicateDialect: DIALECT.default('409 JSON'),
	/** Refuses every create request in this way, creating nothing. */
	refuseAll: z.union([z.null(), DIALECT]).default(null),
	wrongKeyStatus: z.union([z.literal(401), z.literal(403)]).default(401),
	/** Takes the ID of a job that was never added for a public Interviewer. */
	acceptAnyJob: z.boolean().default(false),
	/** How the time of creation is written, in every answer. */
	createdAtFormat: nameIn(DATE_FORMATS, 'date format').default('ISO'),
	/** Gives new interviews numbers for IDs; answers show them as numbers, links and requests as text. */
	numericIds: z.boolean().default(false),

	/** A name, or parts: `{"at": "data.candidates", "row": "snake case", "paging": "pagination"}`. */
	fetchShape: FETCH_SHAPE.default({ at: 'data' }),
	/** E.g. `{"maxLimit": 50, "aboveMaxLimit": 400}`, `{"pagesFrom": 0}`, `{"ignores": ["interviewId"]}`. */
	fetchPaging: FETCH_PAGING.default({}),

	jobList: JOB_LIST.default({}),

	/** Whether answers carry a Date header. */
	dateHeader: z.boolean().default(true),
	/** Whether every request is kept in `received`; without it only the counters grow. */
	record: z.boolean().default(true),
});

export type Switches = z.input<typeof SWITCHES>;
export type FullSwitches = z.output<typeof SWITCHES>;

/**
 * The switches after a change; those not named (or undefined) stay as they are.
 *
 * @throws for an unknown switch, or a value it does not know.
 */
export function turn(changes: Switches, from: Switches = {}): FullSwitches {
	const given = Object.entries(changes).filter(([, value]) => value !== undefined);
	return checked(SWITCHES, { ...from, ...Object.fromEntries(given) });
}
