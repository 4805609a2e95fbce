import { jsonText, listOf } from '../shared/json';
import { fromJsonText } from '../shared/values';
import { documentedEvent, eventIn } from './events';
import { idsIn } from './ids';
import { placesOf } from './places';
import { deliveryIdIn } from './repeats';

export interface Delivery {
	/** As Node.js gives them: names in lower case. */
	headers: Record<string, unknown>;
	/** As n8n gives it: parsed JSON or XML, the fields of a form, a text; undefined for no body, or an unknown type. */
	body: unknown;
	/** The bytes of the body; n8n has none of a multipart form. */
	rawBody?: Uint8Array;
}

export type ReceivedEvent = ReturnType<typeof readEvent>;

/** A longer list is hardly one of events, and an item for each entry would keep n8n busy for too long. */
const MOST_EVENTS = 1000;

/**
 * Reads a delivery: one event, or one for each entry of a list. The list is the body, or is in a body that is no event
 * itself, as in `{"events": […]}`. Nothing is refused: what cannot be read is an event `unknown`, with null for all IDs.
 */
export function readDelivery({ headers, body: parsed, rawBody }: Delivery): ReceivedEvent[] {
	// n8n parses few content types: not `application/vnd.api+json`, for example, and nothing without a content type. Where
	// JSON is called a form, as curl calls all that it sends, n8n makes the name of a field of it.
	const isForm = /form/i.test(String(headers['content-type']));
	const text = isForm || parsed === undefined ? new TextDecoder().decode(rawBody) : '';
	const sent = fromJsonText(text, Infinity);
	const body = typeof sent === 'object' ? sent : (parsed ?? (text || parsed));
	const single = readEvent(headers, body, rawBody ?? jsonText(body) ?? '');
	const value = fromJsonText(body, Infinity);
	const list = Array.isArray(value) ? value : single.event === 'unknown' ? batchIn(body) : [];
	const entries: unknown[] = list.length <= MOST_EVENTS ? list : [];
	const texts = entries.map(jsonText);
	if (entries.length === 0 || texts.includes(undefined)) return [single];
	// A body around the list may hold an ID or a time. The same event in another such body is no repeat.
	const around = list === value ? '' : single.key;
	return entries.map((entry, index) => readEvent(headers, entry, around + texts[index], index));
}

/** The list inside a body in which each entry is a documented event with the ID of its interview. */
const batchIn = (body: unknown) =>
	placesOf(body)
		.flatMap(({ fields }) => Object.values(fields).map(listOf))
		.find(areEvents) ?? [];

const areEvents = (list: unknown[]) =>
	list.length > 0 &&
	list.length <= MOST_EVENTS &&
	list.every((entry) => {
		const { event, interviewId } = readEvent({}, entry, '');
		return interviewId && documentedEvent(event);
	});

/** Reads one event; for `content` and `index`, see {@link deliveryIdIn}. */
function readEvent(
	headers: Delivery['headers'],
	body: unknown,
	content: string | Uint8Array,
	index?: number,
) {
	const places = placesOf(body);
	const inHeaders = { name: 'headers', fields: headers };
	const read = { event: eventIn(places, inHeaders), ...idsIn(places) };
	return { ...read, ...deliveryIdIn(places, inHeaders, read, content, index), body };
}
