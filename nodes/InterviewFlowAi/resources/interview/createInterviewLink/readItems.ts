/** Before the first request: every item is read and checked. */
import { readJobs } from '../../../shared/jobs/resolveJob';
import { fieldReader } from '../../../shared/parameters';
import { allOf, ok, type Result } from '../../../shared/result';
import { mapInSlices } from '../../../shared/slices';
import { shown } from '../../../shared/texts';
import { isBlank } from '../../../shared/values';
import type { Execution } from '../execution';
import { readChoice } from '../values/choice';
import { onDuplicate, type OnDuplicate } from './description';
import type { Recipient } from './outcome';
import { checkCandidate, PROPERTIES, PROPERTY_NAMES, type Typed } from './request';

/** An item that was read: a candidate who can be sent, or a sentence that says why not. */
export interface ReadItem {
	recipient: Result<Recipient>;
	onDuplicate: OnDuplicate;
	/** Name or email of the candidate as the item has it, for messages about several items. */
	who: string;
}

/** Reads and checks all items. Never throws: an expression that cannot be evaluated is its item's problem. */
export async function readItems(execution: Execution): Promise<ReadItem[]> {
	const jobs = await readJobs(execution, execution.run);
	const { displayName, name } = onDuplicate;
	const readOnDuplicate = fieldReader(execution, displayName, name, (value) =>
		readChoice<OnDuplicate>(onDuplicate, value),
	);
	const readers = PROPERTY_NAMES.filter((name) => name !== 'jobId').map((name) => {
		const { label, path } = PROPERTIES[name];
		return [name, fieldReader(execution, label, path)] as const;
	});
	return await mapInSlices(jobs, (job, index): ReadItem => {
		const typed = Object.fromEntries([
			['jobId', job.ok ? ok(job.value.id) : job],
			...readers.map(([name, read]) => [name, read(index)]),
		]) as Typed;
		const read = allOf({ choice: readOnDuplicate(index), candidate: checkCandidate(typed) });
		if (!read.ok) return { recipient: read, onDuplicate: 'duplicateBranch', who: whoIs(typed) };
		const { candidate, choice } = read.value;
		const jobTitle = job.ok ? job.value.title : null;
		return { recipient: ok({ candidate, jobTitle }), onDuplicate: choice, who: whoIs(typed) };
	});
}

function whoIs({ name, email }: Typed): string {
	const values = [name, email].flatMap((read) => (read.ok ? [read.value] : []));
	const value = values.find((one) => typeof one === 'string' && !isBlank(one));
	return value === undefined ? '' : shown(value);
}
