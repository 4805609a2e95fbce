/* The trigger as n8n calls it: which deliveries start the workflow, with what, and which repeats it knows. */
import fc from 'fast-check';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { InterviewFlowAiTrigger } from '../../../nodes/InterviewFlowAi/InterviewFlowAiTrigger.node';
import { REMEMBERED } from '../../../nodes/InterviewFlowAi/trigger/repeats';

interface Call {
	parameters?: Record<string, unknown>;
	headers?: Record<string, unknown>;
	/** What n8n has stored of the node. */
	memory?: IDataObject;
	/** The same one for several calls makes them those of one node; by default, those with the same memory are. */
	name?: string;
	mode?: 'manual' | 'webhook';
	getNodeParameter?: () => never;
}

const trigger = new InterviewFlowAiTrigger();

const names = new WeakMap<IDataObject, string>();
let nodes = 0;

function nameOf(memory: IDataObject): string {
	const name = names.get(memory) ?? `Node ${++nodes}`;
	names.set(memory, name);
	return name;
}

function deliver(body: unknown, { memory = {}, mode = 'webhook', ...more }: Call = {}) {
	const { name = nameOf(memory) } = more;
	const { headers = {}, parameters = {} } = more;
	const rawBody = new TextEncoder().encode(JSON.stringify(body) ?? '');
	const context = {
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getRequestObject: () => ({ body, headers, rawBody }),
		getWorkflowStaticData: () => memory,
		getMode: () => mode,
		getNode: () => ({ name }),
		getWorkflow: () => ({ id: 'workflow' }),
		...more,
	};
	return trigger.webhook.call(context as unknown as IWebhookFunctions);
}

async function call(...delivery: Parameters<typeof deliver>) {
	const response = await deliver(...delivery);
	const items = response.workflowData?.[0]?.map(({ json }) => json);
	// As n8n does: it starts the execution, then asks for the answer, twice.
	const answer: unknown = response.webhookResponse;
	expect(response.webhookResponse).toBe(answer);
	return { items, answer };
}

/** What may be chosen, each with an event of its kind. */
const groups = {
	'interview.started': { event: 'interview.started' },
	'interview.in_progress': { event: 'interview.in_progress' },
	'interview.completed': { event: 'interview.completed' },
	'interview.report_available': { event: 'interview.report_available' },
	other: { event: 'interview.cancelled' },
};
const completed = { event: 'interview.completed', interviewId: 'int-1', jobId: 'Job-1' };

describe('an event', () => {
	it('starts the workflow with what was read, when it came, and the body as it is', async () => {
		const { items, answer } = await call(completed, { headers: { 'webhook-id': 'msg-1' } });
		const receivedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
		const read = { ...completed, email: null, deliveryId: 'msg-1' };
		expect(items).toEqual([{ ...read, receivedAt, body: completed }]);
		expect(answer).toBe('OK');
	});

	it.each([true, 'true'])('comes with its headers where they are wanted by %j', async (isOn) => {
		const headers = { 'user-agent': 'sender/1.0' };
		const parameters = { 'options.includeHeaders': isOn };
		expect((await call(completed, { headers, parameters })).items).toMatchObject([{ headers }]);
		expect((await call(completed, { headers })).items?.[0]).not.toHaveProperty('headers');
	});
});

describe('an event that is not wanted is answered and starts nothing', () => {
	it.each(Object.keys(groups))('Trigger On %s: the others', async (chosen) => {
		for (const [group, body] of Object.entries(groups)) {
			const { items, answer } = await call(body, { parameters: { events: [chosen] } });
			expect(items?.length).toBe(group === chosen ? 1 : undefined);
			expect(answer).toBe('OK');
		}
	});

	it.each([
		['Job-1', 1],
		[' other, job-1 ', 1],
		['other;\njob\u200B-1', 1],
		['["other", "job-1"]', 1],
		['{other,job-1}', 1],
		['https://app.interviewflowai.com/interviewers/job-1', 1],
		['job-1-senior', undefined],
		// Of a job with several IDs, such as that of an ATS, each counts.
		['bot-1', 1],
		['other', undefined],
		['', 1],
		[' , ', 1],
		[['other', 'job-1'], 1],
		[7, undefined],
	])('Only for Jobs %p', async (jobIds, count) => {
		const event = { ...completed, interviewerId: 'bot-1' };
		const { items } = await call(event, { parameters: { 'options.jobIds': jobIds } });
		expect(items?.length).toBe(count);
	});

	it('but one that names no job passes', async () => {
		const parameters = { 'options.jobIds': 'other' };
		expect((await call({ event: 'x' }, { parameters })).items?.length).toBe(1);
	});

	it('of a list only the wanted ones are handed on', async () => {
		const list = [{ event: 'interview.started' }, completed];
		const { items } = await call(list, { parameters: { events: ['interview.completed'] } });
		expect(items).toMatchObject([{ event: 'interview.completed' }]);
	});
});

describe('a parameter that cannot be read counts as its default, so that no event gets lost', () => {
	it('where n8n throws', async () => {
		const getNodeParameter = (): never => {
			throw new Error('Expression refers to nothing');
		};
		expect((await call(completed, { getNodeParameter })).items?.length).toBe(1);
	});

	it.each([[[]], [null], [7], ['nonsense'], [{}]])('where Trigger On is %p', async (events) => {
		const parameters = { events };
		expect((await call({ event: 'x' }, { parameters })).items?.length).toBe(1);
		expect((await call(completed, { parameters })).items?.length).toBe(1);
	});

	it('and Trigger On as a text with commas is a list', async () => {
		const parameters = { events: 'interview.started, other' };
		expect((await call(completed, { parameters })).items).toBeUndefined();
		expect((await call({ event: 'x' }, { parameters })).items?.length).toBe(1);
	});
});

describe('a repeat', () => {
	it.each([false, 'false'])(
		'passes in a test run, and where %j says not to skip it',
		async (isOn) => {
			const memory = {};
			const parameters = { 'options.skipRepeats': isOn };
			for (let time = 0; time < 2; time++) {
				expect((await call(completed, { memory, parameters })).items?.length).toBe(1);
				expect((await call(completed, { memory, mode: 'manual' })).items?.length).toBe(1);
			}
			expect(memory).toEqual({});
		},
	);

	it('of an event that was not wanted is not known: it passes once it is wanted', async () => {
		const memory = {};
		await call(completed, { memory, parameters: { events: ['interview.started'] } });
		expect((await call(completed, { memory })).items?.length).toBe(1);
	});

	it('in a list is left out, and the rest handed on', async () => {
		const memory = {};
		await call([completed], { memory });
		const { items } = await call([completed, { event: 'x' }], { memory });
		expect(items).toMatchObject([{ event: 'x' }]);
	});

	it('is known among the last 1,000, and the memory grows no further', async () => {
		const memory: IDataObject = {};
		for (let n = 0; n <= REMEMBERED; n++) await call({ ...completed, n }, { memory });
		expect(memory.seen).toHaveLength(REMEMBERED);
		expect((await call({ ...completed, n: 1 }, { memory })).items).toBeUndefined();
		expect((await call({ ...completed, n: REMEMBERED }, { memory })).items).toBeUndefined();
		expect((await call({ ...completed, n: 0 }, { memory })).items?.length).toBe(1);
	});

	it.each<unknown>([null, 'text', 7, { length: 3 }, [null, {}, 7]])(
		'is recognized whatever n8n has stored before: %p',
		async (seen) => {
			const memory = { seen } as IDataObject;
			expect((await call(completed, { memory })).items?.length).toBe(1);
			expect((await call(completed, { memory })).items).toBeUndefined();
		},
	);

	it('is known of each of several deliveries at the same time, although n8n only stores what the last one remembered', async () => {
		const name = 'Trigger';
		const burst = await Promise.all(
			[1, 2, 3].map(async (n) => {
				const memory = {};
				await call({ ...completed, n }, { name, memory });
				return memory;
			}),
		);
		const memory = structuredClone(burst[2] as IDataObject);
		// So all three are known after n8n was started again, too.
		expect(memory.seen).toHaveLength(3);
		for (const n of [1, 2, 3]) {
			expect((await call({ ...completed, n }, { name, memory })).items).toBeUndefined();
		}
		expect((await call({ ...completed, n: 1 }, { name: 'Another' })).items?.length).toBe(1);
	});

	it('is known when another process of n8n remembered the event, however many came to this one before', async () => {
		const memory: IDataObject = {};
		for (let n = 0; n < REMEMBERED; n++) await call({ ...completed, n }, { memory });
		memory.seen = Array.from({ length: REMEMBERED }, (_, n) => `key ${n}`);
		await call({ ...completed, n: REMEMBERED }, { memory });
		expect(memory.seen).toContain(`key ${REMEMBERED / 2}`);
	});

	it('is remembered only when n8n asks for the answer, since it would forget it before', async () => {
		const memory = {};
		const response = await deliver(completed, { memory });
		expect(memory).toEqual({});
		expect(response.webhookResponse).toBe('OK');
		expect(memory).toEqual({ seen: [expect.any(String)] });
	});
});

it('whatever arrives starts the workflow and is answered, and its repeat is answered alone', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.jsonValue(),
			fc.dictionary(fc.string(), fc.jsonValue()),
			fc.dictionary(fc.constantFrom('events', 'options.jobIds'), fc.jsonValue()),
			async (body, headers, parameters) => {
				const memory = {};
				const first = await call(body, { headers, parameters, memory });
				expect(first).toEqual({ items: expect.any(Array), answer: 'OK' });
				const repeat = await call(body, { headers, parameters, memory });
				expect(repeat).toEqual({ items: undefined, answer: 'OK' });
			},
		),
	);
});

it('the lifecycle does nothing, since InterviewFlowAI documents no way to register a URL', async () => {
	const { checkExists, create, delete: remove } = trigger.webhookMethods.default;
	expect([await checkExists(), await create(), await remove()]).toEqual([true, true, true]);
});

it('all five events are chosen by default', () => {
	const events = trigger.description.properties.find(({ name }) => name === 'events');
	expect(events?.default).toEqual(Object.keys(groups));
	const values = events?.options?.map((option) => 'value' in option && option.value);
	expect([...(values ?? [])].sort()).toEqual([...(events?.default as string[])].sort());
});
