/** The vendor's "Interviewer": what candidates are interviewed for. */
export interface Job {
	id: string;
	title: string;
	/** Decides the status of an interview whose request names none. */
	visibility: 'public' | 'private';
	/** Closed for candidates; only the job list shows it. */
	archived?: boolean;
}

export interface Interview {
	id: string;
	jobId: string;
	name: string;
	/** Always lower case. */
	email: string;
	status: InterviewStatus;
	/** ISO 8601, UTC. */
	createdAt: string;
	interviewLink: string;
	resumeUrl?: string;
	skills?: string[];
	customQuestions?: unknown[];
	additionalFields?: Record<string, unknown>;
	metadata?: Record<string, unknown>;
	/** Fields that the Fetch API shows besides the documented ones, e.g. `{"score": 87, "reportLink": …}`. */
	extra?: Record<string, unknown>;
}

/** What the Fetch API shows later on is not documented. */
export type InterviewStatus = 'shortlisted' | 'draft' | (string & {});

/** An interview before the service gives it an id, a status and a date. */
export type NewInterview = Pick<Interview, 'jobId' | 'name' | 'email'> & Partial<Interview>;

/** The jobs a fresh service knows. */
export const DEFAULT_JOBS: readonly Job[] = [
	{
		id: 'b1f4c6a2-0d3e-4a57-9c1b-5e8f7a2d4c01',
		title: 'Senior Backend Engineer',
		visibility: 'public',
	},
	{
		id: 'b1f4c6a2-0d3e-4a57-9c1b-5e8f7a2d4c02',
		title: 'Head of Finance',
		visibility: 'private',
	},
	{
		id: 'b1f4c6a2-0d3e-4a57-9c1b-5e8f7a2d4c03',
		title: 'Customer Support Specialist',
		visibility: 'public',
	},
];

export interface Store {
	readonly jobs: ReadonlyMap<string, Job>;
	/** In order of creation. */
	readonly interviews: Interview[];
	/** The interviews of a job, or all, by `createdAt`. */
	byDate(jobId?: string): readonly Interview[];
	addJob(job: Job): Job;
	/** Adds without asking whether the candidate has one already. */
	addInterview(interview: NewInterview, createdAt: number): Interview;
	/** E-mail addresses are compared without case. */
	findInterview(jobId: string, email: string): Interview | undefined;
}

/** @param hasNumericIds whether it gives new interviews numbers for IDs. */
export function createStore(initialJobs: readonly Job[], hasNumericIds = () => false): Store {
	const jobs = new Map(initialJobs.map((job) => [job.id, job]));
	const interviews: Interview[] = [];
	const byCandidate = new Map<string, Interview>();
	const sorted = new Map<string | undefined, Interview[]>();
	const candidateKey = (jobId: string, email: string) => `${email.toLowerCase()} ${jobId}`;

	return {
		jobs,
		interviews,

		byDate(jobId) {
			const list =
				sorted.get(jobId) ??
				interviews
					.filter((one) => jobId === undefined || one.jobId === jobId)
					.sort((a, b) => compareText(a.createdAt, b.createdAt));
			sorted.set(jobId, list);
			return list;
		},

		addJob(job) {
			jobs.set(job.id, job);
			return job;
		},

		addInterview(given, createdAt) {
			const n = interviews.length + 1;
			const id = given.id ?? (hasNumericIds() ? String(1000 + n) : nthId(n));
			const interview = newInterview(id, given, jobs.get(given.jobId), createdAt);
			interviews.push(interview);
			sorted.clear();
			byCandidate.set(candidateKey(interview.jobId, interview.email), interview);
			return interview;
		},

		findInterview: (jobId, email) => byCandidate.get(candidateKey(jobId, email)),
	};
}

/** @param job the one it is for, if it is known; an unknown one counts as public. */
export function newInterview(
	id: string,
	given: NewInterview,
	job: Job | undefined,
	createdAt: number,
): Interview {
	return {
		id,
		status: job?.visibility === 'private' ? 'draft' : 'shortlisted',
		createdAt: new Date(createdAt).toISOString(),
		interviewLink: `https://app.interviewflowai.com/form?interviewId=${id}`,
		...given,
		email: given.email.toLowerCase(),
	};
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Predictable, so that a failing test shows the same ids every time. */
function nthId(n: number): string {
	return `c0ffee00-1a2b-4c3d-8e4f-${n.toString(16).padStart(12, '0')}`;
}
