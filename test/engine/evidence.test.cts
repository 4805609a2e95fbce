/*
 * Refusals whose words decide nothing, on n8n's engine: the list of interviews decides, however the service words them.
 * All dialects of a kind are played in one run, each to a candidate of its own.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	type DialectName,
	type Fault,
	MORE_DUPLICATES,
	NEAR_MISSES,
	type Switches,
} from '../../dev/interviewFlowAi/service.cts';
import {
	createLinks,
	type CreateLinksOptions,
	JOB,
	ON_ERROR,
	people,
	person,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { service } from './localService.cts';
import { told } from './told.cts';

const [STOP, GO_ON, ERROR_OUTPUT] = ON_ERROR;

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
		faults: {
			perEmail: Object.fromEntries(
				dialects.map((dialect, n) => {
					const fault: Fault = { kind: 'refuse', dialect };
					return [person(n).email, [fault, fault, fault]];
				}),
			),
		},
	});

const goOn = (count: number, more: Partial<CreateLinksOptions> = {}) =>
	createLinks(service, { items: people(count), onError: ERROR_OUTPUT, ...more });

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

		const { json } = await goOn(DUPLICATES.length);

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

		const { json } = await goOn(MISSES.length);

		expect(on(json[2], MISSES)).toEqual(MISSES);
		for (const [n, words] of MISSES.entries()) {
			const { error } = json[2]!.find(({ email }) => email === person(n).email)!;
			expect(error).toContain(words);
			expect(error).not.toContain(NOT_LOOKED_UP);
		}
		expect(listings()).toEqual({ [JOB.id]: 1 });
	});

	it('is not there when the list is empty, which counts as read to its end', async () => {
		service.set({ refuseAll: '409 other words' });

		const { json } = await goOn(3);

		expect(json.map((items) => items.length)).toEqual([0, 0, 3]);
		expect(service.counters.fetch).toBe(2);
	});

	it.each(['404', 'HTML', 'null data'] as const)(
		'without a list (%s) is told by status and words, and that it was not looked up',
		async (fetchShape) => {
			const dialects = [
				'409 other words',
				'Der Kandidat hat bereits ein Interview für diese Stelle',
				'422 Rails',
				'400 plain',
				'422 plain',
				'El puesto está cerrado',
			];
			refuseEach(dialects, { fetchShape });

			const { json } = await goOn(dialects.length);

			expect(on(json[1], dialects)).toEqual(dialects.slice(0, 3));
			expect(on(json[2], dialects)).toEqual(dialects.slice(3));
			const told = [
				...json[1]!.map(({ message }) => message),
				...json[2]!.map(({ error }) => error),
			];
			for (const text of told.filter((_, n) => n !== 2)) expect(text).toContain(NOT_LOOKED_UP);
		},
	);

	it.each([true, false])(
		'is looked up with Look Up Existing Link %s',
		async (lookUpExistingLink) => {
			const dialects = ['409 other words', '400 plain'];
			refuseEach(dialects);
			const { interviewLink } = service.addInterview({ ...person(0), jobId: JOB.id });

			const { json } = await goOn(2, { options: { lookUpExistingLink } });

			expect(json).toMatchObject([[], [{ ...person(0), interviewLink }], [person(1)]]);
			expect(listings()).toEqual({ [JOB.id]: 1 });
		},
	);
});

describe('a refusal that says plainly what it is', () => {
	it.each<DialectName>([
		...(['400 email is invalid', '400 job does not exist', '422 other field'] as const),
		...(['401', '403', '404 not found', '413', '415'] as const),
		FORBIDDEN,
		...(['200 body code 400', '200 body code 401', '200 body code 404'] as const),
	])('"%s" is looked up for no candidate', async (dialect) => {
		service.set({ refuseAll: dialect });
		for (const one of people(2)) service.addInterview({ ...one, jobId: JOB.id });

		const { json } = await goOn(2);

		expect(json.map((items) => items.length)).toEqual([0, 0, 2]);
		expect(service.counters).toMatchObject({ create: 2, fetch: 0 });
	});

	it.each([401, 402, 413])('a %i that comes near a duplicate is none', async (status) => {
		const refusal = { status, body: { message: 'Candidate already exists' } };
		service.set({ refuseAll: refusal });
		service.addInterview({ ...person(0), jobId: JOB.id });

		const { json } = await goOn(1);

		expect(json).toMatchObject([[], [], [person(0)]]);
		expect(service.counters.fetch).toBe(0);
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
		return createLinks(service, {
			items,
			onError,
			parameters: { job: { __rl: true, mode: 'id', value: '={{ $json.job }}' } },
		});
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

	it('a run that stops ends at the first candidate who is not on the list', async () => {
		const { error } = await play(STOP, (n) => n !== 1);

		expect(told(error)).toContain('[item 1]');
		expect(service.counters.create).toBeLessThanOrEqual(5);
	});

	it('a run that stops looks up those who were under way, and then goes on', async () => {
		service.set({ latency: 5 });
		const { json } = await play(STOP, () => true);

		const requests = service.received.map(({ endpoint }) => endpoint);
		const firstListing = requests.indexOf('fetch');
		expect(firstListing).toBeLessThanOrEqual(5);
		expect(requests.lastIndexOf('create')).toBeGreaterThan(firstListing);
		expect(json[1]).toHaveLength(90);
	});

	it('absence counts only in a list that was begun after the last answer', async () => {
		// The interview of the last candidate comes to be while the others are sent.
		service.set({
			faults: {
				perEmail: {
					[person(0).email]: [{ kind: 'refuse', dialect: '409 other words' }],
					[person(9).email]: [{ kind: 'refuse', dialect: '409 other words', strangerMsAgo: 0 }],
				},
			},
		});

		const { json } = await goOn(10);

		expect(json.map(emails)).toEqual([emails(people(8, 1)), [person(9).email], [person(0).email]]);
		const at = (endpoint: string) =>
			service.received.filter((one) => one.endpoint === endpoint).map((one) => one.at);
		expect(Math.min(...at('fetch'))).toBeGreaterThanOrEqual(Math.max(...at('create')));
		expect(sentTo(service)).toHaveLength(10);
	});
});
