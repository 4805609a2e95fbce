/** Before the first request: every item is read and checked. */
import { jobResolver } from '../../../shared/jobs/resolveJob';
import { fieldReader, locatorValue } from '../../../shared/parameters';
import { ok, type Result, wrong } from '../../../shared/result';
import { mapInSlices } from '../../../shared/slices';
import { shown } from '../../../shared/texts';
import { isBlank } from '../../../shared/values';
import type { Execution } from '../execution';
import { readChoice } from '../values/choice';
import { onDuplicate, type OnDuplicate } from './description';
import type { Recipient } from './outcome';
import { type Candidate, checkCandidate, PROPERTIES, PROPERTY_NAMES, type Typed } from './request';

/** An item that was read: a candidate who can be sent, or a sentence that says why not. */
export interface ReadItem {
	recipient: Result<Recipient>;
	onDuplicate: OnDuplicate;
	/** Name or email of the candidate as the item has it, for messages about several items. */
	who: string;
}

/** Reads and checks all items. Never throws: an expression that cannot be evaluated is its item's problem. */
export async function readItems({ context, items, run }: Execution): Promise<ReadItem[]> {
	const { displayName, name } = onDuplicate;
	const readOnDuplicate = fieldReader(context, items, displayName, name);
	const readers = PROPERTY_NAMES.map((name) => {
		const { label, path } = PROPERTIES[name];
		return [name, fieldReader(context, items, label, path)] as const;
	});
	const all = await mapInSlices(items, (_, index) => ({
		choice: checkChoice(readOnDuplicate(index)),
		typed: Object.fromEntries(readers.map(([name, read]) => [name, read(index)])) as Typed,
	}));

	const jobs = all.map(({ typed }) => (typed.jobId.ok ? locatorValue(typed.jobId.value) : ''));
	const resolveJob = await jobResolver(context, jobs, run);
	return await mapInSlices(all, ({ choice, typed }, index): ReadItem => {
		const job = typed.jobId.ok ? resolveJob(jobs[index]) : typed.jobId;
		const candidate = checkCandidate({ ...typed, jobId: job.ok ? ok(job.value.id) : job });
		const jobTitle = job.ok ? job.value.title : null;
		return {
			recipient: bothOf(choice, candidate, jobTitle),
			onDuplicate: choice.ok ? choice.value : 'duplicateBranch',
			who: whoIs(typed),
		};
	});
}

function bothOf(
	choice: Result<OnDuplicate>,
	candidate: Result<Candidate>,
	jobTitle: string | null,
): Result<Recipient> {
	if (choice.ok && candidate.ok) return ok({ candidate: candidate.value, jobTitle });
	const problems = [choice, candidate].flatMap((result) => (result.ok ? [] : [result.problem]));
	return wrong(problems.join(' '));
}

const checkChoice = (read: Result<unknown>): Result<OnDuplicate> =>
	read.ok ? readChoice(onDuplicate, read.value) : read;

function whoIs({ name, email }: Typed): string {
	const values = [name, email].flatMap((read) => (read.ok ? [read.value] : []));
	const value = values.find((one) => typeof one === 'string' && !isBlank(one));
	return value === undefined ? '' : shown(value);
}
