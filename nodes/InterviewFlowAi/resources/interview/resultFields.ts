/** An interview that was read, as a result of Get or Get Many. Pure. */
import type { IDataObject } from 'n8n-workflow';
import { isEmpty, listOf, textOf } from '../../shared/json';
import { type Interview, type ListedInterview, withLink } from '../../shared/interview';
import { withoutError } from '../../shared/items';

interface AskedJob {
	fetch: { jobId: string };
	jobTitle: string | null;
}

/** Gives the fields of a result, by the choice of Output. */
export function resultOf(listed: ListedInterview, output: string, asked: AskedJob): IDataObject {
	if (output === 'raw') return { ...withoutError(listed.raw as IDataObject) };
	const known = knownFields(listed.interview, asked);
	if (output === 'knownFields') return known;
	const { candidateId } = listed;
	const said = besideOf(known, withoutError(contentsOf(listed)), candidateId);
	// The known fields come first, and are not overwritten.
	return { ...known, ...(candidateId !== null && { candidateId }), ...said, ...known };
}

/** Fields beside others: a value whose name is taken, such as the status of an entry beside its interview's, gets another. */
function besideOf(others: IDataObject, fields: IDataObject, candidateId: string | null) {
	const taken: IDataObject = {};
	for (const key in others) {
		const value = Object.hasOwn(fields, key) ? fields[key] : null;
		if (value === null || value === others[key]) continue;
		const told = textOf(value) ?? value;
		if (told === others[key] || told === candidateId) continue;
		taken[`entry${key.charAt(0).toUpperCase()}${key.slice(1)}`] = value;
	}
	return isEmpty(taken) ? fields : { ...taken, ...fields };
}

function knownFields(found: Interview, { fetch, jobTitle }: AskedJob): IDataObject {
	const { interview, linkSource } = withLink(found);
	return {
		...interview,
		jobTitle: jobTitle ?? interview.jobTitle,
		jobId: interview.jobId ?? fetch.jobId,
		...(linkSource === 'rebuilt' && { linkSource }),
	};
}

/** Everything an entry says, with the fields of an interview inside it beside those of the entry. */
function contentsOf({ raw, inner, candidateId }: ListedInterview): IDataObject {
	if (!inner) return raw as IDataObject;
	const isInner = (value: unknown) => value === inner || listOf(value)[0] === inner;
	const outer = Object.fromEntries(Object.entries(raw).filter(([, value]) => !isInner(value)));
	const interview = inner as IDataObject;
	return { ...besideOf(interview, outer as IDataObject, candidateId), ...interview };
}
