/**
 * The local service keeps to the vendor's documentation, so that a client's mistake does not pass, and misbehaves when
 * it is told to: each fault that no engine test depends on is tried here by a client.
 */
import { setTimeout as after } from 'node:timers/promises';
import { CREATE_PATH, FETCH_PATH } from '../../../dev/interviewFlowAi/contract.cts';
import type { Fault, LocalService } from '../../../dev/interviewFlowAi/service.cts';
import { always, DEFAULT_JOBS, startService } from '../../../dev/interviewFlowAi/service.cts';
import { until } from '../../../dev/processes.cts';

const JANE = { name: 'Jane Doe', email: 'jane.doe@example.com', jobId: DEFAULT_JOBS[0]!.id };

let service: LocalService;
beforeAll(async () => (service = await startService()));
afterAll(() => service.stop());
beforeEach(() => service.reset());

async function post(path: string, given: object, signal?: AbortSignal) {
	const headers = { 'X-API-KEY': service.apiKey, 'Content-Type': 'application/json' };
	const init = { method: 'POST', headers, body: JSON.stringify(given), signal };
	const response = await fetch(service.url + path, init);
	return { status: response.status, text: await response.text() };
}

const create = (given: object = {}, signal?: AbortSignal) =>
	post(CREATE_PATH, { ...JANE, ...given }, signal);

test('the documented request is answered as documented', async () => {
	const jobId = DEFAULT_JOBS[1]!.id;
	const { status, text } = await create({ email: 'Jane.DOE@Example.com', jobId });
	const { id, createdAt } = service.interviews[0]!;
	const interviewLink = `https://app.interviewflowai.com/form?interviewId=${id}`;
	const data = { id, ...JANE, jobId, status: 'draft', createdAt, interviewLink };
	const message = 'Interview link created successfully';
	expect([status, JSON.parse(text)]).toEqual([201, { data, code: 201, message }]);
});

test.each<[field: string, accepted: unknown[], refused: unknown[]]>([
	['name', ['Søren Ødegård-李'], ['', ' \t', null, 7, undefined]],
	['email', ['j+a@x.example.museum'], ['', 'j@example', 'J <j@x.io>', 'j@x.io ', null, undefined]],
	['jobId', [], ['', 5, undefined]],
	['status', ['shortlisted', 'draft'], ['Shortlisted', '', null]],
	['resumeUrl', ['https://x.example/j.pdf?v=2'], ['', 'j.pdf', 'ftp://x.example/j', null]],
	['skills', [['SQL']], ['SQL', [], ['SQL', ''], [1], null]],
	['customQuestions', [['Why?'], [{ question: 'Why?' }]], ['Why?', [], null]],
	['additionalFields', [{ years: 7, remote: true }], [{}, [], 'city', null]],
	['metadata', [{ phone: '+49 228 0' }], [{}, null]],
	['constructor', [], ['x']],
])('%s is accepted and refused as documented', async (field, accepted, refused) => {
	for (const value of refused) {
		const { status, text } = await create({ [field]: value });
		expect([value, status]).toEqual([value, 400]);
		expect(text).toContain(field);
	}
	expect(service.interviews).toHaveLength(0);
	for (const value of accepted) {
		service.reset();
		await create({ [field]: value });
		expect(service.interviews).toMatchObject([{ [field]: value }]);
	}
});

test('a list is of one known job, and its pages count from 1', async () => {
	const jobId = JANE.jobId;
	const asked = [{}, { interviewerId: 'unknown' }, { interviewerId: jobId, page: 0 }];
	const answers = await Promise.all(asked.map((body) => post(FETCH_PATH, body)));
	expect(answers.map(({ status }) => status)).toEqual([400, 404, 400]);
});

test.each<[Fault, RegExp]>([
	[{ kind: 'echoKey', status: 500, carryOut: true }, /test-key-for-the-local-service/],
	[{ kind: 'late', ms: 9999 }, /AbortError/],
	[{ kind: 'dripBody', bytes: 100, everyMs: 1 }, /"code":201/],
	[{ kind: 'oddKeys' }, /"Data":\{.*"Email":"jane/],
])('an interview is created, and the client sees of it: %j', async (fault, seen) => {
	service.set({ faults: always('create', fault) });
	const patience = new AbortController();
	const isCreated = () => service.interviews.length > 0;
	const sent = create({}, patience.signal).catch(({ name }: Error) => ({ text: name }));
	if (fault.kind === 'late') {
		await until(isCreated, 60_000, 2);
		await after(250);
		patience.abort();
	}
	const { text } = await sent;
	expect(text).toMatch(seen);
	expect(service.received.map(({ createdId }) => createdId)).toEqual([service.interviews[0]!.id]);
});
