/*
 * The link a duplicate already has, on n8n's engine, and every way in which the Fetch API may be of no use. Whatever it
 * answers, no candidate is lost over it. Its shapes and pages are the matter of the unit tests and of Get Many; here is
 * one of each kind.
 */
import { type FetchShapeName, type HOSTILE_BODIES } from '../../dev/interviewFlowAi/service.cts';
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

	it('of 130 in an odd shape gives three duplicates their own links', async () => {
		const row = 'candidates with interviews of another job, too';
		service.set({ fetchShape: { at: 'data', row, before: 'recruiters', extraEntries: 'hostile' } });
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

	it('is a refusal when the link is what the workflow goes on with', async () => {
		service.set({ fetchShape: '404' });
		addJane();

		const { json } = await createAll([jane], { onDuplicate: 'existingLink' });

		const error = expect.stringContaining('not found');
		expect(json).toMatchObject([[], [], [{ ...jane, error }]]);
	});
});
