import type { IDataObject } from 'n8n-workflow';
import { hash } from '../shared/hash';
import { matchesId } from '../shared/interview';
import { listOf } from '../shared/json';
import { documentedEvent } from './events';
import type { idsIn } from './ids';
import { CONTAINERS, type Place, textsIn } from './places';

/** So many events are remembered; the description of Skip Repeated Deliveries names the number. */
export const REMEMBERED = 1000;

/** Headers with the ID of the delivery, as in Standard Webhooks and Svix. */
const DELIVERY_HEADERS = ['webhook-id', 'svix-id', 'x-delivery-id', 'x-event-id'];

/** Headers with the ID of the delivery, or of the subscription or the kind of event, which many deliveries share. */
const VAGUE_HEADER = /^x-webhook-id$|-(?:event|delivery)-id$/;

const DELIVERY_IDS = ['eventid', 'deliveryid'];

/**
 * The ID of a delivery, from a header or from the body itself, and a key of the event, which its repeats share. The field
 * `webhookId` is never taken: at some vendors it is the ID of the subscription, and then all events but the first would
 * be dropped as repeats.
 *
 * @param content the bytes of the body, or an entry of a list as text
 * @param index of an entry in its list; all entries of a list have the same delivery ID
 */
export function deliveryIdIn(
	places: readonly Place[],
	headers: Place,
	{ event, interviewId, jobIds }: ReturnType<typeof idsIn> & { event: string },
	content: string | Uint8Array,
	index?: number,
): { deliveryId: string | null; key: string } {
	const body = places.slice(0, 1);
	const others = [event, interviewId, ...jobIds];
	// `interview.completed` is a kind of event; `interview.completed-17` can only be the ID of a delivery.
	const isOfDelivery = (id: string) =>
		(/\d/.test(id) || !documentedEvent(id)) && !others.some((other) => matchesId(other, id));
	const sure = [...textsIn([headers], DELIVERY_HEADERS), ...textsIn(body, DELIVERY_IDS)].find(
		isOfDelivery,
	);
	const hasContainer = CONTAINERS.some(
		(name) => typeof (places[0]?.fields[name] ?? '') === 'object',
	);
	const besideContainer = hasContainer ? textsIn(body, ['id']) : [];
	const vagueNames = Object.keys(headers.fields).filter((name) => VAGUE_HEADER.test(name));
	const vague = [...textsIn([headers], vagueNames), ...besideContainer].find(isOfDelivery);
	const deliveryId = sure ?? vague ?? null;
	// An `eventId` may be that of a kind of event, so the interview is part of the key.
	const about = sure ? [interviewId ?? hash(content), index] : [hash(content)];
	// So is the event, because its name may be in a header alone.
	return { deliveryId, key: hash(JSON.stringify([deliveryId, event, ...about])) };
}

/**
 * The keys that this process remembers, by trigger. The static data of the node is not enough: n8n gives each delivery a
 * copy of it and stores the whole copy, so of deliveries at the same time only the last one stored would be remembered.
 */
const ofThisProcess = new Map<string, unknown[]>();

/** The keys that a trigger remembers, in its static data, which may hold anything, and in this process. */
export const keysIn = ({ seen }: IDataObject, trigger: string) =>
	[seen, ofThisProcess.get(trigger)].flatMap(listOf);

/** The latest keys of lists, each once: n8n asks for the answer more than once, and each time its keys are remembered. */
const latestOf = (...lists: unknown[]) => [...new Set(lists.flatMap(listOf))].slice(-REMEMBERED);

/** Adds the keys of events, and drops the oldest keys. */
export function remember(
	memory: IDataObject,
	trigger: string,
	events: ReadonlyArray<{ key: string }>,
): void {
	const own = latestOf(
		ofThisProcess.get(trigger),
		events.map(({ key }) => key),
	);
	ofThisProcess.set(trigger, own);
	// The 100 keys before are stored again, because deliveries at the same time may have overwritten them. All of them
	// would be too many: old keys of this process must not push out what another process stored since.
	memory.seen = latestOf(memory.seen, own.slice(-100 - events.length)) as string[];
}
