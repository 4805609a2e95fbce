/*
 * The link a duplicate already has, on n8n's engine: every shape the Fetch API may answer in, and every way it may
 * be of no use. Whatever it answers, no candidate is lost over it.
 */
import {
	ARRAYS_BEFORE,
	BROKEN_FETCH_SHAPES,
	FAULT_CATALOGUE,
	FETCH_ROWS,
	FETCH_SHAPES,
	type FetchShapeName,
	type FetchShapeParts,
	HOSTILE_BODIES,
	PAGING_FIELDS,
} from '../../dev/interviewFlowAi/service.cts';
import { createLinks, JOB, people, person } from '../../dev/engine/createLinks.cts';
import { service } from './localService.cts';

const jane = person(1);
const addJane = () => service.addInterview({ jobId: JOB.id, ...jane, createdAt: 0 });
const without = { id: null, status: null, createdAt: null, interviewLink: null, linkSource: null };

describe('a listing', () => {
	it.each(Object.keys(FETCH_SHAPES) as Array<keyof typeof FETCH_SHAPES>)(
		'in the shape "%s" gives the duplicate its link',
		async (fetchShape) => {
			service.set({ fetchShape });
			const { id, interviewLink } = addJane();
			for (const one of people(20, 100)) service.addInterview({ jobId: JOB.id, ...one });

			const { json, hints } = await createLinks(service, { items: [jane] });

			const linkSource = FETCH_SHAPES[fetchShape].givesLink ? 'answer' : 'rebuilt';
			expect(json[1]).toMatchObject([{ outcome: 'duplicate', id, interviewLink, linkSource }]);
			expect(hints).toEqual([]);
		},
	);

	it('gives only an ID: the workflow goes on with the link made of it', async () => {
		service.set({ fetchShape: 'id only' });
		const { interviewLink } = addJane();

		const { json } = await createLinks(service, { items: [jane], onDuplicate: 'existingLink' });

		expect(json[0]).toMatchObject([{ outcome: 'existing', interviewLink, linkSource: 'rebuilt' }]);
	});

	const keys = <T extends object>(table: T) => Object.keys(table) as Array<keyof T>;
	const PARTS: FetchShapeParts[] = [
		...keys(FETCH_ROWS)
			.filter((row) => row !== 'no email')
			.map((row) => ({ at: 'data', row })),
		...keys(PAGING_FIELDS).map((paging) => ({ at: 'result.candidates', paging })),
		...keys(ARRAYS_BEFORE).flatMap((before) =>
			['data', 'data.candidates'].map((at) => ({ at, before })),
		),
		{ at: 'data', extraEntries: 'hostile' },
		{ at: '', extraEntries: 'hostile' },
	];

	it.each(PARTS.map((parts) => ({ name: JSON.stringify(parts), parts })))(
		'made of $name gives three duplicates of 130 their own links',
		async ({ parts }) => {
			service.set({ fetchShape: parts });
			service.fill({ jobId: JOB.id, count: 130 });
			const wanted = [people(1, 1), people(1, 64), people(1, 130)].flat();

			const { json, hints } = await createLinks(service, { items: wanted });

			const links = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
			expect(json[1]!.map(({ email, interviewLink }) => [email, interviewLink])).toEqual(
				wanted.map(({ email }) => [email, links.get(email)]),
			);
			expect(hints).toEqual([]);
		},
	);

	it('without email addresses is of no use, and gives no other link', async () => {
		service.set({ fetchShape: { at: 'data', row: 'no email' } });
		addJane();

		const { json } = await createLinks(service, { items: [jane] });

		expect(json[1]).toMatchObject([without]);
	});

	it('says how many interviews were searched', async () => {
		service.set({ refuseAll: '409 JSON', fetchShape: { at: 'data', before: 'fields' } });
		service.fill({ jobId: JOB.id, count: 130 });

		const { hints } = await createLinks(service, { items: [{ ...jane, email: 'no@example.com' }] });

		expect(hints).toMatchObject([{ message: expect.stringContaining('list of 130 interviews') }]);
	});

	it.each(keys(HOSTILE_BODIES).filter((name) => !/5 MB of (?!text)/.test(name)))(
		'that holds "%s" costs a link at the most',
		async (body) => {
			service.set({ faults: { always: { fetch: { kind: 'hostile', status: 200, body } } } });
			addJane();

			const { json, error } = await createLinks(service, { items: [jane, person(2)] });

			expect(error).toBeUndefined();
			expect(json[0]).toMatchObject([{ outcome: 'created', email: person(2).email }]);
			expect(json[1]).toMatchObject([{ outcome: 'duplicate', email: jane.email, ...without }]);
		},
	);

	it('may be empty: the duplicate comes without a link, and a hint says so', async () => {
		service.set({ refuseAll: '409 JSON' });

		const { json, hints } = await createLinks(service, { items: [jane] });

		expect(json[1]).toMatchObject([{ outcome: 'duplicate', ...without }]);
		expect(hints).toMatchObject([{ message: expect.stringContaining('not in the list') }]);
	});
});

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

	it.each(Object.entries(USELESS))('%s: nulls, and a hint says why', async (shape, reason) => {
		service.set({ fetchShape: shape as FetchShapeName });
		addJane();

		const { json, hints, error } = await createLinks(service, { items: [jane, person(2)] });

		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject([{ outcome: 'created', email: person(2).email }]);
		expect(json[1]).toMatchObject([{ outcome: 'duplicate', email: jane.email, ...without }]);
		expect(hints).toMatchObject([{ message: expect.stringContaining(reason) }]);
	});

	it('leaves the ID of the refusal, where there is one', async () => {
		service.set({ fetchShape: '404', duplicateDialect: '409 with id only' });
		const { id, interviewLink } = addJane();

		const { json } = await createLinks(service, { items: [jane] });

		expect(json[1]).toMatchObject([{ id, interviewLink, linkSource: 'rebuilt' }]);
	});

	it('is a refusal when the link is what the workflow goes on with', async () => {
		service.set({ fetchShape: '404' });
		addJane();

		const { json } = await createLinks(service, {
			items: [jane],
			onDuplicate: 'existingLink',
			onError: 'continueErrorOutput',
		});

		const error = expect.stringContaining('not found');
		expect(json).toMatchObject([[], [], [{ ...jane, error }]]);
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
		['counts pages from 0', { pagesFrom: 0 }, 250],
		['counts pages from 0 and gives all it has', { pagesFrom: 0 }, 60],
		['takes page 0 for page 1', { pageZero: 'first page' as const }, 250],
		['breaks down at page 0', { pageZero: 500 }, 250],
		['gives at most 50 a page', { maxLimit: 50 }, 120],
		['answers 400 above 50 a page', { maxLimit: 50, aboveMaxLimit: 400 }, 120],
		['answers 422 above 20 a page', { maxLimit: 20, aboveMaxLimit: 422 }, 120],
		['overlooks the limit', { ignores: ['limit' as const] }, 120],
	])('%s', async (_, fetchPaging, count) => {
		service.set({ fetchPaging, fetchOrder: 'oldest first' });
		const all = people(count);
		for (const [n, one] of all.entries()) {
			service.addInterview({ jobId: JOB.id, ...one, createdAt: n });
		}
		// Where every page is the first one, it holds the oldest; else the oldest and the newest are wanted.
		const wanted = fetchPaging === 'ignores page' ? all.slice(0, 3) : [all[0]!, ...all.slice(-2)];

		const { json } = await createLinks(service, { items: wanted });

		const links = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
		expect(json[1]!.map(({ interviewLink }) => interviewLink)).toEqual(
			wanted.map(({ email }) => links.get(email)),
		);
	});

	it('overlooks the job: only interviews of this job count', async () => {
		service.set({ fetchPaging: { ignores: ['interviewerId'] } });
		const [job, other] = service.jobs;
		service.addInterview({ jobId: other!.id, ...jane });
		const { interviewLink } = service.addInterview({ jobId: job!.id, ...jane, createdAt: 0 });

		const { json } = await createLinks(service, { items: [jane] });

		expect(json[1]).toMatchObject([{ interviewLink }]);
	});
});
