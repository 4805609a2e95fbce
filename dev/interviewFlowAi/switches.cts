import type { Dialect, DialectName } from './dialects.cts';
import type { FaultMix, Rule } from './faultPlan.cts';
import type { FetchPaging } from './fetchPaging.cts';
import type { FetchShape } from './fetchShapes.cts';
import type { JobList } from './jobList.cts';
import type { RateLimit } from './rateLimit.cts';
import type { DateFormat } from './wire.cts';

/** Everything about the service that can be changed while it runs. All but functions is plain JSON. */
export interface FullSwitches {
	/** Milliseconds every request waits before it is looked at. */
	latency: number;
	/** One token bucket for create and fetch requests together. */
	rateLimit: RateLimit | null;
	faults: readonly Rule[];
	faultMix: FaultMix | null;

	/** How a second interview for the same job and e-mail is refused. */
	duplicateDialect: DialectName | Dialect;
	wrongKeyStatus: 401 | 403;
	/** Takes the ID of a job that was never added for a public Interviewer. */
	acceptAnyJob: boolean;
	/** How the time of creation is written, in every answer. */
	createdAtFormat: DateFormat;

	/** A name, or parts: `{"at": "data.candidates", "row": "snake case", "paging": "pagination"}`. */
	fetchShape: FetchShape;
	/** E.g. `{"maxLimit": 50}`, `{"pagesFrom": 0}`, `{"ignores": ["interviewId"]}`. */
	fetchPaging: FetchPaging;

	jobList: JobList;

	/** Whether every request is kept in `received`. */
	record: boolean;
}

export type Switches = Partial<FullSwitches>;

export const DEFAULTS: FullSwitches = {
	...{ latency: 0, rateLimit: null, faults: [], faultMix: null },
	...{ duplicateDialect: '409 JSON', wrongKeyStatus: 401, acceptAnyJob: false },
	...{ createdAtFormat: 'ISO', fetchShape: { at: 'data' }, fetchPaging: {} },
	...{ jobList: {}, record: true },
};
