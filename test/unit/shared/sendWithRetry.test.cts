/* One request, sent until it is answered or patience ends. */
import type { Answered } from '../../../nodes/InterviewFlowAi/shared/reply';
import { ok, type Result } from '../../../nodes/InterviewFlowAi/shared/result';
import type { Reply, Request } from '../../../nodes/InterviewFlowAi/shared/send';
import {
	brokenDown,
	type LostTries,
	sendWithRetry,
} from '../../../nodes/InterviewFlowAi/shared/sendWithRetry';
import { received } from '../../../dev/engine/answers.cts';
import { testRun } from '../testRun.cts';

const done = received({ status: 200, body: 'done' });
const lost: Reply = { kind: 'lost', reason: 'the connection was cut' };
const neverArrived: Reply = { kind: 'neverArrived', reason: 'the connection was refused' };
const broken = (status: number, body?: object, retryAfter?: string): Reply =>
	received({ status, body, headers: retryAfter ? { 'Retry-After': retryAfter } : {} });
const throttled = (seconds?: number, message = 'Later') =>
	broken(429, { message }, seconds?.toString());

const request: Request = {
	...{ method: 'GET', url: 'http://x', authenticated: true },
	...{ timeoutMs: 1000, mostBytes: 1000 },
};
const text = (answered: Answered): Result<string> =>
	answered.isBroken ? brokenDown(answered) : ok(answered.answer.text);

/** Sends once; the service answers one reply after the other, and then that it is done. */
async function send(
	run: ReturnType<typeof testRun>,
	replies: Array<Reply | (() => Reply)>,
	more: { scope?: string; lost?: LostTries; read?: typeof text } = {},
) {
	const sentAt: number[] = [];
	const answer = async () => {
		sentAt.push(run.clock.now());
		const reply = replies[sentAt.length - 1] ?? done;
		return typeof reply === 'function' ? reply() : reply;
	};
	const { scope = 'job-1', read = text, ...rest } = more;
	const ending = await sendWithRetry({ ...run, send: answer }, { request, scope, read, ...rest });
	return { ending, sentAt };
}

describe('a request', () => {
	it('remembers between which times tries were lost, and only those', async () => {
		const run = testRun();
		const late = () => {
			run.clock.pass(400);
			return lost;
		};
		const { ending, sentAt } = await send(run, [neverArrived, late, done]);

		const between = { since: sentAt[1], until: sentAt[1]! + 400 };
		expect(ending).toMatchObject({ kind: 'answered', lost: between });
	});

	it('keeps what an earlier run of the node lost', async () => {
		const before = { since: 17, until: 18 };
		expect((await send(testRun(), [], { lost: before })).ending.lost).toEqual(before);
		expect((await send(testRun(), [lost], { lost: before })).ending.lost?.since).toBe(17);
	});

	it.each<[string, Reply, object]>([
		['500', broken(500, { message: 'Oops' }), { words: 'Oops' }],
		['503, and asked to wait until "soon"', broken(503, {}, 'soon'), {}],
	])('is given up after its last try was answered %s', async (code, reply, more) => {
		const run = testRun({ maxTries: 2 });
		const { ending, sentAt } = await send(run, [reply, reply]);

		const reason = `the service answered ${code.slice(0, 3)}`;
		const failure = { kind: 'lost', reason, ...more };
		expect(ending).toMatchObject({ kind: 'gaveUp', tries: 2, unsent: false, failure });
		expect(sentAt).toHaveLength(2);
		expect(run.pausedMs()).toBe(0);
	});

	it('is sent again when reading its answer throws', async () => {
		const read = () => {
			throw new Error('odd');
		};

		const { ending } = await send(testRun(), [], { read });
		const reason = 'its answer could not be read';
		expect(ending).toMatchObject({ kind: 'gaveUp', failure: { kind: 'lost', reason }, tries: 3 });
	});

	it('ends between tries when the run is over', async () => {
		const run = testRun();
		const end = () => {
			run.end();
			return lost;
		};
		const { ending } = await send(run, [end]);

		expect(ending).toMatchObject({ failure: { kind: 'cancelled' }, lost: expect.anything() });
	});
});

describe('a throttled request', () => {
	it.each([
		['another job', 'Later'],
		['job-1', 'You exceeded the limit of your plan'],
	])('costs time and no try, however often, while %s is answered: "%s"', async (job, message) => {
		const run = testRun({ maxTries: 1 });
		const answered = () => {
			run.answered(job);
			return throttled(1, message);
		};
		const many = Array.from({ length: 9 }, () => answered);

		expect((await send(run, many)).ending).toMatchObject({ kind: 'answered' });
		expect(run.clock.waits).toEqual(Array(9).fill(1000));
	});
});
