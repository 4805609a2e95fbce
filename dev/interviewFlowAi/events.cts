/**
 * Webhook events. The vendor documents four names, that deliveries are repeated, and that they should be
 * answered with 200 at once; payload, ID and schedule of the repeats are not documented.
 */
import { z } from 'zod';
import { render, type Answer } from './http.cts';
import { nameIn } from './named.cts';
import type { Interview } from './store.cts';
import { pause } from './strike.cts';

export const EVENT_NAMES = [
	'interview.started',
	'interview.in_progress',
	'interview.completed',
	'interview.report_available',
] as const;

type Payload = Omit<Answer, 'status'>;

/** How similar services put an event; any other payload can be given as it is. */
export const EVENT_SHAPES = {
	flat: (event, id, jobId, email) => ({ body: { event, interviewId: id, jobId, email } }),
	data: (event, id, jobId, email) => ({ body: { event, data: { id, jobId, email } } }),
	'snake case': (event_type, interview_id, job_id, candidate_email) => ({
		body: { event_type, data: { interview_id, job_id, candidate_email } },
	}),
	interview: (type, id, jobId, email) => ({ body: { type, interview: { id, jobId, email } } }),
	'interview is the job': (event, session_id, id, email) => ({
		body: { event, interview: { id }, session_id, candidate: { email } },
	}),
	payload: (eventType, id, jobId, email) => ({
		body: { eventType, payload: { interview: { id }, interviewer: { id: jobId }, email } },
	}),
	nested: (event, interview_id, id, email) => ({
		body: { webhook_payload: { data: { event, interview_id, position: { id }, email } } },
	}),
	'upper case': (event, id, jobId, email) => ({
		body: { event: event.toUpperCase().replace('.', '_'), data: { id, jobId, email } },
	}),
	/** `webhookId` is the subscription: the same in every delivery. */
	'data with webhookId': (event, id, jobId, email) => ({
		body: { event, webhookId: 'wh_subscription_1', data: { id, jobId, email } },
	}),
	'name in a header': (event, interviewId, jobId, email) => ({
		headers: { 'x-webhook-event': event },
		body: { interviewId, jobId, email },
	}),
	list: (event, id, jobId, email) => ({
		body: [id, `${id}-2`].map((interviewId) => ({ event, interviewId, jobId, email })),
	}),
	'no name': (_, interviewId, jobId, email) => ({ body: { interviewId, jobId, email } }),
	'name alone': (event) => ({ body: { event } }),
} satisfies Record<string, (event: string, id: string, jobId: string, email: string) => Payload>;

/** Deliveries that are ordered together are sent at the same instant. */
export const EVENT_ORDER = z.strictObject({
	/** Where it is sent. */
	url: z.string(),
	/** One of the four, or any other name. */
	event: z.string().default('interview.completed'),
	/** Of an interview the service holds; default its newest, and without any one that does not exist. */
	interviewId: z.string().optional(),
	shape: nameIn(EVENT_SHAPES, 'shape of an event').default('data'),
	/** Sent instead of a shape: `{"headers": …, "body": …}`; a text as body is sent as it is. */
	payload: z
		.strictObject({ headers: z.record(z.string()).optional(), body: z.unknown() })
		.optional(),
	/** Where the delivery's ID stands: in a header, or in a field of the body. Default nowhere. */
	idIn: z
		.union([z.strictObject({ header: z.string() }), z.strictObject({ field: z.string() })])
		.optional(),
	/** Default a new one for each order. Repeats and copies have the same. */
	deliveryId: z.string().optional(),
	/** How often the same delivery is sent at the same instant. */
	copies: z.number().default(1),
	/** How often it is sent at most: again after an answer that is no 2xx, or none in time. */
	tries: z.number().default(3),
	timeoutMs: z.number().default(5000),
	/** Between an answer and the next try. */
	pauseMs: z.number().default(100),
});

export type EventOrder = z.input<typeof EVENT_ORDER>;

export interface Delivery {
	event: string;
	deliveryId: string;
	/** What became of each try: a status, or what went wrong. */
	tries: Array<{ status?: number; failed?: string; ms: number }>;
}

/** What an event tells of while the service holds no such interview. */
const NONE = { id: 'interview-0', jobId: 'job-0', email: 'no.candidate@example.com' };

let deliveries = 0;

/** Ends when every delivery was accepted or given up, or `stopped`. */
export async function sendEvents(
	orders: ReadonlyArray<z.output<typeof EVENT_ORDER>>,
	interviews: readonly Interview[],
	stopped: AbortSignal,
): Promise<Delivery[]> {
	const all = orders.flatMap(({ copies, deliveryId = `delivery-${++deliveries}`, ...order }) =>
		Array.from({ length: copies }, () => deliver({ ...order, deliveryId }, interviews, stopped)),
	);
	return await Promise.all(all);
}

async function deliver(
	order: Omit<z.output<typeof EVENT_ORDER>, 'copies'> & { deliveryId: string },
	interviews: readonly Interview[],
	stopped: AbortSignal,
): Promise<Delivery> {
	const { url, event, shape, idIn, deliveryId, timeoutMs } = order;
	const { id, jobId, email } =
		interviews.findLast((one) => one.id === (order.interviewId ?? one.id)) ?? NONE;
	const payload: Payload = order.payload ?? EVENT_SHAPES[shape](event, id, jobId, email);
	const { headers, bytes } = render({ status: 0, ...withId(payload, idIn, deliveryId) });
	const delivery: Delivery = { event, deliveryId, tries: [] };
	while (delivery.tries.length < order.tries && !stopped.aborted) {
		const start = performance.now();
		const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]);
		const outcome = await fetch(url, { method: 'POST', headers, body: bytes, signal }).then(
			({ status }) => ({ status }),
			({ name, message }: Error) => ({ failed: `${name}: ${message}` }),
		);
		delivery.tries.push({ ...outcome, ms: Math.round(performance.now() - start) });
		if ('status' in outcome && outcome.status >= 200 && outcome.status < 300) break;
		await pause(order.pauseMs);
	}
	return delivery;
}

function withId(payload: Payload, idIn: EventOrder['idIn'], id: string): Payload {
	const { headers, body } = payload;
	if (idIn === undefined) return payload;
	if ('header' in idIn) return { body, headers: { ...headers, [idIn.header]: id } };
	return { headers, body: { [idIn.field]: id, ...(body as object) } };
}
