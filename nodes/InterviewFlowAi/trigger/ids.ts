import { ANY_LINKS, idInLink, matchesId, OWN_IDS } from '../shared/interview';
import { isRef } from '../shared/json';
import { CONTAINERS, JOBS, PEOPLE, type Place, textsIn } from './places';

const JOB_IDS = ['jobid', 'interviewerid', 'positionid', 'postingid'];

// The link of a report holds the ID of the interview, while the ID beside it is that of the report.
const LINKS = [...ANY_LINKS, 'report', 'reportlink', 'reporturl'];

/**
 * Which interview, job and candidate an event is about; what cannot be read is null. A job may have several IDs, such as
 * one of the ATS; those in fields such as `jobId` come before those of objects such as `job`, and outer ones before inner.
 *
 * An ID of the job is never taken for the interview's: at some vendors, `interview.id` is the ID of the job.
 */
export function idsIn(places: readonly Place[]) {
	const ownIdsIn = (names: string[]) => textsIn(named(places, names), OWN_IDS);
	/** IDs of the things with such a name: `{"job": {"id": "…"}}`, or `{"job": "…"}` where the text can only be an ID. */
	const idsOf = (names: string[]) => [...ownIdsIn(names), ...textsIn(places, names).filter(isRef)];
	const jobIds = [...textsIn(places, JOB_IDS), ...idsOf(JOBS)];
	const interviewIds = [
		...textsIn(places, ['interviewid']),
		...textsIn(places, LINKS).flatMap((link) => idInLink(link) ?? []),
		...textsIn(places, ['sessionid']),
		...idsOf(['interview']),
		...ownIdsIn(CONTAINERS),
		...textsIn(places, ['reportid']),
	];
	const isOfJob = (id: string) => jobIds.some((jobId) => matchesId(jobId, id));
	const interviewId = interviewIds.find((id) => !isOfJob(id)) ?? null;
	return { interviewId, jobIds, email: emailIn(places) };
}

const named = (places: readonly Place[], names: string[]) =>
	places.filter(({ name }) => names.includes(name));

/** The candidate's email address. A recruiter has one, too, so not every place counts. */
function emailIn(places: readonly Place[]): string | null {
	const ofCandidate = [PEOPLE, ['', ...CONTAINERS]].flatMap((names) => named(places, names));
	const emails = [
		...textsIn(places, ['candidateemail', 'applicantemail']),
		...textsIn(ofCandidate, ['email', 'emailaddress']),
	];
	return emails.find((email) => /^\S+@\S+$/.test(email)) ?? null;
}
