/* What the list of interviews makes of candidates that sending alone did not settle. */
import { refused } from '../../../nodes/InterviewFlowAi/shared/items';
import type { Interview } from '../../../nodes/InterviewFlowAi/shared/interview';
import { plainEmail } from '../../../nodes/InterviewFlowAi/shared/emails';
import { readInstant, type Span } from '../../../nodes/InterviewFlowAi/shared/instants';
import type { Request } from '../../../nodes/InterviewFlowAi/shared/send';
import { noteSending } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/attempts';
import {
	type Listing,
	listInterviews,
	notLookedUp,
	settledBy,
	whoseInterview,
} from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/lookUp';
import {
	duplicate,
	type Outcome,
} from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/outcome';
import { EXISTING, received } from '../../../dev/engine/answers.cts';
import { testRun } from '../testRun.cts';

const candidate = { jobId: 'job-1', name: 'Jane Doe', email: 'jane.doe@example.com' };
const recipient = { candidate, jobTitle: null };
const LINK = 'https://app.interviewflowai.com/form?interviewId=i-1';
const NOTHING: Interview = {
	...{ interviewLink: null, name: null, email: null, status: null, jobTitle: null },
	...{ jobId: null, id: null, createdAt: null },
};
const T = Date.parse('2026-03-01T12:00:00.000Z');
const LOST = { since: T + 800, until: T + 60_000 };
const EXACT = { offset: () => ({ from: 0, to: 0 }), execution: {} };

const plain = duplicate('Already there', NOTHING, recipient);
const absent = refused('Not in the list.');
const otherwise = duplicate('Conflict', NOTHING, recipient);
const unknown = (lost?: typeof LOST): Outcome => ({
	...{ kind: 'unknown', words: 'Conflict', ifAbsent: absent, otherwise, ...(lost && { lost }) },
});

/** A listing that holds the candidate's interview, or not. */
function listingOf(found: Partial<Interview> | undefined, problem?: string): Listing {
	const { email } = candidate;
	const interview = { ...NOTHING, id: 'i-1', interviewLink: LINK, email, ...found };
	return { found: new Map(found ? [[candidate.email, interview]] : []), searched: 1, problem };
}
const settle = (outcome: Outcome, listing: Listing, clock = EXACT) =>
	settledBy(listing, outcome, recipient, clock);

beforeAll(() => void (noteSending(recipient, EXACT.execution).until = LOST.until));

describe('a duplicate', () => {
	it('gets a link rebuilt from the ID that is listed', () => {
		const rebuilt = { linkSource: 'rebuilt', interview: { interviewLink: LINK } };
		const settled = { kind: 'duplicate', words: 'Already there', ...rebuilt };
		expect(settle(plain, listingOf({ interviewLink: null }))).toMatchObject(settled);
	});

	it('stays one when it is not listed, or there is no list', () => {
		expect(settle(plain, listingOf(undefined))).toBe(plain);
		const notLookedUp = 'the service answered 404';
		expect(settle(plain, listingOf(undefined, notLookedUp))).toEqual({ ...plain, notLookedUp });
		const linked: Outcome = { ...plain, linkSource: 'rebuilt' };
		expect(settle(linked, listingOf(undefined, notLookedUp))).toBe(linked);
	});
});

describe('an unknown candidate', () => {
	it('is a duplicate when listed', () => {
		const interview = { ...NOTHING, ...candidate, id: 'i-1', interviewLink: LINK };
		const listed = { kind: 'duplicate', words: 'Conflict', linkSource: 'answer', interview };
		expect(settle(unknown(), listingOf({}))).toEqual(listed);
	});

	it('is judged by status and words when there is no list, and the outcome says so', () => {
		const why = 'the service answered 404';
		const settled = settle(unknown(), listingOf(undefined, why));
		expect(settled).toEqual({ ...otherwise, notLookedUp: why });
		const words =
			'Not in the list. Whether the candidate is in the list of interviews could not be looked up: it was cut.';
		expect(notLookedUp(absent, 'it was cut')).toEqual(refused(words));
	});

	it.each<[string, string | null, Outcome['kind'], boolean]>([
		[
			'created, by its time, by a try whose answer was lost',
			'2026-03-01T12:00:02.000Z',
			'created',
			false,
		],
		['a marked duplicate where the list gives no time', null, 'duplicate', true],
	])('is %s', (_, createdAt, kind, isMarked) => {
		const settled = settle(unknown(LOST), listingOf({ createdAt }));
		expect(settled).toMatchObject({ kind, interview: { interviewLink: LINK } });
		expect('afterLostAnswer' in settled).toBe(isMarked);
	});

	it('has a rebuilt link when its interview is found without one', () => {
		const createdAt = '2026-03-01T12:00:02.000Z';
		const settled = settle(unknown(LOST), listingOf({ createdAt, interviewLink: null }));
		expect(settled).toMatchObject({ kind: 'created', linkSource: 'rebuilt' });
	});

	it('is a marked duplicate when another execution may have sent the candidate meanwhile', () => {
		const found = { id: 'i-9', createdAt: '2026-03-01T12:00:02.000Z' };
		const open = { kind: 'duplicate', afterLostAnswer: true };
		noteSending(recipient, {}).until = LOST.since - 1;
		expect(settle(unknown(LOST), listingOf(found)).kind).toBe('created');
		const unheardOf = { ...recipient, candidate: { ...candidate, jobId: 'job-9' } };
		expect(settledBy(listingOf(found), unknown(LOST), unheardOf, EXACT)).toMatchObject(open);

		noteSending(recipient, {}).until = LOST.since + 1;
		expect(settle(unknown(LOST), listingOf(found))).toMatchObject(open);
	});
});

describe('whose interview it is after lost answers', () => {
	const at = (createdAt: string | null, offset: Span | undefined = EXACT.offset()) =>
		whoseInterview(readInstant(createdAt), LOST, offset);
	const SECOND = { from: -200, to: 1000 };
	const HOUR = 3_600_000;

	it.each<[string, string]>([
		// The exact time; answers were lost from 12:00:00.800 to 12:01:00.000.
		['2026-03-01T12:00:00.799Z', 'older'],
		['2026-03-01T12:00:00.800Z', 'own'],
		['2026-03-01T12:00:59.999Z', 'own'],
		['2026-03-01T12:01:00.001Z', 'undecided'],
		[`${T + 900}`, 'own'],
		// To the second.
		['2026-03-01T11:59:59Z', 'older'],
		['2026-03-01T12:00:01Z', 'own'],
		// To the minute.
		['2026-03-01T11:59Z', 'older'],
		['2026-03-01T12:00Z', 'undecided'],
		// Without a time of day.
		['2026-03-01', 'undecided'],
	])('created at %s: %s', (createdAt, whose) => {
		expect(at(createdAt)).toBe(whose);
	});

	it.each<[string, string, Span | undefined, string]>([
		['an hour ahead', '2026-03-01T13:00:30.000Z', { from: HOUR - 200, to: HOUR + 1000 }, 'own'],
		['an hour behind', '2026-03-01T11:00:30.000Z', { from: -HOUR - 200, to: 1000 - HOUR }, 'own'],
		['known to the second', '2026-03-01T12:00:00.650Z', SECOND, 'undecided'],
		['known to the second', '2026-03-01T12:00:00.599Z', SECOND, 'older'],
		['not known', '2026-03-01T12:00:30.000Z', undefined, 'undecided'],
	])('by a clock %s, created at %s: %s', (_, createdAt, offset, whose) => {
		expect(whoseInterview(readInstant(createdAt), LOST, offset)).toBe(whose);
	});
});

describe('listing the interviews of a job', () => {
	const list = async (emails: string[], pages: unknown[], headers = {}) => {
		const bodies: Array<Request['body']> = [];
		const send = async ({ body }: Request) => {
			bodies.push(body);
			return received({ status: 200, headers, body: pages[bodies.length - 1] ?? [] });
		};
		const run = testRun({ send });
		const listing = await listInterviews('job-1', new Set(emails), run);
		return { ...listing, emails: [...listing.found.keys()], bodies, offset: run.offset() };
	};
	const entry = (email: string) => ({ ...EXISTING, id: email, email });
	const [a, b, c] = ['A@x.co', 'b@x.co', 'c@x.co'].map(entry);

	it('ends when all are found, whatever the case of their addresses', async () => {
		const { emails, bodies, searched } = await list(['a@x.co', 'b@x.co'], [[a, c], [b]]);
		expect(emails).toEqual(['a@x.co', 'b@x.co']);
		expect(bodies).toHaveLength(2);
		expect(searched).toBe(3);
	});

	it.each([
		['Bob < B@X.co >', 'b@x.co'],
		['jane@xn--mller-kva.de', 'jane@müller.de'],
		['zoe\u0308@x.co', 'zoë@x.co'],
		['İrem@X.co', 'irem@x.co'],
	])('finds %s as %s', async (email, wanted) => {
		const { found } = await list([plainEmail(wanted)], [[{ ...b, email }]]);
		expect(found.size).toBe(1);
	});

	it('does not prove that a candidate is absent where no entry names an address', async () => {
		const withoutEmail = { id: 'i-1', name: 'Bob' };
		const problem = 'the entries of the list name no email address';
		expect(await list(['b@x.co'], [[withoutEmail]])).toMatchObject({ problem });
		expect((await list(['b@x.co'], [[withoutEmail, a]])).problem).toBeUndefined();
	});

	it('does not prove that a candidate is absent where all entries name other jobs', async () => {
		const problem = 'the list holds interviews of other jobs alone';
		expect(await list(['b@x.co'], [[{ ...b, jobId: 17 }]])).toMatchObject({ problem, searched: 0 });
	});

	it('takes the first of two interviews, and learns the service’s clock', async () => {
		const again = { ...b, id: 'second' };
		const headers = { Date: 'Sun, 01 Mar 2026 12:00:00 GMT' };
		const { found, offset } = await list(['b@x.co'], [[b, again]], headers);
		expect(found.get('b@x.co')?.id).toBe('b@x.co');
		expect(offset).toEqual({ from: -250, to: 1000 });
	});

	it('keeps what was found before the list broke off', async () => {
		const { emails, problem } = await list(['a@x.co', 'b@x.co'], [[a], { code: 403 }]);
		expect(emails).toEqual(['a@x.co']);
		expect(problem).toBe('the service answered 403');
	});
});
