import { jsonText, listOf } from '../shared/json';
import { fromJsonText } from '../shared/values';
import { documentedEvent, eventIn } from './events';
import { idsIn } from './ids';
import { type Place, placesOf } from './places';
import { deliveryIdIn } from './repeats';

export interface Delivery {
	/** As Node.js gives them: names in lower case. */
	headers: Record<string, unknown>;
	/** Parsed JSON or XML, form fields, a text; undefined where nothing came. */
	body: unknown;
	/** The bytes of the body; n8n has none of a multipart form. */
	rawBody?: Uint8Array;
}

export type ReceivedEvent = ReturnType<typeof readEvent>;

/** A longer list is no list of events; making an item of each entry would hold up n8n. */
const MOST_EVENTS = 1000;

/**
 * Reads a delivery: one event, or one for each entry of a list, which may stand in a body that is no event itself.
 * Never refuses: what cannot be read is an event, too, `unknown` and with null for all IDs.
 */
export function readDelivery({ headers, body: parsed, rawBody }: Delivery): ReceivedEvent[] {
	// n8n parses few content types: not `application/vnd.api+json`, and nothing where none is named.
	const isUnread = parsed === undefined && rawBody?.length;
	const body = isUnread ? fromJsonText(new TextDecoder().decode(rawBody), Infinity) : parsed;
	const places = placesOf(body);
	const whole = readEvent(headers, body, rawBody ?? jsonText(body) ?? '', undefined, places);
	const content = fromJsonText(body, Infinity);
	const list = Array.isArray(content) ? content : whole.event === 'unknown' ? batchIn(places) : [];
	const entries: unknown[] = list.length <= MOST_EVENTS ? list : [];
	const contents = entries.map(jsonText);
	if (entries.length === 0 || contents.includes(undefined)) return [whole];
	// A body around the list may hold its ID or its time: the same event in another one is no repeat.
	const around = list === content ? '' : whole.key;
	return entries.map((entry, at) => readEvent(headers, entry, `${around}${contents[at]}`, at));
}

/** Entries inside a body that each tell a documented event and its interview. */
const batchIn = (places: Place[]) =>
	places.flatMap(({ fields }) => Object.values(fields).map(listOf)).find(areEvents) ?? [];

const areEvents = (list: unknown[]) =>
	list.length > 0 && list.length <= MOST_EVENTS && list.every(isEvent);

function isEvent(entry: unknown): boolean {
	const places = placesOf(entry);
	const event = eventIn(places, { name: 'headers', fields: {} });
	return idsIn(places).interviewId !== null && documentedEvent(event) !== undefined;
}

function readEvent(
	headers: Delivery['headers'],
	body: unknown,
	content: string | Uint8Array,
	place?: number,
	places = placesOf(body),
) {
	const inHeaders = { name: 'headers', fields: headers };
	const read = { event: eventIn(places, inHeaders), ...idsIn(places) };
	return { ...read, ...deliveryIdIn(places, inHeaders, read, content, place), body };
}
