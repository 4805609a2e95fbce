/** Lists of jobs: reading them from the Job List URL and the credential, and showing them in the editor's list. Pure. */
import type { INodeListSearchResult } from 'n8n-workflow';
import { followingOf } from '../following';
import { groupBy } from '../groups';
import { type Fields, fieldsOf, listOf, pick, textOf } from '../json';
import { booleanIn } from '../values';

export interface Job {
	id: string;
	title: string;
}

/** The job that was chosen for an item; `title` is null where it is not known. */
export interface ChosenJob {
	id: string;
	title: string | null;
}

export type JobPage = NonNullable<ReturnType<typeof readJobPage>>;

/** The most entries of all pages of a list: people choose from it, and every title is compared with it. */
export const MOST_JOBS = 10_000;

const CONTAINERS = ['data', 'jobs', 'interviewers', 'items', 'results'];
// The plainer a key is, the later it comes: a row of a table has an ID and a name of its own, too.
const ID_KEYS = ['jobid', 'interviewerid', 'uuid', 'id'];
const TITLE_KEYS = ['jobtitle', 'title', 'name', 'role'];

const JOBS_PER_PAGE = 100;

/**
 * Reads one page of the Job List URL, whose headers can name a following page, too; `undefined` when there is no list.
 * `skipped` counts the entries without an ID or a title, `entries` counts all, up to one more than {@link MOST_JOBS}.
 */
export function readJobPage(json: unknown, headers?: object) {
	const top = fieldsOf(json);
	const inner = [top, fieldsOf(top.data)].flatMap((place) => CONTAINERS.map((key) => place[key]));
	const list = [json, ...inner].find(Array.isArray);
	if (!list) return undefined;
	const read = list.slice(0, MOST_JOBS + 1);
	const entries = read.map(fieldsOf).filter((entry) => !isClosed(entry));
	const jobs = entries.flatMap((entry) => {
		const [id, title] = [ID_KEYS, TITLE_KEYS].map((keys) => pick([entry], keys));
		return id && title ? [{ id, title }] : [];
	});
	const skipped = entries.length - jobs.length;
	return {
		jobs,
		skipped,
		entries: read.length,
		...followingOf(json, 'jobs|interviewers', headers),
	};
}

/** The Saved Jobs of a credential; one without a title gets its ID as title. `withoutId` holds titles of jobs without ID. */
export function readSavedJobs(savedJobs: unknown): { jobs: Job[]; withoutId: string[] } {
	const entries = listOf(fieldsOf(savedJobs).jobs).map(fieldsOf);
	const jobs = entries.flatMap((fields) => {
		const id = textOf(fields.id);
		return id ? [{ id, title: textOf(fields.title) ?? id }] : [];
	});
	const withoutId = entries.flatMap(({ id, title }) => (textOf(id) ? [] : (textOf(title) ?? [])));
	return { jobs, withoutId };
}

function isClosed({ archived, status }: Fields): boolean {
	const word = textOf(status)?.toLowerCase();
	return booleanIn(archived) || word === 'archived' || word === 'closed';
}

/** A text as it is compared: in capitals, without accents and invisible characters. No title is so long that it is cut. */
export function fold(text: string): string {
	return text
		.slice(0, 3000)
		.normalize('NFKD')
		.replace(/[\u0300-\u036f\p{Cf}]/gu, '')
		.replace(/\s+/g, ' ')
		.trim()
		.toUpperCase();
}

/** Gives a function that tells whether a text holds every word that is wanted. */
export function holdsWords(wanted: string): (text: string) => boolean {
	const words = fold(wanted).split(' ');
	return (text) => {
		const folded = fold(text);
		return words.every((word) => folded.includes(word));
	};
}

/** The jobs sorted by title, each once: of those whose IDs differ only in case, the first one stays. */
export function mergeJobs(jobs: Job[]): Job[] {
	const byId = groupBy(jobs, ({ id }) => id.toLowerCase());
	const collator = new Intl.Collator('en', { numeric: true });
	return [...byId.values()]
		.map(([first]) => first as Job)
		.sort((a, b) => collator.compare(a.title, b.title));
}

/**
 * One page of the editor's list; `token` comes from the page before. The last page also names the Saved Jobs that cannot
 * be chosen, `withoutId`.
 */
export function toListPage(
	jobs: Job[],
	withoutId: string[],
	filter = '',
	token?: string,
): INodeListSearchResult {
	const merged = mergeJobs(jobs);
	const isWanted = holdsWords(filter);
	const matching = merged.filter(({ id, title }) => isWanted(`${title} ${id}`));
	const from = Number(token) || 0;
	const to = from + JOBS_PER_PAGE;
	const byTitle = groupBy(merged, ({ title }) => title);
	const isLast = to >= matching.length;
	const results = matching.slice(from, to).map(({ id, title }) => ({
		// Jobs with the same title are told apart by their ID.
		name: byTitle.get(title)?.[1] ? `${title} (${id})` : title,
		value: id,
	}));
	for (const title of isLast && !filter ? withoutId : []) {
		results.push({ name: `${title} has no Job ID: add it in the credential`, value: '' });
	}
	return { results, paginationToken: isLast ? undefined : String(to) };
}
