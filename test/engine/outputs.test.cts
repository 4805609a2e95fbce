/*
 * What comes out beside the results, on n8n's engine: the files of an item, what an earlier node found out, an
 * operation that is not there, and a workflow that an earlier version saved.
 */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import {
	type CreateLinksOptions,
	faultsOf,
	JOB,
	ON_ERROR,
	type OnError,
	people,
	person,
} from '../../dev/engine/createLinks.cts';
import { runWorkflow } from '../../dev/engine/engine.cts';
import type { WorkflowFile } from '../../dev/workflowFile.cts';
import saved from './fixtures/savedWith0.1.0.json';
import { create, ERROR_OUTPUT, GO_ON, service, STOP } from './localService.cts';
import { told } from './told.cts';

const cv = { data: 'JVBERi0=', mimeType: 'application/pdf', fileName: 'cv.pdf' };
const withFile = (json: IDataObject): INodeExecutionData => ({ json, binary: { cv } });

describe('the files of an item', () => {
	/** One candidate of each kind; where it stops, the good ones alone. */
	const play = (onError: OnError, includeInputFields: boolean) => {
		const [created, held, refused] = people(3);
		service.addInterview({ jobId: JOB.id, ...held! });
		service.set({ faults: faultsOf({ 2: [{ kind: 'refuse', dialect: '413' }] }) });
		const bad = { name: '', email: 'no.name@example.com' };
		const items = onError === STOP ? [created!, held!] : [created!, held!, refused!, bad];
		return create(items.map(withFile), { onError, options: { includeInputFields } });
	};

	it.each(ON_ERROR)(
		'%s: are kept on refused items, and with Include Input Fields',
		async (onError) => {
			for (const includesInput of [true, false]) {
				service.reset();
				const { outputs } = await play(onError, includesInput);

				const files = outputs.map((items) =>
					items.map(({ json, binary }) => [json.outcome ?? 'error', binary?.cv?.fileName]),
				);
				const file = includesInput ? cv.fileName : undefined;
				const refused = [onError === GO_ON ? 'refused' : 'error', cv.fileName];
				expect(files).toEqual(
					{
						[STOP]: [[['created', file]], [['duplicate', file]]],
						[GO_ON]: [[['created', file], refused, refused], [['duplicate', file]]],
						[ERROR_OUTPUT]: [[['created', file]], [['duplicate', file]], [refused, refused]],
					}[onError],
				);
			}
		},
	);
});

describe('a refused item that comes from another InterviewFlowAI node', () => {
	const earlier = {
		outcome: 'created',
		interviewLink: 'https://app.interviewflowai.com/form?interviewId=earlier',
		linkSource: 'rebuilt',
		afterLostAnswer: true,
		phone: '+49 228 0',
	};

	it.each([true, false])(
		'does not keep what that found out, Include Input Fields %s',
		async (on) => {
			const { json } = await create([{ ...person(1), ...earlier, name: '' }], {
				onError: GO_ON,
				options: { includeInputFields: on },
			});

			const { email } = person(1);
			const { phone } = earlier;
			const error = expect.any(String);
			expect(json[0]).toEqual([{ name: '', email, phone, outcome: 'refused', error }]);
		},
	);
});

describe('an operation that this version does not know', () => {
	const play = (more: Partial<CreateLinksOptions> = {}) =>
		create(people(3), { parameters: { operation: 'archive' }, ...more });
	const words = 'does not know the operation "archive", so nothing was sent';
	afterEach(() => expect(service.received).toEqual([]));

	it('stops the workflow', async () => {
		const { error, json } = await play();

		expect(told(error)).toContain(words);
		expect(json.flat()).toEqual([]);
	});

	it.each([GO_ON, ERROR_OUTPUT])('%s: refuses all items', async (onError) => {
		const { json, error } = await play({ onError });

		expect(error).toBeUndefined();
		const refused = people(3).map((one) => ({ ...one, error: expect.stringContaining(words) }));
		expect(json).toMatchObject(onError === GO_ON ? [refused] : [[], refused]);
	});
});

describe('a workflow that was saved with version 0.1.0', () => {
	it('runs as it did: its fields are read, and its wires lead to the same outputs', async () => {
		const rows = [
			{ Name: 'Zoë Müller', Email: 'Zoe@Example.com', Job: 'senior backend engineer' },
			{ Name: 'Jane Doe', Email: 'jane@example.com', Job: 'Head of Finance' },
			{ Name: 'Lena Novak', Email: 'lena@example.com', Job: 'Astronaut' },
		].map((row, n) => ({
			...row,
			Recruiter: 'Kim',
			'ATS ID': `${n}`,
			Years: n,
			Question: 'When?',
		}));
		const finance = service.jobs[1]!;
		const held = service.addInterview({
			jobId: finance.id,
			name: 'Jane',
			email: 'jane@example.com',
		});
		const savedJobs = { jobs: service.jobs.map(({ id, title }) => ({ id, title })) };

		const { byNode, error } = await runWorkflow(saved as unknown as WorkflowFile, {
			inputs: { Start: rows },
			credentials: { apiKey: service.apiKey, baseUrl: service.url, savedJobs },
		});

		expect(error).toBeUndefined();
		const came = (node: string) => byNode[node]![0]!.map(({ json }) => json);
		expect(came('Created')).toMatchObject([
			{ outcome: 'created', email: 'zoe@example.com', jobId: JOB.id, Recruiter: 'Kim' },
		]);
		expect(came('Duplicate')).toMatchObject([
			{ outcome: 'duplicate', interviewLink: held.interviewLink, 'ATS ID': '1' },
		]);
		expect(came('Refused')).toMatchObject([
			{ ...rows[2], error: expect.stringContaining('Astronaut') },
		]);
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
});
