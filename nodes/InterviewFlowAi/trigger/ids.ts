import { ANY_LINKS, idInLink, matchesId, OWN_IDS } from '../shared/interview';
import { isRef } from '../shared/json';
import { CONTAINERS, type Place, textsIn } from './places';

const JOB_IDS = ['jobid', 'interviewerid', 'positionid', 'postingid'];
const JOBS = ['job', 'interviewer', 'position', 'posting'];

// The link of a report stands beside the report's own ID.
const LINKS = [...ANY_LINKS, 'report', 'reportlink', 'reporturl'];

const PEOPLE = ['candidate', 'applicant', 'interviewee'];

/**
 * Which interview, job and candidate an event is about; null is what cannot be read, and of several IDs of the job, the
 * plainest is the first. The job comes first: at some vendors `interview.id` is the job's, so what was read as the job
 * is never the interview, too.
 */
export function idsIn(places: readonly Place[]) {
	const ownIdIn = (names: string[]) => textsIn(named(places, names), OWN_IDS);
	const referredBy = (names: string[]) => textsIn(places, names).filter(isRef);
	const jobIds = [...textsIn(places, JOB_IDS), ...ownIdIn(JOBS), ...referredBy(JOBS)];
	const interviewIds = [
		...textsIn(places, ['interviewid']),
		...textsIn(places, LINKS).flatMap((link) => idInLink(link) ?? []),
		...textsIn(places, ['sessionid']),
		...ownIdIn(['interview']),
		...referredBy(['interview']),
		...ownIdIn([...CONTAINERS]),
		...textsIn(places, ['reportid']),
	];
	const isOfJob = (id: string) => jobIds.some((jobId) => matchesId(jobId, id));
	const interviewId = interviewIds.find((id) => !isOfJob(id)) ?? null;
	return { interviewId, jobIds, email: emailIn(places) };
}

const named = (places: readonly Place[], names: string[]) =>
	places.filter(({ name }) => names.includes(name));

/** Recruiters and interviewers have email addresses, too: only a place that is the candidate's is asked. */
function emailIn(places: readonly Place[]): string | null {
	const own = [PEOPLE, ['', ...CONTAINERS]].flatMap((names) => named(places, names));
	const emails = [
		...textsIn(places, ['candidateemail', 'applicantemail']),
		...textsIn(own, ['email', 'emailaddress']),
	];
	return emails.find((email) => /^\S+@\S+$/.test(email)) ?? null;
}
