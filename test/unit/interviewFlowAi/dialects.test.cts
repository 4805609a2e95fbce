import {
	BROKEN_FETCH_SHAPES,
	DUPLICATE_DIALECTS,
	FETCH_SHAPES,
	NOT_DUPLICATE_DIALECTS,
	startService,
	type DialectName,
	type FetchShapeName,
	type LocalService,
} from '../../../dev/interviewFlowAi/service.cts';
import { create, fetchInterviews, PUBLIC_JOB } from './client.cts';

let service: LocalService;
beforeAll(async () => (service = await startService()));
afterAll(() => service.stop());
beforeEach(() => service.reset());

function namesOf<T extends object>(table: T): Array<keyof T> {
	return Object.keys(table) as Array<keyof T>;
}

describe('duplicates', () => {
	test.each(namesOf(DUPLICATE_DIALECTS))('%s', async (dialect) => {
		service.set({ duplicateDialect: dialect });
		const first = await create(service);
		const second = await create(service);

		expect(first.status).toBe(201);
		expect(service.interviews).toHaveLength(1);
		const entry = DUPLICATE_DIALECTS[dialect];
		const expected = typeof entry === 'function' ? entry(service.interviews[0]!) : entry;
		expect(second.status).toBe(expected.status);
		const body: unknown = 'body' in expected ? expected.body : '';
		expect(typeof body === 'string' ? second.text : second.body).toEqual(body);
	});

	test('those that show the interview show the true one', async () => {
		service.set({ duplicateDialect: '409 with interview' });
		await create(service);
		expect((await create(service)).body).toMatchObject({ data: service.interviews[0] });
	});

	test('no name stands in both tables', () => {
		const names = [...namesOf(DUPLICATE_DIALECTS), ...namesOf(NOT_DUPLICATE_DIALECTS)];
		expect(new Set(names).size).toBe(names.length);
	});

	test('a dialect of a test of its own', async () => {
		service.set({ duplicateDialect: ({ id }) => ({ status: 418, body: { seen: id } }) });
		await create(service);
		const { status, body } = await create(service);
		expect([status, body]).toEqual([418, { seen: service.interviews[0]!.id }]);
	});
});

test.each(namesOf(NOT_DUPLICATE_DIALECTS))(
	'refuses everybody with %s and creates nothing',
	async (dialect) => {
		service.set({ refuseAll: dialect });
		const { status, text } = await create(service);
		const expected: { status: number; body?: unknown } = NOT_DUPLICATE_DIALECTS[dialect];
		expect(status).toBe(expected.status);
		const { body = '' } = expected;
		expect(text).toBe(typeof body === 'string' ? body : JSON.stringify(body));
		expect(service.interviews).toHaveLength(0);

		service.set({ refuseAll: null });
		expect((await create(service)).status).toBe(201);
	},
);

describe('shapes of the Fetch API', () => {
	test.each(namesOf(FETCH_SHAPES))('%s', async (shape) => {
		service.set({ fetchShape: shape });
		await create(service);
		const { status, text } = await fetchInterviews(service);
		const { id, email, interviewLink } = service.interviews[0]!;
		expect(status).toBe(200);
		expect(text.toLowerCase()).toContain(email);
		expect(text).toContain(`"${id}"`);
		expect(text.includes(interviewLink)).toBe(FETCH_SHAPES[shape].givesLink);
	});

	test.each(namesOf(BROKEN_FETCH_SHAPES))('broken: %s', async (shape) => {
		service.set({ fetchShape: shape });
		await create(service);
		const { text } = await fetchInterviews(service);
		expect(text).not.toContain(service.interviews[0]!.id);
	});

	const pageOf = async (given: object) =>
		((await fetchInterviews(service, { ...given })).body as { data: Array<{ name: string }> }).data
			.map(({ name }) => name)
			.join('');

	test('order and paging of its own', async () => {
		for (const name of 'ABCDEF') {
			service.addInterview({ jobId: PUBLIC_JOB.id, name, email: `${name}@example.com` });
		}
		expect(await pageOf({ page: 2, limit: 2 })).toBe('DC');
		service.set({ fetchOrder: 'oldest first' });
		expect(await pageOf({ page: 2, limit: 2 })).toBe('CD');
		service.set({ fetchPaging: 'ignores page' });
		expect(await pageOf({ page: 2, limit: 2 })).toBe('AB');
		service.set({ fetchPaging: { fixedPageSize: 4 } });
		expect(await pageOf({ page: 2, limit: 2 })).toBe('EF');
	});
});

test('a typing mistake does not pass for a switch', () => {
	expect(() => service.set({ duplicateDialect: '410' as DialectName })).toThrow('"410"');
	expect(() => service.set({ fetchShape: 'date array' as FetchShapeName })).toThrow('"date array"');
	expect(() => service.set({ latancy: 5 } as object)).toThrow('"latancy"');
});
