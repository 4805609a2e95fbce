/* Where jobs come from: Saved Jobs and Job List URL; a list that ends before its last page is a problem. */
import { loadJobs } from '../../../../nodes/InterviewFlowAi/shared/jobs/loadJobs';
import { jobResolver } from '../../../../nodes/InterviewFlowAi/shared/jobs/resolveJob';
import { WAIT_BUDGET_MS } from '../../../../nodes/InterviewFlowAi/shared/retry';
import type { Reply, Request } from '../../../../nodes/InterviewFlowAi/shared/send';
import { received } from '../../../../dev/engine/answers.cts';
import { testRun } from '../../testRun.cts';

const BASE = 'https://api.example.com/v1';
const SECRET = 'Pa55w0rd';
const cook = { id: '1', title: 'Cook' };
const headers = { Date: 'Sun, 01 Mar 2026 12:00:00 GMT' };
const page = (body: unknown) => received({ status: 200, headers, body });

/** An account, and a service that answers the n-th request as told. */
function setUp(jobListUrl: string, answer: (n: number) => Reply, saved: object[] = []) {
	const requests: Request[] = [];
	const send = async (request: Request) => {
		requests.push(request);
		return answer(requests.length);
	};
	const data = { jobListUrl, savedJobs: { jobs: saved } as never };
	const account = { apiKey: 'key', baseUrl: BASE, data };
	return { account, send, requests };
}

async function load(...setting: Parameters<typeof setUp>) {
	const { account, send, requests } = setUp(...setting);
	const run = testRun({ account, send });
	return { ...(await loadJobs(run)), requests, run };
}

describe('the address of the list', () => {
	it.each([
		[' /jobs?a=1\u200B', `${BASE}/jobs?a=1`, true],
		[`${BASE}/jobs`, `${BASE}/jobs`, true],
		['https://API.example.com/v1/jobs', `${BASE}/jobs`, true],
		['https://api.example.com/v10/jobs', 'https://api.example.com/v10/jobs', false],
		['https://api.example.com/jobs', 'https://api.example.com/jobs', false],
		['http://api.example.com/v1/jobs', 'http://api.example.com/v1/jobs', false],
		['https://api.example.com:8443/v1/jobs', 'https://api.example.com:8443/v1/jobs', false],
		['https://api.example.com.evil.co/v1', 'https://api.example.com.evil.co/v1', false],
	])(
		'%j is %s; the key goes along, and its clock counts: %s',
		async (address, url, authenticated) => {
			const { requests, jobs, run } = await load(address, () => page([cook]));
			expect(run.offset() !== undefined).toBe(authenticated);
			expect(requests).toMatchObject([{ method: 'GET', url, authenticated, mostBytes: 1_500_000 }]);
			expect(jobs).toEqual([cook]);
		},
	);

	it.each([
		...[`hr:${SECRET}@host/jobs`, `https://hr:Pa#${SECRET}@host:x/`, `//evil.example/${SECRET}`],
		...[`/\\evil.example/${SECRET}`, `https:/jobs/${SECRET}`, `/../${SECRET}`, 'https://'],
		...[`/%2e%2e/${SECRET}`, `/jobs/../../${SECRET}`],
	])('%s is not sent anywhere, and nothing of it is shown', async (address) => {
		const { requests, problem, ...loaded } = await load(address, () => page([cook]), [cook]);
		expect(requests).toEqual([]);
		expect(problem).toMatch(/^Job List URL in the credential is not a web address\..*choose By ID/);
		expect(problem).not.toMatch(new RegExp(`${SECRET}|host|evil`));
		expect(loaded).toMatchObject({ jobs: [cook] });
	});
});

describe('loading', () => {
	/** A page with one job. */
	const one = (n: number, next?: string | object | null) =>
		page({ jobs: [{ id: `${n}`, title: `Job ${n}` }], next });

	it('sends nothing without an address, and names what is missing', async () => {
		const saved = await load('', () => page([]), [cook]);
		expect(saved).toMatchObject({ jobs: [cook], requests: [] });
		expect(saved.problem).toBeUndefined();
		expect((await load(' ', () => page([]))).problem).toMatch(/^There are no jobs/);
		const { problem } = await load('', () => page([]), [{ title: 'Host' }]);
		expect(problem).toMatch(/"Host".* no Job ID/);
	});

	it('follows pages within the host, and stops where they lead back', async () => {
		const next = [`${BASE}/jobs?p=2`, '?p=3', '/v1/jobs?p=2'];
		const { jobs, requests, problem } = await load('/jobs', (n) => one(n, next[n - 1]));

		expect(jobs).toHaveLength(3);
		const paths = requests.map(({ url }) => url.slice(BASE.length));
		expect(paths).toEqual(['/jobs', '/jobs?p=2', '/jobs?p=3']);
		expect(problem).toBeUndefined();
	});

	it('asks for a next page by https where the first one was, although the link says http', async () => {
		const next = 'http://api.example.com/v1/jobs?p=2';
		const { requests, jobs } = await load('/jobs', (n) => one(n, n === 1 ? next : null));
		expect(requests[1]).toMatchObject({ url: `${BASE}/jobs?p=2`, authenticated: true });
		expect(jobs).toHaveLength(2);
	});

	it('does not send the API key to a next page that lies beside the Base URL', async () => {
		const { requests } = await load('/jobs', (n) => one(n, n === 1 ? '/jobs?p=2' : null));
		expect(requests).toMatchObject([
			{ url: `${BASE}/jobs`, authenticated: true },
			{ url: 'https://api.example.com/jobs?p=2', authenticated: false },
		]);
	});

	it('is not complete when the next page is the first one again and says that there are more', async () => {
		const list = page({ jobs: [cook], next: '/v1/jobs', hasMore: true });
		expect((await load('/jobs', () => list)).problem).toMatch(/not complete/);
	});

	it('is complete where as many pages and jobs were read as the list says there are', async () => {
		const jobs = [cook, { id: 'old', title: 'Old', archived: true }];
		const pages = ['?p=2', null].map((next) =>
			page({ jobs, meta: { total: 4, last_page: 2, next } }),
		);
		const { requests, problem } = await load('/jobs', (n) => pages[n - 1]!);

		expect(requests).toHaveLength(2);
		expect(problem).toBeUndefined();
	});

	it('puts Saved Jobs first, whose titles count where both know a job', async () => {
		const saved = [{ id: '1', title: 'Chef' }];
		expect((await load('/jobs', () => page([cook]), saved)).jobs).toEqual([...saved, cook]);
	});

	it('without success does not count against the service that creates interviews', async () => {
		const run = testRun();
		const { account, send } = setUp('/jobs', () => {
			run.clock.pass(WAIT_BUDGET_MS);
			return { kind: 'lost', reason: 'no answer came in time' };
		});
		await loadJobs({ ...run, account, send });
		expect(run.failed('job-1', true)).toBe(0);
	});

	const ofNine = received({ status: 200, body: [cook], headers: { 'X-Total-Count': '9' } });
	const NO_ADDRESS = /no web address for the next one/;
	const second = (reply: Reply) => (n: number) => (n === 1 ? one(1, '?p=2') : reply);

	it.each<[string, (n: number) => Reply, number, RegExp]>([
		['a next page on another host', (n) => one(n, 'https://evil.example/2'), 1, /another host/],
		['a next page without a scheme', (n) => one(n, '//evil.example/2'), 1, /another host/],
		['a second page that is refused', second(received({ status: 404 })), 2, /answered 404/],
		['a second page that is lost', second({ kind: 'lost', reason: 'it was cut' }), 4, /it was cut/],
		['more jobs than it gives', () => page({ jobs: [cook], total: 2 }), 1, NO_ADDRESS],
		['more pages than it links to', () => page({ jobs: [cook], pageCount: 2 }), 1, NO_ADDRESS],
		['a next page by an object', (n) => one(n, { page: 2 }), 1, NO_ADDRESS],
		['more jobs than it gives, in a header', () => ofNine, 1, NO_ADDRESS],
		['a 51st page', (n) => one(n, `?p=${n + 1}`), 50, /more than 50 pages/],
		['10,001 jobs', () => page(Array(10_001).fill(cook)), 1, /more than 10000 jobs/],
	])('tells that the list is cut off, and gives none: %s', async (_, answer, requests, problem) => {
		const loaded = await load('/jobs', answer, [cook]);
		expect(loaded).toMatchObject({ jobs: [cook], problem: expect.stringMatching(problem) });
		expect(loaded.problem).toMatch(/Until then, choose By ID/);
		expect(loaded.requests).toHaveLength(requests);
	});

	const NO_LIST = /did not answer with a list of jobs/;
	const NO_OPEN_JOB = /lists no open job\. Have the address list all jobs/;
	it.each<[string, Reply, RegExp]>([
		['401', received({ status: 401 }), /asks for permission \(401\)\. .*check the API key/],
		['302', received({ status: 302 }), /redirect/],
		['500', received({ status: 500 }), /gave no list of jobs: the service answered 500/],
		['HTML', page('<html></html>'), NO_LIST],
		['a list that calls itself failed', page({ success: false, data: [cook] }), NO_LIST],
		['an empty list', page([]), NO_OPEN_JOB],
		['closed jobs alone', page([{ ...cook, status: 'closed' }]), NO_OPEN_JOB],
		[
			'entries that are no jobs',
			page([{ a: 1 }, {}]),
			/listed no entry with both an ID and a title, but 2 without\. Each needs/,
		],
		['a large answer', { ...received({ status: 200 }), tooLarge: true }, /more than 1\.5 MB/],
		['no certificate', { kind: 'impossible', reason: 'no certificate' }, /no certificate/],
	])('tells that there is no list: %s', async (_, reply, problem) => {
		const loaded = await load('/jobs', () => reply, [cook]);
		expect(loaded).toMatchObject({ jobs: [cook] });
		expect(loaded.problem).toMatch(problem);
		expect(loaded.problem).toMatch(/ Until then, choose By ID in the Job field\.$/);
	});
});

describe('the Job field', () => {
	const SAVED = Object.entries({ 7: 'Host', 'a7-B': 'Chef' }).map(([id, title]) => ({ id, title }));
	const resolve = async (field: unknown, values: unknown[], list: Reply = page([cook])) => {
		const { account, send, requests } = setUp('/jobs', () => list, SAVED);
		const resolver = await jobResolver(field, values, testRun({ account, send }));
		return { found: values.map(resolver), requests };
	};
	const ok = (id: string, title: string | null) => ({ ok: true, value: { id, title } });
	const titledAs = (...titles: string[]) => titles.map((title) => ({ id: '7', title }));
	const listed = (name: string, value = '1') => ({ mode: 'list', value, cachedResultName: name });
	const ODD = { toString: 1, valueOf: 1 };

	it.each<[string, object, unknown, unknown]>([
		['by ID', { mode: 'id' }, 'abc', ok('abc', null)],
		['by the ID of a Saved Job', { mode: 'id' }, '7', ok('7', 'Host')],
		['from the list', listed('Cook'), '1', ok('1', 'Cook')],
		['from the list by expression', listed('Cook', '={{ $json.job }}'), '1', ok('1', null)],
		['from a list with two of that title', listed('Host (B) (1)'), '1', ok('1', 'Host (B)')],
		['by the same ID as typed elsewhere', { mode: 'id' }, ' A7-b\n', ok('A7-b', 'Chef')],
		['by a number', { mode: 'id' }, 7, ok('7', 'Host')],
		['not as an object', { mode: 'id' }, ODD, { ok: false, problem: expect.any(String) }],
	])('%s: the list is not loaded', async (_, field, value, job) => {
		expect(await resolve(field, [value])).toEqual({ found: [job], requests: [] });
	});

	it('by title: a job is found by each title that it has, in either place', async () => {
		const list = page([...titledAs('Host', 'Hostess', 'hostess'), cook]);
		const { found } = await resolve({ mode: 'title' }, ['Host', 'HOSTESS', 'Cook'], list);
		expect(found).toEqual([ok('7', 'Host'), ok('7', 'Hostess'), ok('1', 'Cook')]);
	});

	it.each(['id', 'name', undefined])('by %s: a value with blanks is a title', async (mode) => {
		const list = page([{ id: '1', title: 'Head Cook' }]);
		const { found } = await resolve({ mode }, ['head cook', 'Head Coook', 'abc'], list);
		const problem = expect.stringMatching(/A job ID holds no spaces; .* By Title\.$/);
		expect(found).toEqual([ok('1', 'Head Cook'), { ok: false, problem }, ok('abc', null)]);
	});
});
