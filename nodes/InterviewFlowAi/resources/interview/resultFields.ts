/** Makes a result of Get or Get Many from an interview that was read. Pure. */
import type { IDataObject } from 'n8n-workflow';
import { isEmpty, listOf, textOf } from '../../shared/json';
import { type Interview, type ListedInterview, withLink } from '../../shared/interview';
import { withoutError } from '../../shared/items';
import type { ChosenJob } from '../../shared/jobs/jobList';

/**
 * Gives the fields of a result.
 *
 * @param output the value of the option Output
 * @param job the job that was asked for: the answer may not name it
 */
export function resultOf(listed: ListedInterview, output: string, job: ChosenJob): IDataObject {
	if (output === 'raw') return { ...withoutError(listed.raw as IDataObject) };
	const known = knownFields(listed.interview, job);
	if (output === 'knownFields') return known;
	const { candidateId } = listed;
	const others = withSecondNames(known, withoutError(contentsOf(listed)), candidateId);
	// The first `known` puts these fields first; the last one keeps their values.
	return { ...known, ...(candidateId !== null && { candidateId }), ...others, ...known };
}

/**
 * Fields to which others will be added. A value that these overwrite is there under a second name, too: if both have a
 * `status`, that of `fields` is also in `entryStatus`. A value that is the same, or the candidate's ID, is not.
 */
function withSecondNames(others: IDataObject, fields: IDataObject, candidateId: string | null) {
	const copies: IDataObject = {};
	for (const key in others) {
		const value = Object.hasOwn(fields, key) ? fields[key] : null;
		if (value === null || value === others[key]) continue;
		const text = textOf(value) ?? value;
		if (text === others[key] || text === candidateId) continue;
		copies[`entry${key.charAt(0).toUpperCase()}${key.slice(1)}`] = value;
	}
	return isEmpty(copies) ? fields : { ...copies, ...fields };
}

function knownFields(found: Interview, job: ChosenJob): IDataObject {
	const { interview, linkSource } = withLink(found);
	return {
		...interview,
		jobTitle: job.title ?? interview.jobTitle,
		jobId: interview.jobId ?? job.id,
		...(linkSource === 'rebuilt' && { linkSource }),
	};
}

/** All fields of an entry, and those of the interview inside of it. */
function contentsOf({ raw, inner, candidateId }: ListedInterview): IDataObject {
	if (!inner) return raw as IDataObject;
	const isInner = (value: unknown) => value === inner || listOf(value)[0] === inner;
	const outer = Object.fromEntries(Object.entries(raw).filter(([, value]) => !isInner(value)));
	const interview = inner as IDataObject;
	return { ...withSecondNames(interview, outer as IDataObject, candidateId), ...interview };
}
