import type { IDataObject } from 'n8n-workflow';
import { hash } from '../shared/hash';
import { matchesId } from '../shared/interview';
import { listOf } from '../shared/json';
import { documentedEvent } from './events';
import type { idsIn } from './ids';
import { CONTAINERS, type Place, textsIn } from './places';

export const REMEMBERED = 1000;

/** Headers that name one delivery: Standard Webhooks, Svix and their kin. */
const DELIVERY_HEADERS = ['webhook-id', 'svix-id', 'x-delivery-id', 'x-event-id'];

/** Headers that may name the delivery; or the subscription or the kind of event, which are the same for many deliveries. */
const VAGUE_HEADER = /^x-webhook-id$|-(?:event|delivery)-id$/;

const DELIVERY_IDS = ['eventid', 'deliveryid'];

/**
 * The ID of a delivery, from a header or from the body itself, and a key that only a repeat of this event has, too. The
 * field `webhookId` is never taken: at some vendors it is the ID of the subscription, and then all events but the first
 * would be dropped as repeats.
 *
 * @param content the bytes of the body, or an entry of a list as text
 * @param place the place of an entry in its list, which has one delivery ID for all entries
 */
export function deliveryIdIn(
	places: readonly Place[],
	headers: Place,
	{ event, interviewId, jobIds }: ReturnType<typeof idsIn> & { event: string },
	content: string | Uint8Array,
	place?: number,
): { deliveryId: string | null; key: string } {
	const own = places.slice(0, 1);
	const told = [event, interviewId, ...jobIds];
	// `interview.completed` is a kind of event; `interview.completed-17` can only be one delivery.
	const isOfDelivery = (id: string) =>
		(/\d/.test(id) || !documentedEvent(id)) && !told.some((other) => matchesId(other, id));
	const sure = [...textsIn([headers], DELIVERY_HEADERS), ...textsIn(own, DELIVERY_IDS)].find(
		isOfDelivery,
	);
	// An `eventId` may name the kind of event, so it tells repeats only of the same interview.
	if (sure)
		return { deliveryId: sure, key: keyOf([sure, event, interviewId ?? hash(content), place]) };
	const hasContainer = own
		.flatMap(({ fields }) => Object.entries(fields))
		.some(([name, value]) => CONTAINERS.has(name) && typeof value === 'object' && value !== null);
	const besideContainer = hasContainer ? textsIn(own, ['id']) : [];
	const vagueNames = Object.keys(headers.fields).filter((name) => VAGUE_HEADER.test(name));
	const vague = [...textsIn([headers], vagueNames), ...besideContainer].find(isOfDelivery);
	// With the event, whose name may stand in a header alone.
	return { deliveryId: vague ?? null, key: keyOf([vague, event, hash(content)]) };
}

const keyOf = (parts: unknown[]) => hash(JSON.stringify(parts));

/**
 * The keys that this process remembers, by trigger. Each delivery has a copy of its own of the node's static data, and n8n
 * stores it as a whole: of deliveries at the same time, the last one stored would be the only one known.
 */
const ofThisProcess = new Map<string, unknown[]>();

/** The keys that a trigger remembers, in its static data, which may hold anything, and in this process. */
export const keysIn = ({ seen }: IDataObject, trigger: string) => [
	...listOf(seen),
	...listOf(ofThisProcess.get(trigger)),
];

export function remember(
	memory: IDataObject,
	trigger: string,
	events: ReadonlyArray<{ key: string }>,
): void {
	// Each for itself: old keys of this process must not take the place of what another process stored since.
	const grown = (keys: unknown) =>
		[...listOf(keys), ...events.map(({ key }) => key)].slice(-REMEMBERED);
	memory.seen = grown(memory.seen) as string[];
	ofThisProcess.set(trigger, grown(ofThisProcess.get(trigger)));
}
