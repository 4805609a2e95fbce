/* However a service counts, sizes and ends its pages: a list is read whole, each interview once, or refused. */
import fc from 'fast-check';
import { fetchPages } from '../../../nodes/InterviewFlowAi/shared/fetchPages';
import type { Reply, Request } from '../../../nodes/InterviewFlowAi/shared/send';
import { received } from '../../../dev/engine/answers.cts';
import { testRun } from '../testRun.cts';

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
});
type Paging = typeof paging extends fc.Arbitrary<infer T> ? T : never;

function answer(service: Paging, asked: { page: number; limit: number }): Reply {
	const { count, first, ownSize, mostPerPage, refusesMore, beyond, saysMore } = service;
	if (asked.limit > mostPerPage && refusesMore) return received({ status: 400 });
	if (asked.page < first) return received({ status: 422 });
	const size = ownSize ?? Math.min(asked.limit, mostPerPage);
	const last = Math.max(0, Math.ceil(count / size) - 1);
	const refusal = asked.page - first > last && BEYOND[beyond];
	if (refusal) return refusal;
	const page = Math.min(last, asked.page - first);
	const indexes = Array.from({ length: size }, (_, at) => page * size + at).filter(
		(n) => n < count,
	);
	const transcripts = indexes.filter((n) => n >= service.transcriptsFrom).length;
	if (transcripts > service.mostTranscripts)
		return { ...received({ status: 200 }), tooLarge: true };
	const data = indexes.map((n) => ({ id: `id-${n}`, email: `c${n}@x.co` }));
	return received({ status: 200, body: { data, ...(saysMore && { hasNextPage: page < last }) } });
}

it('a list is read whole or refused', async () => {
	await fc.assert(
		fc.asyncProperty(paging, async (service) => {
			const send = async ({ body }: Request) =>
				answer(service, body as { page: number; limit: number });
			const ids: unknown[] = [];
			let isRefused = false;
			for await (const page of fetchPages(testRun({ send }), { jobId: 'job-1' })) {
				if (page.ok) ids.push(...page.entries.map(({ interview }) => interview.id));
				else isRefused = true;
			}
			expect(new Set(ids).size).toBe(ids.length);
			if (!isRefused) expect(ids).toHaveLength(service.count);
		}),
		{ numRuns: 300 },
	);
});
