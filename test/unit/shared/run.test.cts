/* What all requests of a run share: its pauses, its end, and for which jobs it goes on. */
import { getEventListeners } from 'node:events';
import type { IExecuteFunctions } from 'n8n-workflow';
import { WAIT_BUDGET_MS } from '../../../nodes/InterviewFlowAi/shared/retry';
import { inRun, type Run } from '../../../nodes/InterviewFlowAi/shared/run';
import type { Failure } from '../../../nodes/InterviewFlowAi/shared/send';
import { sendWithRetry } from '../../../nodes/InterviewFlowAi/shared/sendWithRetry';
import { received } from '../../../dev/engine/answers.cts';
import { testRun } from '../testRun.cts';

it('a pause holds back all jobs, also those that wait already; of several, the longest counts', async () => {
	const run = testRun();
	const start = run.clock.now();
	run.pause(2_000);
	const passed = [run.pass('job-1'), run.pass('job-2')];
	run.pause(5_000);
	run.pause(1_000);

	expect(await Promise.all(passed)).toEqual([undefined, undefined]);
	expect(run.clock.now() - start).toBe(5_000);
	expect(run.pausedMs()).toBe(5_000);
});

it('a pause is counted as long as it was asked for, although the clock goes on meanwhile', () => {
	const run = testRun();
	const start = run.clock.now();
	jest
		.spyOn(run.clock, 'now')
		.mockReturnValueOnce(start)
		.mockReturnValueOnce(start + 1);
	run.pause(1_000);

	expect(run.pausedMs()).toBe(1_000);
});

describe('giving up', () => {
	/** A request of a job is given up, because it got no answer for so many milliseconds. */
	const timeOut = (run: ReturnType<typeof testRun>, scope: string, ms: number) => {
		run.failed(scope, false);
		run.clock.pass(ms);
		run.gaveUp(scope, { kind: 'lost', reason: 'x' });
	};

	it('on throttling closes the job for good, with the first reason, and leaves the others open', () => {
		const run = testRun();
		const quota: Failure = { kind: 'throttled', reason: 'x', isQuota: true };
		run.gaveUp('job-1', quota);
		run.gaveUp('job-1', { kind: 'throttled', reason: 'y' });
		run.answered('job-1');

		expect(run.closed('job-1')).toBe(quota);
		expect(run.closed('job-2')).toBeUndefined();
	});

	it('is for all jobs once three in a row got no answer for minutes', () => {
		const run = testRun();
		const third = WAIT_BUDGET_MS / 3;
		timeOut(run, 'job-1', third);
		timeOut(run, 'job-2', third);

		expect(run.closed('job-1')).toBeUndefined();

		timeOut(run, 'job-1', third);

		expect(run.closed('job-1')).toMatchObject({ kind: 'lost' });
		expect(run.closed('job-3')).toMatchObject({ kind: 'lost' });
	});

	it('is not for all jobs when many got no answer within a short time', () => {
		const run = testRun();
		for (let count = 0; count < 50; count++) timeOut(run, 'job-1', 100);
		expect(run.closed('job-1')).toBeUndefined();
	});

	it('is not for all jobs as long as one in between is answered', () => {
		const run = testRun();
		for (let count = 0; count < 6; count++) {
			timeOut(run, 'job-1', WAIT_BUDGET_MS);
			run.answered('job-2');
		}

		expect(run.closed('job-1')).toBeUndefined();
	});

	it('counts how long nothing was answered: for the run, and for a job alone that gets nowhere', () => {
		const run = testRun({ concurrency: 2 });
		const throttle = () => {
			run.clock.pass(1_000);
			return run.failed('job-1', true);
		};
		expect([throttle(), throttle()]).toEqual([0, 1_000]);

		for (let count = 3; count < 20; count++) {
			run.answered('job-2');
			expect(throttle()).toBe(0);
		}

		run.answered('job-2');
		expect(throttle()).toBe(19_000);
		run.answered('job-2');
		expect(run.failed('job-2', true)).toBe(0);

		run.answered('job-1');
		expect(throttle()).toBe(0);
	});
});

test('a request is sent again when reading its answer throws', async () => {
	const run = testRun({ send: async () => received({ status: 200 }) });
	const request = { method: 'GET', url: 'http://x', authenticated: true, mostBytes: 1 } as const;
	const read = () => {
		throw new Error('odd');
	};
	const ending = await sendWithRetry(run, { request, scope: 'job-1', read });
	const reason = 'its answer could not be read';
	expect(ending).toMatchObject({ kind: 'gaveUp', failure: { kind: 'lost', reason }, tries: 3 });
});

describe('the machine’s clock', () => {
	const work = async (cancelled: AbortSignal, work: (run: Run) => Promise<void>) => {
		const limits = { maxTries: 1, timeoutMs: 1, concurrency: 1 };
		await inRun({} as IExecuteFunctions, testRun().account, cancelled, limits, work);
	};

	it.each<[string, (cancel: AbortController, end: () => void) => void]>([
		['the execution is cancelled', (cancel) => cancel.abort()],
		['the run ends by itself', (_, end) => end()],
	])('ends waits at once when %s, and starts none afterwards', async (_, stop) => {
		const cancel = new AbortController();
		const startedAt = Date.now();
		await work(cancel.signal, async ({ clock, end, isOver }) => {
			const waiting = clock.wait(60_000);
			stop(cancel, end);
			await waiting;
			await clock.wait(60_000);
			expect(isOver()).toBe(true);
		});

		expect(Date.now() - startedAt).toBeLessThan(5_000);
	});

	it('is over before it began in an execution that is cancelled already', async () => {
		expect.assertions(1);
		await work(AbortSignal.abort(), async ({ isOver }) => expect(isOver()).toBe(true));
	});

	it.each([
		['has ended', async () => {}],
		['failed', async () => await Promise.reject(new Error('odd'))],
	])('leaves no listener on n8n’s signal when the work %s', async (_, end) => {
		const { signal } = new AbortController();
		const listeners = () => getEventListeners(signal, 'abort').length;
		const during: number[] = [];
		const working = work(signal, async () => {
			during.push(listeners());
			await end();
		});
		await working.catch(() => {});

		expect([...during, listeners()]).toEqual([1, 0]);
	});
});
