/*
 * What the list of interviews decides and gives, on n8n's engine: about refusals whose words decide nothing, and the
 * link that a duplicate already has. All dialects of a kind are played in one run, each to a candidate of its own; the
 * shapes and pages of lists are the matter of the unit tests.
 */
import type { IDataObject } from 'n8n-workflow';
import { DUPLICATE_DIALECTS } from '../../dev/interviewFlowAi/dialects.cts';
import { namesOf } from '../../dev/interviewFlowAi/named.cts';
import {
	type DialectName,
	type FetchShapeName,
	MORE_DUPLICATES,
	NEAR_MISSES,
} from '../../dev/interviewFlowAi/service.cts';
import { faultsOf, JOB, people, person } from '../../dev/engine/createLinks.cts';
import { pages } from './getInterviews.cts';
import { create, createAll, service } from './localService.cts';

const NOT_LOOKED_UP = 'could not be looked up';

/** How many listings there were, by their first pages. */
const listings = () => pages().filter((page) => page === 1).length;

/** Each dialect refuses a candidate of its own. */
const refuseEach = (dialects: DialectName[]) =>
	service.set({
		faults: faultsOf(dialects.map((dialect) => Array(3).fill({ kind: 'refuse', dialect }))),
	});

/** The dialects whose candidates are on an output. */
const on = (items: IDataObject[] = [], dialects: string[]) =>
	dialects.filter((_, n) => items.some(({ email }) => email === person(n).email));

/** A 403 is looked up only where its words speak of a candidate. */
const FORBIDDEN = '403 empty body';
const DUPLICATES = [
	...namesOf(DUPLICATE_DIALECTS),
	...Object.keys(MORE_DUPLICATES).filter((name) => name !== FORBIDDEN),
];
const MISSES = Object.keys(NEAR_MISSES);

describe('a refusal between duplicate and something else', () => {
	it('is a duplicate when the list holds the candidate: one listing, the right links', async () => {
		refuseEach(DUPLICATES);
		for (const one of people(DUPLICATES.length)) {
			service.addInterview({ ...one, jobId: JOB.id, createdAt: 0 });
		}

		const { json } = await createAll(people(DUPLICATES.length));

		expect(on(json[1], DUPLICATES)).toEqual(DUPLICATES);
		const links = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
		for (const { email, interviewLink, message } of json[1]!) {
			expect(interviewLink).toBe(links.get(String(email)));
			expect(message).not.toContain(NOT_LOOKED_UP);
		}
		expect(listings()).toBe(1);
	});

	it('is a refusal with the words of the service when the list does not hold the candidate', async () => {
		refuseEach(MISSES);
		for (const one of people(20, 100)) service.addInterview({ ...one, jobId: JOB.id });

		const { json } = await createAll(people(MISSES.length));

		expect(on(json[2], MISSES)).toEqual(MISSES);
		for (const [n, name] of MISSES.entries()) {
			const { error } = json[2]!.find(({ email }) => email === person(n).email)!;
			expect(error).toContain(name.slice('409 '.length));
			expect(error).not.toContain(NOT_LOOKED_UP);
		}
		expect(listings()).toBe(1);
	});

	it('is looked up without Look Up Existing Link, too', async () => {
		refuseEach(['409 other words', '400 plain']);
		const { interviewLink } = service.addInterview({ ...person(0), jobId: JOB.id });
		const { json } = await createAll(people(2), { options: { lookUpExistingLink: false } });
		expect(json).toMatchObject([[], [{ ...person(0), interviewLink }], [person(1)]]);
		expect(listings()).toBe(1);
	});
});

const jane = person(1);
const without = { id: null, status: null, createdAt: null, interviewLink: null, linkSource: null };

it.each<[FetchShapeName, string]>([
	['404', 'the service answered 404'],
	['500', 'the service answered 500'],
	['data without a list', 'the answer was not a list of interviews'],
])('a listing of no use, %s: nulls, and a hint says why', async (fetchShape, reason) => {
	service.set({ fetchShape });
	service.addInterview({ jobId: JOB.id, ...jane, createdAt: 0 });

	const { json, hints, error } = await create([jane, person(2)]);

	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject([{ outcome: 'created', email: person(2).email }]);
	expect(json[1]).toMatchObject([{ outcome: 'duplicate', email: jane.email, ...without }]);
	expect(hints).toMatchObject([{ message: expect.stringContaining(reason) }]);
});
