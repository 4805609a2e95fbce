/**
 * What of an answer may stand in a report: its shape, and words out of a list. Values are told by what they are, such as
 * "the candidate's email" for the probe's own and "text" for all others. Pure.
 */
import { readInstant } from '../../nodes/InterviewFlowAi/shared/instants.ts';
import { isObject, linkOf } from '../../nodes/InterviewFlowAi/shared/json.ts';

/** The probe's own values, in lower case, with what they are called in the report. */
export type OwnValues = ReadonlyMap<string, string>;

const MOST = { depth: 8, keys: 60, entries: 100 };

/** A plain name; any other key may be a value itself: an address, an ID, a person. */
const NAME = /^[$_]{0,2}(?=.{1,40}$)[a-z]+(?:[_-]?[a-z]+)*\d?$/i;
/** The keys below these are the account's own. */
const FREE = /^(?:additional|custom)_?fields$|^metadata$|^answers$/i;

/** Keys and types of JSON. A list is told by what its entries have together, with "?" where some lack a key. */
export function shapeOf(json: unknown, own: OwnValues): string {
	return json === undefined ? 'no JSON' : together([json], own, '', 0);
}

/** The shape of values that stand at the same place. */
function together(values: unknown[], own: OwnValues, key: string, depth: number): string {
	if (depth > MOST.depth) return '…';
	const lists = values.filter((value) => Array.isArray(value)) as unknown[][];
	const objects = values.filter(isObject);
	const others = values.filter((value) => !Array.isArray(value) && !isObject(value));
	const shapes = new Set(others.map((value) => single(value, own)));
	if (objects.length > 0) shapes.add(ofObjects(objects, own, key, depth));
	const entries = lists.flatMap((list) => list.slice(0, MOST.entries));
	if (entries.length > 0) shapes.add(`list of ${together(entries, own, key, depth + 1)}`);
	else if (lists.length > 0) shapes.add('empty list');
	return [...shapes].slice(0, 6).join(' or ');
}

function ofObjects(
	objects: Array<Record<string, unknown>>,
	own: OwnValues,
	key: string,
	depth: number,
): string {
	const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
	const below = (name: string) =>
		objects.filter((one) => Object.hasOwn(one, name)).map((one) => one[name]);
	const isPlain = names.every((name) => NAME.test(name) && !own.has(name.toLowerCase()));
	if (
		names.length > 0 &&
		(FREE.test(key) || !isPlain || (names.length > 1 && areEntries(names.flatMap(below))))
	) {
		const values = names.slice(0, MOST.entries).flatMap(below);
		return `{ (keys not shown): ${together(values, own, '', depth + 1)} }`;
	}
	const fields = names.slice(0, MOST.keys).map((name) => {
		const mark = below(name).length < objects.length ? '?' : '';
		return `${name}${mark}: ${together(below(name), own, name, depth + 1)}`;
	});
	return `{ ${fields.join(', ')}${names.length > MOST.keys ? ', …' : ''} }`;
}

/** Values with the same keys each: they stand under names of persons or things, not of fields. */
function areEntries(values: unknown[]): boolean {
	const keys = values.map((value) => (isObject(value) ? Object.keys(value).sort().join() : null));
	return keys[0] !== null && new Set(keys).size === 1;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

function single(value: unknown, own: OwnValues): string {
	if (value === null) return 'null';
	if (typeof value === 'number') return readInstant(String(value)) ? 'number (time)' : 'number';
	if (typeof value !== 'string') return typeof value;
	const text = value.trim();
	const label = own.get(text.toLowerCase());
	if (label) return label;
	if (linkOf(text)) {
		const id = [...own].find(([value, name]) => /ID$/.test(name) && text.includes(value));
		return id ? `link with ${id[1]}` : 'link';
	}
	if (readInstant(text)) {
		return /^[\d\-T:.Z+ ]+$/.test(text) ? `time (${text.replace(/\d/g, '0')})` : 'time (in words)';
	}
	if (UUID.test(text)) return 'text (UUID)';
	if (/^[^\s@]+@[^\s@]+$/.test(text)) return 'text (email address)';
	return text ? 'text' : 'empty text';
}

/** Headers that tell of formats and limits, and which of their values are shown. */
const HEADERS: Array<[name: RegExp, value: RegExp]> = [
	[/^content-type$/, /^[a-z]+\/[a-z.+-]+(?:; ?charset=[\w-]+)?$/i],
	[/^retry-after$/, /^(?:\d{1,6}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT)$/],
	[/^(?:x-)?rate-?limit(?:-[a-z]+)?$/, /^[\d;=,. w]{1,40}$/],
	[/^(?:date|location|www-authenticate)$/, /^$/],
];

/** The headers that matter, as `name: value`, or the name alone where the value is not shown. */
export function headersOf(headers: object): string[] {
	return Object.entries(headers).flatMap(([name, value]) => {
		const [, shown] = HEADERS.find(([known]) => known.test(name)) ?? [];
		return shown ? [shown.test(String(value)) ? `${name}: ${value}` : name] : [];
	});
}

/** Words that refusals are made of; no other word is shown. */
const WORDS = new Set(
	`a access account active additional allowed already an and any api applicant application applied archived are array as at
	authentication authorization authorized bad be been before blank body boolean but by can candidate candidates cannot
	character characters closed code conflict could create created credits custom data date denied disabled do does doesn
	draft duplicate duplicated e email empty entity entry error errors exceeded exist existing exists expected expired failed
	false field fields find for forbidden format found from full greater has have header id in inactive input internal
	interview interviewer interviewers interviews invalid invited is isn it item job jobs json key keys least less limit
	link list long longer mail malformed many max maximum message metadata method min minimum missing more most must name
	new no not null number object of on once one only or organization page parameter parse permission person plan please
	position provided question questions quota rate received record registered rejected request requests required resource
	resume s same schema seconds server service shortlisted should skills status string successfully t than that the there
	this to token too true try type unable unauthorized unexpected unique unknown unprocessable unrecognized unsupported url
	user valid validation value values was were with without workspace wrong you your`.split(/\s+/),
);

/** A sentence of the service, of which only words of the list are shown; anything else becomes an ellipsis. */
export function knownWords(sentence: string, own: OwnValues): string {
	const shown = sentence
		.slice(0, 500)
		.split(/\s+/)
		.map((token) => {
			const core = token.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
			const label = own.get(core.toLowerCase());
			const parts = core
				.replace(/([a-z])([A-Z])/g, '$1 $2')
				.toLowerCase()
				.split(/[\s_:/.'’-]/);
			if (label) return `[${label}]`;
			return parts.every((part) => WORDS.has(part)) ? token.replace(/[`|<>[\]]/g, '') : '…';
		});
	return shown
		.join(' ')
		.replace(/…(?: …)+/g, '…')
		.slice(0, 300);
}
