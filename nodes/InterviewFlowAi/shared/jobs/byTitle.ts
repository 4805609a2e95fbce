/** Finding a job by the title a workflow maps. Pure. */
import { groupBy } from '../groups';
import { ok, type Result, wrong } from '../result';
import { quoted } from '../texts';
import { isBlank } from '../values';
import { type ChosenJob, fold, type Job, mergeJobs } from './jobList';
import { lacksId, type LoadedJobs } from './loadJobs';

const MOST_SUGGESTIONS = 3;

/** So many titles at the most are named in full. */
const FEW_TITLES = 5;

/** So many unknown titles get suggestions; a column that was mapped by mistake has thousands. */
const MOST_COMPARED = 5;

/** So many titles are compared with a wanted one. */
const MOST_TITLES = 1000;

/** Titles are compared up to here when looking for near ones, in characters. */
const COMPARED = 60;

/** So few letters are the beginning of too many titles. */
const SHORT = 8;

/** Prepares a list for being asked for titles; case, accents and outer blanks make no difference. */
export function titleFinder({
	jobs,
	titled,
	withoutId,
	problem,
}: LoadedJobs): (title: unknown) => Result<ChosenJob> {
	const byTitle = groupBy(titled, ({ title }) => fold(title));
	const lacking = new Set(withoutId.map(fold));
	const titles = [...new Set(jobs.map((job) => job.title))];
	const byId = new Map(jobs.map((job) => [job.id, job]));
	const answers = new Map<string, Result<ChosenJob>>();
	let compared = 0;

	const find = (title: string): Result<ChosenJob> => {
		const key = fold(title);
		const found = byTitle.get(key) ?? [];
		// Merging sorts, which would take long for each of thousands of titles.
		const matches = found.length > 1 ? mergeJobs(found) : found;
		const [match] = matches;
		if (match && matches.length === 1) return ok({ id: match.id, title: match.title });
		if (match) return wrong(several(title, matches));
		if (lacking.has(key)) return wrong(lacksId(title));
		const ofId = byId.get(title.trim());
		if (ofId) {
			return wrong(
				`Job is set to By Title, but ${quoted(title)} is the ID of the job ${quoted(ofId.title)}. Choose By ID, or enter the title.`,
			);
		}
		if (problem)
			return wrong(`The job with the title ${quoted(title)} could not be looked up. ${problem}`);
		const nearest = compared++ < MOST_COMPARED ? nearestTitles(title, titles) : [];
		return wrong(unknown(title, nearest, titles));
	};
	return (title) => {
		if (typeof title !== 'string' || isBlank(title)) {
			return wrong(
				'Job has no title in it. Enter a job title, or map a field that has one for every item.',
			);
		}
		const answer = answers.get(title) ?? find(title);
		answers.set(title, answer);
		return answer;
	};
}

const several = (title: string, jobs: Job[]) =>
	`${jobs.length} jobs have the title ${quoted(title)} (IDs ${jobs
		.slice(0, 3)
		.map(({ id }) => id)
		.join(', ')}). Choose By ID instead.`;

function unknown(title: string, nearest: string[], titles: string[]): string {
	const list = (some: string[], word: string) => some.map(quoted).join(` ${word} `);
	const suggestion =
		titles.length <= FEW_TITLES
			? `The known titles are ${list(titles, 'and')}.`
			: nearest.length > 0
				? `Did you mean ${list(nearest, 'or')}?`
				: `There are ${titles.length} known titles.`;
	return `No job has the title ${quoted(title)}. ${suggestion} Titles come from Saved Jobs and Job List URL in the credential.`;
}

/** Up to three titles that are spelled much like the wanted one, nearest first. */
export function nearestTitles(title: string, titles: string[]): string[] {
	const wanted = beginning(title);
	const furthest = Math.max(3, wanted.length / 3);
	return titles
		.slice(0, MOST_TITLES)
		.map((candidate) => ({ candidate, distance: distanceTo(wanted, beginning(candidate)) }))
		.filter(({ distance }) => distance <= furthest)
		.sort((a, b) => a.distance - b.distance)
		.slice(0, MOST_SUGGESTIONS)
		.map(({ candidate }) => candidate);
}

function distanceTo(wanted: string, title: string): number {
	if (title.includes(wanted) || wanted.includes(title)) return 1;
	if (title.length <= wanted.length || wanted.length < SHORT) return editDistance(wanted, title);
	// A longer title may only have been begun.
	const begun = title.slice(0, wanted.length);
	return Math.min(editDistance(wanted, title), editDistance(wanted, begun) + 1);
}

const beginning = (title: string) => fold(title.slice(0, COMPARED));

/** Levenshtein's: how many letters have to be put in, taken out or changed. */
export function editDistance(from: string, to: string): number {
	let row = Uint16Array.from({ length: to.length + 1 }, (_, column) => column);
	let next = new Uint16Array(to.length + 1);
	for (let i = 0; i < from.length; i++) {
		next[0] = i + 1;
		for (let j = 0; j < to.length; j++) {
			const change = row[j]! + (from[i] === to[j] ? 0 : 1);
			const insertOrDelete = (row[j + 1]! < next[j]! ? row[j + 1]! : next[j]!) + 1;
			next[j + 1] = change < insertOrDelete ? change : insertOrDelete;
		}
		[row, next] = [next, row];
	}
	return row[to.length]!;
}
