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
}

export type InterviewStatus = 'shortlisted' | 'draft';

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
	addJob(job: Job): Job;
	/** Adds without asking whether the candidate has one already. */
	addInterview(interview: NewInterview, createdAt: number): Interview;
	/** E-mail addresses are compared without case. */
	findInterview(jobId: string, email: string): Interview | undefined;
}

export function createStore(initialJobs: readonly Job[]): Store {
	const jobs = new Map(initialJobs.map((job) => [job.id, job]));
	const interviews: Interview[] = [];
	const byCandidate = new Map<string, Interview>();
	const candidateKey = (jobId: string, email: string) => `${email.toLowerCase()} ${jobId}`;

	return {
		jobs,
		interviews,

		addJob(job) {
			jobs.set(job.id, job);
			return job;
		},

		addInterview(given, createdAt) {
			const id = given.id ?? nthId(interviews.length + 1);
			const interview = newInterview(id, given, jobs.get(given.jobId), createdAt);
			interviews.push(interview);
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

/** Predictable, so that a failing test shows the same ids every time. */
function nthId(n: number): string {
	return `c0ffee00-1a2b-4c3d-8e4f-${n.toString(16).padStart(12, '0')}`;
}
