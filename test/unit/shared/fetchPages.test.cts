/* The Fetch API as pages: when a list ends, what is left out, and what a list that cannot be had is worth. */
import fc from 'fast-check';
import type { FetchQuery } from '../../../nodes/InterviewFlowAi/shared/fetchPage';
import { fetchPages } from '../../../nodes/InterviewFlowAi/shared/fetchPages';
import type { Reply, Request } from '../../../nodes/InterviewFlowAi/shared/send';
import { received } from '../../../dev/engine/answers.cts';
import { testRun } from '../testRun.cts';

type Entry = Record<string, unknown>;

const entry = (n: number, more: Entry = {}): Entry => ({
	id: `id-${n}`,
	email: `c${n}@x.co`,
	...more,
});
const entries = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => entry(from + index));
/** Candidates, each with so many interviews. */
const candidates = (from: number, count: number, each: (n: number) => number) =>
	entries(from, count).map((candidate, index) => ({
		...candidate,
		interviews: Array.from({ length: each(from + index) }, (_, at) => ({
			id: `${from + index}-${at}`,
		})),
	}));
const page = (body: unknown) => received({ status: 200, body });
const [TEN, HUNDRED] = [entries(0, 10), entries(0, 100)];

/** Reads a list whose service answers the n-th request as `answer` says; up to so many interviews. */
async function read(
	answer: (n: number, body: Entry) => Reply,
	{ most = Infinity, ...query }: Partial<FetchQuery> & { most?: number } = {},
) {
	const requests: Request[] = [];
	const send = async (request: Request) => {
		requests.push(request);
		return answer(requests.length, request.body as Entry);
	};
	const ids: unknown[] = [];
	let problem: unknown;
	for await (const fetched of fetchPages(testRun({ send }), { jobId: 'job-1', ...query })) {
		if (fetched.ok) ids.push(...fetched.entries.map(({ interview }) => interview.id));
		else problem = fetched;
		if (ids.length >= most) break;
	}
	const bodies = requests.map(({ body }) => body as Entry);
	return { ids, problem, requests, bodies, asked: bodies.map(({ page: number }) => number) };
}

/** A service that pages as asked; it counts from `first`. */
const paged =
	(all: Entry[], first = 1) =>
	(_: number, { page: number, limit }: Entry): Reply => {
		const start = (Number(number) - first) * Number(limit);
		return page({ data: start < 0 ? [] : all.slice(start, start + Number(limit)) });
	};

/** A service that gives its last page for every page beyond it. */
const clamped = (all: Entry[]) => (n: number, body: Entry) => {
	const last = Math.ceil(all.length / Number(body.limit));
	return paged(all)(n, { ...body, page: Math.min(Number(body.page) || 1, last) });
};

describe('reading a list', () => {
	it('asks for 100 a page, for as long as the caller wants more', async () => {
		const { requests, ids } = await read(paged(entries(0, 1000)), { most: 150 });

		expect(requests).toMatchObject([
			{
				method: 'POST',
				url: 'http://x/api/external/fetch/candidates',
				body: { interviewerId: 'job-1', page: 1, limit: 100 },
				authenticated: true,
				mostBytes: 1_500_000,
			},
			{ body: { interviewerId: 'job-1', page: 2, limit: 100 } },
		]);
		expect(ids).toHaveLength(200);
	});

	const PAIRS = candidates(0, 10, () => 2);
	const same = (said: Entry) => () => page({ data: TEN, ...said });
	const none = (status: number) => () =>
		received({ status, body: { message: 'No candidates found' } });

	it.each<[string, (n: number, body: Entry) => Reply, number, unknown[]]>([
		['an empty page', paged(entries(0, 250)), 250, [1, 2, 3, 4, 0]],
		['an empty list', paged([]), 0, [1, 0]],
		[
			'an empty page behind the last one, though it says not to be the last',
			(n) => page({ items: n === 1 ? TEN : [], isLast: n === 1 }),
			10,
			[1, 2, 0],
		],
		['a page that brings nothing new', same({}), 10, [1, 2, 0]],
		['nobody, told as 400', none(400), 0, [1, 1, 0]],
		['nobody, told as 204', () => received({ status: 204 }), 0, [1, 1, 0]],
		['nobody, told in words', none(200), 0, [1, 1, 0]],
		['nobody, told by a number', same({ data: null, total: 0 }), 0, [1, 1, 0]],
		[
			'a page without a list, after as many as there are',
			(n) => page({ ...(n === 1 && { found: HUNDRED }), page: { totalElements: 100 } }),
			100,
			[1, 2, 2, 0],
		],
		['the last page once more', clamped(entries(0, 150)), 150, [1, 2, 3, 0]],
		[
			'a last page of candidates, after one of candidates without interviews',
			paged(candidates(0, 150, (n) => (n < 100 ? 0 : 1))),
			50,
			[1, 2, 3, 0],
		],
		['the same pairs again, and their number', same({ data: PAIRS, total: 20 }), 20, [1, 2, 0]],
		[
			'as many as there were before one was added',
			(n) => {
				const added = n > 1 ? [entry(900)] : [];
				const all = [...added, ...entries(0, 150)];
				return page({ data: all.slice((n - 1) * 100, n * 100), total: all.length });
			},
			150,
			[1, 2, 3, 0],
		],
		['the same again, and a larger number of jobs', same({ totalJobs: 12 }), 10, [1, 2, 0]],
		['all of a list at once', same({ data: entries(0, 150) }), 150, [1, 2, 0]],
		['a full page, and no more', same({ data: HUNDRED, has_more: false }), 100, [1, 2, 0]],
		['a full last page once more', clamped(HUNDRED), 100, [1, 2, 2, 0]],
		[
			'404 "No candidates found" where 20 are asked for, 400 where 100 are',
			(_, { limit }) => (limit === 100 ? received({ status: 400 }) : none(404)()),
			0,
			[1, 1, 1, 0],
		],
	])('ends with %s, and asks for page 0 once', async (_, answer, count, asked) => {
		const list = await read(answer);

		expect(list.ids).toHaveLength(count);
		expect(list.asked).toEqual(asked);
		expect(list.problem).toBeUndefined();
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
	])('ends with %i, %j after a page of %i, when asked again', async (status, body, count) => {
		const end = received({ status, body });
		const list = await read((n) => (n === 1 ? page(entries(0, count)) : end));

		expect(list.ids).toHaveLength(count);
		expect(list.asked).toEqual([1, 2, 2, 0]);
		expect(list.problem).toBeUndefined();
	});

	it.each([
		[200, { data: null }],
		[204, undefined],
		[404, undefined],
	])('goes on where %i, %j came once for a page that is there', async (status, body) => {
		const all = entries(0, 200);
		const pageOf70 = (number: number) => page(all.slice((number - 1) * 70, number * 70));
		const odd = received({ status, body });
		const list = await read((n, asked) => (n === 2 ? odd : pageOf70(Number(asked.page))));

		expect(list.ids).toHaveLength(200);
		expect(list.problem).toBeUndefined();
	});

	it.each([
		[404, { total: 200 }],
		[400, { pagination: { totalPages: 2 } }],
		[500, { has_more: false }],
	])('ends with %i after a full page that says to be the last: %j', async (status, said) => {
		const all = paged(entries(0, 200));
		const list = await read((n, body) =>
			Number(body.page) > 2
				? received({ status })
				: page({ data: (all(n, body) as { json: Entry }).json.data, ...said }),
		);

		expect(list).toMatchObject({ problem: undefined, bodies: { length: status === 500 ? 6 : 4 } });
		expect(list.ids).toHaveLength(200);
	});

	it('finds what stands on page 0, and does without it when that cannot be had', async () => {
		const broken = (n: number, body: Entry) =>
			body.page === 0 ? received({ status: 500 }) : paged(entries(0, 10))(n, body);

		expect((await read(paged(entries(0, 150), 0))).ids).toHaveLength(150);
		let failures = 0;
		const breaksOnce = (n: number, body: Entry) =>
			body.page === 0 && failures++ === 0
				? received({ status: 502 })
				: paged(entries(0, 150), 0)(n, body);
		expect((await read(breaksOnce)).ids).toHaveLength(150);
		expect(await read(broken)).toMatchObject({ asked: [1, 2, 0, 0], problem: undefined });
	});

	it.each([400, 422])('asks for 20 a page where 100 are answered with %i', async (status) => {
		const small = (n: number, body: Entry) =>
			Number(body.limit) > 20 ? received({ status }) : paged(entries(0, 30))(n, body);
		const { ids, bodies } = await read(small);

		expect(ids).toHaveLength(30);
		expect(bodies.map(({ limit }) => limit)).toEqual([100, 20, 20, 20, 20]);
	});

	it.each<[string, (n: number, body: Entry) => Reply, number]>([
		['5,000 pages', (n) => page([entry(n)]), 5000],
		[
			'20,100 interviews, and then parts of pages,',
			(n, body) =>
				n > 201 && Number(body.limit) > 4
					? { ...received({ status: 200 }), tooLarge: true }
					: paged(entries(0, 20_200))(n, body),
			204,
		],
	])('does not ask for ever: %s cannot be read to the end', async (_, answer, most) => {
		const { asked, problem } = await read(answer);

		expect(asked).toHaveLength(most);
		expect(problem).toMatchObject({ reason: 'the list is longer than 5000 pages' });
	});

	it('gives an interview once whose link is signed anew for each answer', async () => {
		const signed = (n: number) =>
			page([entry(1, { interviewLink: `https://x.co/form?interviewId=id-1&token=${n}` })]);

		expect(await read(signed)).toMatchObject({ ids: ['id-1'], asked: [1, 2, 0] });
	});

	const withText = { interviewLink: 'https://x.co/form?interviewId=id-1' };
	it.each<[string, Entry, Entry, number]>([
		['a link that came later', entry(1, { interviewLink: null }), entry(1, withText), 1],
		['no ID, and another date', { email: 'a', createdAt: 1 }, { email: 'a', createdAt: 2 }, 2],
	])('%s: counts as the same, or not', async (_, one, other, count) => {
		const list = await read((n) => page([one, other].slice(n - 1, n)));

		expect(list.ids).toHaveLength(count);
	});

	it.each([
		[120, [1, 2, 6, 7, 31, 32]],
		[100, [1, 2, 6, 26, 27, 28]],
	])('asks for fewer where pages beyond entry %i are too large', async (last, asked) => {
		const all = entries(0, 230);
		const tooLarge = ({ page: number, limit }: Entry) =>
			Number(limit) > 4 && Number(number) * Number(limit) > last;
		const answer = (n: number, body: Entry): Reply =>
			tooLarge(body) ? { ...received({ status: 200 }), tooLarge: true } : paged(all)(n, body);
		const list = await read(answer);

		expect(list.problem).toBeUndefined();
		expect(list.ids).toEqual(all.map(({ id }) => id));
		expect(list.asked.slice(0, 6)).toEqual(asked);
	});

	it.each([
		['that counts pages from 0', (all: Entry[]) => paged(all, 0)],
		[
			'that overlooks the limit',
			(all: Entry[]) => (n: number, body: Entry) => paged(all)(n, { ...body, limit: 100 }),
		],
	])('is refused for a later page that is too large of a service %s', async (_, service) => {
		const answer = service(entries(0, 700));
		const tooLarge = (n: number, body: Entry): Reply =>
			n === 3 ? { ...received({ status: 200 }), tooLarge: true } : answer(n, body);

		const reason = 'the answer was larger than 1.5 MB';
		expect((await read(tooLarge)).problem).toMatchObject({ reason });
	});

	it.each([
		['no link holds', 'i-1', [null, null]],
		['a link holds one of', 'id-1', ['id-1', 'id-2']],
	])('takes IDs of entries for those of interviews unless %s them', async (_, linked, ids) => {
		const sessions = [{ url: `https://x.co/form?interviewId=${linked}` }];
		const pages = [[entry(1, { sessions })], [entry(1, { sessions }), entry(2)]];
		const list = await read((n) => page(pages[n - 1] ?? []));

		expect(list.ids).toEqual(ids);
	});

	it('leaves out interviews of other jobs, and compares jobs without case', async () => {
		const mixed = [
			entry(1, { jobId: 'job-2' }),
			entry(2, { jobId: 'JOB-1' }),
			entry(3, { interviewerId: 'job-2', job: { id: 'job-1' } }),
			entry(4),
		];

		expect((await read(paged(mixed))).ids).toEqual(['id-2', 'id-3', 'id-4']);
	});

	it('gives each interview once, and tells those without an ID apart', async () => {
		const [a, b] = [{ email: 'a@x.co' }, { email: 'b@x.co' }];
		const rows = [entry(1), entry(1), a, b, a];
		const bare = [{ n: 1 }, { n: 2 }, { n: 1 }];

		expect((await read(paged(rows))).ids).toEqual(['id-1', null, null]);
		expect((await read(paged(bare))).ids).toEqual([null, null]);
	});
});

describe('a list that cannot be had', () => {
	const broken = (status: number, body?: unknown) => () => received({ status, body });
	const tooLarge = () => ({ ...received({ status: 200 }), tooLarge: true });

	const OOPS = { reason: 'the service answered 500', words: 'Oops' };
	const NO_LIST = { reason: 'the answer was not a list of interviews' };
	const QUOTA = { reason: 'the service takes no more requests for now', words: 'Quota used up' };
	const CUT = { reason: 'it was cut' };
	const lost = (kind: 'lost' | 'impossible' | 'cancelled') => () => ({ kind, ...CUT });

	it.each<[string, () => Reply, object, number]>([
		['404', broken(404), { reason: 'the service answered 404', status: 404 }, 1],
		['400', broken(400, { message: 'No' }), { status: 400, words: 'No' }, 2],
		['413', broken(413), { status: 413 }, 3],
		['200 with code 403', broken(200, { code: 403 }), { status: 403 }, 1],
		['success: false', broken(200, { success: false, data: [] }), { status: 200 }, 1],
		['500', broken(500, { error: 'Oops' }), OOPS, 3],
		['no list', broken(200, { total: 3 }), NO_LIST, 3],
		['a large page', tooLarge, { reason: 'the answer was larger than 1.5 MB' }, 3],
		['a lost connection', lost('lost'), CUT, 3],
		['no certificate', lost('impossible'), CUT, 1],
		['a quota', broken(429, { message: 'Quota used up' }), QUOTA, 3],
		['a cancelled execution', lost('cancelled'), { isCutShort: true }, 1],
	])('%s: says why', async (_, answer, problem, tries) => {
		const list = await read(answer);

		expect(list).toMatchObject({ problem, ids: [] });
		expect(list.asked).toEqual(Array(tries).fill(1));
	});

	it.each([400, 404, 422])('is not ended by %i after a full page', async (status) => {
		const after100 = (n: number) => (n === 1 ? page(HUNDRED) : received({ status }));
		const after20And20 = (n: number) => (n <= 2 ? page(entries(n * 20, 20)) : received({ status }));

		expect((await read(after100)).problem).toBeDefined();
		expect((await read(after20And20)).problem).toBeDefined();
	});

	it.each<[string, (n: number) => unknown]>([
		['the first page again, which is full', () => HUNDRED],
		[
			'the first page again, where the order changes',
			(n) => (n < 3 ? HUNDRED : entries(0, 20).reverse()),
		],
		['the first page again, and that there is more', () => ({ data: TEN, has_more_pages: true })],
		[
			'an empty page, and that there is more',
			(n) => ({ data: { items: n === 2 ? [] : entries(0, 9), pagination: { hasNextPage: true } } }),
		],
	])('is not ended by %s', async (_, answer) => {
		const reason = 'page 2 holds nothing new, though there may be more';
		expect((await read((n) => page(answer(n)))).problem).toMatchObject({ reason });
	});

	it.each<[string, (n: number) => Entry & { headers?: Record<string, string> }, number]>([
		['the first page again', () => ({ data: TEN, total: 230 }), 10],
		['it, in a header', () => ({ data: TEN, headers: { 'X-Total-Count': '230' } }), 10],
		[
			'pages whose order changes',
			(n) => ({ data: [HUNDRED, entries(40, 100)][n - 1] ?? [], total: 230 }),
			140,
		],
		[
			'a page 0 whose order changed',
			(n) => ({ data: [entries(0, 30), [], entries(20, 100)][n - 1], total: 230 }),
			120,
		],
	])('is not ended by %s, and a number of more', async (_, answer, count) => {
		const list = await read((n) => {
			const { headers = {}, ...body } = answer(n);
			return received({ status: 200, body, headers });
		});

		const reason = `the service tells of 230 interviews, but gives only ${count}, some of them again`;
		expect(list.problem).toMatchObject({ reason });
	});

	it.each([403, 404, 416])('is not empty where %i says something of the job', async (status) => {
		const said = (message: string) => () => received({ status, body: { message } });

		expect((await read(said('No interviewer found'))).problem).toMatchObject({ status });
	});
});

/** What a page beyond the last one is answered with; `clamped` is the last page once more. */
const BEYOND = {
	clamped: undefined,
	empty: received({ status: 200, body: [] }),
	null: received({ status: 200, body: { data: null } }),
	'{}': received({ status: 200, body: {} }),
	204: received({ status: 204 }),
	400: received({ status: 400 }),
	'400 in words': received({ status: 400, body: { message: 'No candidates found' } }),
	404: received({ status: 404 }),
	'404 in words': received({ status: 404, body: { detail: 'Invalid page.' } }),
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
	const { count, first, ownSize, mostPerPage, refusesMore, beyond, saysMore, saysTotal } = service;
	if (asked.limit > mostPerPage && refusesMore) return received({ status: 400 });
	if (asked.page < first) return received({ status: 422 });
	const size = ownSize ?? Math.min(asked.limit, mostPerPage);
	const last = Math.max(0, Math.ceil(count / size) - 1);
	const refusal = asked.page - first > last && BEYOND[beyond];
	if (refusal) return refusal;
	const page = Math.min(last, asked.page - first);
	const turns =
		service.turns && first === 1 && saysTotal && !service.ofCandidates && page % 2 === 1;
	const indexes = Array.from({ length: size }, (_, at) => page * size + at)
		.filter((n) => n < count)
		.map((n) => (turns ? count - 1 - n : n));
	const transcripts = indexes.filter((n) => n >= service.transcriptsFrom).length;
	if (transcripts > service.mostTranscripts)
		return { ...received({ status: 200 }), tooLarge: true };
	const data = indexes.flatMap((n) =>
		service.ofCandidates ? candidates(n, 1, interviewsOf) : entry(n),
	);
	const more = saysMore && { hasNextPage: page < last };
	return received({ status: 200, body: { data, ...more, ...(saysTotal && { total: count }) } });
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
