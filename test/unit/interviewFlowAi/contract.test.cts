/** A client's mistake must not pass here: the service against the vendor's documentation. */
import { CREATE_PATH, FETCH_PATH } from '../../../dev/interviewFlowAi/contract.cts';
import { startService, type LocalService } from '../../../dev/interviewFlowAi/service.cts';
import { create, JANE, list, namesIn, post, PRIVATE_JOB } from './client.cts';

let service: LocalService;
beforeAll(async () => (service = await startService()));
afterAll(() => service.stop());
beforeEach(() => service.reset());

test('the documented request is answered as documented', async () => {
	const { status, body } = await create(service, { email: 'Jane.DOE@Example.com' });
	const { id, createdAt } = service.interviews[0]!;
	const interviewLink = `https://app.interviewflowai.com/form?interviewId=${id}`;
	expect([status, body]).toEqual([
		201,
		{
			data: { id, ...JANE, status: 'shortlisted', createdAt, interviewLink },
			code: 201,
			message: 'Interview link created successfully',
		},
	]);
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
		const { status, body } = await create(service, { [field]: value });
		expect([value, status]).toEqual([value, 400]);
		expect(body).toMatchObject({ message: expect.stringContaining(field) });
	}
	expect(service.interviews).toHaveLength(0);
	for (const value of accepted) {
		service.reset();
		await create(service, { [field]: value });
		expect(service.interviews).toMatchObject([{ [field]: value }]);
	}
});

test('a candidate has one interview for a job', async () => {
	service.addInterview({ ...JANE, createdAt: '2026-01-01' });
	const statuses = [];
	for (const given of [
		{ email: 'JANE.DOE@example.com' },
		{ jobId: PRIVATE_JOB.id },
		{ jobId: 'x' },
	])
		statuses.push((await create(service, given)).status);
	expect(statuses).toEqual([409, 201, 404]);
	expect(service.interviews).toMatchObject([
		{ createdAt: '2026-01-01T00:00:00.000Z', status: 'shortlisted' },
		{ jobId: PRIVATE_JOB.id, status: 'draft' },
	]);
});

test.each([CREATE_PATH, FETCH_PATH])('%s wants the API key and JSON', async (path) => {
	const [json, key] = [{ 'Content-Type': 'application/json' }, { 'X-API-KEY': service.apiKey }];
	const statuses = [];
	for (const headers of [json, { ...json, 'X-API-KEY': 'wrong' }, key, { ...json, ...key }])
		statuses.push((await post(service, path, '[]', { headers })).status);
	expect(statuses).toEqual([401, 401, 415, 400]);
});

test.each<[object, string | number]>([
	[{ page: 1, limit: 5 }, 'LKJIH'],
	[{ interviewId: 'c0ffee00-1a2b-4c3d-8e4f-000000000005' }, 'E'],
	[{ additionalFields: { score: 9, city: 'Oslo' } }, 'LJ'],
	[{ interviewerId: undefined }, 400],
	[{ interviewerId: 'unknown' }, 404],
	[{ page: 0 }, 400],
])('Fetch API: %j gives %s', async (asked, expected) => {
	[...'ABCDEFGHIJKL'].forEach((name, index) =>
		service.addInterview({
			...JANE,
			name,
			createdAt: index,
			additionalFields: { score: index + 1, city: index % 2 ? 'Oslo' : 'Bonn' },
		}),
	);
	const { status, body } = await list(service, asked);
	expect(namesIn(body) ?? status).toBe(expected);
});
