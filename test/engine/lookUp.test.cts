/*
 * The link a duplicate already has, on n8n's engine, and every way in which the Fetch API may be of no use. Whatever it
 * answers, no candidate is lost over it. Its shapes and pages are the matter of the unit tests and of Get Many; here is
 * one of each kind.
 */
import {
	FAULT_CATALOGUE,
	type FetchShapeName,
	type FetchShapeParts,
	type HOSTILE_BODIES,
} from '../../dev/interviewFlowAi/service.cts';
import { JOB, people, person } from '../../dev/engine/createLinks.cts';
import { create, createAll, service } from './localService.cts';

const jane = person(1);
const addJane = () => service.addInterview({ jobId: JOB.id, ...jane, createdAt: 0 });
const without = { id: null, status: null, createdAt: null, interviewLink: null, linkSource: null };

describe('a listing', () => {
	it('gives the duplicate its link', async () => {
		const { id, interviewLink } = addJane();
		for (const one of people(20, 100)) service.addInterview({ jobId: JOB.id, ...one });

		const { json, hints } = await create([jane]);

		const linkSource = 'answer';
		expect(json[1]).toMatchObject([{ outcome: 'duplicate', id, interviewLink, linkSource }]);
		expect(hints).toEqual([]);
	});

	it('gives only an ID: the workflow goes on with the link made of it', async () => {
		service.set({ fetchShape: 'id only' });
		const { interviewLink } = addJane();

		const { json } = await create([jane], { onDuplicate: 'existingLink' });

		expect(json[0]).toMatchObject([{ outcome: 'existing', interviewLink, linkSource: 'rebuilt' }]);
	});

	it.each<FetchShapeParts>([
		{ at: 'data.candidates', row: 'nested interview', paging: 'pagination', before: 'jobs' },
		{ at: 'data', row: 'candidates with interviews of another job, too', before: 'recruiters' },
		{ at: '', extraEntries: 'hostile' },
	])('made of %j gives three duplicates of 130 their own links', async (fetchShape) => {
		service.set({ fetchShape });
		service.fill({ jobId: JOB.id, count: 130 });
		const wanted = [person(1), person(64), person(130)];

		const { json, hints } = await create(wanted);

		const links = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
		expect(json[1]!.map(({ email, interviewLink }) => [email, interviewLink])).toEqual(
			wanted.map(({ email }) => [email, links.get(email)]),
		);
		expect(hints).toEqual([]);
	});

	it('without email addresses is of no use, and gives no other link', async () => {
		service.set({ fetchShape: { at: 'data', row: 'no email' } });
		addJane();

		const { json } = await create([jane]);

		expect(json[1]).toMatchObject([without]);
	});

	it('says how many interviews were searched', async () => {
		service.set({ refuseAll: '409 JSON', fetchShape: { at: 'data', before: 'fields' } });
		service.fill({ jobId: JOB.id, count: 130 });

		const { hints } = await create([{ ...jane, email: 'no@example.com' }]);

		expect(hints).toMatchObject([{ message: expect.stringContaining('list of 130 interviews') }]);
	});

	it.each<keyof typeof HOSTILE_BODIES>(['odd everywhere', 'deep array', '5 MB of text'])(
		'that holds "%s" costs a link at the most',
		async (body) => {
			service.set({ faults: { always: { fetch: { kind: 'hostile', status: 200, body } } } });
			addJane();

			const { json, error } = await create([jane, person(2)]);

			expect(error).toBeUndefined();
			expect(json[0]).toMatchObject([{ outcome: 'created', email: person(2).email }]);
			expect(json[1]).toMatchObject([{ outcome: 'duplicate', email: jane.email, ...without }]);
		},
	);

	it('may be empty: the duplicate comes without a link, and a hint says so', async () => {
		service.set({ refuseAll: '409 JSON' });

		const { json, hints } = await create([jane]);

		expect(json[1]).toMatchObject([{ outcome: 'duplicate', ...without }]);
		expect(hints).toMatchObject([{ message: expect.stringContaining('not in the list') }]);
	});
});

describe('a listing of no use', () => {
	it.each<[FetchShapeName, string]>([
		['404', 'the service answered 404'],
		['500', 'the service answered 500'],
		['data without a list', 'the answer was not a list of interviews'],
	])('%s: nulls, and a hint says why', async (fetchShape, reason) => {
		service.set({ fetchShape });
		addJane();

		const { json, hints, error } = await create([jane, person(2)]);

		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject([{ outcome: 'created', email: person(2).email }]);
		expect(json[1]).toMatchObject([{ outcome: 'duplicate', email: jane.email, ...without }]);
		expect(hints).toMatchObject([{ message: expect.stringContaining(reason) }]);
	});

	it('leaves the ID of the refusal, where there is one', async () => {
		service.set({ fetchShape: '404', duplicateDialect: '409 with id only' });
		const { id, interviewLink } = addJane();

		const { json } = await create([jane]);

		expect(json[1]).toMatchObject([{ id, interviewLink, linkSource: 'rebuilt' }]);
	});

	it('is a refusal when the link is what the workflow goes on with', async () => {
		service.set({ fetchShape: '404' });
		addJane();

		const { json } = await createAll([jane], { onDuplicate: 'existingLink' });

		const error = expect.stringContaining('not found');
		expect(json).toMatchObject([[], [], [{ ...jane, error }]]);
	});
});

it.each(['500', 'half a body, then reset', 'truncated JSON', 'empty 204'] as const)(
	'a listing that goes wrong once, %s: finds the link all the same',
	async (name) => {
		service.set({ faults: { sequence: { fetch: [FAULT_CATALOGUE[name]] } } });
		const { interviewLink } = addJane();

		const { json } = await create([jane]);

		expect(json[1]).toMatchObject([{ interviewLink }]);
	},
);

describe('a service that pages in its own way', () => {
	it.each([
		['ignores the page asked for', 'ignores page' as const, 60],
		['counts pages from 0', { pagesFrom: 0 }, 250],
		['answers 422 above 20 a page', { maxLimit: 20, aboveMaxLimit: 422 }, 120],
	])('%s', async (_, fetchPaging, count) => {
		service.set({ fetchPaging, fetchOrder: 'oldest first' });
		const all = people(count);
		for (const [n, one] of all.entries()) {
			service.addInterview({ jobId: JOB.id, ...one, createdAt: n });
		}
		// Where every page is the first one, it holds the oldest; else the oldest and the newest are wanted.
		const wanted = fetchPaging === 'ignores page' ? all.slice(0, 3) : [all[0]!, ...all.slice(-2)];

		const { json } = await create(wanted);

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

		const { json } = await create([jane]);

		expect(json[1]).toMatchObject([{ interviewLink }]);
	});
});
