/** Finding a job by the title a workflow maps. Pure. */
import * as say from '../messages';
import { fold, type Job } from './jobList';

const MOST_SUGGESTIONS = 3;

/** Titles are compared up to here when looking for near ones, in characters. */
const COMPARED = 60;

/** So few letters are the beginning of too many titles. */
const SHORT = 8;

/**
 * Prepares a list for being asked for titles; case, accents and outer blanks make no difference.
 *
 * @returns a function from a title to the job's ID, or to a sentence that says why there is none
 */
export function titleFinder(jobs: Job[]): (title: unknown) => { id: string } | { problem: string } {
	const byTitle = new Map<string, Job[]>();
	for (const job of jobs) {
		const key = fold(job.title);
		byTitle.set(key, [...(byTitle.get(key) ?? []), job]);
	}
	const answers = new Map<string, { id: string } | { problem: string }>();

	const find = (title: string) => {
		const matches = byTitle.get(fold(title)) ?? [];
		const [match] = matches;
		if (match && matches.length === 1) return { id: match.id };
		return {
			problem: match
				? say.severalJobs(
						title,
						matches.map(({ id }) => id),
					)
				: say.noSuchJob(title, nearestTitles(title, jobs), jobs.length),
		};
	};
	return (title) => {
		if (typeof title !== 'string' || title.trim() === '') return { problem: say.titleMissing() };
		const answer = answers.get(title) ?? find(title);
		answers.set(title, answer);
		return answer;
	};
}

/** Up to three titles that are spelt much like the wanted one, nearest first. */
export function nearestTitles(title: string, jobs: Job[]): string[] {
	const wanted = beginning(title);
	const furthest = Math.max(3, wanted.length / 3);
	return [...new Set(jobs.map((job) => job.title))]
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
