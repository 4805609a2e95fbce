/** Finds a job by a title that a workflow maps. Pure. */
import { groupBy } from '../groups';
import { textOf } from '../json';
import { readLine } from '../line';
import { ok, type Result, wrong } from '../result';
import { quoted } from '../texts';
import { idOf } from '../values';
import { fold, type Job, mergeJobs } from './jobList';
import { lacksId, type LoadedJobs } from './loadJobs';

const MOST_SUGGESTIONS = 3;

/** Up to so many known titles, the refusal of an unknown one names all of them. */
const FEW_TITLES = 5;

/** So many unknown titles get suggestions, which take time: a column that was mapped by mistake has thousands of titles. */
const MOST_COMPARED = 5;

/** So many known titles are compared with an unknown one. */
const MOST_TITLES = 1000;

/** How much of each title is compared when near ones are looked for, in characters. */
const COMPARED = 60;

/** Titles with at least this {@link likeness} are suggested. */
const ALIKE = 0.5;

/** Gives a function that finds the job of a title; case, accents and outer blanks make no difference. */
export function titleFinder(loaded: LoadedJobs): (title: unknown) => Result<Job> {
	const { problem } = loaded;
	const byTitle = groupBy(loaded.jobs, ({ title }) => fold(title));
	const lacking = new Set(loaded.withoutId.map(fold));
	const jobs = mergeJobs(loaded.jobs);
	const titles = [...new Set(jobs.map((job) => job.title))];
	const byId = new Map(jobs.map((job) => [job.id, job]));
	const answers = new Map<string, Result<Job>>();
	let compared = 0;

	const find = (title: string): Result<Job> => {
		const key = fold(title);
		const found = byTitle.get(key) ?? [];
		// Merging also sorts, which takes too long to be done for each of thousands of titles.
		const matches = found.length > 1 ? mergeJobs(found) : found;
		const [match, another] = matches;
		if (match) return another ? wrong(several(title, matches)) : ok(match);
		if (lacking.has(key)) return wrong(lacksId(title));
		const ofId = byId.get(title);
		if (ofId) {
			return wrong(
				`Job is set to By Title, but ${quoted(title)} is the ID of the job ${quoted(ofId.title)}. Choose By ID, or enter the title.`,
			);
		}
		if (problem)
			return wrong(`The job with the title ${quoted(title)} could not be looked up. ${problem}`);
		const nearest = compared++ < MOST_COMPARED ? nearestTitles(title, titles) : [];
		return wrong(unknownTitle(title, nearest, titles));
	};
	return (value) => {
		const line = readLine(idOf(value), 'Job', 'a job title', 500);
		const title = line.ok ? line.value : (textOf(value) ?? '');
		// What is refused as a line can still be the title of a job: one may be called "Dev null".
		if (!line.ok && !(title && byTitle.has(fold(title)))) return line;
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

function unknownTitle(title: string, nearest: string[], titles: string[]): string {
	const list = (some: string[], word: string) => some.map(quoted).join(` ${word} `);
	const suggestion =
		titles.length <= FEW_TITLES
			? `Known titles: ${list(titles, 'and')}.`
			: nearest.length > 0
				? `Did you mean ${list(nearest, 'or')}?`
				: `There are ${titles.length} known titles.`;
	return `No job has the title ${quoted(title)}. ${suggestion} Titles come from Saved Jobs and Job List URL in the credential.`;
}

/** Up to three titles that are spelled much like the wanted one, nearest first. */
export function nearestTitles(title: string, titles: string[]): string[] {
	const wanted = beginning(title);
	return titles
		.slice(0, MOST_TITLES)
		.map((candidate) => ({ candidate, likeness: likeness(wanted, beginning(candidate)) }))
		.filter(({ likeness }) => likeness >= ALIKE)
		.sort((a, b) => b.likeness - a.likeness)
		.slice(0, MOST_SUGGESTIONS)
		.map(({ candidate }) => candidate);
}

const beginning = (title: string) => fold(title.slice(0, COMPARED));

/**
 * The share of pairs of neighboring letters that two titles have in common (Dice's coefficient), from 0 to 1. It is 1 where
 * one title is a part of the other.
 */
function likeness(one: string, other: string): number {
	if (one.includes(other) || other.includes(one)) return 1;
	const [pairs, others] = [pairsOf(one), pairsOf(other)];
	const shared = [...pairs].filter((pair) => others.has(pair)).length;
	return (2 * shared) / (pairs.size + others.size);
}

const pairsOf = (text: string) =>
	new Set(Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2)));
