/* One candidate, sent until there is an answer: what a lost answer leaves open, and what giving up says. */
import type { Reply, Request } from '../../../nodes/InterviewFlowAi/shared/send';
import { sendCandidate } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/sendCandidate';
import { EXISTING, received } from '../../../dev/engine/answers.cts';
import { testRun } from '../testRun.cts';

const candidate = { jobId: EXISTING.jobId, name: EXISTING.name, email: EXISTING.email };
const recipient = { candidate, jobTitle: null };
const lost: Reply = { kind: 'lost', reason: 'the connection was cut' };
const neverArrived: Reply = { kind: 'neverArrived', reason: 'the connection was refused' };
const impossible: Reply = { kind: 'impossible', reason: 'the address is no address' };
const of = (status: number, body?: unknown, headers = {}) => received({ status, body, headers });
const success = of(201, { data: EXISTING, code: 201 });
const duplicate = of(409, { message: 'Candidate already exists', data: EXISTING });

/** Sends Jane to a service that gives these replies, and repeats the last. A lost reply takes 400 ms. */
async function send(replies: Reply[], run = testRun(), before?: { since: number; until: number }) {
	const requests: Request[] = [];
	const answer = async (request: Request) => {
		requests.push(request);
		const reply = replies[Math.min(requests.length, replies.length) - 1] as Reply;
		if (reply.kind === 'lost') run.clock.pass(400);
		return reply;
	};
	const outcome = await sendCandidate(recipient, { ...run, send: answer }, before);
	return { outcome, requests, offset: run.offset() };
}
const refusal = (words: RegExp) => ({ kind: 'refused', message: expect.stringMatching(words) });

describe('a candidate', () => {
	it('is sent as documented, with the API key, until there is an answer', async () => {
		const dated = of(201, { data: EXISTING }, { Date: 'Sun, 01 Mar 2026 12:00:00 GMT' });
		const { outcome, requests, offset } = await send([neverArrived, dated]);

		expect(outcome).toMatchObject({ kind: 'created', interview: EXISTING });
		expect(requests).toHaveLength(2);
		expect(requests[0]).toEqual({
			...{ method: 'POST', url: 'http://x/api/external/ingest/candidate', body: candidate },
			...{ timeoutMs: 1000, authenticated: true, mostBytes: 262_144 },
		});
		expect(requests[0]?.body).not.toBe(candidate);
		expect(offset).toEqual({ from: -250, to: 1000 });
	});

	it('is created by whatever try is answered with success', async () => {
		const { outcome, offset } = await send([lost, success]);
		expect(outcome).toMatchObject({ kind: 'created' });
		expect(offset).toBeUndefined();
	});

	it.each<[string, Reply, string]>([
		['told as a duplicate', duplicate, 'duplicate'],
		['refused', of(422, { message: 'name is required' }), 'refused'],
		['unknown', of(409), 'duplicate'],
	])('whose answer was lost is unknown when it is then %s', async (_, reply, otherwise) => {
		const { outcome } = await send([lost, reply]);
		const unknown = { kind: 'unknown', lost: { since: expect.any(Number) } };
		expect(outcome).toMatchObject({ ...unknown, otherwise: { kind: otherwise } });
	});

	it('is marked when a lost answer and a duplicate are all that is known', async () => {
		const marked = { kind: 'duplicate', afterLostAnswer: true };
		const both = { ifAbsent: marked, otherwise: marked };
		expect((await send([lost, duplicate])).outcome).toMatchObject(both);
	});

	it('is unknown when an earlier run of the node lost its answer', async () => {
		const before = { since: 5, until: 6 };
		const { outcome } = await send([duplicate], testRun(), before);
		expect(outcome).toMatchObject({ kind: 'unknown', lost: before });
		const again = await send([lost, duplicate], testRun(), before);
		expect(again.outcome).toMatchObject({ lost: { since: 5 } });
	});

	it('remembers between which times tries were lost, and only those', async () => {
		const run = testRun();
		const at = run.clock.now();
		const { outcome } = await send([neverArrived, lost, duplicate], run);
		expect(outcome).toMatchObject({ lost: { since: at + 250, until: at + 650 } });
	});

	it.each([
		['another job', 'Later'],
		[candidate.jobId, 'You exceeded the limit of your plan'],
	])('put off while %s is answered waits, and uses up no try: "%s"', async (job, message) => {
		const run = testRun({ maxTries: 1 });
		const pause = (ms: number) => {
			run.pause(ms);
			run.answered(job);
		};
		const putOff = Array<Reply>(9).fill(of(429, { message }, { 'Retry-After': '1' }));
		const { outcome } = await send([...putOff, success], { ...run, pause });

		expect(outcome.kind).toBe('created');
		expect(run.clock.waits).toEqual(Array(9).fill(1000));
	});

	it('is not sent when the run is over, or lost when it was under way', async () => {
		const over = testRun();
		over.end();

		expect((await send([success], over)).outcome).toEqual({ kind: 'notSent' });
		const lost = { since: expect.any(Number), until: expect.any(Number) };
		const { outcome } = await send([{ kind: 'cancelled', reason: 'x' }]);
		expect(outcome).toEqual({ kind: 'notSent', lost });
	});
});

describe('giving up', () => {
	const putOff = (wait: string, body?: object) => of(429, body, { 'Retry-After': wait });
	const quota = of(429, { message: 'Quota used up' });
	const SLOW_DOWN =
		/wait 900 seconds\. .* "Slow down"\. No interview was .* lower Concurrent Requests/;
	it.each<[string, Reply, RegExp]>([
		['nothing arrived', neverArrived, /reached \(tried 3 times\): .*refused\. Nothing was created/],
		['it cannot be sent', impossible, /could not be sent: the address is no address/],
		['a long wait is asked for', putOff('900', { message: 'Slow down' }), SLOW_DOWN],
		['a quota is used up', quota, /no more candidates for this job\. .*: "Quota used up"\..*plan/],
		[
			'no wait ends it',
			putOff('20'),
			/asks to wait 20 seconds, which with earlier waits is more than 120 seconds\./,
		],
		['it is put off without a time', of(429), /asks to wait a while, which with earlier waits/],
	])('says why when %s', async (_, reply, words) => {
		const { outcome } = await send([reply]);
		expect(outcome).toEqual(refusal(words));
	});

	it.each<[string, Reply, RegExp]>([
		['no answer came', lost, /no usable answer \(tried 3 times\): the connection was cut\./],
		['it breaks down', of(500, { error: 'Oops' }), /the service answered 500\. .* says: "Oops"\./],
		['time ran out', of(408), /the service answered 408\./],
		['it names no wait', of(503, {}, { 'Retry-After': 'soon' }), /the service answered 503\./],
	])('leaves open what became of it when %s', async (_, reply, words) => {
		const run = testRun();
		const { outcome } = await send([reply], run);

		expect(run.pausedMs()).toBe(0);
		expect(outcome).toMatchObject({
			kind: 'unknown',
			lost: expect.anything(),
			ifAbsent: refusal(words),
			otherwise: refusal(/the interview exists is not known\. .* "If Interview Exists" set to/),
		});
	});

	it('leaves open what became of a candidate that is put off after a lost answer', async () => {
		const { outcome } = await send([lost, putOff('900')]);
		const otherwise = refusal(/Whether the interview exists is not known\. Run again later/);
		expect(outcome).toMatchObject({ kind: 'unknown', otherwise });
	});

	it('says that a candidate was not sent when its job was given up before', async () => {
		const run = testRun();
		await send([quota], run);
		const { outcome, requests } = await send([success], run);

		expect(requests).toEqual([]);
		expect(run.closed(candidate.jobId)).toBeDefined();
		expect(outcome).toEqual(refusal(/"Quota used up"\. This candidate was not sent\./));
	});

	it('says that a candidate was not sent when the service has answered nothing for minutes', async () => {
		const run = testRun({ maxTries: 1 });
		for (let count = 0; count < 3; count++) {
			run.failed('x', false);
			run.clock.pass(61_000);
			run.gaveUp('x', { kind: 'lost', reason: 'it was cut', words: 'Oops' });
		}

		const words =
			/not answered any request for 120 seconds \(it was cut\), so this candidate was not sent\. .*"Oops"/;
		expect((await send([success], run)).outcome).toEqual(refusal(words));
	});
});
