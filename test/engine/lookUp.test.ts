/*
 * The link a duplicate already has, on n8n's engine: every shape the Fetch API may answer in, and every way it may
 * be of no use. Whatever it answers, no candidate is lost over it.
 */
import { BROKEN_FETCH_SHAPES, FETCH_SHAPES } from '../../dev/interviewFlowAi/fetchShapes.cts';
import {
	FAULT_CATALOGUE,
	type FetchShapeName,
	type LocalService,
	startService,
} from '../../dev/interviewFlowAi/service.cts';
import { createLinks, JOB, people, person } from '../../dev/engine/createLinks.cts';

let service: LocalService;

beforeAll(async () => {
	service = await startService();
});
afterAll(() => service.stop());
beforeEach(() => {
	service.reset();
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

const jane = person(1);
const addJane = () => service.addInterview({ jobId: JOB.id, ...jane, createdAt: 0 });
const without = { id: null, status: null, createdAt: null, interviewLink: null, linkSource: null };

describe.each(Object.keys(FETCH_SHAPES) as Array<keyof typeof FETCH_SHAPES>)(
	'a listing in the shape "%s"',
	(fetchShape) => {
		const linkSource = FETCH_SHAPES[fetchShape].givesLink ? 'answer' : 'rebuilt';

		it('gives the duplicate its link', async () => {
			service.set({ fetchShape });
			const { id, interviewLink } = addJane();
			people(20, 100).map((one) => service.addInterview({ jobId: JOB.id, ...one }));

			const { json, hints } = await createLinks(service, { items: [jane] });

			expect(json[1]).toMatchObject([{ outcome: 'duplicate', id, interviewLink, linkSource }]);
			expect(hints).toEqual([]);
		});

		it('continues with the link', async () => {
			service.set({ fetchShape });
			const { interviewLink } = addJane();

			const { json } = await createLinks(service, { items: [jane], onDuplicate: 'existingLink' });

			expect(json[0]).toMatchObject([{ outcome: 'existing', interviewLink, linkSource }]);
		});

		it('may hold nobody: the branch is taken without a link, and a hint says so', async () => {
			service.set({ fetchShape, duplicateDialect: '409 JSON', refuseAll: '409 JSON' });

			const { json, hints } = await createLinks(service, { items: [jane] });

			expect(json[1]).toMatchObject([{ outcome: 'duplicate', ...without }]);
			expect(hints.map(({ message }) => message)).toEqual([
				expect.stringContaining('not in the list'),
			]);
		});
	},
);

const USELESS: Record<keyof typeof BROKEN_FETCH_SHAPES, string> = {
	'404': 'the service answered 404',
	'500': 'the service answered 500',
	HTML: 'the answer was not a list of interviews',
	empty: 'the answer was not a list of interviews',
	'null data': 'the answer was not a list of interviews',
	'data without a list': 'the answer was not a list of interviews',
	'list of texts': 'the answer was not a list of interviews',
};

describe('a listing of no use', () => {
	it('is tried in every shape', () => {
		expect(Object.keys(USELESS).sort()).toEqual(Object.keys(BROKEN_FETCH_SHAPES).sort());
	});

	describe.each(Object.entries(USELESS))('%s', (shape, reason) => {
		const fetchShape = shape as FetchShapeName;

		it('takes the Duplicate branch with nulls, and a hint says why', async () => {
			service.set({ fetchShape });
			addJane();

			const { json, hints, error } = await createLinks(service, { items: [jane, person(2)] });

			expect(error).toBeUndefined();
			expect(json[0]).toMatchObject([{ outcome: 'created', email: person(2).email }]);
			expect(json[1]).toMatchObject([{ outcome: 'duplicate', email: jane.email, ...without }]);
			expect(hints).toMatchObject([{ message: expect.stringContaining(reason) }]);
		});

		it('uses the ID of the refusal, where there is one', async () => {
			service.set({ fetchShape, duplicateDialect: '409 with id only' });
			const { id, interviewLink } = addJane();

			const { json } = await createLinks(service, { items: [jane] });

			expect(json[1]).toMatchObject([{ id, interviewLink, linkSource: 'rebuilt' }]);
		});

		it('says so when the link is what the workflow goes on with', async () => {
			service.set({ fetchShape });
			addJane();

			const { json } = await createLinks(service, {
				items: [jane],
				onDuplicate: 'existingLink',
				onError: 'continueErrorOutput',
			});

			expect(json).toMatchObject([
				[],
				[],
				[{ ...jane, error: expect.stringContaining('not found') }],
			]);
		});
	});
});

/** One request of the listing meets each fault; what never ends by itself is left to faults.test.ts. */
const PASSING = Object.entries(FAULT_CATALOGUE).filter(
	([name]) => !/stall|redirect|Retry-After/.test(name),
);

describe('a listing that goes wrong once', () => {
	it.each(PASSING)('%s: finds the link all the same', async (_, fault) => {
		service.set({ faults: { sequence: { fetch: [fault] } } });
		const { interviewLink } = addJane();

		const { json } = await createLinks(service, { items: [jane] });

		expect(json[1]).toMatchObject([{ interviewLink }]);
	});
});

describe('a service that pages in its own way', () => {
	it.each([
		['ignores the page asked for', 'ignores page' as const, 60],
		['gives pages of a size of its own', { fixedPageSize: 7 }, 60],
		['gives pages larger than asked for', { fixedPageSize: 500 }, 600],
	])('%s', async (_, fetchPaging, count) => {
		service.set({ fetchPaging, fetchOrder: 'oldest first' });
		const all = people(count);
		for (const [n, one] of all.entries()) {
			service.addInterview({ jobId: JOB.id, ...one, createdAt: n });
		}
		const wanted = all.slice(fetchPaging === 'ignores page' ? 0 : -3).slice(0, 3);

		const { json } = await createLinks(service, { items: wanted });

		const links = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
		expect(json[1]!.map(({ interviewLink }) => interviewLink)).toEqual(
			wanted.map(({ email }) => links.get(email)),
		);
	});
});
