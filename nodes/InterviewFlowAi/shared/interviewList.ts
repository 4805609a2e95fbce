/** Finds the list of interviews in an answer. How the service writes such a list is not documented. Pure. */
import {
	dataOf,
	type Entry,
	entryOf,
	type Interview,
	LINKS,
	matchesId,
	readInterview,
	readRow,
	type Row,
} from './interview';
import { fieldsOf, isNone, isObject, listOf, textOf } from './json';

/** How many levels of an answer are searched for lists, and how many values. */
const DEEPEST = 4;
const MOST_PLACES = 500;
/** How many entries of a list are read to find out whether it is a list of interviews. */
const SAMPLE = 20;
/** The usual names of a list, in the form of `plainKey`. */
const LIST_NAMES = new Set('data candidates interviews items results records rows list'.split(' '));

/**
 * Finds the list of interviews in an answer. The first of these that the answer holds is the list:
 * 1. in the place of `data`, one interview with the ID that was asked for, and with its email address or link; it becomes a
 *    list of one
 * 2. a list with a usual name, such as `candidates`, and with email addresses in its entries
 * 3. one interview with its email address or link
 * 4. an empty list with a usual name
 * 5. one interview with the ID that was asked for
 * 6. a list with email addresses
 * 7. a list with a usual name
 * 8. an empty list
 *
 * @param interviewId the ID that was asked for, if one interview was
 * @returns the entries that are objects; `undefined` if there is no list, or if several lists can be it
 */
export function rowsOf(json: unknown, interviewId = ''): Row[] | undefined {
	const lists = listsIn(json);
	const named = lists.filter(isNamed);
	const sure = named.filter(({ hasEmails }) => hasEmails);
	const best = sure[0] ?? lists.find(({ hasEmails }) => hasEmails) ?? named[0];
	/** Whether a list beside the best one can also be the list of interviews. Other lists can be statistics of it. */
	const isRival = (list: List) =>
		sure.length > 0
			? sure.includes(list) || (list.key === 'interviews' && (isBare(list) || hasIds(list)))
			: list.hasEmails || (isNamed(list) && hasIds(list));
	// With several lists side by side, such as one for each status, the best one does not hold all interviews. A list below
	// another one can be that of its reviewers.
	const areSeveral = lists.some(
		(list) => best && list !== best && list.depth <= best.depth && isRival(list),
	);
	const rows = areSeveral ? undefined : best?.entries.filter(isObject);
	const data = dataOf(json);
	const fields = fieldsOf(data);
	const isAsked = (value: unknown): value is Row => matchesId(readInterview(value).id, interviewId);
	// A single interview can stand here; anywhere else in `data`, it must have the ID that was asked for.
	const likely = [data, fields.candidate];
	if (isAsked(data) && isOneInterview(data)) return [data];
	if (sure.length > 0) return rows;
	const single = [...likely, ...Object.values(fields).filter(isAsked)].find(isOneInterview);
	if (single) return [single];
	const empty = named.find(isBare);
	// A list with IDs beside or around the empty one can be the list, too. Then it is not clear which of them it is.
	const mayBeOther = named.some((list) => empty && list.depth <= empty.depth && hasIds(list));
	if (empty && !mayBeOther) return [];
	const asked = likely.find(isAsked);
	if (asked) return [asked];
	if (best) return mayBeOther ? undefined : rows;
	// An empty list beside a list of something else can be a list of something else, too.
	const [first] = lists;
	return first && lists.every((list) => isBare(list) || list.depth > first.depth) ? [] : undefined;
}

/** Whether any entry has this field of an interview. Entries without email addresses and IDs can be statistics. */
const anyHas = (key: keyof Interview, entries: unknown[]) =>
	entries.slice(0, SAMPLE).some((entry) => readInterview(entry)[key] !== null);

/** Whether a field is a list with a usual name and with email addresses in its entries. */
const arePeople = ([key, value]: [string, unknown]) =>
	LIST_NAMES.has(key) && anyHas('email', listOf(value));

const isNamed = ({ key }: List) => LIST_NAMES.has(key);
const isBare = ({ entries }: List) => entries.length === 0;
const hasIds = ({ entries }: List) => anyHas('id', entries);

/** Whether an answer in which no list was found says that there are no interviews, such as by `"candidates": null`. */
export function saysNone(json: unknown): boolean {
	const places = [json, fieldsOf(json).data].map(fieldsOf);
	const lists = listsIn(json);
	return (
		isNone(json) ||
		(lists.some(isBare) && !lists.some(({ hasEmails }) => hasEmails)) ||
		places.some((fields) =>
			[...LIST_NAMES].some((name) => isNone(fields[name]) && !Array.isArray(fields[name])),
		)
	);
}

/** Whether a value is one interview: it has two of email address, link, ID and `interviews`, and not only the last two. */
function isOneInterview(value: unknown): value is Row {
	const { id, email, interviewLink } = readInterview(value);
	const { interviews } = fieldsOf(value);
	const known = [id, email, interviewLink].filter((field) => field !== null).length;
	return (email ?? interviewLink) !== null && known + Number(Array.isArray(interviews)) > 1;
}

/** A list in an answer that can be the list of interviews. */
interface List {
	entries: unknown[];
	hasEmails: boolean;
	/** The name of its field in the form of `plainKey`. A list at the top is named `data`. */
	key: string;
	/** How many levels it stands below the top of the answer. */
	depth: number;
}

/** The lists of objects and the empty lists in an answer, those nearer to the top first. */
function listsIn(json: unknown): List[] {
	const lists: List[] = [];
	const queue = [{ value: json, key: 'data', depth: 0 }];
	for (let at = 0; at < Math.min(queue.length, MOST_PLACES); at++) {
		const { value, key, depth } = queue[at] as (typeof queue)[number];
		const add = (values: unknown[]) =>
			queue.push(...values.map((value) => ({ value, key, depth: depth + 1 })));
		const entries = entriesOf(value);
		if (entries) {
			const sample = entries.slice(0, SAMPLE);
			// A page and its total can be a list of both: `[[{…}, {…}], 230]`.
			add(sample.filter(Array.isArray));
			if (entries.length > 0 && !sample.some(isObject)) continue;
			const hasEmails = anyHas('email', entries);
			if (!hasEmails && holdList(sample, key)) add(sample.filter(isObject));
			// An object with numbers as keys can also be statistics by year: `{"2025": {…}, "2026": {…}}`.
			if (Array.isArray(value) || LIST_NAMES.has(key) || hasEmails) {
				lists.push({ entries, hasEmails, key, depth });
			}
		} else if (depth < DEEPEST) {
			const inner = Object.entries(fieldsOf(value)).slice(0, 100);
			queue.push(...inner.map(([key, value]) => ({ value, key, depth: depth + 1 })));
		}
	}
	return lists;
}

/**
 * Whether the list stands inside of these entries: they are groups, such as `[{"name": "New", "candidates": […]}]`, or a
 * page with its total, such as `[{"total": 1, "data": […]}]`. Entries with an ID, a job or an interview do not count: they
 * can be interviews that hold lists of something else.
 */
function holdList(entries: unknown[], name: string): boolean {
	const fields = entries.flatMap((entry) => Object.entries(fieldsOf(entry)));
	if (fields.some(([key]) => /^(?:interview|job)|id$/.test(key))) return false;
	return (
		fields.some(arePeople) ||
		entries.every((entry) => isNone(fieldsOf(entry).candidates)) ||
		(LIST_NAMES.has(name) &&
			!fields.some(([, value]) => typeof value === 'string' || isObject(value)))
	);
}

/** The entries of a list, which can be an object with numbers or IDs as keys: `{"0": {…}}`, `{"i-1": {"id": "i-1"}}`. */
function entriesOf(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	const entries = Object.entries(isObject(value) ? value : {});
	const isKey = ([key, entry]: [string, unknown]) =>
		isObject(entry) && (/^\d+$/.test(key) || readInterview(entry).id === key);
	const isList = entries.length > 0 && entries.slice(0, SAMPLE).every(isKey);
	return isList ? entries.map(([, entry]) => entry) : undefined;
}

/**
 * Whether entries are jobs or stages with their candidates in them: `[{"id": "job-1", "candidates": […]}]`. An entry with
 * interviews in it is no group, because {@link perInterview} reads these.
 */
export function areGroups(rows: Row[], jobId: string): boolean {
	let are = false;
	for (const row of rows.slice(0, SAMPLE)) {
		const { id, email, interviewLink } = readInterview(row);
		// A job can have the email address of a recruiter.
		if (email !== null && row.candidates === undefined) return false;
		const isGroup =
			matchesId(id, jobId) ||
			(interviewLink === null &&
				(Array.isArray(row.candidates) || Object.entries(row).some(arePeople)));
		are ||= isGroup && perInterview(row)[0]?.raw === row;
	}
	return are;
}

/** The interviews in an object: a single interview, a list, or several lists such as `{"sent": […], "done": […]}`. */
function entriesInside(value: unknown): unknown[] | undefined {
	if (anyHas('id', [value])) return [value];
	const lists = listsIn(value);
	const named = lists.filter(isNamed);
	const found = named.length > 0 ? named : lists;
	return found[0] && found.flatMap(({ entries }) => entries);
}

/**
 * The interviews that a field of a candidate lists; `undefined` for a field that is no list. An object under `interview` is
 * a single interview and no list; a number only counts them.
 */
function listInside(key: string, value: unknown): unknown[] | undefined {
	if (isNone(value)) return [];
	if (Array.isArray(value)) return value;
	const mayHold = key === 'interviews' && isObject(value);
	return mayHold ? (entriesOf(value) ?? entriesInside(value)) : undefined;
}

/** Fields that can list the interviews of a candidate. The first ones say the most about an interview. */
const INSIDE = ['interviews', 'interview', 'interviewids'];
const OF_AN_INTERVIEW = ['interview', 'interviewid', ...LINKS];

/**
 * Makes of a row one entry for each interview. A candidate who lists interviews or their IDs, such as
 * `{"email": …, "interviews": [{…}, {…}]}`, becomes an entry for each of them, and with `"interviews": null` none. Any
 * other row is one entry.
 *
 * @param interviewId the ID that was asked for, if one interview was: a row with this ID is an interview
 */
export function perInterview(raw: Row, interviewId = ''): Entry[] {
	const entry = entryOf(raw);
	const { fields } = entry;
	// Most rows have none of these fields, and this is the fastest way to know.
	if (!INSIDE.some((key) => fields[key] !== undefined)) return [entry];
	const lists = INSIDE.map((key) => listInside(key, fields[key]));
	const inside = lists.find((list) => list?.length) ?? lists.find((list) => list);
	// An empty list says nothing in a row that is an interview itself, or whose interviews are only counted.
	const isOwn = () =>
		matchesId(readRow(entry).interview.id, interviewId) ||
		(!lists[0] && fields.interviews) ||
		OF_AN_INTERVIEW.some((key) => fields[key] && !isNone(fields[key]));
	if (!inside || (inside.length === 0 && isOwn())) return [entry];
	const value = fields[INSIDE[lists.indexOf(inside)]!];
	// The name of this field as the service writes it.
	const name = Object.keys(raw).find((key) => raw[key] === value)!;
	return inside
		.map((one) => (textOf(one) === null ? [fieldsOf(one).node, one].find(isObject) : { id: one }))
		.filter(isObject)
		.map((chosen) => ({ raw: { ...raw, [name]: [chosen] }, fields, chosen }));
}
