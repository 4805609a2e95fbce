/** The vendor's "Interviewer": what candidates are interviewed for. */
export interface Job {
	id: string;
	title: string;
	/** Decides the status of an interview whose request names none. */
	visibility: 'public' | 'private';
}

export interface Interview {
	id: string;
	jobId: string;
	name: string;
	/** Always lower case. */
	email: string;
	/** `shortlisted` or `draft` when it is created; what it can become is not documented. */
	status: string;
	/** ISO 8601, UTC. */
	createdAt: string;
	interviewLink: string;
	additionalFields?: Record<string, unknown>;
	metadata?: Record<string, unknown>;
	/** Fields that the Fetch API shows besides the documented ones, e.g. `{"score": 87, "reportLink": …}`. */
	extra?: Record<string, unknown>;
}

/** An interview before the service gives it an id, a status and a date. */
export type NewInterview = Pick<Interview, 'jobId' | 'name' | 'email'> & Partial<Interview>;

/** The jobs a fresh service knows. */
export const DEFAULT_JOBS: readonly Job[] = [
	['Senior Backend Engineer', 'public'] as const,
	['Head of Finance', 'private'] as const,
	['Customer Support Specialist', 'public'] as const,
].map(([title, visibility], index) => {
	return { id: `b1f4c6a2-0d3e-4a57-9c1b-5e8f7a2d4c0${index + 1}`, title, visibility };
});

export type Store = ReturnType<typeof createStore>;

export function createStore(initialJobs: readonly Job[]) {
	const jobs = new Map(initialJobs.map((job) => [job.id, job]));
	const interviews: Interview[] = [];
	const byCandidate = new Map<string, Interview>();
	const sorted = new Map<string | undefined, Interview[]>();
	const candidateKey = (jobId: string, email: string) => `${email.toLowerCase()} ${jobId}`;

	return {
		jobs: jobs as ReadonlyMap<string, Job>,
		/** In order of creation. */
		interviews,

		/** The interviews of a job, or all, by `createdAt`. */
		byDate(jobId?: string): readonly Interview[] {
			const list =
				sorted.get(jobId) ??
				interviews
					.filter((one) => jobId === undefined || one.jobId === jobId)
					.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
			sorted.set(jobId, list);
			return list;
		},

		addJob(job: Job): Job {
			jobs.set(job.id, job);
			return job;
		},

		/** Adds without asking whether the candidate has one already. */
		addInterview(given: NewInterview, createdAt: number): Interview {
			const id = given.id ?? nthId(interviews.length + 1);
			const interview = newInterview(id, given, jobs.get(given.jobId), createdAt);
			interviews.push(interview);
			sorted.clear();
			byCandidate.set(candidateKey(interview.jobId, interview.email), interview);
			return interview;
		},

		/** E-mail addresses are compared without case. */
		findInterview: (jobId: string, email: string) => byCandidate.get(candidateKey(jobId, email)),
	};
}

/**
 * The n-th of `count` interviews is of Candidate n, candidate.n@example.com, each a minute after the one
 * before, the last one now. They can be filtered by the additional fields `number` (n) and `city` (Bonn,
 * Oslo, in turn), have `statuses` in turn, and the Fetch API shows their `score` (n modulo 101) and `extra`.
 */
export interface Filling {
	jobId: string;
	count: number;
	statuses?: readonly string[];
	extra?: Record<string, unknown>;
}

export function fill(
	store: Store,
	{ jobId, count, statuses = [], extra }: Filling,
	now: number,
): void {
	for (let n = 1; n <= count; n++) {
		const given = {
			jobId,
			name: `Candidate ${n}`,
			email: `candidate.${n}@example.com`,
			...(statuses.length > 0 && { status: statuses[n % statuses.length]! }),
			additionalFields: { number: n, city: n % 2 ? 'Bonn' : 'Oslo' },
			extra: { score: n % 101, ...extra },
		};
		store.addInterview(given, now - (count - n) * 60_000);
	}
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

/** Predictable, so that a failing test shows the same ids every time. */
function nthId(n: number): string {
	return `c0ffee00-1a2b-4c3d-8e4f-${n.toString(16).padStart(12, '0')}`;
}
