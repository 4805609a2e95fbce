import { matchesId } from '../interview';
import { isObject, textOf } from '../json';
import { readJobId } from '../line';
import { ok, type Result, wrong } from '../result';
import { fieldReader, locatorValue, rawParameter, readSafely, type Source } from '../parameters';
import type { Run } from '../run';
import { mapInSlices } from '../slices';
import { titleFinder } from './byTitle';
import { type ChosenJob, readSavedJobs } from './jobList';
import { loadJobs } from './loadJobs';

const LABEL = 'Job';

/** IDs hold no blanks; a title that was dragged onto the field, or written by an AI model, mostly does. */
const isTitle = (value: unknown): value is string =>
	typeof value === 'string' && /\S\s+\S/.test(value);

/** The job that the Job field of a node means, by item. */
export async function readJobs(source: Source, run: Run): Promise<Array<Result<ChosenJob>>> {
	const read = fieldReader(source, LABEL, 'job', (field) => ok(locatorValue(field)));
	const values = await mapInSlices(source.items, (_, index) => read(index));
	const known = values.flatMap((value) => (value.ok ? [value.value] : []));
	const resolveJob = await jobResolver(rawParameter(source, 'job'), known, run);
	return await mapInSlices(values, (value) =>
		value.ok ? readSafely(LABEL, () => resolveJob(value.value)) : value,
	);
}

/** Resolves the values that a Job field has. The list of jobs is loaded once, and only when a title has to be found. */
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
		// An expression can have taken the place of what was chosen.
		const name = mode === 'list' && textOf(chosen) === id ? textOf(cachedResultName) : null;
		// Where titles are the same, the list in the editor shows their IDs behind them.
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
			: wrong(`${found.problem} A job ID holds no blanks; to map titles, choose By Title.`);
	};
}
