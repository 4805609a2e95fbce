/** Reads lists of jobs in the answers of the Job List URL and in the credential, and compares their titles. Pure. */
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

/** The jobs sorted by title, each once: of those whose IDs differ only in case, the first one stays. */
export function mergeJobs(jobs: Job[]): Job[] {
	const byId = groupBy(jobs, ({ id }) => id.toLowerCase());
	const collator = new Intl.Collator('en', { numeric: true });
	return [...byId.values()]
		.map(([first]) => first as Job)
		.sort((a, b) => collator.compare(a.title, b.title));
}
