import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { textOf } from '../shared/json';
import type { Headers } from './events';
import { type InterviewIds, isSameId } from './ids';
import { CONTAINERS, type Place, textsIn } from './places';

/** How many deliveries are remembered. */
export const REMEMBERED = 1000;

/** Headers that name one delivery: Standard Webhooks, Svix and their kin. */
const DELIVERY_HEADERS = ['webhook-id', 'svix-id', 'x-delivery-id', 'x-event-id'];

/** At some vendors it names the delivery, at others the subscription, which is the same for every event. */
const VAGUE_HEADER = 'x-webhook-id';

const DELIVERY_IDS = ['eventid', 'deliveryid'];

export interface DeliveryId {
	id: string | null;
	/** Whether the ID alone tells one delivery from another. */
	isSure: boolean;
}

/**
 * The ID of a delivery, from a header or from the body itself. A body's `webhookId` is never taken: at some vendors it
 * is the subscription's, and all events but the first would be dropped as repeats.
 */
export function deliveryIdIn(
	[body]: readonly Place[],
	headers: Headers,
	{ interviewId, jobId }: InterviewIds,
): DeliveryId {
	const own = body ? [body] : [];
	const inHeaders = DELIVERY_HEADERS.map((header) => textOf(headers[header]));
	const sure = [...inHeaders, ...textsIn(own, DELIVERY_IDS)].find((id) => id !== null);
	if (sure) return { id: sure, isSure: true };
	const hasContainer = Object.entries(body?.fields ?? {}).some(
		([name, value]) => CONTAINERS.has(name) && typeof value === 'object' && value !== null,
	);
	const besideContainer = hasContainer ? textsIn(own, ['id']) : [];
	const vague = [textOf(headers[VAGUE_HEADER]), ...besideContainer].find(
		(id) => id !== null && !isSameId(id, interviewId) && !isSameId(id, jobId),
	);
	return { id: vague ?? null, isSure: false };
}

/** What came, for telling whether it came before. */
export interface Arrival {
	delivery: DeliveryId;
	event: string;
	interviewId: string | null;
	/** The bytes of the body, or an entry of a list as text. */
	content: string | Uint8Array;
	/** Of an entry in a list; a delivery ID is then the whole list's. */
	place?: number;
}

/** The same for a delivery and its repeat. An ID of which we are not sure counts together with the content. */
export function repeatKey({ delivery, event, interviewId, content, place }: Arrival): string {
	if (delivery.id === null) return hash(content);
	// An `eventId` may name the kind of event, so it counts for one interview alone.
	const rest = delivery.isSure ? [event, interviewId] : hash(content);
	return hash(JSON.stringify([delivery.id, rest, place]));
}

/** The keys in a node's static data; of anything else that may stand there, none. */
export function keysIn({ seen }: IDataObject): string[] {
	return Array.isArray(seen) ? [...(seen as string[])] : [];
}

/** Adds events to those remembered, and forgets the oldest where they become too many. */
export function remember(memory: IDataObject, events: ReadonlyArray<{ key: string }>): void {
	const keys = new Set([...keysIn(memory), ...events.map(({ key }) => key)]);
	memory.seen = [...keys].slice(-REMEMBERED);
}

/** Short, since a thousand of them are stored with the workflow. */
function hash(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('base64url').slice(0, 20);
}
