/*
 * Get Many on n8n's engine against the local service: limits, filters, several items, and what goes wrong on the way.
 * The shapes and pages of a list are a matter of the unit tests; here is one of each kind.
 */
import { setTimeout as after } from 'node:timers/promises';
import { DEFAULT_JOBS, type Fault, type Switches } from '../../dev/interviewFlowAi/service.cts';
import { JOB_OF_ITEM, originsOf, person, rows } from '../../dev/engine/createLinks.cts';
import { until } from '../../dev/processes.cts';
import { asked, by, emails, failList, get, getMany, JOB, pages } from './getInterviews.cts';
import { operations } from '../../nodes/InterviewFlowAi/resources/interview/index.ts';
import { account, ERROR_OUTPUT, GO_ON, service, wordsOf } from './localService.cts';

const ALL = { returnAll: true };
const KNOWN = 'interviewLink name email status jobTitle jobId id createdAt'.split(' ');
const addressOf = (n: number) => person(n).email;
const newestFirst = (from: number, to = 1) =>
	Array.from({ length: from - to + 1 }, (_, at) => addressOf(from - at));
const fill = (count: number, jobId = JOB.id) => service.fill({ jobId, count });
/** Taken from a field of the item. */
const MAPPED_LIMIT = { limit: '={{ $json.limit }}' };

describe('a list', () => {
	it('is given whole: each interview once, with the known fields first', async () => {
		const row = 'candidates with interviews of another job, too';
		service.set({ fetchShape: { at: 'data', row, paging: 'pagination', before: 'jobs' } });
		fill(130);

		const { error, json } = await getMany(ALL);

		expect(error).toBeUndefined();
		const held = service.interviews.toReversed();
		expect(json[0]!.map(({ id }) => id)).toEqual(held.map(({ id }) => id));
		const known = held.map(({ interviewLink }) => ({ interviewLink, jobId: JOB.id }));
		expect(json[0]).toMatchObject(known);
		for (const one of json[0]!) expect(Object.keys(one).slice(0, KNOWN.length)).toEqual(KNOWN);
	});

	it('is given by Output Raw as it came; only "error" is renamed', async () => {
		service.set({ fetchShape: { at: 'data', row: 'an error' } });
		service.addInterview({ jobId: JOB.id, name: 'Jane', email: 'jane@example.com' });
		const { json } = await getMany({ options: { output: 'raw' } });
		const { jobTitle: _, ...entry } = { jobTitle: null, ...service.interviews[0]! };
		expect(json[0]).toEqual([{ ...entry, inputError: 'Resume could not be read' }]);
	});

	it('has a mark beside a link that was rebuilt, and the title of a job that was found by title', async () => {
		service.set({ fetchShape: { at: 'data', row: 'id only' } });
		fill(1);

		const credentials = account({ savedJobs: { jobs: [{ id: JOB.id, title: JOB.title }] } });
		const { json } = await getMany({ job: by('title', JOB.title) }, { credentials });

		const { interviewLink } = service.interviews[0]!;
		expect(json[0]).toMatchObject([{ interviewLink, linkSource: 'rebuilt', jobTitle: JOB.title }]);
	});
});

it.each<[string, Switches, object, number, number[]]>([
	['a limit that needs a second page', {}, { limit: 101 }, 101, [1, 2]],
	['the default limit', {}, {}, 50, [1]],
	['pages from 0', { fetchPaging: { pagesFrom: 0 } }, ALL, 230, [1, 2, 3, 0]],
])('paging: %s', async (_, switches, parameters, expected, expectedPages) => {
	service.set(switches);
	fill(230);

	const run = await getMany(parameters);

	expect(run.error).toBeUndefined();
	expect(emails(run)).toEqual(newestFirst(230).slice(0, expected));
	expect(pages()).toEqual(expectedPages);
});

it.each([true, 'true', ' TRUE '])('Return All by expression: %j', async (all) => {
	fill(60);
	expect(emails(await getMany({ returnAll: `={{ ${JSON.stringify(all)} }}` }))).toHaveLength(60);
});

const [first, second] = DEFAULT_JOBS as [typeof JOB, typeof JOB];

describe('several items', () => {
	it('with several jobs read each list once; results are paired with the items, and in their order', async () => {
		fill(120, first.id);
		fill(3, second.id);
		const items = [
			{ job: first.id, limit: 2 },
			{ job: second.id, limit: 9 },
			{ job: first.id, limit: 110, from: 'third' },
		];

		const { outputs } = await getMany({ ...JOB_OF_ITEM, ...MAPPED_LIMIT }, { items });

		const origins = [2, 3, 110].flatMap((count, n) => Array<number>(count).fill(n));
		expect(originsOf(outputs[0])).toEqual(origins);
		const lists = asked().map(({ interviewerId, page }) => [interviewerId, page].join(' '));
		const pagesOf = ({ id }: typeof JOB, ...numbers: number[]) => numbers.map((n) => `${id} ${n}`);
		expect(lists.sort()).toEqual([...pagesOf(first, 1, 2), ...pagesOf(second, 0, 1, 2)].sort());
	});
});

describe('a hint comes with a list', () => {
	it('that holds interviews of other jobs alone', async () => {
		service.set({ fetchPaging: { ignores: ['interviewerId'] } });
		fill(3, second.id);

		const { hints, json } = await getMany();

		expect(json).toEqual([[]]);
		const words = /^InterviewFlowAI answered with 3 interviews of other jobs and none of job /;
		expect(hints).toMatchObject([{ message: expect.stringMatching(words) }]);
		// One that must be found is refused with such words, for each item.
		const byId = by('id', service.interviews[0]!.id);
		const got = await get(byId, {}, { onError: ERROR_OUTPUT });
		expect(got.hints).toEqual([]);
		const error =
			/ belongs to this job\. InterviewFlowAI answered with [13] interviews? of other jobs/;
		expect(got.json[1]).toMatchObject([{ error: expect.stringMatching(error) }]);
	});

	it.each([
		[150, 1],
		[101, 0],
	])('of %i whose order changed between two pages: %i', async (count, hinted) => {
		service.set({ fetchShape: { at: 'data', paging: 'pagination' } });
		fill(count);
		const { id, email } = service.interviews.at(-2)!;
		const added = { id: 'added', email: 'added@example.com' };
		failList({ kind: 'json', status: 200, body: { data: [{ id, email }, added] } }, 2);

		const { hints, json } = await getMany({ limit: 101 });

		expect(json[0]).toHaveLength(101);
		const words = /^1 interview was on two pages of the list of job .* Others may be missing: /;
		expect(hints).toMatchObject(Array(hinted).fill({ message: expect.stringMatching(words) }));
	});

	// It comes with links that are created, too, by the same code.
	it.each([
		[1, ['This run was asked to send fewer requests, so it paused for 1 second.']],
		[0, []],
	])('that had to wait for a rate limit, of %i s', async (retryAfter, messages) => {
		const fault: Fault = { kind: 'status', status: 429, retryAfter };
		service.set({ faults: [{ on: { endpoint: 'fetch', attempt: 0 }, fault }] });

		const { hints } = await getMany();

		expect(hints.map(({ message }) => message)).toEqual(messages);
	});

	it('that names a following page, which is the first one again', async () => {
		const body = { data: [person(1), person(2)], nextCursor: 'c' };
		failList({ kind: 'json', status: 200, body });

		const { hints, json } = await getMany(ALL);

		expect(json[0]).toHaveLength(2);
		const words = /^InterviewFlowAI tells of more interviews, but gives only 2 /;
		expect(hints).toMatchObject([{ message: expect.stringMatching(words) }]);
	});

	it.each([
		['one hint', ALL, 1],
		['none when Limit ends it', { limit: 2 }, 0],
		// The service may tell how many there are without the filter.
		['none when the service filters it', { ...ALL, filters: { additionalFields: { a: 1 } } }, 0],
	])('that holds fewer than its total: %s', async (_, parameters, hinted) => {
		failList({ kind: 'json', status: 200, body: { data: [person(1), person(2)], total: 5 } }, 1);

		const { hints, json } = await getMany(parameters);

		expect(json[0]).toHaveLength(2);
		const message = `InterviewFlowAI tells of 5 interviews, but gives only 2 in the list of job ${JOB.id}. Others may be missing: to be sure, run again.`;
		expect(hints).toMatchObject(Array(hinted).fill({ message }));
	});
});

describe('filters', () => {
	const at = (minutesAgo: number) => Date.parse('2026-01-31T12:00:00Z') - minutesAgo * 60_000;
	const addDated = () => {
		for (const [n, minutes] of [60, 0, -60].entries()) {
			const status = n === 2 ? 'In Progress' : 'shortlisted';
			service.addInterview({ jobId: JOB.id, ...person(n), status, createdAt: at(minutes) });
		}
	};

	it.each([
		[{ email: addressOf(1).toUpperCase() }, [1]],
		[{ status: 'in_pro\u00adgress' }, [2]],
		[{ status: 'shortlisted', createdBefore: '2026-01-31T12:00:00Z' }, [0]],
		[{ status: 'shortlisted', createdAfter: '2030-01-01T00:00:00Z' }, []],
		[{ createdAfter: '2026-01-31T12:00:00Z' }, [2, 1]],
		[{ createdAfter: 'Sat, 31 Jan 2026 13:00:00 +0100' }, [2, 1]],
		[{ createdAfter: '2026-01-31T13:00:00[Europe/Berlin]' }, [2, 1]],
		[{ createdAfter: at(0) }, [2, 1]],
		[{ createdAfter: String(at(0) / 1000) }, [2, 1]],
		// The workflow's zone is n8n's default here, America/New_York: five hours behind UTC in January.
		[{ createdAfter: '2026-01-31T07:00:00' }, [2, 1]],
		[{ createdBefore: '\u200E2026-01-31 07:00' }, [0]],
		[{ createdBefore: '2026-01-31' }, []],
		[{ createdAfter: '2024-02-29' }, [2, 1, 0]],
		[{ createdAfter: '={{ DateTime.fromISO("2026-01-31T12:00:00Z") }}' }, [2, 1]],
		[{ createdAfter: '={{ new Date("2026-01-31T12:00:00Z") }}' }, [2, 1]],
		[{ email: '', status: ' ', createdAfter: '' }, [2, 1, 0]],
	])('%j', async (filters, expected) => {
		addDated();
		const run = await getMany({ filters });
		expect(emails(run)).toEqual(expected.map(addressOf));
		expect(run.hints).toEqual([]);
	});

	it.each([
		['epoch seconds', true],
		['date only', false],
	] as const)('dates as %s are compared, or counted in a hint', async (createdAtFormat, isRead) => {
		addDated();
		service.set({ createdAtFormat });

		const items = [{}, {}];
		const run = await getMany({ filters: { createdAfter: '2026-01-31T12:30:00Z' } }, { items });

		expect(emails(run)).toEqual(isRead ? [addressOf(2), addressOf(2)] : []);
		const words =
			/^3 interviews were left out by the date filters, because no date with a time zone can/;
		const hint = { message: expect.stringMatching(words) };
		expect(run.hints).toMatchObject(isRead ? [] : [hint]);
	});

	it.each([
		['email', 'no email', { email: addressOf(0) }],
		['status', 'link', { status: 'draft' }],
	] as const)(
		'interviews whose %s cannot be read are left out, and counted in a hint',
		async (field, row, filters) => {
			fill(3);
			service.set({ fetchShape: { at: 'data', row } });

			const run = await getMany({ filters });

			const words = new RegExp(
				`^3 interviews were left out by the filter.* no ${field} can be read`,
			);
			expect(emails(run)).toEqual([]);
			expect(run.hints).toMatchObject([{ message: expect.stringMatching(words) }]);
		},
	);

	it('a hint names a status that no interview has, and the statuses that there are', async () => {
		addDated();
		const run = await getMany({ filters: { status: 'Completd' } }, { items: [{}, {}] });
		expect(emails(run)).toEqual([]);
		const statuses = '"Completd", only "In Progress", "shortlisted"';
		const message = `2 items were given no interview, because none has the status ${statuses}.`;
		expect(run.hints).toMatchObject([{ message }]);
	});

	it('a hint names a mapped filter that is empty, because then all interviews come', async () => {
		fill(3);
		const items = [{ created: null, city: [] }, {}, { status: 'shortlisted' }];
		const filters = {
			status: '={{ $json.status }}',
			createdBefore: '={{ $json.created.toISO() }}',
			additionalFields: rows(['city', '={{ $json.city }}', 'string']),
		};

		const run = await getMany({ filters }, { items });

		expect(emails(run)).toHaveLength(9);
		const hint = (count: number, what: string) => ({
			message: `${count} items were read without ${what}, because its expression gives nothing there.`,
		});
		expect(run.hints).toMatchObject([
			hint(3, 'a row of the filter Additional Fields'),
			hint(2, 'the filter Status'),
			hint(3, 'the filter Created Before'),
		]);
		const mapped = await getMany({ filters: { additionalFields: '={{ {} }}' } }, { items });
		expect(mapped.hints).toMatchObject([hint(3, 'the filter Additional Fields')]);
	});

	it('the message names Additional Fields when the service refuses them', async () => {
		failList(refuse(422));
		const run = await getMany({ filters: { additionalFields: "={{ { city: 'Bonn' } }}" } });
		expect(wordsOf(run.error)).toMatch(
			/"Odd words".*check Job, Additional Fields and the Base URL/s,
		);
	});

	it('additional fields are applied by the service; without any they are not sent', async () => {
		fill(30);
		const additionalFields = rows(['number', '25', 'number'], ['city', 'Bonn', 'string']);
		const run = await getMany({ filters: { additionalFields } });
		expect(emails(run)).toEqual([29, 27, 25].map(addressOf));
		expect(asked()[0]).toMatchObject({ additionalFields: { number: 25, city: 'Bonn' } });
	});
});

const limit = (bad: string) => ({ limit: `={{ $json.bad ${bad} }}` });
/** Blank, and so no filter, for the first of two items. */
const filter = (name: string, bad: string, others = {}) => ({
	filters: { [name]: `={{ $json.bad ? '' : ${bad} }}`, ...others },
});

const DAY = { createdAfter: '2026-01-31' };

describe('bad input is refused before anything is sent', () => {
	it.each<[string, object, RegExp]>([
		['no job', { job: by('id', '={{ $json.bad ? "b1" : "" }}') }, /^Job is empty/],
		['Limit 0', limit('?? 0'), /^Limit is the number 0\. Enter a whole number/],
		['Limit as text', limit('?? "many"'), /^Limit is "many"/],
		['Return All as text', { returnAll: '={{ $json.bad ? true : "maybe" }}' }, /^Return All is "m/],
		['an expression that fails', limit('.toFixed()'), /^Limit /],
		['an email', filter('email', '"jane"'), /^Email is "jane", which is not a complete/],
		['a status', filter('status', '7'), /^Status is the number 7 instead of text/],
		['a date', filter('createdAfter', '"soon"'), /^Created After is "soon", which is not a date/],
		['June 31', filter('createdBefore', '"2026-06-31T09:00:00Z"'), /^Created Before is "2026-06-/],
		['a broken date', filter('createdAfter', 'new Date("x")'), /^Created After is not a valid/],
		['a time of the machine', filter('createdAfter', '"2026-01-31 7:05"'), /7:05", which is not a/],
		['an empty span', filter('createdBefore', '"2026-01-31"', DAY), /^Created Before is no later/],
		['a filter that fails', filter('status', '(() => 1)'), /^Status could not be read: /],
		['fields', filter('additionalFields', '[1]'), /^Additional Fields is a list instead of/],
	])('%s', async (_, parameters, message) => {
		const run = await getMany(parameters, { items: [{ bad: 5 }, {}] });
		expect(wordsOf(run.error)).toMatch(message);
		expect(wordsOf(run.error)).toContain('[item 1]');
		expect(service.counters.fetch).toBe(0);
	});

	it('an unknown Output, which holds for all items', async () => {
		const run = await getMany({ options: { output: 'all' } });
		expect(wordsOf(run.error)).toMatch(/^Output is "all".*Use All Fields, Known Fields or Raw\./s);
	});

	it('and the other items are read when the workflow goes on', async () => {
		fill(2);
		const items = [{ limit: 1 }, { limit: 0, note: 'kept' }, { limit: 2 }];

		const { json } = await getMany(MAPPED_LIMIT, { items, onError: ERROR_OUTPUT });

		expect(json[0]).toHaveLength(3);
		const error = expect.stringMatching(/^Limit is the number 0\./);
		expect(json[1]).toMatchObject([{ note: 'kept', error }]);
	});
});

const body = { message: 'Odd words' };
const ADA = { email: 'ada@example.com' };
const refuse = (status: number): Fault => ({ kind: 'status', status, body });

describe('what goes wrong', () => {
	it.each<[page: number, string, Fault, RegExp]>([
		[1, '401', refuse(401), /^InterviewFlowAI does not accept the API key/],
		[1, '404', refuse(404), /^InterviewFlowAI found nothing for job .* Pick the job again,/],
		[2, '404', refuse(404), /the service answered 404/],
		[
			2,
			'lists',
			{ kind: 'json', status: 200, body: { invited: [ADA], done: [ADA] } },
			/was not a list/,
		],
		[2, 'a quota', { kind: 'status', status: 429, body: 'Quota used up' }, /"Quota used up"/],
		[2, 'the key', { kind: 'echoKey', status: 418 }, /answered 418/],
	])('on page %i at every try, %s: a refusal that says so', async (page, _, fault, words) => {
		failList(fault, page);
		fill(230);

		const { json, error } = await getMany(ALL, { onError: ERROR_OUTPUT });

		expect(error).toBeUndefined();
		expect(json).toEqual([[], [{ error: expect.stringMatching(words) }]]);
		const ofAPart =
			/could not be read to the end of the list.* A Limit of 100 gives what could be read\.$/;
		expect(ofAPart.test(String(json[1]![0]!.error))).toBe(page > 1);
	});

	it('an operation that throws refuses every item and ends its run; n8n would take all items for successes', async () => {
		let isOver: (() => boolean) | undefined;
		jest.spyOn(operations.getMany, 'execute').mockImplementation(async ({ run }) => {
			({ isOver } = run);
			throw new Error('Odd words');
		});

		const { json, error } = await getMany(ALL, { items: [{}, {}], onError: ERROR_OUTPUT });

		expect(error).toBeUndefined();
		const words =
			/^This node could not go on: Odd words\. It only reads, so nothing was changed\. Run again\./;
		expect(json).toEqual([[], Array(2).fill({ error: expect.stringMatching(words) })]);
		expect(isOver?.()).toBe(true);
	});

	it('on a page after Limit was reached does not matter', async () => {
		failList(refuse(500), 2);
		fill(230);
		const items = [{ limit: 100 }, { limit: 101 }];
		const { json } = await getMany(MAPPED_LIMIT, { items, onError: ERROR_OUTPUT });
		expect(json.map(({ length }) => length)).toEqual([100, 1]);
	});

	it('with one item keeps its place among the results, with its fields and files, where the workflow goes on', async () => {
		fill(2);
		const binary = { resume: { data: 'eA==', mimeType: 'text/plain' } };
		const items = [
			{ json: { job: 'unknown-job', note: 'kept' }, binary },
			{ json: { job: JOB.id } },
		];

		const { outputs } = await getMany(JOB_OF_ITEM, { items, onError: GO_ON });

		const words = /nothing for job unknown-job \(404\).*if this is a title/;
		const json = { note: 'kept', error: expect.stringMatching(words) };
		const read = { json: { jobId: JOB.id }, pairedItem: { item: 1 } };
		expect(outputs).toMatchObject([[{ json, binary, pairedItem: { item: 0 } }, read, read]]);
	});

	it('stopping the execution ends it at once, in the middle of a list', async () => {
		failList({ kind: 'stall' }, 2);
		fill(230);
		const cancelWhen = until(() => pages().includes(2), 60_000, 2).then(() => after(20));
		const startedAt = Date.now();

		await getMany(ALL, { cancelWhen });

		expect(Date.now() - startedAt).toBeLessThan(5000);
		expect(pages()).toEqual([1, 2]);
	});
});

describe('as a tool', () => {
	it('gives the known fields alone, and at most 50 of them', async () => {
		service.fill({ jobId: JOB.id, count: 60, extra: { transcript: 'word '.repeat(1000) } });
		const { json } = await getMany({}, { asTool: true });
		expect(json[0]).toHaveLength(50);
		expect(Object.keys(json[0]![0]!)).toEqual(KNOWN);
		expect(JSON.stringify(json[0]).length).toBeLessThan(20_000);
	});

	it('says that none was found, because some agents are told nothing when there are no items', async () => {
		const none = async (parameters: Parameters<typeof getMany>[0]) =>
			(await getMany(parameters, { asTool: true })).json[0]?.[0]?.message;
		expect(await none({})).toBe('No interviews were found.');
		fill(1);
		expect(await none({ filters: { status: 'done' } })).toBe(
			'No interviews were found. Of those that were read, none has the status "done", only "shortlisted".',
		);
	});

	it.each([
		[{ jobId: 'another' }, / 1 interview of other jobs/],
		[{ createdAt: '2026-03-01 12:00' }, / Some were left out by the date filters, because no date/],
	])('says why there are none, because agents see no hints: %j', async (row, words) => {
		failList({ kind: 'json', status: 200, body: [{ id: 'i-1', ...row }] });
		const filters = { createdAfter: '2026-01-31' };

		const { json } = await getMany({ filters }, { asTool: true });

		expect(json).toEqual([[{ message: expect.stringMatching(words) }]]);
	});
});
