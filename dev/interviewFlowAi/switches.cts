import type { DialectName, Dialect } from './dialects.cts';
import { dialectNamed } from './dialects.cts';
import type { FaultPlan, FaultScript } from './faultPlan.cts';
import { fetchShapeNamed } from './fetchShapes.cts';
import type { FetchOrder, FetchPaging, FetchShapeName } from './fetchShapes.cts';
import { JOB_LIST_DEFAULTS, type JobListSwitches } from './jobList.cts';
import type { RateLimit } from './rateLimit.cts';

/** Everything about the service that can be changed while it runs. All but functions is plain JSON. */
export interface Switches {
	/** Milliseconds every request waits before it is looked at. */
	latency: number;
	/** One token bucket for create and fetch requests together. */
	rateLimit: RateLimit | null;
	faults: FaultPlan | FaultScript | null;

	/** How a second interview for the same job and e-mail is refused. */
	duplicateDialect: DialectName | Dialect;
	/** Refuses every create request in this way, creating nothing. */
	refuseAll: DialectName | Dialect | null;
	wrongKeyStatus: 401 | 403;
	unknownJobStatus: 404 | 400;
	/** Takes a job id nobody ever added for a public Interviewer. */
	acceptAnyJob: boolean;

	fetchShape: FetchShapeName;
	fetchOrder: FetchOrder;
	fetchPaging: FetchPaging;

	/** Merged into what is set already. */
	jobList: Partial<JobListSwitches>;

	/** Whether answers carry a Date header. */
	dateHeader: boolean;
	/** Milliseconds the service's clock is ahead of (or, negative, behind) the real one. */
	clockOffset: number;
	/** Whether every request is kept in `received`; without it only the counters grow. */
	record: boolean;
}

export type FullSwitches = Switches & { jobList: JobListSwitches };

const DEFAULT_SWITCHES: FullSwitches = {
	latency: 0,
	rateLimit: null,
	faults: null,
	duplicateDialect: '409 JSON',
	refuseAll: null,
	wrongKeyStatus: 401,
	unknownJobStatus: 404,
	acceptAnyJob: false,
	fetchShape: 'data array',
	fetchOrder: 'newest first',
	fetchPaging: 'as asked',
	jobList: JOB_LIST_DEFAULTS,
	dateHeader: true,
	clockOffset: 0,
	record: true,
};

/**
 * The switches after a change; those not named (or undefined) stay as they are.
 *
 * @throws for an unknown switch, dialect or fetch shape: a typing mistake must not pass for a test.
 */
export function turn(
	changes: Partial<Switches>,
	from: FullSwitches = DEFAULT_SWITCHES,
): FullSwitches {
	for (const [name, value] of Object.entries(changes)) {
		if (!Object.hasOwn(DEFAULT_SWITCHES, name)) throw new Error(`No switch is named "${name}"`);
		const isDialect = name === 'duplicateDialect' || name === 'refuseAll';
		if (isDialect && typeof value === 'string') dialectNamed(value);
		if (name === 'fetchShape') fetchShapeNamed(String(value));
	}
	const given = Object.fromEntries(
		Object.entries(changes).filter(([, value]) => value !== undefined),
	);
	return { ...from, ...given, jobList: { ...from.jobList, ...changes.jobList } };
}
