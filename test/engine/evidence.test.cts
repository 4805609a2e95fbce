/*
 * Refusals whose words decide nothing, on n8n's engine: the list of interviews decides, however the service words them.
 * All dialects of a kind are played in one run, each to a candidate of its own.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	type DialectName,
	MORE_DUPLICATES,
	NEAR_MISSES,
	type Switches,
} from '../../dev/interviewFlowAi/service.cts';
import {
	type CreateLinksOptions,
	faultsOf,
	JOB,
	JOB_OF_ITEM,
	people,
	person,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { create, createAll, ERROR_OUTPUT, GO_ON, service, STOP } from './localService.cts';

const NOT_LOOKED_UP = 'could not be looked up';

/** Requests for the first page of a list: how many listings there were, by job. */
function listings(): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { endpoint, body } of service.received) {
		const { interviewerId, page } = Object(body) as { interviewerId: string; page: number };
		if (endpoint === 'fetch' && page === 1)
			counts[interviewerId] = (counts[interviewerId] ?? 0) + 1;
	}
	return counts;
}

/** Each dialect refuses a candidate of its own. */
const refuseEach = (dialects: DialectName[], switches: Switches = {}) =>
	service.set({
		...switches,
		faults: faultsOf(dialects.map((dialect) => Array(3).fill({ kind: 'refuse', dialect }))),
	});

const emails = (items: IDataObject[] = []) => items.map(({ email }) => email);

/** The dialects whose candidates are on an output. */
const on = (items: IDataObject[] | undefined, dialects: string[]) =>
	dialects.filter((_, n) => emails(items).includes(person(n).email));

/** A 403 is looked up only where its words speak of a candidate. */
const FORBIDDEN = '403 empty body';
const DUPLICATES = Object.keys(MORE_DUPLICATES).filter((name) => name !== FORBIDDEN);
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
		expect(listings()).toEqual({ [JOB.id]: 1 });
	});

	it('is a refusal with the words of the service when the list does not hold the candidate', async () => {
		refuseEach(MISSES);
		for (const one of people(20, 100)) service.addInterview({ ...one, jobId: JOB.id });

		const { json } = await createAll(people(MISSES.length));

		expect(on(json[2], MISSES)).toEqual(MISSES);
		for (const [n, words] of MISSES.entries()) {
			const { error } = json[2]!.find(({ email }) => email === person(n).email)!;
			expect(error).toContain(words);
			expect(error).not.toContain(NOT_LOOKED_UP);
		}
		expect(listings()).toEqual({ [JOB.id]: 1 });
	});

	it('is looked up without Look Up Existing Link, too', async () => {
		refuseEach(['409 other words', '400 plain']);
		const { interviewLink } = service.addInterview({ ...person(0), jobId: JOB.id });

		const { json } = await createAll(people(2), { options: { lookUpExistingLink: false } });

		expect(json).toMatchObject([[], [{ ...person(0), interviewLink }], [person(1)]]);
		expect(listings()).toEqual({ [JOB.id]: 1 });
	});
});

describe('how often lists are read', () => {
	const JOBS = [0, 1, 2].map((n) => `job-${n}`);
	/** 90 candidates of three jobs; all are refused in words that decide nothing. */
	const play = (onError: CreateLinksOptions['onError'], isHeld: (n: number) => boolean) => {
		const items = people(90).map((one, n) => ({ ...one, job: JOBS[n % 3]! }));
		service.set({ acceptAnyJob: true, refuseAll: '409 other words' });
		for (const [n, { job, ...one }] of items.entries()) {
			if (isHeld(n)) service.addInterview({ ...one, jobId: job });
		}
		return create(items, { onError, parameters: JOB_OF_ITEM });
	};

	it.each([
		[STOP, 2],
		[GO_ON, 1],
		[ERROR_OUTPUT, 1],
	] as const)('%s: at most %i listings of a job', async (onError, most) => {
		const { json } = await play(onError, () => true);

		expect(json[1]).toHaveLength(90);
		expect(Object.keys(listings()).sort()).toEqual(JOBS);
		expect(Math.max(...Object.values(listings()))).toBe(most);
		expect(service.counters.create).toBe(90);
	});

	it('absence counts only in a list that was begun after the last answer', async () => {
		// The interview of the last candidate comes to be while the others are sent.
		service.set({
			faults: faultsOf({
				0: [{ kind: 'refuse', dialect: '409 other words' }],
				9: [{ kind: 'refuse', dialect: '409 other words', strangerMsAgo: 0 }],
			}),
		});

		const { json } = await createAll(people(10));

		expect(json.map(emails)).toEqual([emails(people(8, 1)), [person(9).email], [person(0).email]]);
		const at = (endpoint: string) =>
			service.received.filter((one) => one.endpoint === endpoint).map((one) => one.at);
		expect(Math.min(...at('fetch'))).toBeGreaterThanOrEqual(Math.max(...at('create')));
		expect(sentTo(service)).toHaveLength(10);
	});
});
