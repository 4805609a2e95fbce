import { eventIn, type Headers } from './events';
import { idsIn, type InterviewIds } from './ids';
import { fromJsonText } from '../shared/values';
import { placesOf } from './places';
import { type DeliveryId, deliveryIdIn } from './repeats';

export interface Delivery {
	headers: Headers;
	/** Parsed JSON or XML, form fields, a text; undefined where nothing came. */
	body: unknown;
	/** The bytes of the body; n8n has none of a multipart form. */
	rawBody?: Uint8Array;
}

export interface ReceivedEvent extends InterviewIds, DeliveryId {
	/** One of the four documented names, else the sender's own, else `unknown`. */
	event: string;
	/** As it came. */
	body: unknown;
}

/** A longer list is no list of events; making an item of each entry would hold up n8n. */
const MOST_EVENTS = 1000;

/**
 * Reads a delivery: one event, or one for each entry of a list. Never refuses: what cannot be read is an event, too,
 * `unknown` and with null for all IDs.
 */
export function readDelivery({ headers, body: parsed, rawBody }: Delivery): ReceivedEvent[] {
	// n8n parses few content types: not `application/vnd.api+json`, and nothing where none is named.
	const isUnread = parsed === undefined && rawBody?.length;
	const body = isUnread ? fromJsonText(new TextDecoder().decode(rawBody), Infinity) : parsed;
	const list = fromJsonText(body, Infinity);
	const isList = Array.isArray(list) && list.length <= MOST_EVENTS;
	const entries: unknown[] = isList ? list : [];
	const contents = entries.map(contentOf);
	if (entries.length === 0 || contents.includes(undefined)) {
		return [readEvent(headers, body, rawBody ?? contentOf(body) ?? '')];
	}
	return entries.map((entry, at) => readEvent(headers, entry, contents[at] as string, at));
}

function readEvent(
	headers: Headers,
	body: unknown,
	content: string | Uint8Array,
	place?: number,
): ReceivedEvent {
	const places = placesOf(body);
	const read = { event: eventIn(places, headers), ...idsIn(places) };
	return { ...read, ...deliveryIdIn(places, headers, read, content, place), body };
}

/** A value as text; undefined for nothing, and for what is nested too deep to be made into text. */
function contentOf(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}
