import { jsonText, listOf } from '../shared/json';
import { fromJsonText } from '../shared/values';
import { documentedEvent, eventIn } from './events';
import { idsIn } from './ids';
import { placesOf } from './places';
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

/** A longer list is no list of events, and an item for each entry would keep n8n busy for too long. */
const MOST_EVENTS = 1000;

/**
 * Reads a delivery: one event, or one for each entry of a list. The list may stand in a body that is no event itself, such
 * as `{"events": […]}`. Nothing is refused: what cannot be read is an event `unknown`, with null for all IDs.
 */
export function readDelivery({ headers, body: parsed, rawBody }: Delivery): ReceivedEvent[] {
	// n8n parses few content types: not `application/vnd.api+json`, and nothing where none is named.
	const isUnread = parsed === undefined && rawBody?.length;
	const body = isUnread ? fromJsonText(new TextDecoder().decode(rawBody), Infinity) : parsed;
	const whole = readEvent(headers, body, rawBody ?? jsonText(body) ?? '');
	const content = fromJsonText(body, Infinity);
	const list = Array.isArray(content) ? content : whole.event === 'unknown' ? batchIn(body) : [];
	const entries: unknown[] = list.length <= MOST_EVENTS ? list : [];
	const contents = entries.map(jsonText);
	if (entries.length === 0 || contents.includes(undefined)) return [whole];
	// A body around the list may hold an ID or a time. An event that comes again in another such body is no repeat.
	const around = list === content ? '' : whole.key;
	return entries.map((entry, at) => readEvent(headers, entry, `${around}${contents[at]}`, at));
}

/** A list inside a body, of which each entry tells a documented event and its interview. */
const batchIn = (body: unknown) =>
	placesOf(body)
		.flatMap(({ fields }) => Object.values(fields).map(listOf))
		.find(areEvents) ?? [];

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
) {
	const places = placesOf(body);
	const inHeaders = { name: 'headers', fields: headers };
	const read = { event: eventIn(places, inHeaders), ...idsIn(places) };
	return { ...read, ...deliveryIdIn(places, inHeaders, read, content, place), body };
}
