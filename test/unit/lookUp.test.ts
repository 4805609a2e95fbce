/*
 * Finding interviews that exist: paging, when to stop, and what a listing that cannot be had is worth.
 */
import type { Reply, Request } from '../../nodes/InterviewFlowAi/api/client';
import { lookUp } from '../../nodes/InterviewFlowAi/interviewLink/lookUp';
import { openGate } from '../../nodes/InterviewFlowAi/run/gate';
import type { Run } from '../../nodes/InterviewFlowAi/run/persist';
import { received } from '../../dev/engine/answers.cts';
import { fakeClock } from '../../dev/engine/fakeClock.cts';

type Entry = Record<string, unknown>;

const entry = (n: number, more: Entry = {}): Entry => ({
	id: `id-${n}`,
	email: `c${n}@example.com`,
	interviewLink: `https://x.example/${n}`,
	...more,
});
const entries = (from: number, count: number) =>
	Array.from({ length: count }, (_, index) => entry(from + index));

/** Looks up `wanted` in a service that answers the n-th request as `answer` says. */
async function search(wanted: number[], answer: (n: number, body: Entry) => Reply) {
	const bodies: Entry[] = [];
	const send = async ({ body }: Request) => {
		bodies.push(body as Entry);
		return answer(bodies.length, body as Entry);
	};
	const clock = fakeClock(0);
	const isOver = () => false;
	const run: Run = {
		clock,
		gate: openGate(clock, isOver),
		isOver,
		end: () => {},
		maxTries: 3,
		timeoutMs: 1000,
	};
	const emails = new Set(wanted.map((n) => `c${n}@example.com`));
	const listing = await lookUp('job-1', emails, { send, baseUrl: 'http://x' }, run);
	return { ...listing, emails: [...listing.found.keys()].sort(), bodies, clock };
}

/** A service that pages as asked. */
const paged =
	(all: Entry[]) =>
	(_: number, { page, limit }: Entry): Reply => {
		const start = (Number(page) - 1) * Number(limit);
		return received({ status: 200, body: { data: all.slice(start, start + Number(limit)) } });
	};

describe('looking up', () => {
	it('asks for 100 a page and stops when everybody is found', async () => {
		const { bodies, emails, problem } = await search([5, 150], paged(entries(0, 1000)));

		expect(bodies).toEqual([
			{ interviewerId: 'job-1', page: 1, limit: 100 },
			{ interviewerId: 'job-1', page: 2, limit: 100 },
		]);
		expect(emails).toEqual(['c150@example.com', 'c5@example.com']);
		expect(problem).toBeUndefined();
	});

	it('ends with the first page that brings nothing', async () => {
		const { bodies, emails, problem } = await search([5000], paged(entries(0, 250)));

		expect(bodies).toHaveLength(4);
		expect(emails).toEqual([]);
		expect(problem).toBeUndefined();
	});

	it('is not led round in circles by a service that ignores pages', async () => {
		const same = () => received({ status: 200, body: entries(0, 10) });

		expect((await search([5000], same)).bodies).toHaveLength(2);
	});

	it('reads pages of another size than asked for', async () => {
		const ownSize = (n: number) => received({ status: 200, body: entries((n - 1) * 7, 7) });

		expect((await search([30], ownSize)).emails).toEqual(['c30@example.com']);
	});

	it('ends after 100 pages and says so', async () => {
		const endless = (n: number) => received({ status: 200, body: [entry(n)] });
		const { bodies, problem } = await search([5000], endless);

		expect(bodies).toHaveLength(100);
		expect(problem).toBe('only the first 10000 interviews were searched');
	});

	it('finds e-mails whatever their case', async () => {
		const shouting = () => received({ status: 200, body: [entry(1, { email: 'C1@EXAMPLE.COM' })] });

		expect((await search([1], shouting)).emails).toEqual(['c1@example.com']);
	});

	it('leaves out interviews of other jobs, where the listing tells them apart', async () => {
		const mixed = () =>
			received({
				status: 200,
				body: [
					entry(1, { jobId: 'job-2', id: 'wrong' }),
					entry(1, { jobId: 'job-1', id: 'right' }),
					entry(2, { interviewerId: 'job-2' }),
				],
			});
		const { found } = await search([1, 2], mixed);

		expect([...found.values()].map(({ id }) => id)).toEqual(['right']);
	});

	it('knows the service’s clock by its Date header', async () => {
		const dated = () =>
			received({
				status: 200,
				headers: { Date: 'Sun, 01 Mar 2026 13:00:00 GMT' },
				body: [entry(1)],
			});
		const { serverTime, clock } = await search([1], dated);

		expect(serverTime(clock.now() - 500)).toBe(Date.parse('2026-03-01T12:59:59.500Z'));
		expect((await search([1], paged([entry(1)]))).serverTime(0)).toBeUndefined();
	});
});

describe('a listing that cannot be had', () => {
	const broken = (status: number, body?: unknown) => () => received({ status, body });

	it.each<[string, () => Reply, string, number]>([
		['404', broken(404), 'the service answered 404', 1],
		['200 with code 403', broken(200, { code: 403 }), 'the service answered 403', 1],
		['a redirect', broken(302), 'the service answered 302', 1],
		['500', broken(500), 'the service answered 500', 3],
		['HTML', broken(200, '<html></html>'), 'the answer was not a list of interviews', 3],
		['nothing', broken(204), 'the answer was not a list of interviews', 3],
		['no list', broken(200, { data: { total: 3 } }), 'the answer was not a list of interviews', 3],
		[
			'a lost connection',
			() => ({ kind: 'lost', reason: 'the connection was cut' }),
			'the connection was cut',
			3,
		],
		[
			'a bad certificate',
			() => ({ kind: 'impossible', reason: 'bad certificate' }),
			'bad certificate',
			1,
		],
		[
			'a cancelled execution',
			() => ({ kind: 'cancelled', reason: 'stopped' }),
			'it was stopped',
			1,
		],
	])('%s: says why', async (_, answer, problem, tries) => {
		const listing = await search([1], answer);

		expect(listing).toMatchObject({ problem, emails: [] });
		expect(listing.bodies).toHaveLength(tries);
	});

	it('says when a page was too large', async () => {
		const huge = () => ({ ...received({ status: 200 }), tooLarge: true });

		expect((await search([1], huge)).problem).toBe('the answer was too large');
	});

	it('keeps what the pages before told', async () => {
		const second = (n: number) =>
			n === 1 ? received({ status: 200, body: [entry(1)] }) : received({ status: 404 });

		expect(await search([1, 2], second)).toMatchObject({
			emails: ['c1@example.com'],
			problem: 'the service answered 404',
		});
	});

	it('survives a page that is broken once', async () => {
		const stutter = (n: number, body: Entry) =>
			n % 2 === 1 ? received({ status: 502 }) : paged(entries(0, 300))(n, body);

		expect(await search([250], stutter)).toMatchObject({ emails: ['c250@example.com'] });
	});
});
