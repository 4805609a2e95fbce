/** The service against the vendor's documentation of the Interview Link API, row by row. */
import { CREATE_PATH, FETCH_PATH } from '../../../dev/interviewFlowAi/contract.cts';
import { startService, type LocalService } from '../../../dev/interviewFlowAi/service.cts';
import { candidate, create, fetchInterviews, post, PRIVATE_JOB, PUBLIC_JOB } from './client.cts';

let service: LocalService;
beforeAll(async () => (service = await startService()));
afterAll(() => service.stop());
beforeEach(() => service.reset());

test('the documented example request gets the documented example response', async () => {
	service.addJob({
		id: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
		title: 'Example',
		visibility: 'private',
	});
	const { status, body } = await post(
		service,
		CREATE_PATH,
		`{
			"name": "Jane Doe",
			"email": "jane.doe@example.com",
			"jobId": "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
			"status": "shortlisted",
			"metadata": {
				"externalCandidateId": "candidate_12345"
			}
		}`,
	);
	const { id, createdAt } = service.interviews[0]!;
	expect(status).toBe(201);
	expect(body).toEqual({
		data: {
			id,
			jobId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
			name: 'Jane Doe',
			email: 'jane.doe@example.com',
			status: 'shortlisted',
			createdAt,
			interviewLink: `https://app.interviewflowai.com/form?interviewId=${id}`,
		},
		code: 201,
		message: 'Interview link created successfully',
	});
	expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	expect(createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

describe('request body fields', () => {
	const accepted: Array<[field: string, value: unknown]> = [
		['name', 'Søren Ødegård-李'],
		['email', 'jane+alias@mail.example.museum'],
		['status', 'shortlisted'],
		['status', 'draft'],
		['resumeUrl', 'https://files.example.com/jane.pdf?version=2'],
		['skills', ['TypeScript', 'SQL']],
		['customQuestions', ['Why us?']],
		['customQuestions', [{ question: 'Why us?', seconds: 90 }]],
		['additionalFields', { yearsOfExperience: 7, remote: true, city: 'Bonn' }],
		['metadata', { externalCandidateId: 'candidate_12345', phone: '+49 228 0' }],
	];
	test.each(accepted)('%s may be %j', async (field, value) => {
		expect((await create(service, { [field]: value })).status).toBe(201);
		expect(service.interviews[0]).toMatchObject({ [field]: value });
	});

	const refused: Array<[field: string, value: unknown]> = [
		['name', ''],
		['name', ' \t'],
		['name', null],
		['name', 7],
		['email', ''],
		['email', 'jane.doe'],
		['email', 'jane@example'],
		['email', 'mailto:jane@example.com'],
		['email', 'Jane <jane@example.com>'],
		['email', 'jane@example.com '],
		['email', null],
		['jobId', ''],
		['jobId', 5],
		['status', 'Shortlisted'],
		['status', ''],
		['status', null],
		['resumeUrl', ''],
		['resumeUrl', 'jane.pdf'],
		['resumeUrl', 'ftp://files.example.com/jane.pdf'],
		['resumeUrl', null],
		['skills', 'TypeScript, SQL'],
		['skills', []],
		['skills', ['SQL', '']],
		['skills', [1]],
		['skills', null],
		['customQuestions', 'Why us?'],
		['customQuestions', []],
		['customQuestions', null],
		['additionalFields', {}],
		['additionalFields', []],
		['additionalFields', 'city'],
		['additionalFields', null],
		['metadata', {}],
		['metadata', null],
		['phone', '+49 228 0'],
		['constructor', 'x'],
	];
	test.each(refused)('%s must not be %j', async (field, value) => {
		const { status, body } = await create(service, { [field]: value });
		expect(status).toBe(400);
		expect(body).toMatchObject({ code: 400, message: expect.stringContaining(field) as string });
		expect(service.interviews).toHaveLength(0);
	});

	test.each(['name', 'email', 'jobId'])('%s is required', async (field) => {
		expect((await create(service, { [field]: undefined })).status).toBe(400);
		expect(service.interviews).toHaveLength(0);
	});

	test('the e-mail is normalised to lower case', async () => {
		const { body } = await create(service, { email: 'Jane.DOE@Example.COM' });
		expect(body).toMatchObject({ data: { email: 'jane.doe@example.com' } });
	});
});

describe('behaviour', () => {
	test('a candidate with an interview for the same Interviewer is rejected, whatever the case of the e-mail', async () => {
		await create(service);
		const { status } = await create(service, { email: 'JANE.DOE@example.com', name: 'J. Doe' });
		expect(status).toBe(409);
		expect(service.interviews).toHaveLength(1);
	});

	test('the same candidate may have an interview for another Interviewer', async () => {
		await create(service);
		expect((await create(service, { jobId: PRIVATE_JOB.id })).status).toBe(201);
	});

	test.each([
		['public', undefined, 'shortlisted'],
		['private', undefined, 'draft'],
		['public', 'draft', 'draft'],
		['private', 'shortlisted', 'shortlisted'],
	] as const)('%s Interviewer, status %s: created as %s', async (visibility, status, expected) => {
		const jobId = visibility === 'public' ? PUBLIC_JOB.id : PRIVATE_JOB.id;
		const { body } = await create(service, { jobId, status });
		expect(body).toMatchObject({ data: { status: expected } });
	});

	test('an unknown job does not exist', async () => {
		const reply = await create(service, { jobId: 'nobody-knows' });
		expect(reply.status).toBe(404);
		expect(reply.body).toMatchObject({ message: 'Interviewer nobody-knows does not exist' });

		service.set({ unknownJobStatus: 400 });
		expect((await create(service, { jobId: 'nobody-knows' })).status).toBe(400);

		service.set({ acceptAnyJob: true });
		expect((await create(service, { jobId: 'nobody-knows' })).status).toBe(201);
	});
});

describe('every request', () => {
	test.each([CREATE_PATH, FETCH_PATH])('%s needs the API key', async (path) => {
		const body = path === CREATE_PATH ? candidate() : { interviewerId: PUBLIC_JOB.id };
		expect((await post(service, path, body, { 'X-API-KEY': null })).status).toBe(401);
		expect((await post(service, path, body, { 'X-API-KEY': 'wrong' })).status).toBe(401);
		service.set({ wrongKeyStatus: 403 });
		expect((await post(service, path, body, { 'X-API-KEY': 'wrong' })).status).toBe(403);
		expect(service.interviews).toHaveLength(0);
	});

	test('must be JSON', async () => {
		const text = { 'Content-Type': 'text/plain' };
		expect((await post(service, CREATE_PATH, candidate(), text)).status).toBe(415);
		const none = { 'Content-Type': null };
		expect((await post(service, CREATE_PATH, JSON.stringify(candidate()), none)).status).toBe(415);
		expect((await post(service, CREATE_PATH, '{"name":')).status).toBe(400);
		expect((await post(service, CREATE_PATH, '[]')).status).toBe(400);
		expect((await post(service, CREATE_PATH, 'null')).status).toBe(400);
	});

	test('to any other path is not found', async () => {
		expect((await post(service, '/api/external/ingest', {})).status).toBe(404);
	});
});

describe('Fetch API', () => {
	beforeEach(() => {
		for (let n = 1; n <= 12; n++) {
			service.addInterview({
				jobId: PUBLIC_JOB.id,
				name: `Candidate ${n}`,
				email: `c${n}@example.com`,
				createdAt: Date.UTC(2026, 0, n),
				additionalFields: { score: n, city: n % 2 ? 'Bonn' : 'Oslo' },
			});
		}
	});

	const emails = ({ body }: { body: unknown }) =>
		(body as { data: Array<{ email: string }> }).data.map(({ email }) => email);

	test('gives page after page, the newest first', async () => {
		expect(emails(await fetchInterviews(service, { page: 1, limit: 5 }))).toEqual(
			[12, 11, 10, 9, 8].map((n) => `c${n}@example.com`),
		);
		expect(emails(await fetchInterviews(service, { page: 3, limit: 5 }))).toEqual(
			[2, 1].map((n) => `c${n}@example.com`),
		);
		expect(emails(await fetchInterviews(service, { page: 4, limit: 5 }))).toEqual([]);
	});

	test('gives one candidate by interview id', async () => {
		const { id, email } = service.interviews[4]!;
		expect(emails(await fetchInterviews(service, { interviewId: id }))).toEqual([email]);
	});

	test('filters by additional fields: numbers from the value up, text exactly', async () => {
		const reply = await fetchInterviews(service, { additionalFields: { score: 9, city: 'Oslo' } });
		expect(emails(reply)).toEqual(['c12@example.com', 'c10@example.com']);
	});

	test.each([
		['interviewerId', undefined],
		['interviewerId', ''],
		['page', 0],
		['page', '1'],
		['limit', -1],
		['limit', 2.5],
		['jobId', 'x'],
	])('refuses %s = %j', async (field, value) => {
		expect((await fetchInterviews(service, { [field]: value })).status).toBe(400);
	});

	test('knows no candidates of an unknown Interviewer', async () => {
		expect((await fetchInterviews(service, { interviewerId: 'nobody-knows' })).status).toBe(404);
	});
});
