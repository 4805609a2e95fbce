/*
 * What a listing makes of candidates that sending alone did not settle.
 */
import type { Interview, ListedInterview } from '../../nodes/InterviewFlowAi/api/schemas';
import type { FirstOutcome } from '../../nodes/InterviewFlowAi/interviewLink/create';
import type { Listing } from '../../nodes/InterviewFlowAi/interviewLink/lookUp';
import { type Sent, settle } from '../../nodes/InterviewFlowAi/interviewLink/settle';

const candidate = { jobId: 'job-1', name: 'Jane Doe', email: 'jane.doe@example.com' };
const LINK = 'https://app.interviewflowai.com/form?interviewId=i-1';
const nothing: Interview = {
	id: null,
	jobId: 'job-1',
	name: candidate.name,
	email: candidate.email,
	status: null,
	createdAt: null,
	interviewLink: null,
};
const TRIED_AT = Date.parse('2026-03-01T12:00:00.800Z');

const duplicate: FirstOutcome = {
	kind: 'duplicate',
	words: 'Already there',
	interview: nothing,
	linkSource: null,
};
const refused: FirstOutcome = { kind: 'refused', message: 'Not known' };
const lostThen = (otherwise?: FirstOutcome): FirstOutcome =>
	({ kind: 'unknown', since: TRIED_AT, otherwise }) as FirstOutcome;

/** A listing that holds one interview of the candidate; the service's clock is the machine's. */
function listingOf(
	found: Partial<ListedInterview> | undefined,
	more: Partial<Listing> = {},
): Listing {
	const listed = { ...nothing, id: 'i-1', interviewLink: LINK, jobIds: [], ...found };
	return {
		found: new Map(found ? [[candidate.email, listed]] : []),
		serverTime: (now) => now,
		...more,
	};
}

async function settled(first: Sent['first'], listing?: Listing, more: Partial<Sent> = {}) {
	const asked: Array<[string, string[]]> = [];
	const { outcomes, problems } = await settle(
		[{ candidate, first, wantsLink: true, ...more }],
		listing &&
			(async (jobId, emails) => {
				asked.push([jobId, [...emails]]);
				return listing;
			}),
		1,
	);
	return { outcome: outcomes[0], problems, asked };
}

describe('a duplicate', () => {
	it('gets the link that is listed', async () => {
		expect((await settled(duplicate, listingOf({}))).outcome).toMatchObject({
			kind: 'duplicate',
			linkSource: 'answer',
			interview: { id: 'i-1', interviewLink: LINK },
		});
	});

	it('gets a link rebuilt from the ID that is listed', async () => {
		const { outcome } = await settled(duplicate, listingOf({ interviewLink: null }));

		expect(outcome).toMatchObject({ linkSource: 'rebuilt', interview: { interviewLink: LINK } });
	});

	it('keeps the ID it was refused with when the listing knows less', async () => {
		const first = {
			...duplicate,
			interview: { ...nothing, id: 'i-9' },
			linkSource: 'rebuilt' as const,
		};
		const { outcome } = await settled(first, listingOf({ id: null, interviewLink: null }));

		expect(outcome).toEqual(first);
	});

	it('stays without a link when it is not listed, and that is said', async () => {
		const { outcome, problems } = await settled(duplicate, listingOf(undefined));

		expect(outcome).toEqual(duplicate);
		expect(problems).toEqual([expect.stringContaining('not in the list')]);
	});

	it('is not looked up when nobody wants its link', async () => {
		const { asked, problems } = await settled(duplicate, listingOf({}), { wantsLink: false });

		expect(asked).toEqual([]);
		expect(problems).toEqual([]);
	});

	it('is not looked up when it came with its link', async () => {
		const known = { ...duplicate, linkSource: 'answer' as const };

		expect((await settled(known, listingOf({}))).asked).toEqual([]);
	});

	it('is looked up together with all others of its job', async () => {
		const asked: Array<[string, string[]]> = [];
		const sent = ['a', 'b', 'c', 'd'].map((email, index) => ({
			candidate: { ...candidate, email, jobId: `job-${index % 2}` },
			first: duplicate,
			wantsLink: true,
		}));
		await settle(
			sent,
			async (jobId, emails) => {
				asked.push([jobId, [...emails]]);
				return listingOf(undefined);
			},
			1,
		);

		expect(asked).toEqual([
			['job-0', ['a', 'c']],
			['job-1', ['b', 'd']],
		]);
	});
});

describe('a candidate whose answer was lost', () => {
	const at = (createdAt: string | null) => listingOf({ createdAt });

	it.each([
		['created after the first try', '2026-03-01T12:00:00.900Z', 'created'],
		['created in the same second, told to the second', '2026-03-01T12:00:00Z', 'created'],
		['created then, told in another zone', '2026-03-01T14:00:01+02:00', 'created'],
		['created a second before', '2026-03-01T11:59:59.999Z', 'duplicate'],
		['created years before', '2020-01-01T00:00:00.000Z', 'duplicate'],
	])('%s', async (_, createdAt, kind) => {
		const { outcome } = await settled(lostThen(duplicate), at(createdAt));

		expect(outcome).toMatchObject({ kind, interview: { interviewLink: LINK } });
		expect(outcome).not.toHaveProperty('afterLostAnswer');
	});

	it('is judged on the service’s clock, not on the machine’s', async () => {
		const hourBehind = listingOf(
			{ createdAt: '2026-03-01T11:00:05.000Z' },
			{ serverTime: (now) => now - 3_600_000 },
		);
		const hourAhead = listingOf(
			{ createdAt: '2026-03-01T12:30:00.000Z' },
			{ serverTime: (now) => now + 3_600_000 },
		);

		expect((await settled(lostThen(duplicate), hourBehind)).outcome?.kind).toBe('created');
		expect((await settled(lostThen(duplicate), hourAhead)).outcome?.kind).toBe('duplicate');
	});

	it.each([
		['the interview has no date', at(null)],
		['its date has no zone', at('2026-03-01T12:00:05')],
		['its date is none', at('yesterday')],
		[
			'the service shows no clock',
			listingOf({ createdAt: '2026-03-01T12:00:05Z' }, { serverTime: () => undefined }),
		],
	])('is a duplicate that may be this run’s when %s', async (_, listing) => {
		expect((await settled(lostThen(duplicate), listing)).outcome).toMatchObject({
			kind: 'duplicate',
			afterLostAnswer: true,
		});
	});

	it('says whether its link was rebuilt', async () => {
		const listing = listingOf({ createdAt: '2026-03-01T12:00:05Z', interviewLink: null });

		expect((await settled(lostThen(refused), listing)).outcome).toMatchObject({
			kind: 'created',
			linkSource: 'rebuilt',
		});
	});

	it.each([
		['is not listed', listingOf(undefined)],
		['cannot be looked up', listingOf(undefined, { problem: 'the service answered 404' })],
		['may not be looked up any more', undefined],
	])('ends as it would without, when it %s', async (_, listing) => {
		expect((await settled(lostThen(refused), listing)).outcome).toEqual(refused);
		expect((await settled(lostThen(undefined), listing)).outcome).toBeUndefined();
	});

	it('is looked up even when nobody wants the links of duplicates', async () => {
		const { asked } = await settled(lostThen(refused), listingOf({}), { wantsLink: false });

		expect(asked).toEqual([['job-1', [candidate.email]]]);
	});
});

describe('the same candidate again', () => {
	const repeat = {
		candidate: { ...candidate, name: 'J. Doe' },
		first: { kind: 'repeat' as const, repeatOf: 0 },
		wantsLink: true,
	};
	const after = async (first: FirstOutcome, listing?: Listing) => {
		const { outcomes } = await settle(
			[{ candidate, first, wantsLink: true }, repeat],
			listing && (async () => listing),
			1,
		);
		return outcomes[1];
	};
	const interview = { ...nothing, id: 'i-1', interviewLink: LINK };

	it('is a duplicate of the first, with its link', async () => {
		expect(await after({ kind: 'created', interview })).toEqual({
			kind: 'duplicate',
			words: '',
			interview,
			linkSource: 'answer',
		});
	});

	it('says that the link was rebuilt when the first one’s was', async () => {
		const first = await after(duplicate, listingOf({ interviewLink: null }));

		expect(first).toMatchObject({ kind: 'duplicate', linkSource: 'rebuilt' });
	});

	it('has no link when the first has none', async () => {
		expect(await after(duplicate)).toMatchObject({ kind: 'duplicate', linkSource: null });
	});

	it('is refused when a lost first turns out to be refused', async () => {
		expect(await after(lostThen(refused))).toEqual(refused);
	});
});
