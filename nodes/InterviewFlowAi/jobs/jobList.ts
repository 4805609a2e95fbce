/** Jobs as lists of them come in, and as the editor's list shows them. Pure. */
import type { INodeListSearchResult } from 'n8n-workflow';
import { fieldsOf, listOf } from '../api/fields';

/** A job (Interviewer) that can be chosen. */
export interface Job {
	id: string;
	title: string;
}

/** One page of a job list; `skipped` counts entries without an ID or a title. */
export interface JobPage {
	jobs: Job[];
	skipped: number;
	/** The link to the next page as the list gives it. */
	next?: string;
}

const CONTAINERS = ['data', 'jobs', 'interviewers', 'items', 'results'];
const ID_KEYS = ['id', 'jobid', 'interviewerid', 'uuid'];
const TITLE_KEYS = ['title', 'name', 'jobtitle', 'role'];

const JOBS_PER_PAGE = 100;

/** Reads the answer of a Job List URL; `undefined` when there is no list in it. */
export function readJobPage(json: unknown): JobPage | undefined {
	const top = fieldsOf(json);
	const list = Array.isArray(json) ? json : CONTAINERS.map((key) => top[key]).find(Array.isArray);
	if (!list) return undefined;
	const entries = list.map(fieldsOf).filter((entry) => !isOver(entry));
	const jobs = entries.map(toJob).filter((job) => job !== undefined);
	const next = [top.next, top.nextpage, fieldsOf(top.pagination).next].find(isText);
	return { jobs, skipped: entries.length - jobs.length, next };
}

/** The Saved Jobs of a credential; one without a title is shown by its ID. */
export function readSavedJobs(savedJobs: unknown): Job[] {
	return listOf(fieldsOf(savedJobs).jobs).flatMap((entry) => {
		const fields = fieldsOf(entry);
		const id = firstText(fields, ['id']);
		return id ? { id, title: firstText(fields, ['title']) ?? id } : [];
	});
}

function toJob(entry: Record<string, unknown>): Job | undefined {
	const id = firstText(entry, ID_KEYS);
	const title = firstText(entry, TITLE_KEYS);
	return id && title ? { id, title } : undefined;
}

function isOver(entry: Record<string, unknown>): boolean {
	const status = String(entry.status).toLowerCase();
	return entry.archived === true || status === 'archived' || status === 'closed';
}

function firstText(entry: Record<string, unknown>, keys: string[]): string | undefined {
	for (const key of keys) {
		const value = entry[key];
		const text = typeof value === 'number' ? String(value) : isText(value) ? value.trim() : '';
		if (text) return text;
	}
	return undefined;
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

/** Text without case and accents, for comparing what people type. */
export function fold(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/\s+/g, ' ')
		.trim()
		.toUpperCase();
}

/** Each ID once (the first of it stays), sorted by title. */
export function mergeJobs(...lists: Job[][]): Job[] {
	const byId = new Map<string, Job>();
	for (const job of lists.flat()) if (!byId.has(job.id)) byId.set(job.id, job);
	const collator = new Intl.Collator('en', { numeric: true });
	return [...byId.values()].sort((a, b) => collator.compare(a.title, b.title));
}

/**
 * One page of the editor's list.
 *
 * @param filter what the user typed, compared with titles and IDs
 * @param token where the page begins, as the page before gave it
 */
export function toListPage(jobs: Job[], filter = '', token = '0'): INodeListSearchResult {
	const wanted = fold(filter);
	const matching = jobs.filter(
		({ id, title }) => fold(title).includes(wanted) || id.toUpperCase().includes(wanted),
	);
	const from = Number(token) || 0;
	const to = from + JOBS_PER_PAGE;
	const isAmbiguous = repeatedTitles(jobs);
	return {
		results: matching.slice(from, to).map(({ id, title }) => ({
			name: isAmbiguous(title) ? `${title} (${id})` : title,
			value: id,
		})),
		paginationToken: to < matching.length ? String(to) : undefined,
	};
}

function repeatedTitles(jobs: Job[]): (title: string) => boolean {
	const counts = new Map<string, number>();
	for (const { title } of jobs) counts.set(title, (counts.get(title) ?? 0) + 1);
	return (title) => (counts.get(title) ?? 0) > 1;
}
