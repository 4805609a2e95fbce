/* The Fetch API as pages: when a list ends, which entries are left out, and what is said of a list that cannot be read. */
import fc from 'fast-check';
import { fetchPages } from '../../../nodes/InterviewFlowAi/shared/fetchPages';
import type { ListedInterview } from '../../../nodes/InterviewFlowAi/shared/interview';
import type { Reply, Request } from '../../../nodes/InterviewFlowAi/shared/send';
import type { ReadList } from '../../../nodes/InterviewFlowAi/shared/listSoFar';
import { received } from '../../../dev/engine/answers.cts';
import { testRun } from '../testRun.cts';

type Entry = Record<string, unknown>;
/** What a service gives for the n-th request. */
type Service = (n: number, body: Entry) => Reply;

const entry = (n: number, more: Entry = {}) => ({ id: `id-${n}`, email: `c${n}@x.co`, ...more });
const entries = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => entry(from + index));
/** Candidates, each with so many interviews. */
const candidates = (from: number, count: number, each: (n: number) => number) =>
	entries(from, count).map((candidate, at) => {
		const ids = Array.from({ length: each(from + at) }, (_, n) => `${from + at}-${n}`);
		return { ...candidate, interviews: ids.map((id) => ({ id })) };
	});
const status = (code: number, body?: unknown) => received({ status: code, body });
const page = (body: unknown) => status(200, body);
const TOO_LARGE = { ...page(undefined), tooLarge: true };
const [TEN, HUNDRED] = [entries(0, 10), entries(0, 100)];

/** Reads a list of a service. */
async function read(service: Service, query = {}) {
	const requests: Request[] = [];
	const send = async (request: Request) => {
		requests.push(request);
		return service(requests.length, request.body as Entry);
	};
	const listed: ListedInterview[] = [];
	let problem: unknown;
	let list: ReadList | undefined;
	for await (const fetched of fetchPages(testRun({ send }), { jobId: 'job-1', ...query })) {
		if (fetched.ok) {
			({ list } = fetched);
			listed.push(...fetched.entries);
		} else problem = fetched;
	}
	const asked = requests.map(({ body }) => (body as Entry).page);
	const ids = listed.map(({ interview }) => interview.id);
	return { listed, ids, count: ids.length, missing: list?.missing, problem, requests, asked };
}
const WHOLE = { problem: undefined };

/** A service that pages as asked; it counts from `first`. */
const paged =
	(all: Entry[], first = 1): Service =>
	(_, { page: number, limit }) => {
		const start = (Number(number) - first) * Number(limit);
		return page({ data: start < 0 ? [] : all.slice(start, start + Number(limit)) });
	};

/** A service that gives its last page for every page beyond it. */
const clamped =
	(all: Entry[]): Service =>
	(n, body) => {
		const last = Math.ceil(all.length / Number(body.limit));
		return paged(all)(n, { ...body, page: Math.min(Number(body.page) || 1, last) });
	};

describe('reading a list', () => {
	const PAIRS = candidates(0, 10, () => 2);
	const OF_A_JOB = [{ id: 'job-1', interviews: TEN }];
	const REVIEWED = [{ id: 'i-1', interviewLink: 'https://x.co/i-1', results: TEN }];
	const RECRUITER = { id: 'job-1', email: 'recruiter@x.co' };
	const inJob = (n: number) => page({ data: { ...RECRUITER, candidates: n === 1 ? TEN : [] } });
	const same = (said: Entry) => () => page({ data: TEN, ...said });
	const none = (code: number) => () => status(code, { message: 'No candidates found' });
	const noneOf20: Service = (_, { limit }) => (limit === 100 ? status(400) : none(404)());
	const endless = (n: number) => page({ items: n === 1 ? TEN : [], isLast: n === 1 });
	const unlisted = (n: number) =>
		page({ ...(n === 1 && { found: HUNDRED }), page: { totalElements: 100 } });
	const ofTheSecond = paged(candidates(0, 150, (n) => (n < 100 ? 0 : 1)));
	/** One is added to the list after its first page. */
	const growing: Service = (n) => {
		const all = [...(n > 1 ? [entry(900)] : []), ...entries(0, 150)];
		return page({ data: all.slice((n - 1) * 100, n * 100), total: all.length });
	};

	const from1: Service = (n) => page({ data: n === 2 ? [] : TEN, total: 12 });
	const wrapped: Service = (n, body) =>
		paged(entries(0, 230))(n, n > 3 ? { ...body, page: 1 } : body);

	it.each<[string, Service, number, unknown[]]>([
		['an empty page', paged(entries(0, 250)), 250, [1, 2, 3, 4, 0]],
		['an empty list', paged([]), 0, [1, 0]],
		['an empty page, though it says not to be the last', endless, 10, [1, 2, 0]],
		['a page that brings nothing new', same({}), 10, [1, 2, 0]],
		['no entry, told as 400', none(400), 0, [1, 1, 0]],
		['no entry, told as 204', () => status(204), 0, [1, 1, 0]],
		['no entry, told in words', none(200), 0, [1, 1, 0]],
		['no entry, told by a number', same({ data: null, total: 0 }), 0, [1, 1, 0]],
		['a page without a list, after as many as there are', unlisted, 100, [1, 2, 2, 0]],
		['the last page once more', clamped(entries(0, 150)), 150, [1, 2, 3, 0]],
		['the first page once more, after the last one', wrapped, 230, [1, 2, 3, 4, 0]],
		['a last page, after candidates without interviews', ofTheSecond, 50, [1, 2, 3, 0]],
		['an empty page, after a job with its interviews in it', paged(OF_A_JOB), 10, [1, 2, 0]],
		['an empty page of a job with an email address', inJob, 10, [1, 2, 2, 0]],
		['an empty page, after an interview with its reviewers in it', paged(REVIEWED), 1, [1, 2, 0]],
		['the same pairs again, and their number', same({ data: PAIRS, total: 20 }), 20, [1, 2, 0]],
		['as many as there were before one was added', growing, 150, [1, 2, 3, 0]],
		['an empty page, and gives page 1 for page 0 and a larger number', from1, 10, [1, 2, 0]],
		['the same again, and a larger number of jobs', same({ totalJobs: 12 }), 10, [1, 2, 0]],
		['all of a list at once', same({ data: entries(0, 150) }), 150, [1, 2, 0]],
		['a full page, and no more', same({ data: HUNDRED, has_more: false }), 100, [1, 2, 0]],
		['a full last page once more', clamped(HUNDRED), 100, [1, 2, 2, 0]],
		['no entry, told as 404 for 20 a page, and as 400 for 100', noneOf20, 0, [1, 1, 1, 0]],
	])('ends with %s, and asks for page 0 once', async (_, service, count, asked) => {
		expect(await read(service)).toMatchObject({ ...WHOLE, count, asked });
	});

	const NONE = { success: false, error: 'No candidates found' };
	it.each([
		[204, undefined, 100],
		// In words of the end.
		[200, NONE, 100],
		[400, { success: false, error: 'PAGE_OUT_OF_RANGE' }, 100],
		[404, NONE, 100],
		[404, { detail: 'There is no page 2' }, 100],
		[416, undefined, 100],
		// After a page that was not full.
		[422, undefined, 9],
		[200, { success: false, message: 'Nothing' }, 9],
		// Lists that are none.
		[200, null, 100],
		[200, { data: null, code: 200 }, 100],
		[200, { data: { candidates: null } }, 100],
		[200, { data: { candidates: null, jobs: [{ id: 'job-1' }] } }, 100],
		[200, { jobs: [{ id: 'job-1' }], found: [] }, 100],
	])('ends with %i, %j after a page of %i, when asked again', async (code, body, count) => {
		const list = await read((n) => (n === 1 ? page(entries(0, count)) : status(code, body)));
		expect(list).toMatchObject({ ...WHOLE, count, asked: [1, 2, 2, 0] });
	});

	it.each([
		[200, { data: null }],
		[204, undefined],
		[404, undefined],
	])('goes on where %i, %j came once for a page that is there', async (code, body) => {
		const all = entries(0, 200);
		const pageOf70 = (number: number) => page(all.slice((number - 1) * 70, number * 70));
		const list = await read((n, { page }) =>
			n === 2 ? status(code, body) : pageOf70(Number(page)),
		);

		expect(list).toMatchObject({ ...WHOLE, count: 200 });
	});

	it.each([
		[404, { total: 200 }, 4],
		[400, { pagination: { totalPages: 2 } }, 4],
		[500, { has_more: false }, 6],
	])('ends with %i after a page that says to be the last: %j', async (code, said, requests) => {
		const all = entries(0, 200);
		const list = await read((_, { page: number }) => {
			const to = Number(number) * 100;
			return to > 200
				? status(code)
				: page({ data: all.slice(Math.max(0, to - 100), to), ...said });
		});

		expect(list).toMatchObject({ ...WHOLE, count: 200, requests: { length: requests } });
	});

	it('finds what stands on page 0, and does without it when that cannot be had', async () => {
		const from0 = paged(entries(0, 150), 0);
		let failures = 0;
		const breaksOnce: Service = (n, body) =>
			body.page === 0 && failures++ === 0 ? status(502) : from0(n, body);
		const broken: Service = (n, body) => (body.page === 0 ? status(500) : paged(TEN)(n, body));

		expect((await read(from0)).count).toBe(150);
		expect((await read(breaksOnce)).count).toBe(150);
		expect(await read(broken)).toMatchObject({ ...WHOLE, asked: [1, 2, 0, 0] });
	});

	it.each([
		['page 2', 1, ['id-1', 'id-3', 'id-5'], [1, 2, 3, 4, 5, 6, 0]],
		['page 1', 0, ['id-2', 'id-4', 'id-6'], [1, 2, 3, 4, 5, 6, 7, 0]],
	])('reads on after %s of which a filter leaves nothing', async (_, parity, ids, asked) => {
		const service: Service = (n) =>
			page({ data: n <= 6 && n % 2 === parity ? entries(n, 1) : [], totalPages: 6 });
		const list = await read(service, { additionalFields: { score: 80 } });
		expect(list).toMatchObject({ ...WHOLE, ids, asked });
	});

	it.each([400, 422])('asks for 20 a page where 100 are answered with %i', async (code) => {
		const { count, requests } = await read((n, body) =>
			Number(body.limit) > 20 ? status(code) : paged(entries(0, 30))(n, body),
		);

		expect(count).toBe(30);
		const limits = [100, 20, 20, 20, 20];
		expect(requests).toMatchObject(
			limits.map((limit) => ({ mostBytes: 1_500_000, body: { interviewerId: 'job-1', limit } })),
		);
	});

	const many = paged(entries(0, 20_200));
	const largeAfter20000: Service = (n, body) =>
		n > 201 && Number(body.limit) > 4 ? TOO_LARGE : many(n, body);
	it.each<[string, Service, number]>([
		['5,000 pages', (n) => page([entry(n)]), 5000],
		['20,100 interviews, and then parts of pages,', largeAfter20000, 204],
	])('does not ask for ever: %s cannot be read to the end', async (_, service, most) => {
		const reason = 'the list is longer than 5000 pages';
		const asked = { length: most };
		expect(await read(service)).toMatchObject({ problem: { reason }, asked });
	});

	const withText = { interviewLink: 'https://x.co/form?interviewId=id-1' };
	const signed = (n: number) => ({ interviewLink: `${withText.interviewLink}&token=${n}` });
	it.each<[string, Entry, Entry, number]>([
		['a link that came later', entry(1, { interviewLink: null }), entry(1, withText), 1],
		['a link that is signed anew', entry(1, signed(1)), entry(1, signed(2)), 1],
		['no ID, and another date', { email: 'a', createdAt: 1 }, { email: 'a', createdAt: 2 }, 2],
	])('counts one interview or two, where they have %s', async (_, one, other, count) => {
		expect((await read((n) => page([one, other].slice(n - 1, n)))).count).toBe(count);
	});

	it.each([
		[120, [1, 2, 6, 7, 31, 32]],
		[100, [1, 2, 6, 26, 27, 28]],
	])('asks for fewer where pages beyond entry %i are too large', async (last, asked) => {
		const all = entries(0, 230);
		const isTooLarge = ({ page: number, limit }: Entry) =>
			Number(limit) > 4 && Number(number) * Number(limit) > last;
		const list = await read((n, body) => (isTooLarge(body) ? TOO_LARGE : paged(all)(n, body)));

		expect(list).toMatchObject({ ...WHOLE, ids: all.map(({ id }) => id) });
		expect(list.asked.slice(0, 6)).toEqual(asked);
	});

	const all700 = entries(0, 700);
	const end = page({ data: [entry(700)], has_more: false });
	it.each<[string, Service]>([
		['that counts pages from 0', paged(all700, 0)],
		['that gives its end beyond it', (n, body) => (n > 3 ? end : paged(all700)(n, body))],
		['that overlooks the limit', (n, body) => paged(all700)(n, { ...body, limit: 100 })],
	])('is refused for a later page that is too large of a service %s', async (_, service) => {
		const list = await read((n, body) => (n === 3 ? TOO_LARGE : service(n, body)));
		expect(list.problem).toMatchObject({ reason: 'the answer was larger than 1.5 MB' });
	});

	const ATS = { interviewId: 'ats-1' };
	const BOTH = ['id-1', 'id-2'];
	it.each([
		['no link holds', { url: 'https://x.co/form?interviewId=i-1' }, [null, null]],
		['a link holds one of', { url: 'https://x.co/form?interviewId=id-1' }, BOTH],
		['others are named beside', { interview_id: 7 }, [null, null]],
		['none are named beside', { interviewId: null }, BOTH],
		['fields of the account are beside', { metadata: { ATS }, custom_fields: ATS }, BOTH],
		['a link without one is beside', { url: 'https://x.co/form?interviewId=null' }, BOTH],
	])(
		'takes the IDs of entries for those of interviews, or not, when %s them',
		async (_, one, ids) => {
			const sessions = [one];
			const pages = [[entry(1, { sessions })], [entry(1, { sessions }), entry(2)]];
			expect((await read((n) => page(pages[n - 1] ?? []))).ids).toEqual(ids);
		},
	);

	const INSIDE = { interview: { id: 'i-1' } };
	const OWN_LINK = { link: 'https://x.co/id-2' };
	const LATEST = { latest_interview: { uuid: 'i-1' } };
	/** The first two have the same template, which the service calls their interview. */
	const ofTemplate = (n: number) => entry(n, { interview: { id: `i-${Math.max(n, 2)}` } });
	const A = { email: 'a@x.co' };
	const ofOne = (jobId: string) => entry(1, { jobId });
	const OTHER = ofOne('job-2');
	const OF_1 = { interview: { id: 'id-1' } };
	const ofAttempt = (candidate: Entry, n: number) => entry(n, { ...INSIDE, ...candidate });
	it.each<[string, Entry[][], unknown[]]>([
		['one has another beside', [[entry(1), entry(2, { interviewId: 'i-2' })]], [null, 'i-2']],
		['one has another inside', [[entry(1, INSIDE)], [entry(2)]], ['i-1', null]],
		['a link holds its own', [[entry(1, INSIDE), entry(2, OWN_LINK)]], ['i-1', 'id-2']],
		['one is told twice', [[entry(1, { interviewId: 'ID-1' }), entry(2)]], ['ID-1', 'id-2']],
		['one has no ID', [[entry(1, INSIDE), entry(2, { interview: { n: 1 } })]], ['i-1', null]],
		[
			'page 1 names one',
			[[entry(1, { s: [ATS] })], [entry(2), entry(3, INSIDE)]],
			[null, null, 'i-1'],
		],
		['one has a name of its own', [[entry(1, LATEST), entry(2)]], [null, null]],
		['two candidates have one', [[1, 2, 3].map(ofTemplate)], [null, null, 'i-3']],
		['one without another is that of the job', [[{ ...A, interviewId: 'JOB-1' }]], [null]],
		['one of two names no candidate', [[{ id: 'i-1', ...A }, { id: 'i-1' }]], ['i-1', 'i-1']],
		['a candidate has it for two jobs', [['job-2', 'job-1'].map(ofOne)], [null]],
		['a candidate has it for two jobs, on two pages', [[ofOne('job-2')], [ofOne('job-1')]], [null]],
		[
			'a candidate without one has it',
			[[{ ...OTHER, interviews: [] }], [entry(2, OF_1)]],
			['id-1'],
		],
		[
			'a candidate has it, another one beside',
			[[entry(3, INSIDE), OTHER], [entry(2, OF_1)]],
			['i-1', 'id-1'],
		],
		['a candidate has one twice', [[A, { email: 'A@x.co' }].map(ofAttempt)], ['i-1', 'i-1']],
	])('takes no ID of an entry for that of another interview, where %s', async (_, pages, ids) => {
		expect((await read((n) => page(pages[n - 1] ?? []))).ids).toEqual(ids);
	});

	const UUID = '4b8f1c1e-0f6f-4c89-9a51-9f3d1a2b7c11';
	const IN_EDGES = { interviews: { edges: [{ node: { id: 'i-1' } }] } };
	const OF_JOB = { interview: { id: 'JOB-1' } };
	const ITS_LINK = { interviewLink: 'https://x.co/id-1' };
	it.each<[string, Entry, string | null]>([
		['has an empty ID', { interviewId: '' }, null],
		['has an empty ID beside others', { interviewId: '', uuid: 'u' }, null],
		['has the ID 0', { interviewId: 0 }, null],
		['has null', { interview: { id: null, status: null } }, null],
		['has null as interviewId', { interview: { interviewId: null } }, null],
		['has null and its ID', { interview: { id: null, interviewId: 7 } }, '7'],
		['has null and a UUID', { interview: { id: null, uuid: UUID } }, UUID],
		['has 0, its ID beside', { ...ATS, interview: { id: 0 } }, 'ats-1'],
		['is deeper inside', { application: INSIDE }, null],
		['is deeper inside, under the key of its ID', { a: { interviewId: { id: 'i-1' } } }, null],
		['is told by the ID of the last one', { lastInterviewId: 7 }, null],
		['is told by a text', { profile: { currentInterview: UUID } }, null],
		['is told by a list of IDs', { a: { interviewIds: [7] } }, null],
		['is in data', { related: { interview: { data: { id: 'i-1' } } } }, null],
		['is in nodes', { a: { interviews: { nodes: [{ id: 'i-1' }] } } }, null],
		['is in edges', { related: IN_EDGES }, null],
		['is wrapped by another', { interviews: [{ n: 1, ...INSIDE }] }, null],
		['has the ID of the job', OF_JOB, null],
		['has the ID of the job, deeper inside', { a: OF_JOB }, 'id-1'],
		['has the ID of the job, beside a link of its own', { ...OF_JOB, ...ITS_LINK }, 'id-1'],
		['is another one', { previousInterviewId: 7, nextInterview: { id: 'i-2' } }, 'id-1'],
		['is a title', { application: { interview: 'Cook', interviews: 2 } }, 'id-1'],
		['has a candidate', { a: { interview: { id: 'id-1', candidate: { id: 'c' } } } }, 'id-1'],
	])('takes an entry’s ID for its interview’s or not, where that %s', async (_, more, id) => {
		expect((await read((n) => page(n === 1 ? [entry(1, more)] : []))).ids).toEqual([id]);
	});

	it.each<[string, unknown, string | null]>([
		['beside the list', { data: { ...INSIDE, candidates: [entry(1)] } }, 'id-1'],
		['beside the list, by its ID', { data: [entry(1)], applications: [ATS] }, null],
		['in a list of interviews', { interviews: [entry(1, { s: [ATS] })] }, null],
		['deeper in a node', [{ node: { uuid: 'c', email: 'c@x.co', a: INSIDE } }], null],
		['in attributes', [{ id: 'c', attributes: { email: 'c@x.co', ...INSIDE } }], null],
	])('takes an entry’s ID for its interview’s or not, where one is %s', async (_, body, id) => {
		expect((await read((n) => page(n === 1 ? body : []))).ids).toEqual([id]);
	});

	it.each<[string, Entry, string | null]>([
		['its own', { application: INSIDE }, 'id-1'],
		['the one it names', { application: INSIDE, candidateId: 'c-1' }, 'c-1'],
		[
			"none where its own is the interview's by its link",
			{ interview: { id: 'job-1' }, interviewLink: 'https://x.co/id-1' },
			null,
		],
	])('has for the ID of the candidate %s', async (_, more, candidateId) => {
		const { listed } = await read((n) => page(n === 1 ? [entry(1, more)] : []));
		expect(listed).toMatchObject([{ candidateId }]);
	});

	it.each([
		['is the job that was asked for', { jobId: 'JOB-1' }, 'job-1'],
		['is inside the interview that was asked for', { interviewId: 'id-1' }, 'i-1'],
	])('takes the ID of an entry for the interview, where another one %s', async (_, asked, id) => {
		const { ids } = await read(() => page([entry(1, { a: { interview: { id } } })]), asked);
		expect(ids).toEqual(['id-1']);
	});

	const TWO = { data: entries(1, 2) };
	it.each<[string, Entry, Entry | [], string | undefined]>([
		['a total is larger', { ...TWO, total: 3 }, [], 'tells of 3 interviews, but gives only 2'],
		['a total counts an entry twice', { data: [...TWO.data, entry(2)], total: 3 }, [], undefined],
		['a page tells of the next one', { ...TWO, next: '/page/2' }, [], undefined],
		[
			'a page tells of the next one, which is the same',
			{ ...TWO, next: '/page/2' },
			TWO,
			'tells of more interviews, but gives only 2',
		],
	])('notes what may be missing, where %s', async (_, first, others, missing) => {
		const list = await read((n) => page(n === 1 ? first : others));
		expect(list).toMatchObject({ ...WHOLE, count: 2, missing });
	});

	it('leaves out interviews of other jobs, and compares jobs without case', async () => {
		const jobs = [{ jobId: 'job-2' }, { jobId: 'JOB-1' }];
		const both = { interviewerId: 'job-2', job: { id: 'job-1' } };
		const mixed = [...jobs, both, {}].map((job, n) => entry(n + 1, job));
		expect((await read(paged(mixed))).ids).toEqual(['id-2', 'id-3', 'id-4']);
		// Without an ID, too, a candidate has an interview for each job.
		expect((await read(paged(jobs.map((job) => ({ ...job, ...A }))))).count).toBe(1);
	});

	it('gives each interview once, and compares those without an ID by their fields', async () => {
		const [a, b] = [{ email: 'a@x.co' }, { email: 'b@x.co' }];
		const rows = [entry(1), entry(1), a, b, a];
		const bare = [{ n: 1 }, { n: 2 }, { n: 1 }];
		expect((await read(paged(rows))).ids).toEqual(['id-1', null, null]);
		expect((await read(paged(bare))).ids).toEqual([null, null]);
	});
});

describe('a list that cannot be read', () => {
	const OOPS = { reason: 'the service answered 500', words: 'Oops' };
	const NO_LIST = { reason: 'the answer was not a list of interviews' };
	const QUOTA = { reason: 'the service takes no more requests for now', words: 'Quota used up' };
	const LARGE = { reason: 'the answer was larger than 1.5 MB' };
	const CUT = { reason: 'it was cut' };
	const notFound = { reason: 'the service answered 404', status: 404 };

	const A_JOB = { id: 'JOB-1', email: 'recruiter@x.co' };
	const GROUPS = [[{ id: 'i-1' }, { id: 'i-2' }], []].map((candidates) => ({ candidates }));

	it.each<[string, Reply, object, number]>([
		['404', status(404), notFound, 1],
		['400', status(400, { message: 'No' }), { status: 400, words: 'No' }, 2],
		['413', status(413), { status: 413 }, 3],
		['200 with code 403', page({ code: 403 }), { status: 403 }, 1],
		['success: false', page({ success: false, data: [] }), { status: 200 }, 1],
		['500', status(500, { error: 'Oops' }), OOPS, 3],
		['no list', page({ total: 3 }), NO_LIST, 3],
		['jobs with candidates in them', page([{ id: 'JOB-1', candidates: TEN }]), NO_LIST, 3],
		['the candidate of a job', page([{ id: 'JOB-1', people: [entry(1)] }]), NO_LIST, 3],
		['a job with an email address', page([{ ...A_JOB, candidates: TEN }]), NO_LIST, 3],
		['one without candidates', page({ data: { ...A_JOB, candidates: [] } }), NO_LIST, 3],
		['groups by status', page([{ _id: 'done', items: TEN }]), NO_LIST, 3],
		['groups by fields', page([{ _id: { status: 'done' }, items: TEN }]), NO_LIST, 3],
		['groups without email addresses', page(GROUPS), NO_LIST, 3],
		['stages without candidates', page([{ id: 's-1', name: 'New', candidates: [] }]), NO_LIST, 3],
		['a large page', TOO_LARGE, LARGE, 3],
		['a lost connection', { kind: 'lost', ...CUT }, CUT, 3],
		['no certificate', { kind: 'impossible', ...CUT }, CUT, 1],
		['a quota', status(429, { message: 'Quota used up' }), QUOTA, 3],
		['a cancelled execution', { kind: 'cancelled', ...CUT }, { isCutShort: true }, 1],
	])('%s: says why', async (_, reply, problem, tries) => {
		const asked = Array(tries).fill(1);
		expect(await read(() => reply)).toMatchObject({ problem, ids: [], asked });
	});

	it.each([400, 404, 422])(
		'is the result of %i after a full page, which may not be the last',
		async (code) => {
			const after100: Service = (n) => (n === 1 ? page(HUNDRED) : status(code));
			const after20And20: Service = (n) => (n <= 2 ? page(entries(n * 20, 20)) : status(code));
			// The total may be the one of the page.
			const afterTotal: Service = (n) =>
				n === 1 ? page({ data: HUNDRED, total: 100 }) : status(code);
			for (const service of [after100, after20And20, afterTotal]) {
				expect((await read(service)).problem).toBeDefined();
			}
		},
	);

	const pagination = { hasNextPage: true };
	it.each<[string, (n: number) => unknown]>([
		['the first page again, which is full', () => HUNDRED],
		[
			'it with one ID for all, such as a template’s',
			() => HUNDRED.map((one) => ({ ...one, id: 't' })),
		],
		['it in another order, as a part', (n) => (n < 3 ? HUNDRED : entries(0, 20).reverse())],
		['the first page again, and that there is more', () => ({ data: TEN, has_more_pages: true })],
		['it, and that there are more pages', () => ({ data: TEN, meta: { totalPages: 3 } })],
		[
			'an empty page, and that there is more',
			(n) => ({ data: { items: n === 2 ? [] : entries(0, 9), pagination } }),
		],
	])('is the result of %s', async (_, answer) => {
		const reason = 'page 2 holds nothing new, though there may be more';
		for (const query of [{}, { additionalFields: { score: 80 } }]) {
			expect((await read((n) => page(answer(n)), query)).problem).toMatchObject({ reason });
		}
	});

	const total = 230;
	const changing = [HUNDRED, entries(40, 100)];
	const changedAt0 = [entries(0, 30), [], entries(20, 100)];
	it.each<[string, (n: number) => Entry & { headers?: Record<string, string> }, number]>([
		['the first page again', () => ({ data: TEN, total }), 10],
		['it, in a header', () => ({ data: TEN, headers: { 'X-Total-Count': '230' } }), 10],
		['pages whose order changes', (n) => ({ data: changing[n - 1] ?? [], total }), 140],
		['a page 0 whose order changed', (n) => ({ data: changedAt0[n - 1], total }), 120],
	])('is the result of %s, beside a larger total', async (_, answer, count) => {
		const list = await read((n) => {
			const { headers = {}, ...body } = answer(n);
			return received({ status: 200, body, headers });
		});

		const reason = `the service tells of 230 interviews, but gives only ${count}, some of them again`;
		expect(list.problem).toMatchObject({ reason });
	});

	it.each([403, 404, 416])(
		'is the result of %i with words about the job: it is not empty',
		async (code) => {
			const { problem } = await read(() => status(code, { message: 'No interviewer found' }));
			expect(problem).toMatchObject({ status: code });
		},
	);
});

/** What a page beyond the last one is answered with; `clamped` is the last page once more. */
const BEYOND = {
	clamped: undefined,
	empty: page([]),
	null: page({ data: null }),
	'{}': page({}),
	204: status(204),
	400: status(400),
	'400 in words': status(400, { message: 'No candidates found' }),
	404: status(404),
	'404 in words': status(404, { detail: 'Invalid page.' }),
};

const paging = fc.record({
	count: fc.constantFrom(0, 1, 19, 20, 21, 99, 100, 101, 130, 200, 230, 399, 400, 401),
	first: fc.constantFrom(1, 1, 1, 0),
	ownSize: fc.constantFrom(undefined, undefined, 7, 20, 25, 100, 150),
	mostPerPage: fc.constantFrom(Infinity, 50, 20),
	refusesMore: fc.boolean(),
	beyond: fc.constantFrom(...(Object.keys(BEYOND) as Array<keyof typeof BEYOND>)),
	/** More than so many with a transcript, which those from an index on have, are too large a page. */
	mostTranscripts: fc.constantFrom(Infinity, Infinity, 4, 5, 21, 60),
	transcriptsFrom: fc.constantFrom(0, 50, 120, 250),
	saysMore: fc.boolean(),
	saysTotal: fc.boolean(),
	/** Whether every other page comes of the list from its end on; without a total, nothing shows what is missing. */
	turns: fc.boolean(),
	/** Whether entries are candidates, some of them with several interviews or none. */
	ofCandidates: fc.boolean(),
});
type Paging = typeof paging extends fc.Arbitrary<infer T> ? T : never;

/** Every candidate of the second hundred has none. */
const interviewsOf = (n: number) => (Math.floor(n / 100) === 1 ? 0 : n % 3);

function answerOf(service: Paging, asked: { page: number; limit: number }): Reply {
	const { count, first, ownSize, mostPerPage, saysTotal, ofCandidates } = service;
	if (asked.limit > mostPerPage && service.refusesMore) return status(400);
	if (asked.page < first) return status(422);
	const size = ownSize ?? Math.min(asked.limit, mostPerPage);
	const last = Math.max(0, Math.ceil(count / size) - 1);
	const refusal = asked.page - first > last && BEYOND[service.beyond];
	if (refusal) return refusal;
	const at = Math.min(last, asked.page - first);
	const turns = service.turns && first === 1 && saysTotal && !ofCandidates && at % 2 === 1;
	const indexes = Array.from({ length: size }, (_, n) => at * size + n)
		.filter((n) => n < count)
		.map((n) => (turns ? count - 1 - n : n));
	const transcripts = indexes.filter((n) => n >= service.transcriptsFrom).length;
	if (transcripts > service.mostTranscripts) return TOO_LARGE;
	const data = indexes.flatMap((n) => (ofCandidates ? candidates(n, 1, interviewsOf) : entry(n)));
	const more = service.saysMore && { hasNextPage: at < last };
	return page({ data, ...more, ...(saysTotal && { total: count }) });
}

it('however a service counts, sizes and ends its pages: a list is read whole, each interview once, or refused', async () => {
	await fc.assert(
		fc.asyncProperty(paging, async (service) => {
			const { ids, problem } = await read((_, body) => answerOf(service, body as never));
			expect(new Set(ids).size).toBe(ids.length);
			const { count, ofCandidates } = service;
			const all = candidates(0, count, ofCandidates ? interviewsOf : () => 1);
			if (!problem) expect(ids).toHaveLength(all.flatMap(({ interviews }) => interviews).length);
		}),
		{ numRuns: 300 },
	);
});
