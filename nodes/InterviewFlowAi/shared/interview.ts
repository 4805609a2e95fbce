/**
 * Reading interviews in answers. One answer is documented, that of creating one; how a list of them looks is not. So
 * keys are found whatever their case, and what is not usable is left out instead of refused. Pure.
 */
import {
	fieldsOf,
	type Fields,
	isEmpty,
	isObject,
	isRef,
	linkOf,
	listOf,
	pick,
	textOf,
} from './json';
import { isBlank } from './values';

/** The documented fields, and the title of the job, in the order of the outputs; what is not known is null. */
export const NO_INTERVIEW = {
	interviewLink: null,
	name: null,
	email: null,
	status: null,
	jobTitle: null,
	jobId: null,
	id: null,
	createdAt: null,
};

export type Interview = Record<keyof typeof NO_INTERVIEW, string | null>;

/** An entry of a list as the service gives it; of a candidate with several interviews, with one of them alone. */
export type Row = Record<string, unknown>;

/** An entry of a list before it is read, or anything else that may be an interview. */
export interface Entry {
	raw: Row;
	fields: Fields;
	/** Of several interviews that a candidate has, the one that is meant. */
	one?: Row;
}

export const entryOf = (raw: unknown): Entry => ({ raw: raw as Row, fields: fieldsOf(raw) });

export interface ListedInterview {
	interview: Interview;
	/** The ID of the candidate where it is another than the interview's. */
	candidateId: string | null;
	/** Of the entry itself: it can be the interview's or the candidate's. */
	ownId: string | null;
	jobIds: string[];
	raw: Row;
	/** The interview inside it, where it is not the interview itself. */
	inner?: Row;
}

export const OWN_IDS = ['id', 'uuid'];
const IDS = ['interviewid', ...OWN_IDS];
// The plainer a key is, the later it comes: an interview has a name, and a recruiter an email address, too.
const FULL_NAMES = ['candidatename', 'fullname'];
const NAMES = ['name'];
const EMAILS = ['candidateemail', 'email', 'emailaddress'];
const STATUSES = ['interviewstatus', 'status'];
const CREATED = ['createdat', 'created', 'createdon', 'creationdate'];
const JOB = ['job'];
const JOBS = ['job', 'interviewer'];
const JOB_TITLES = ['jobtitle', 'interviewertitle', 'interviewername'];
const ID = ['id'];
const TITLES = ['title', 'name'];
const FIRST_NAMES = ['firstname'];
const LAST_NAMES = ['lastname'];
export const LINKS = ['interviewlink', 'interviewurl'];
export const ANY_LINKS = [...LINKS, 'link', 'url'];
const PERSONS = ['candidate', 'applicant', 'interviewee', 'person'];

/** Reads an object such as the documented `data`, also one that holds an `interview` or a `candidate`. */
export const readInterview = (value: unknown): Interview => readRow(entryOf(value)).interview;

/**
 * The interview inside an entry: `{"email": …, "interview": {"id": …}}`, also as its ID alone. What only wraps it, such as
 * `{"type": "candidates", "attributes": {…}}`, has no email address and no name of its own.
 */
function innerOf(outer: Fields): Row | undefined {
	const { interview, attributes, node } = outer;
	if (isObject(interview)) return interview;
	if (isRef(interview)) return { id: interview };
	const wrapped = [attributes, node].find(isObject);
	return wrapped && (pick([outer], EMAILS) ?? nameIn([outer])) === null ? wrapped : undefined;
}

export function readRow({ raw, fields: outer, one }: Entry): ListedInterview {
	const inner = one ?? innerOf(outer);
	const isFlat = !inner || isEmpty(inner);
	const places = isFlat ? [outer] : [fieldsOf(inner), outer];
	const person = objectsIn(places, PERSONS);
	const holders = isFlat ? [] : places.filter((fields) => pick([fields], EMAILS) !== null);
	const jobIds = jobIdsIn(places);
	const first = places[0]!;
	const told = isFlat || first.id === undefined ? first.interviewid : first.id;
	// `{"id": "c-1", "interviewId": null}` has no interview: then c-1 is the candidate's. 0 and an empty text say so, too.
	const hasNone = told !== undefined && !told;
	const id = hasNone
		? textOf(first.interviewid || outer.interviewid || (!isFlat && first.uuid))
		: pick(places, IDS);
	const ownId = pick(inner === outer.node ? places : [outer], OWN_IDS);
	const candidateId = textOf(outer.candidateid) ?? pick(person, ID) ?? (isFlat ? null : ownId);
	return {
		interview: {
			// Of a candidate with several interviews, the link beside them may be that of another one.
			interviewLink: linkIn(places, id, one ? places.slice(0, 1) : places),
			name: nameIn(person) ?? nameIn(holders) ?? nameIn(places),
			email: pick(person, EMAILS) ?? pick(places, EMAILS),
			status: pick(places, STATUSES),
			jobTitle: jobTitleIn(places, jobIds),
			jobId: jobIds[0] ?? null,
			id,
			createdAt: pick(places, CREATED),
		},
		candidateId: candidateId === id ? null : candidateId,
		ownId,
		jobIds,
		raw,
		inner,
	};
}

/** Counts instead of `for … of`, as {@link pick} and {@link jobIdsIn} do, because every entry of a long list comes through here. */
function objectsIn(places: Fields[], keys: readonly string[]): Fields[] {
	const found: Fields[] = [];
	for (let place = 0; place < places.length; place++) {
		for (let key = 0; key < keys.length; key++) {
			const value = places[place]![keys[key]!];
			if (isObject(value)) found.push(fieldsOf(value));
		}
	}
	return found;
}

function nameIn(places: Fields[]): string | null {
	const first = pick(places, FIRST_NAMES);
	const last = pick(places, LAST_NAMES);
	const both = first !== null && last !== null ? `${first} ${last}` : null;
	return pick(places, FULL_NAMES) ?? both ?? pick(places, NAMES) ?? first ?? last;
}

/**
 * The link of an interview. In places of its own, what is called an interview link is one; what is called a mere link, and
 * what stands elsewhere, only where the interview's ID is in it: it can lead to a resume, or to another interview.
 */
function linkIn(places: Fields[], id: string | null, own: Fields[]): string | null {
	const ofThis = (value: unknown) => {
		const link = linkOf(value);
		return link && id && holdsId(link, id) ? link : null;
	};
	return pick(own, LINKS, linkOf) ?? pick(places, ANY_LINKS, ofThis);
}

function jobTitleIn(places: Fields[], jobIds: string[]): string | null {
	const text = pick(places, JOB);
	const title = text !== null && jobIds.includes(text) ? null : text;
	return pick(places, JOB_TITLES) ?? pick(objectsIn(places, JOBS), TITLES) ?? title;
}

/** Whether an ID that was told is this one; services write the same ID in either case. */
export const matchesId = (told: string | null, id: string) =>
	told === id || told?.toLowerCase() === id.toLowerCase();

/** Whether a link holds an ID, and not as a part of something longer: `resume-2017.pdf` does not hold 7. */
export function holdsId(link: string, id: string): boolean {
	const text = link.toLowerCase();
	const part = id.toLowerCase();
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
		const around = text.charAt(at - 1) + text.charAt(at + part.length);
		if (!/[a-z\d]/.test(around)) return true;
	}
	return false;
}

/** Every ID of the job in the first place that names one: the job of a candidate can be another than that of the interview. */
function jobIdsIn(places: Fields[]): string[] {
	for (let place = 0; place < places.length; place++) {
		const fields = places[place]!;
		const { jobid, interviewerid, job, interviewer } = fields;
		const told = [jobid, interviewerid];
		if (job !== undefined || interviewer !== undefined) told.push(...idsAsJob(fields));
		const ids = told.map(textOf).filter((id) => id !== null);
		if (ids.length > 0) return ids;
	}
	return [];
}

/**
 * The IDs under `job`. A text there can be the title as well: it is an ID where the title stands beside it, or where it
 * has a digit and no blank.
 */
function idsAsJob(fields: Fields): unknown[] {
	const hasTitle = pick([fields], JOB_TITLES) !== null;
	const isId = (value: unknown) => hasTitle || /^\S*\d\S*$/.test(textOf(value) ?? '');
	const texts = JOBS.map((key) => fields[key]).filter(isId);
	return [...objectsIn([fields], JOBS).flatMap(({ id, uuid }) => [id, uuid]), ...texts];
}

/** The documented place of the interview in an answer, or the answer itself where there is no `data`. */
export function dataOf(json: unknown): unknown {
	const fields = fieldsOf(json);
	const data = 'data' in fields ? fields.data : json;
	const entries = listOf(data);
	return entries.length === 1 ? entries[0] : data;
}

/**
 * The interview that the answer to a refused candidate may carry; one of nulls where there is none. At the top level, an
 * `id` may be the request's, and a `status` the answer's; a `name` alone may be the error's.
 */
export function readExisting(json: unknown): Interview {
	const data = dataOf(json);
	const own = { ...fieldsOf(json), id: undefined, status: undefined };
	const found = readInterview(data === json ? own : data);
	return (found.id ?? found.email ?? found.interviewLink) === null ? NO_INTERVIEW : found;
}

/** What the account or the candidate wrote, by plain names: an ID in there is of another system. */
export const NOT_THE_VENDORS = new Set(
	'additionalfields answers customfields metadata transcript'.split(' '),
);

/** The ID in a link of an interview, in the form of the vendor's example. */
export function idInLink(link: string | null): string | null {
	const query = /[?&](interviewId=[^&#]+)/i.exec(link ?? '')?.[1];
	const [id = null] = query ? new URLSearchParams(query).values() : [];
	return isBlank(id) ? null : id;
}

/** What only wraps a list, or an entry of one. */
const WRAPPERS = new Set('data edges items node nodes'.split(' '));

/**
 * The IDs that an answer gives as interviews', as `interviewId` or in links, or in its rows by the key of an interview; in
 * lower case.
 *
 * @param rows of the list: beside them, an interview can be what the service calls the job
 */
export function interviewIdsIn(json: unknown, rows: ReadonlySet<unknown>): Set<string> {
	const ids = new Set<string>();
	const queue = [json];
	const keys = [''];
	const add = (id: string | null) => id && ids.add(id.toLowerCase());
	for (let at = 0; at < queue.length; at++) {
		const value = queue[at];
		// Outside of rows, only what may be an ID has one.
		const key = keys[at] || (rows.has(value) ? 'row' : '');
		if (typeof value === 'string') add(idInLink(value));
		// Not by `listOf`: an empty list for every other value costs a fifth of reading a page without links.
		if (Array.isArray(value))
			for (const one of value) {
				queue.push(one);
				keys.push(key);
			}
		const fields = fieldsOf(value);
		for (const name in fields) {
			if (NOT_THE_VENDORS.has(name)) continue;
			queue.push(fields[name]);
			keys.push(WRAPPERS.has(name) || !(key || name === 'interviewid') ? key : name);
		}
		if (!/^(?:la(?:te)?st|current)?interview(?:s|ids?)?$/.test(key)) continue;
		add(/ids?$/.test(key) || isRef(value) ? textOf(value) : pick([fields], OWN_IDS));
	}
	return ids;
}

/** Where a link that no answer to a creation gave comes from: an answer that tells it, or the interview's ID. */
export type LinkSource = 'answer' | 'rebuilt';

/** Gives an interview its link: the one it has, or one rebuilt from its ID. */
export function withLink<T extends Pick<Interview, 'interviewLink' | 'id'>>(
	interview: T,
): { interview: T; linkSource: LinkSource | null } {
	if (interview.interviewLink) return { interview, linkSource: 'answer' };
	if (!interview.id) return { interview, linkSource: null };
	// The form of the vendor's example.
	const interviewLink = `https://app.interviewflowai.com/form?interviewId=${encodeURIComponent(interview.id)}`;
	return { interview: { ...interview, interviewLink }, linkSource: 'rebuilt' };
}
