/** Finding the list of interviews in an answer; how the service writes one is not documented. Pure. */
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
import { fieldsOf, isEmpty, isObject, listOf, textOf } from './json';

/** Levels and values of an answer that are searched for a list. */
const DEEPEST = 4;
const MOST_PLACES = 500;
/** So many entries tell whether a list is one of interviews. */
const SAMPLE = 20;
const LIST_NAMES = new Set('data candidates interviews items results records rows list'.split(' '));

/**
 * Finds the list of interviews in an answer: the array whose entries have an email address, or which is empty, under a
 * usual name for a list; else any with email addresses, else any with such a name, else an empty one. An answer that is
 * one interview is a list of one, unless a list with such a name and email addresses is in it.
 *
 * @param interviewId what was asked for: one interview with this ID needs no email address to be known
 * @returns its entries, without those that are no object; `undefined` when it holds no list, or several side by side
 */
export function rowsOf(json: unknown, interviewId = ''): Row[] | undefined {
	const lists = listsIn(json);
	const named = lists.filter(isNamed);
	const usual = named.filter(({ hasEmails }) => hasEmails);
	const one = usual[0] ?? lists.find(({ hasEmails }) => hasEmails) ?? named[0];
	const rows = one?.entries.filter(isObject);
	/** Whether a list can be the one that is meant as well. Others may tell of the people in it. */
	const isRival = (list: List) =>
		usual.length > 0
			? usual.includes(list) || (list.key === 'interviews' && (isBare(list) || hasIds(list)))
			: list.hasEmails || (isNamed(list) && hasIds(list));
	// Of several side by side, such as one for each status, one is not all.
	const areSeveral = lists.some(
		(list) => list !== one && list.depth === one?.depth && isRival(list),
	);
	if (usual.length > 0) return areSeveral ? undefined : rows;
	const data = dataOf(json);
	const fields = fieldsOf(data);
	const isAsked = (value: unknown): value is Row => matchesId(readInterview(value).id, interviewId);
	const likely = [data, fields.candidate];
	const single = [...likely, ...Object.values(fields).filter(isAsked)].find(isOneInterview);
	if (single) return [single];
	const none = named.find(isBare);
	// One beside or around the empty one can be the list: then nothing tells which of them is.
	const mayBeOther = named.some((list) => none && list.depth <= none.depth && hasIds(list));
	if (none && !mayBeOther) return [];
	const asked = likely.find(isAsked);
	if (asked) return [asked];
	if (areSeveral || mayBeOther) return undefined;
	if (one) return rows;
	// Beside an array of something else, nothing tells which of them is the list.
	const [first] = lists;
	return first && lists.every((list) => isBare(list) || list.depth > first.depth) ? [] : undefined;
}

/** Entries without email addresses and IDs are no interviews or candidates; they can be statistics. */
const tells = (key: keyof Interview, entries: unknown[]) =>
	entries.slice(0, SAMPLE).some((entry) => readInterview(entry)[key] !== null);

/** Whether a field has a usual name for a list, and email addresses in its entries. */
const arePeople = ([key, value]: [string, unknown]) =>
	LIST_NAMES.has(key) && tells('email', listOf(value));

const isNamed = ({ key }: List) => LIST_NAMES.has(key);
const isBare = ({ entries }: List) => entries.length === 0;
const hasIds = ({ entries }: List) => tells('id', entries);

const isNone = (value: unknown) =>
	value === null || value === '' || (typeof value === 'object' && isEmpty(value));

/** Whether an answer has null, nothing at all or an empty array where a list would stand: services write none so. */
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

function isOneInterview(value: unknown): value is Row {
	const { id, email, interviewLink } = readInterview(value);
	const { interviews } = fieldsOf(value);
	const known = [id, email, interviewLink].filter((one) => one !== null).length;
	return (email ?? interviewLink) !== null && known + Number(Array.isArray(interviews)) > 1;
}

interface List {
	entries: unknown[];
	hasEmails: boolean;
	/** Its name in plain form. */
	key: string;
	depth: number;
}

/** The arrays of objects in an answer, those at the top first; empty ones are among them. */
function listsIn(json: unknown): List[] {
	const lists: List[] = [];
	const queue = [{ value: json, key: 'data', depth: 0 }];
	for (let at = 0; at < Math.min(queue.length, MOST_PLACES); at++) {
		const { value, key, depth } = queue[at] as (typeof queue)[number];
		const entries = entriesOf(value);
		if (entries) {
			const sample = entries.slice(0, SAMPLE);
			// A list beside its total, as a list of both.
			const inner = sample.filter(Array.isArray);
			queue.push(...inner.map((value) => ({ value, key, depth: depth + 1 })));
			if (entries.length > 0 && !sample.some(isObject)) continue;
			const hasEmails = tells('email', entries);
			if (!hasEmails && holdList(sample, key)) {
				const objects = sample.filter(isObject);
				queue.push(...objects.map((value) => ({ value, key, depth: depth + 1 })));
			}
			// Other objects by number can be statistics by year: `{"2025": {…}, "2026": {…}}`.
			if (Array.isArray(value) || LIST_NAMES.has(key) || hasEmails) {
				lists.push({ entries, hasEmails, key, depth });
			}
		} else if (depth < DEEPEST) {
			const inner = Object.entries(fieldsOf(value)).slice(0, 100);
			queue.push(...inner.map(([name, one]) => ({ value: one, key: name, depth: depth + 1 })));
		}
	}
	return lists;
}

/**
 * Whether entries are groups, such as `[{"name": "New", "candidates": […]}]`, or a page with its total, such as
 * `[{"total": 1, "data": […]}]`. Entries that name an ID or an interview may be interviews with lists of their own.
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

/** The entries of a list, also of one that is written as an object, by number or by ID. */
function entriesOf(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	const entries = Object.entries(isObject(value) ? value : {});
	const isKey = ([key, entry]: [string, unknown]) =>
		isObject(entry) && (/^\d+$/.test(key) || readInterview(entry).id === key);
	const isList = entries.length > 0 && entries.slice(0, SAMPLE).every(isKey);
	return isList ? entries.map(([, entry]) => entry) : undefined;
}

/**
 * Whether entries are jobs or stages with their candidates in them: `[{"id": "job-1", "candidates": […]}]`. One with its
 * interviews in it is no group, because it is read as these.
 */
export function areGroups(rows: Row[], jobId: string): boolean {
	let are = false;
	for (const row of rows.slice(0, SAMPLE)) {
		const { id, email, interviewLink } = readInterview(row);
		if (email !== null) return false;
		const isGroup =
			matchesId(id, jobId) ||
			(interviewLink === null &&
				(Array.isArray(row.candidates) || Object.entries(row).some(arePeople)));
		are ||= isGroup && perInterview(row)[0]?.raw === row;
	}
	return are;
}

/** A candidate's interviews in an object: one alone, a list of them, or several, such as one for each status. */
function entriesInside(value: unknown): unknown[] | undefined {
	if (tells('id', [value])) return [value];
	const lists = listsIn(value);
	const named = lists.filter(isNamed);
	const found = named.length > 0 ? named : lists;
	return found[0] && found.flatMap(({ entries }) => entries);
}

/** What a field lists of a candidate's interviews. An object `interview` is one alone, and a number only counts them. */
function listInside(key: string, value: unknown): unknown[] | undefined {
	if (isNone(value)) return [];
	if (Array.isArray(value)) return value;
	const mayHold = key === 'interviews' && isObject(value);
	return mayHold ? (entriesOf(value) ?? entriesInside(value)) : undefined;
}

/** Fields that can list the interviews of a candidate, by how much they tell of them. */
const INSIDE = ['interviews', 'interview', 'interviewids'];
const OF_AN_INTERVIEW = ['interview', 'interviewid', ...LINKS];

/**
 * A candidate with interviews in it, or with their IDs, becomes an entry for each of them; one with null has none.
 *
 * @param interviewId what was asked for: an entry with this ID is an interview
 */
export function perInterview(raw: Row, interviewId = ''): Entry[] {
	const entry = entryOf(raw);
	const { fields } = entry;
	const lists = INSIDE.map((key) => listInside(key, fields[key]));
	const inside = lists.find((list) => list?.length) ?? lists.find((list) => list);
	// An interview can have such a field, too; so can a candidate whose interviews are only counted.
	const isOwn = () =>
		matchesId(readRow(entry).interview.id, interviewId) ||
		(!lists[0] && fields.interviews) ||
		OF_AN_INTERVIEW.some((one) => fields[one] && !isNone(fields[one]));
	if (!inside || (inside.length === 0 && isOwn())) return [entry];
	const value = fields[INSIDE[lists.indexOf(inside)]!];
	const name = Object.keys(raw).find((one) => raw[one] === value)!;
	return inside
		.map((one) => (textOf(one) === null ? [fieldsOf(one).node, one].find(isObject) : { id: one }))
		.filter(isObject)
		.map((one) => ({ raw: { ...raw, [name]: [one] }, fields, one }));
}
