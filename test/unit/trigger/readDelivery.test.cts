/* A delivery becomes events: what each is, of which interview and job, and the body as it came. */
import fc from 'fast-check';
import { parse } from 'node:querystring';

import { matchesId } from '../../../nodes/InterviewFlowAi/shared/interview';
import { readDelivery } from '../../../nodes/InterviewFlowAi/trigger/readDelivery';
import { anyJson } from '../anyJson.cts';
import { timed } from '../cpu.cts';
import payloads from './payloads.json';

const completed = { event: 'interview.completed', interviewId: 'int-1' };

const read = (body: unknown, headers: Record<string, unknown> = {}) =>
	readDelivery({ headers, body });

interface Payloads {
	/** What is read of each body; of all else nothing. */
	read: object;
	headers?: Record<string, unknown>;
	/** By what they are: what vendors of AI interviews might send, in the spread of forms that is known of them. */
	bodies: Record<string, unknown>;
}
const NOTHING = {
	...{ event: 'unknown', interviewId: null, jobIds: [], email: null, deliveryId: null },
};

describe.each([...(payloads as Payloads[]), { read: {}, bodies: { nothing: undefined } }])(
	'$read is read from',
	({ read: expected, headers, bodies }: Payloads) => {
		test.each(Object.entries(bodies))('%s', (_, body) => {
			const event = { ...NOTHING, ...expected, body: structuredClone(body) };
			expect(read(body, headers)).toEqual([{ ...event, key: expect.any(String) }]);
		});
	},
);

describe('a list', () => {
	it('that came as a text is a list, too', () => {
		const list = [{ event: 'interview.started' }, { event: 'interview.completed' }];
		for (const text of [JSON.stringify(list), `\uFEFF${JSON.stringify(list)}`]) {
			expect(read(text).map(({ event }) => event)).toEqual(list.map(({ event }) => event));
		}
	});

	it.each([
		{ events: [completed, completed] },
		{ batch: { id: 'b', items: [completed, completed] } },
	])('within a body that is no event gives its events: %j', (body) =>
		expect(read(body)).toMatchObject([completed, completed]),
	);

	it.each([
		{ event: 'interview.completed', data: [completed] },
		{ items: [completed, { interviewId: 'int-2' }] },
		{ timeline: [{ event: 'interview.started' }, { event: 'interview.completed' }] },
	])('within a body is not looked into where it may be of something else: %j', (body) => {
		expect(read(body)).toMatchObject([{ interviewId: null, body }]);
	});

	it.each([
		['of more than 1,000 entries', Array.from({ length: 1001 }, () => ({ event: 'x' }))],
		['too deep to be made into text', [JSON.parse(nested(100_000)) as unknown]],
	])('%s is one event', (_, body) => {
		const events = read(body);
		expect(events.map(({ event }) => event)).toEqual(['unknown']);
		expect(events[0]?.body).toBe(body);
	});
});

const unread = (text: string) =>
	readDelivery({ headers: {}, body: undefined, rawBody: new TextEncoder().encode(text) });

it.each([
	['JSON', JSON.stringify(completed), completed],
	['JSON with a byte order mark', `\uFEFF${JSON.stringify(completed)}`, completed],
	['text', 'hello', 'hello'],
	['nothing', '', undefined],
])('a body of a type that n8n does not know is read: %s', (_, text, body) => {
	expect(unread(text)).toEqual(read(body).map((event) => ({ ...event, key: expect.any(String) })));
});

it.each([
	[JSON.stringify(completed), completed],
	['event=interview.completed&interviewId=int-1', completed],
	['[interviewId]=int-1', { '[interviewId]': 'int-1' }],
])('JSON that comes as a form is read as JSON, and a form as its fields: %s', (text, body) => {
	const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
	const rawBody = new TextEncoder().encode(text);
	const [event] = readDelivery({ headers, body: { ...parse(text) }, rawBody });
	expect(event).toEqual({ ...read(body)[0], key: expect.any(String) });
});

describe('the key of a delivery', () => {
	const keyOf = (body: unknown, headers: Record<string, unknown> = {}) => {
		const rawBody = new TextEncoder().encode(JSON.stringify(body));
		return readDelivery({ headers, body, rawBody })[0]?.key;
	};

	it('is the same for the same event_id and another attempt', () => {
		const tried = (attempt: number) => keyOf({ ...completed, event_id: 'evt-1', attempt });
		expect(tried(1)).toBe(tried(2));
	});

	it.each(['webhook-id', 'x-delivery-id', 'x-event-id'])(
		'is the same for the same %s',
		(header) => {
			const tried = (attempt: number, id = 'msg-1') =>
				keyOf({ ...completed, attempt }, { [header]: id });
			expect(tried(2)).toBe(tried(1));
			expect(tried(1, 'msg-2')).not.toBe(tried(1));
		},
	);

	it('is the same for the same eventId, if that is a kind of event with a number', () => {
		const tried = (attempt: number, id = 1) =>
			keyOf({ ...completed, attempt, eventId: `interview.completed-${id}` });
		expect(tried(2)).toBe(tried(1));
		expect(tried(1, 2)).not.toBe(tried(1));
	});

	const another = { interviewId: 'int-2' };
	const started = { event: 'interview.started' };
	const contained = { id: 'x-1', event: 'interview.completed' };
	it.each([
		['a retake, at another time', completed, { at: 1 }, { at: 2 }],
		['the same webhookId, of the subscription', { ...completed, webhookId: '1' }, {}, another],
		['an ID beside a container', contained, { data: { at: 1 } }, { data: { at: 2 } }],
		['another body around the events', { events: [completed] }, { id: 'b-1' }, { id: 'b-2' }],
		// It may name the interview, or the kind of event.
		['the interview as eventId', { ...completed, eventId: 'INT-1' }, { at: 1 }, { at: 2 }],
		['its kind', { ...completed, eventId: 'INTERVIEW_COMPLETED' }, { at: 1 }, { at: 2 }],
		['the same eventId of another interview', { ...completed, eventId: 'DONE' }, {}, another],
		['the same eventId of an unknown one', { eventId: 'DONE' }, { of: 1 }, { of: 2 }],
		['the same event_id with another event', { ...completed, event_id: 'cal-1' }, {}, started],
	])('differs for %s', (_, event, one, other) => {
		expect(keyOf({ ...event, ...one })).not.toBe(keyOf({ ...event, ...other }));
	});

	it.each(['x-webhook-id', 'x-acme-event-id'])('differs for another %s or body', (header) => {
		const keyAt = (at: number, id = '1') => keyOf({ ...completed, at }, { [header]: id });
		expect([keyAt(2), keyAt(1, '2')]).not.toContain(keyAt(1));
		expect(keyAt(1)).toBe(keyAt(1));
	});

	it('differs for the same body with another event in a header', () => {
		const keys = ['started', 'completed'].map((event) => keyOf({ id: 1 }, { 'x-event': event }));
		expect(keys[0]).not.toBe(keys[1]);
	});

	it('differs for the entries of a list, although they share its delivery ID', () => {
		const keys = () => read([completed, completed], { 'webhook-id': '1' }).map(({ key }) => key);
		expect(new Set(keys()).size).toBe(2);
		expect(keys()).toEqual(keys());
	});

	it('is the same for an entry without an ID in any list', () => {
		const [first] = read([completed]);
		const [, second] = read([{ event: 'interview.started' }, completed]);
		expect(first?.key).toBe(second?.key);
	});
});

describe('whatever arrives', () => {
	const texts = ['a', 'A', ' a ', 'interview.completed', 'interview', '{"event":"x"}', 'a@b'];
	const json = anyJson(
		`event type data interview interviewId interview_id jobId job id interviewer candidate email session_id
		payload event_id webhookId hasOwnProperty `.split(/\s+/),
		texts.map((text) => JSON.stringify(text)),
	).map((text) => JSON.parse(text) as unknown);
	const headers = fc.dictionary(
		fc.constantFrom('x-webhook-event', 'webhook-id', 'x-webhook-id', '__proto__'),
		fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(...texts)),
	);

	it('becomes at least one event, with its body as it came and nothing of the wrong kind', () => {
		fc.assert(
			fc.property(fc.oneof(json, fc.jsonValue()), headers, (body, sent) => {
				const before = JSON.stringify(body);
				const events = readDelivery({ headers: sent, body });
				expect(JSON.stringify(body)).toBe(before);
				expect(events.length).toBe(Array.isArray(body) && body.length > 0 ? body.length : 1);
				for (const [index, one] of events.entries()) {
					const { event, interviewId, jobIds, email, deliveryId, key, ...rest } = one;
					expect(event.trim()).not.toBe('');
					for (const value of [interviewId, ...jobIds, email, deliveryId]) {
						expect(value === null || (typeof value === 'string' && value.trim() !== '')).toBe(true);
					}
					expect(key).toMatch(/^[\w-]{20}$/);
					const entry: unknown = Array.isArray(body) && body.length > 0 ? body[index] : body;
					expect(rest).toEqual({ body: entry });
					expect(rest.body).toBe(entry);
				}
			}),
			// With another seed, a body can hold a list of events, of which each becomes one.
			{ numRuns: 400, seed: 2 },
		);
	});

	it('never gives one value as both interview and job', () => {
		const id = fc.constantFrom('a', 'A', ' a ', 'b');
		const ids = fc.record(
			{ id, interviewId: id, session_id: id, jobId: id, job: fc.record({ id }) },
			{ requiredKeys: [] },
		);
		const body = fc.record({ data: ids, interview: ids }, { requiredKeys: [] });
		fc.assert(
			fc.property(ids, body, (own, others) => {
				for (const { interviewId, jobIds } of read({ ...own, ...others })) {
					expect(jobIds.some((jobId) => matchesId(interviewId, jobId))).toBe(false);
				}
			}),
		);
	});

	it('has a key of its own, and the same one when it comes again', () => {
		fc.assert(
			fc.property(json, json, headers, (one, other, sent) => {
				const keysOf = (body: unknown) =>
					readDelivery({ headers: sent, body: structuredClone(body) }).map(({ key }) => key);
				expect(keysOf(one)).toEqual(keysOf(one));
				const hasId = (body: unknown) =>
					readDelivery({ headers: sent, body }).some(({ deliveryId }) => deliveryId !== null);
				const isList = [one, other].some((body) => Array.isArray(body) && body.length > 0);
				if (isList || hasId(one) || JSON.stringify(one) === JSON.stringify(other)) return;
				expect(keysOf(one)).not.toEqual(keysOf(other));
			}),
		);
	});

	const FIVE_MB = 5_000_000;
	const LONGEST = 500;
	const objects = () => Array.from({ length: 400_000 }, (_, n) => [`f${n}`, { id: n }]);
	it.each<[string, () => unknown]>([
		['5 MB of spaces', () => ({ event: ' '.repeat(FIVE_MB), interviewId: ' '.repeat(FIVE_MB) })],
		['400,000 objects', () => Object.fromEntries(objects())],
		['2,000,000 numbers', () => Array<number>(2_000_000).fill(1)],
		[
			'1,000 events of 5 kB',
			() => Array.from({ length: 1000 }, () => ({ event: 'x'.repeat(5000) })),
		],
		['JSON in JSON', () => ({ data: JSON.stringify({ payload: 'x'.repeat(FIVE_MB) }) })],
		['objects in objects', () => JSON.parse(nested(400_000)) as unknown],
	])('is read after less than half a second of work: %s', (_, bodyOf) => {
		const delivery = { headers: {}, body: bodyOf(), rawBody: new Uint8Array(FIVE_MB) };
		expect(timed(() => readDelivery(delivery), LONGEST).took).toBeLessThan(LONGEST);
	});
});

function nested(levels: number): string {
	return `${'{"data":'.repeat(levels)}1${'}'.repeat(levels)}`;
}
