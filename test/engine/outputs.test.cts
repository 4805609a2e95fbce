/* Operations: each has its subtitle; on n8n's engine, one that is not there, and a workflow that an earlier version saved. */
import { JOB, people } from '../../dev/engine/createLinks.cts';
import { runWorkflow } from '../../dev/engine/runWorkflow.cts';
import { resolveUnderTest } from '../../dev/engine/underTest.cts';
import type { WorkflowFile } from '../../dev/workflowFile.cts';
import { operations } from '../../nodes/InterviewFlowAi/resources/interview/index.ts';
import saved from './fixtures/savedWith0.1.0.json';
import { account, create, createAll, GO_ON, service, wordsOf } from './localService.cts';

it.each(Object.keys(operations))('the canvas shows that the node does %s', (operation) => {
	const { subtitle } = resolveUnderTest({}).nodeType.description;
	expect(subtitle).toContain(`${operation}: "`);
});

describe('an operation that this version does not know', () => {
	const words = 'does not know the operation';
	afterEach(() => expect(service.received).toEqual([]));

	it('stops the workflow', async () => {
		const { error, json } = await create(people(3), { parameters: { operation: 'archive' } });
		expect(wordsOf(error)).toContain(`${words} "archive", so nothing was sent`);
		expect(json.flat()).toEqual([]);
	});

	const UNKNOWN = [{ operation: 'archive' }, { resource: 'archive' }];
	it.each(UNKNOWN)('refuses all items where the workflow goes on: %j', async (parameters) => {
		const { error, json } = await createAll(people(3), { parameters });
		expect(error).toBeUndefined();
		const refused = { error: expect.stringContaining(words) };
		expect(json).toMatchObject([[], people(3).map((one) => ({ ...one, ...refused }))]);
	});
});

it('a hint says where the refused items of an operation that is not known are', async () => {
	const settings = { parameters: { operation: 'archive' }, onError: GO_ON };
	const { json, hints } = await create(people(3), settings);
	expect(json[0]).toHaveLength(3);
	expect(hints).toMatchObject([
		{ message: expect.stringMatching(/^3 items were refused on the first output:/) },
	]);
});

it('where creating throws, the message says how to pick up what was created before', async () => {
	jest.spyOn(operations.createInterviewLink, 'execute').mockRejectedValue(new Error('Odd words'));
	const { json } = await createAll(people(2));
	const words = /^This node could not go on: Odd words\. What was sent before is not known\. Run/;
	expect(json[2]).toMatchObject(Array(2).fill({ error: expect.stringMatching(words) }));
});

it('a workflow that was saved with version 0.1.0 runs as it did: its fields are read, and its wires lead to the same outputs', async () => {
	const rows = [
		{ Name: 'Zoë Müller', Email: 'Zoe@Example.com', Job: 'senior backend engineer' },
		{ Name: 'Jane Doe', Email: 'jane@example.com', Job: 'Head of Finance' },
		{ Name: 'Lena Novak', Email: 'lena@example.com', Job: 'Astronaut' },
	].map((row, n) => ({ ...row, Recruiter: 'Kim', 'ATS ID': `${n}`, Years: n, Question: 'When?' }));
	const finance = service.jobs[1]!;
	const jane = { jobId: finance.id, name: 'Jane', email: 'jane@example.com' };
	const { interviewLink } = service.addInterview(jane);
	const savedJobs = { jobs: service.jobs.map(({ id, title }) => ({ id, title })) };

	const setup = { inputs: { Start: rows }, credentials: account({ savedJobs }) };
	const { byNode, error } = await runWorkflow(saved as unknown as WorkflowFile, setup);

	expect(error).toBeUndefined();
	const came = (node: string) => byNode[node]![0]!.map(({ json }) => json);
	expect(came('Created')).toMatchObject([
		{ outcome: 'created', email: 'zoe@example.com', jobId: JOB.id, Recruiter: 'Kim' },
	]);
	expect(came('Duplicate')).toMatchObject([{ outcome: 'duplicate', interviewLink, 'ATS ID': '1' }]);
	const refused = { ...rows[2], error: expect.stringContaining('Astronaut') };
	expect(came('Refused')).toMatchObject([refused]);
	expect(came('Every field')).toMatchObject([{ outcome: 'created', name: 'Jane Doe', Years: 1 }]);
	expect(service.received.map(({ body }) => body)).toMatchObject([
		{ name: 'Zoë Müller', metadata: { atsId: '0', recruiter: 'Kim' } },
		{ name: 'Jane Doe', metadata: { atsId: '1', recruiter: 'Kim' } },
		{ interviewerId: finance.id },
		{
			name: 'Jane Doe',
			jobId: JOB.id,
			additionalFields: { years: 1 },
			customQuestions: ['Why us?', 'When?'],
			metadata: { atsId: '1' },
			resumeUrl: 'https://files.example.com/cv.pdf',
			skills: ['SQL', 'Go'],
		},
	]);
});
