/* All candidates of a run: each once, what is unknown looked up with as few listings as possible. */
import type { Reply, Request } from '../../../nodes/InterviewFlowAi/shared/send';
import type { Task } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/outcome';
import {
	sendAll,
	type Sending,
} from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/sendAll';
import { received } from '../../../dev/engine/answers.cts';
import { testRun } from '../testRun.cts';

type Body = Record<string, unknown>;
type Create = (body: Body) => Reply | Promise<Reply>;

const task = (n: number, { wantsLink = true, jobId = 'job-1', name = `C ${n}` } = {}): Task => ({
	...{ candidate: { jobId, name, email: `c${n}@x.co` }, jobTitle: null, item: n },
	...{ onDuplicate: wantsLink ? 'duplicateBranch' : 'error', looksUp: true },
});
const tasks = (count: number) => Array.from({ length: count }, (_, n) => task(n));
const interview = ({ email, jobId }: Body) => {
	const id = `i-${String(email)}`;
	return { id, email, jobId, interviewLink: `https://x.example/${id}` };
};
const answered = (status: number, body?: object) => received({ status, body });
const success = (data: object) => answered(201, { data, code: 201 });
const created = (body: Body) => success(interview(body));
const refused = () => answered(400, { message: 'name is required' });
const conflict = () => answered(409);
const already = (data?: object) => answered(409, { message: 'Candidate already exists', data });
/** Answers the n-th candidate in one way and all others in another. */
const but =
	(n: number, one: Create, others: Create): Create =>
	(body) =>
		body.email === `c${n}@x.co` ? one(body) : others(body);

/** Sends to a service that answers by `create` and lists the `listed` addresses; `asked` are its requests, in their order. */
async function send(
	all: Array<Task | undefined>,
	create: Create,
	{ listed = [], list, ...more }: Partial<Sending> & { listed?: string[]; list?: () => Reply } = {},
	concurrency = 1,
) {
	const asked: string[] = [];
	const answer = async ({ url, body }: Request): Promise<Reply> => {
		const given = body as Body;
		if (!url.endsWith('/fetch/candidates')) {
			asked.push(String(given.email));
			return create(given);
		}
		if (given.page === 1) asked.push(`list ${String(given.interviewerId)}`);
		const rows = listed.map((email) => interview({ email, jobId: given.interviewerId }));
		return list?.() ?? answered(200, given.page === 1 ? rows : []);
	};
	const run = testRun({ concurrency, send: answer });
	const sent = all.map((one, item) => one && { ...one, item });
	const given = sent.filter((one) => one !== undefined);
	const problems = await sendAll(given, { run, memory: undefined, endsAtRefusal: false, ...more });
	const outcomes = sent.map((one) => one?.settled);
	const tried = sent.filter((one) => one?.outcome).length;
	return { outcomes, problems, tried, asked, kinds: outcomes.map((outcome) => outcome?.kind) };
}

describe('sending', () => {
	it('sends each job and address once; others are its repeats, under their own names', async () => {
		const [again, elsewhere] = [task(1, { name: 'Other' }), task(1, { jobId: 'job-2' })];
		const all = [task(1), undefined, again, elsewhere, task(2)];
		const { outcomes, asked, kinds } = await send(all, created, {}, 5);

		expect([...asked].sort()).toEqual(['c1@x.co', 'c1@x.co', 'c2@x.co']);
		expect(kinds).toEqual(['created', undefined, 'duplicate', 'created', 'created']);
		expect(outcomes[2]).toMatchObject({ interview: { name: 'Other', id: 'i-c1@x.co' } });
	});

	it.each([
		['plainly', refused, 2],
		['in words that decide nothing', () => answered(400), 3],
	])('sends a repeat when the one before was refused %s', async (_, refuse, requests) => {
		const all = [task(1, { name: '' }), task(1), task(1)];
		const { asked, kinds } = await send(all, (body) => (body.name ? created(body) : refuse()));
		expect(asked).toHaveLength(requests);
		expect(kinds).toEqual(['refused', 'created', 'duplicate']);
	});

	it('sends no repeat when an answer to the one before was lost', async () => {
		const replies: Reply[] = [{ kind: 'lost', reason: 'it was cut' }, answered(400)];
		const { asked } = await send([task(1), task(1)], (body) => replies.shift() ?? created(body));
		expect(asked).toEqual(['c1@x.co', 'c1@x.co', 'list job-1']);
	});

	it('refuses one candidate when something throws, and no other', async () => {
		const odd = () => {
			throw new Error('odd');
		};
		const { kinds } = await send(tasks(3), but(1, odd, created));
		expect(kinds).toEqual(['created', 'refused', 'created']);
	});
});

describe('looking up', () => {
	it('finds links in a job whose quota is used up', async () => {
		const quota = () => answered(429, { message: 'Quota used up' });
		const answer = but(0, () => already(), quota);
		const { outcomes, asked, kinds } = await send(tasks(3), answer, { listed: ['c0@x.co'] });

		expect(kinds).toEqual(['duplicate', 'refused', 'refused']);
		expect(outcomes[0]).toMatchObject({ linkSource: 'answer' });
		expect(asked.at(-1)).toBe('list job-1');
	});

	it('is one listing per job at the end, for all who are unknown or lack a link', async () => {
		const others = [task(5, { jobId: 'job-2' }), task(6, { jobId: 'job-3', wantsLink: false })];
		const all = [...tasks(4), ...others];
		const refusals = but(1, conflict, () => already());
		const answer = but(0, created, refusals);
		const { asked, kinds, outcomes } = await send(all, answer, { listed: ['c1@x.co', 'c2@x.co'] });

		expect(asked.slice(6)).toEqual(['list job-1', 'list job-2']);
		expect(kinds).toEqual(['created', ...Array(5).fill('duplicate')]);
		expect(outcomes[1]).toMatchObject({ linkSource: 'answer' });
		expect(outcomes[3]).toMatchObject({ linkSource: null });
	});

	it('is not done when every outcome is known', async () => {
		const withLink = (body: Body) => already(interview(body));
		expect((await send(tasks(3), created)).asked).toHaveLength(3);
		expect((await send(tasks(3), withLink)).asked).toHaveLength(3);
	});

	it('tells how many links are missing, of how many interviews, or why there is no list', async () => {
		const problems = async (all: Task[], how: Parameters<typeof send>[2]) =>
			(await send(all, () => already(), how)).problems;
		const missing = (of: string, from: number) => [
			`InterviewFlowAI lists ${of}, but no link for ${from} of these candidates`,
		];
		const list = () => answered(404);

		const twoOthers = { listed: ['a@x.co', 'b@x.co'] };
		expect(await problems(tasks(2), twoOthers)).toEqual(missing('2 interviews', 2));
		expect(await problems(tasks(1), { listed: ['a@x.co'] })).toEqual(missing('1 interview', 1));
		expect(await problems(tasks(1), { list })).toEqual(['the service answered 404']);
		expect(await problems([task(1, { wantsLink: false })], {})).toEqual([]);
	});
});

describe('with Stop Workflow', () => {
	it('looks up the first unknown candidate at once, goes on when it is a duplicate, and looks up twice at most', async () => {
		const listed = tasks(6).map(({ candidate }) => candidate.email);
		const { asked, kinds } = await send(tasks(6), conflict, { endsAtRefusal: true, listed });
		const [first, ...others] = listed;
		expect(asked).toEqual([first, 'list job-1', ...others, 'list job-1']);
		expect(kinds).toEqual(Array(6).fill('duplicate'));
	});

	it('ends when the first unknown candidate is not listed, and sends no repeat of it before', async () => {
		const { asked, kinds, tried } = await send(tasks(6), conflict, { endsAtRefusal: true });
		expect(asked).toEqual(['c0@x.co', 'list job-1']);
		expect(tried).toBe(1);
		expect(kinds).toEqual(['refused', ...Array(5).fill(undefined)]);
		const twice = [task(0), task(0)];
		expect((await send(twice, () => answered(400), { endsAtRefusal: true })).asked).toEqual(asked);
	});

	it('says of an unknown candidate that it was not looked up when the refusal of another ends the run', async () => {
		let end = () => {};
		const ended = new Promise<void>((resolve) => (end = resolve));
		const endIt = () => {
			end();
			return refused();
		};
		const answer = but(0, () => ended.then(conflict), endIt);
		const { outcomes, asked } = await send(tasks(2), answer, { endsAtRefusal: true }, 2);
		expect(asked).toEqual(['c0@x.co', 'c1@x.co']);
		expect(outcomes[0]).toMatchObject({ kind: 'duplicate', notLookedUp: 'the run ended before' });
	});
});

describe('an interview that several candidates are answered with', () => {
	const same = { id: 'i-1', interviewLink: 'https://x.example/i-1' };
	const cached = () => success(same);
	const linkOf = ({ outcomes }: Awaited<ReturnType<typeof send>>) =>
		outcomes.map((outcome) =>
			outcome && outcome.kind !== 'refused' ? outcome.interview.interviewLink : outcome?.kind,
		);

	it('belongs to the candidate who has it on the list; the others are refused', async () => {
		const sent = await send(tasks(3), cached, { listed: ['c1@x.co'] });
		expect(linkOf(sent)).toEqual(['refused', 'https://x.example/i-c1@x.co', 'refused']);
		expect(sent.asked.filter((what) => what.startsWith('list'))).toHaveLength(1);
	});

	it('gives no link to a duplicate that is not on the list', async () => {
		const sent = await send(tasks(2), () => already(same), { listed: ['c1@x.co'] });
		expect(linkOf(sent)).toEqual([null, 'https://x.example/i-c1@x.co']);
	});

	it('belongs to the candidate for whom it was created, where it came with the refusal of the others', async () => {
		const answer = but(0, cached, () => already(same));
		const sent = await send(tasks(2), answer, { list: () => answered(403) });
		expect(sent.outcomes.map((outcome) => outcome?.kind)).toEqual(['created', 'duplicate']);
		expect(linkOf(sent)).toEqual([same.interviewLink, null]);
	});

	it('is not the same where each has an ID of its own, although the link is', async () => {
		const { interviewLink } = same;
		const sent = await send(tasks(2), (body) => success({ ...interview(body), interviewLink }));
		expect(linkOf(sent)).toEqual([same.interviewLink, same.interviewLink]);
		expect(sent.asked).toHaveLength(2);
	});
});
