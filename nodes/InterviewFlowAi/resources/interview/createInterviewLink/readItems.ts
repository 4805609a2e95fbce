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
import type { Task } from './outcome';
import { checkCandidate, PROPERTIES, PROPERTY_NAMES, type Typed } from './request';

export interface ReadItem {
	/** A problem says why the candidate cannot be sent. */
	task: Result<Task>;
	/** Name or email of the candidate as the item has it, for messages about several items. */
	who: string;
}

/** Reads and checks all items. Never throws: an expression that cannot be evaluated is its item's problem. */
export async function readItems(execution: Execution, looksUp: boolean): Promise<ReadItem[]> {
	const jobs = await readJobs(execution, execution.run);
	const { displayName, name } = onDuplicate;
	const readOnDuplicate = fieldReader(execution, displayName, name, (value) =>
		readChoice<OnDuplicate>(onDuplicate, value),
	);
	const readers = PROPERTY_NAMES.filter((name) => name !== 'jobId').map((name) => {
		const { label, path } = PROPERTIES[name];
		return [name, fieldReader(execution, label, path)] as const;
	});
	return await mapInSlices(jobs, (job, item): ReadItem => {
		const typed = Object.fromEntries([
			['jobId', job.ok ? ok(job.value.id) : job],
			...readers.map(([name, read]) => [name, read(item)]),
		]) as Typed;
		const task = allOf<Task>({
			onDuplicate: readOnDuplicate(item),
			candidate: checkCandidate(typed),
			jobTitle: ok(job.ok ? job.value.title : null),
			item: ok(item),
			looksUp: ok(looksUp),
		});
		return { task, who: whoIs(typed) };
	});
}

function whoIs({ name, email }: Typed): string {
	const texts = [name, email].map((read) => read.ok && read.value);
	const text = texts.find((value) => typeof value === 'string' && !isBlank(value));
	return text === undefined ? '' : shown(text);
}
