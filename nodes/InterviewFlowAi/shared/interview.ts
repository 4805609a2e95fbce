/**
 * Reads interviews in answers of the service. The answer to creating an interview is documented, the answer with a list
 * of interviews is not. So a key counts in every spelling (`interview_link`, `InterviewLink`), and a value that cannot
 * be used is read as null instead of being refused. Pure.
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

/** The documented fields and the title of the job, in the order in which outputs have them. An unknown field is null. */
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

/** An entry of a list as the service writes it: an interview, or a candidate with interviews inside. */
export type Row = Record<string, unknown>;

/** One interview of a list before it is read. */
export interface Entry {
	/** The entry. If it is a candidate with several interviews, only one of them is left in it. */
	raw: Row;
	/** The fields of the whole entry, with all interviews of the candidate. */
	fields: Fields;
	/** The interview that is left in `raw`, if the entry is a candidate with a list of interviews. */
	chosen?: Row;
}

export const entryOf = (raw: unknown): Entry => ({ raw: raw as Row, fields: fieldsOf(raw) });

/** One interview of a list after it was read. */
export interface ListedInterview {
	interview: Interview;
	/** The ID of the candidate. It is null where it is unknown or the same as the ID of the interview. */
	candidateId: string | null;
	/** The `id` of the entry itself: it can be the ID of the interview or of the candidate. */
	ownId: string | null;
	/** All IDs that the entry gives to the job. */
	jobIds: string[];
	/** See {@link Entry}. */
	raw: Row;
	/** The interview inside of `raw`, where `raw` is not the interview itself. */
	inner?: Row;
}

// All keys here are in the form of `plainKey`. The more specific ones come first: a plain `name` can be the name of an
// interview, and a plain `email` the address of a recruiter. Under the key of an ID, what it refers to can stand:
// `{"candidateId": {"name": "Jane"}}`.
export const OWN_IDS = ['id', 'uuid'];
const IDS = ['interviewid', ...OWN_IDS];
const FULL_NAMES = ['candidatename', 'fullname'];
const NAMES = ['name'];
const EMAILS = ['candidateemail', 'email', 'emailaddress'];
const STATUSES = ['interviewstatus', 'status'];
const CREATED = ['createdat', 'created', 'createdon', 'creationdate'];
const JOB = ['job'];
const JOBS = ['job', 'interviewer', 'jobid', 'interviewerid'];
const JOB_TITLES = ['jobtitle', 'interviewertitle', 'interviewername'];
const ID = ['id'];
const TITLES = ['title', 'name'];
const FIRST_NAMES = ['firstname'];
const LAST_NAMES = ['lastname'];
export const LINKS = ['interviewlink', 'interviewurl'];
export const ANY_LINKS = [...LINKS, 'link', 'url'];
const PERSONS = ['candidate', 'candidateid', 'applicant', 'interviewee', 'person'];

/** Reads an object such as the documented `data`. The interview or the candidate can also be an object inside of it. */
export const readInterview = (value: unknown): Interview => readRow(entryOf(value)).interview;

/**
 * The interview inside of an entry: `{"email": …, "interview": {"id": …}}`. Instead of the object, its ID can stand there.
 * In `{"type": "candidates", "attributes": {…}}`, the entry only wraps the interview. Such an entry has no email address
 * and no name of its own; where it has one, `attributes` is a field like any other.
 */
function innerOf(outer: Fields): Row | undefined {
	const { interview, interviewid, attributes, node } = outer;
	if (isObject(interview)) return interview;
	if (isRef(interview)) return { id: interview };
	if (isObject(interviewid) && pick([fieldsOf(interviewid)], OWN_IDS)) return interviewid;
	const wrapped = [attributes, node].find(isObject);
	return wrapped && (pick([outer], EMAILS) ?? nameIn([outer])) === null ? wrapped : undefined;
}

/** Reads one interview of a list. */
export function readRow({ raw, fields: outer, chosen }: Entry): ListedInterview {
	const inner = chosen ?? innerOf(outer);
	const isFlat = !inner || isEmpty(inner);
	// Each field is looked for in the interview first, and then in the entry around it.
	const places = isFlat ? [outer] : [fieldsOf(inner), outer];
	const person = objectsIn(places, PERSONS);
	// A name beside an email address is the name of the candidate; without one, it can be the name of the interview.
	const withEmail = isFlat ? [] : places.filter((fields) => pick([fields], EMAILS) !== null);
	const jobIds = jobIdsIn(places);
	const first = places[0]!;
	const givenId = isFlat || first.id === undefined ? first.interviewid : first.id;
	// `{"id": "c-1", "interviewId": null}` has no interview: c-1 is the ID of the candidate. 0 and '' mean the same as null.
	const hasNoId = givenId !== undefined && !givenId;
	const id = hasNoId
		? textOf(first.interviewid || outer.interviewid || (!isFlat && first.uuid))
		: pick(places, IDS);
	// In `{"node": {"id": …}, "cursor": …}`, the entry itself is the node.
	const ownId = pick(inner === outer.node ? places : [outer], OWN_IDS);
	const candidateId = textOf(outer.candidateid) ?? pick(person, ID) ?? (isFlat ? null : ownId);
	return {
		interview: {
			// If the candidate has several interviews, a link beside them can lead to another one.
			interviewLink: linkIn(places, id, chosen ? places.slice(0, 1) : places),
			name: nameIn(person) ?? nameIn(withEmail) ?? nameIn(places),
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

/**
 * The objects under these keys. The loops go by index, which is faster than `for … of`, because they run for each entry of
 * a long list; so do those of {@link pick} and {@link jobIdsIn}.
 */
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
 * The link of an interview: an `interviewLink` in its own places. Any other link counts only if it holds the ID of the
 * interview, because it can lead to a resume or to another interview.
 *
 * @param own those of the places that tell only of this interview
 */
function linkIn(places: Fields[], id: string | null, own: Fields[]): string | null {
	const withId = (value: unknown) => {
		const link = linkOf(value);
		return link && id && holdsId(link, id) ? link : null;
	};
	return pick(own, LINKS, linkOf) ?? pick(places, ANY_LINKS, withId);
}

/** The title of the job. A text under `job` is the title, unless it was read as the ID. */
function jobTitleIn(places: Fields[], jobIds: string[]): string | null {
	const text = pick(places, JOB);
	const title = text !== null && jobIds.includes(text) ? null : text;
	return pick(places, JOB_TITLES) ?? pick(objectsIn(places, JOBS), TITLES) ?? title;
}

/** Whether two IDs are the same. Services write the same ID in upper case and in lower case. */
export const matchesId = (given: string | null, id: string) =>
	given === id || given?.toLowerCase() === id.toLowerCase();

/** Whether a link holds an ID that is not part of a longer word or number: `resume-2017.pdf` does not hold 7. */
export function holdsId(link: string, id: string): boolean {
	const text = link.toLowerCase();
	const part = id.toLowerCase();
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
		const around = text.charAt(at - 1) + text.charAt(at + part.length);
		if (!/[a-z\d]/.test(around)) return true;
	}
	return false;
}

/** All IDs of the job in the first place that gives any: the interview and its candidate can have different jobs. */
function jobIdsIn(places: Fields[]): string[] {
	for (let place = 0; place < places.length; place++) {
		const fields = places[place]!;
		const { jobid, interviewerid, job, interviewer } = fields;
		const values = [jobid, interviewerid];
		if (job !== undefined || interviewer !== undefined || isObject(jobid ?? interviewerid)) {
			values.push(...idsAsJob(fields));
		}
		const ids: string[] = [];
		for (let at = 0; at < values.length; at++) {
			const id = textOf(values[at]);
			if (id !== null) ids.push(id);
		}
		if (ids.length > 0) return ids;
	}
	return [];
}

/**
 * The IDs under {@link JOBS}: `{"job": {"id": "j-1"}}` or `{"job": "j-1"}`. A text under `job` can also be the title.
 * It counts as an ID if the title stands in another field, or if it has a digit and no blank.
 */
function idsAsJob(fields: Fields): unknown[] {
	const hasTitle = pick([fields], JOB_TITLES) !== null;
	const isId = (value: unknown) => hasTitle || /^\S*\d\S*$/.test(textOf(value) ?? '');
	const texts = JOBS.map((key) => fields[key]).filter(isId);
	return [...objectsIn([fields], JOBS).flatMap(({ id, uuid }) => [id, uuid]), ...texts];
}

/** The interview in an answer: `data`, as documented, or the whole answer. For a list of one, its only entry. */
export function dataOf(json: unknown): unknown {
	const fields = fieldsOf(json);
	const data = 'data' in fields ? fields.data : json;
	const entries = listOf(data);
	return entries.length === 1 ? entries[0] : data;
}

/**
 * The existing interview in an answer that refuses a candidate; all its fields are null where there is none. An `id` and
 * a `status` at the top of the answer are not read: they can be those of the request and of the answer. A `name` alone is
 * not enough: it can be the name of the error.
 */
export function readExisting(json: unknown): Interview {
	const data = dataOf(json);
	const own = { ...fieldsOf(json), id: undefined, status: undefined };
	const found = readInterview(data === json ? own : data);
	return (found.id ?? found.email ?? found.interviewLink) === null ? NO_INTERVIEW : found;
}

/** Fields whose contents come from the account or the candidate: an ID in them is an ID of another system. */
export const USER_FIELDS = new Set(
	'additionalfields answers customfields metadata transcript'.split(' '),
);

/** The beginning of an interview link, before its ID, as in the vendor's example. */
export const LINK_START = 'https://app.interviewflowai.com/form?interviewId=';

/** The ID in a link such as {@link LINK_START}. */
export function idInLink(link: string | null): string | null {
	const query = /[?&](interviewId=[^&#]+)/i.exec(link ?? '')?.[1];
	const [id = null] = query ? new URLSearchParams(query).values() : [];
	return isBlank(id) ? null : id;
}

/** Keys of what only wraps a list or its entries: `{"edges": [{"node": {…}}]}`. */
const WRAPPERS = new Set('data edges items node nodes'.split(' '));

/**
 * The IDs of interviews that an answer names, in lower case: in links, under `interviewId`, and inside of the rows also
 * under keys such as `interview` and `lastInterviewId`.
 *
 * @param rows entries of the list. Outside of them, the service may call the job `interview`.
 */
export function interviewIdsIn(json: unknown, rows: ReadonlySet<unknown>): Set<string> {
	const ids = new Set<string>();
	const queue = [json];
	const keys = [''];
	const add = (id: string | null) => id && ids.add(id.toLowerCase());
	for (let at = 0; at < queue.length; at++) {
		const value = queue[at];
		// Outside of rows, only `interviewId` is a key that counts; all others are empty.
		const key = keys[at] || (rows.has(value) ? 'row' : '');
		if (typeof value === 'string') add(idInLink(value));
		// `listOf` would make an empty list of each other value: a fifth of the time that a page without links takes.
		if (Array.isArray(value))
			for (const one of value) {
				queue.push(one);
				keys.push(key);
			}
		const fields = fieldsOf(value);
		for (const name in fields) {
			if (USER_FIELDS.has(name)) continue;
			queue.push(fields[name]);
			// In `{"interviews": {"edges": [{"node": {"id": "i-1"}}]}}`, the key of the node is `interviews`.
			keys.push(WRAPPERS.has(name) || !(key || name === 'interviewid') ? key : name);
		}
		if (!/^(?:la(?:te)?st|current)?interview(?:s|ids?)?$/.test(key)) continue;
		const isId = /ids?$/.test(key) || isRef(value);
		add((isId ? textOf(value) : null) ?? pick([fields], OWN_IDS));
	}
	return ids;
}

/** Where a link comes from that the answer to the creation did not give: from another answer, or rebuilt from the ID. */
export type LinkSource = 'answer' | 'rebuilt';

/** Gives an interview its link: the one it has, or one rebuilt from its ID. */
export function withLink(interview: Interview): {
	interview: Interview;
	linkSource: LinkSource | null;
} {
	if (interview.interviewLink) return { interview, linkSource: 'answer' };
	if (!interview.id) return { interview, linkSource: null };
	const interviewLink = LINK_START + encodeURIComponent(interview.id);
	return { interview: { ...interview, interviewLink }, linkSource: 'rebuilt' };
}
