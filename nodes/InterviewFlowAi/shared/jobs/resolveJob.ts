import { matchesId } from '../interview';
import { isObject, textOf } from '../json';
import { readLine } from '../line';
import { ok, type Result, wrong } from '../result';
import { fieldReader, locatorValue, rawParameter, readSafely, type Source } from '../parameters';
import type { Run } from '../run';
import { mapInSlices } from '../slices';
import { shown } from '../texts';
import { idOf } from '../values';
import { titleFinder } from './byTitle';
import { type ChosenJob, readSavedJobs } from './jobList';
import { loadJobs } from './loadJobs';

const LABEL = 'Job';

/** Whether a value has a blank inside. Then it is a title, which a user dragged onto the field or an AI model wrote. */
const isTitle = (value: unknown): value is string =>
	typeof value === 'string' && /\S\s+\S/.test(value);

/** Finds the job of every item by the field Job. */
export async function readJobs(source: Source, run: Run): Promise<Array<Result<ChosenJob>>> {
	const read = fieldReader(source, LABEL, 'job', (field) => ok(locatorValue(field)));
	const values = await mapInSlices(source.items, (_, index) => read(index));
	const known = values.flatMap((value) => (value.ok ? [value.value] : []));
	const resolveJob = await jobResolver(rawParameter(source, 'job'), known, run);
	return await mapInSlices(values, (value) =>
		value.ok ? readSafely(LABEL, () => resolveJob(value.value)) : value,
	);
}

/**
 * Gives a function that finds the job of a value of the field Job. Loads the list of jobs once, and only for titles.
 *
 * @param field the parameter as it was typed, with the mode that was chosen
 * @param values all that the function will be asked for
 */
export async function jobResolver(
	field: unknown,
	values: unknown[],
	run: Run,
): Promise<(value: unknown) => Result<ChosenJob>> {
	const { mode, value: chosen, cachedResultName } = isObject(field) ? field : { mode: 'id' };
	const wantsTitle = (value: unknown) => mode === 'title' || (mode !== 'list' && isTitle(value));
	const saved = readSavedJobs(run.account.data.savedJobs).jobs;
	const titleOf = (id: string) => {
		const known = saved.find((job) => matchesId(id, job.id))?.title;
		// The cached name is that of the job which was chosen; an expression may have replaced that job since.
		const name = mode === 'list' && textOf(chosen) === id ? textOf(cachedResultName) : null;
		// In the editor's list, jobs of the same title have their ID behind it: `Cook (job-1)`.
		return known ?? name?.replace(` (${id})`, '') ?? null;
	};
	const jobOf = (value: unknown, title?: string): Result<ChosenJob> => {
		const id = readJobId(value, LABEL);
		return id.ok ? ok({ id: id.value, title: title ?? titleOf(id.value) }) : id;
	};
	if (!values.some(wantsTitle)) return (value) => jobOf(value);

	const find = titleFinder(await loadJobs(run));
	return (value) => {
		if (!wantsTitle(value)) return jobOf(value);
		const found = find(value);
		if (found.ok) return jobOf(found.value.id, found.value.title);
		return mode === 'title'
			? found
			: wrong(`${found.problem} A job ID holds no spaces; to map titles, choose By Title.`);
	};
}

/** Reads a required job ID. The vendor does not say what IDs look like; a web address is none. */
export function readJobId(value: unknown, label: string): Result<string> {
	const line = readLine(idOf(value), label, 'a job from the list, or a job ID', 200);
	if (line.ok && /^https?:\/\//i.test(line.value)) {
		return wrong(`${label} is ${shown(value)}, a web address. Enter the job's ID instead.`);
	}
	return line;
}
