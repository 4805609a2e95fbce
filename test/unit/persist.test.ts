/*
 * One request, tried until it is settled or patience ends; and the gate through which all requests of a run pass.
 */
import { WAIT_BUDGET_MS } from '../../nodes/InterviewFlowAi/api/retry';
import { openGate } from '../../nodes/InterviewFlowAi/run/gate';
import { persist, type Run, startRun, type Try } from '../../nodes/InterviewFlowAi/run/persist';
import { type FakeClock, fakeClock } from '../../dev/engine/fakeClock.cts';

const lost: Try<string> = { failure: { kind: 'lost' }, reason: 'the connection was cut' };
const neverArrived: Try<string> = {
	failure: { kind: 'neverArrived' },
	reason: 'the connection was refused',
};
const throttled = (askedMs?: number): Try<string> => ({
	failure: { kind: 'throttled', askedMs },
	reason: '',
});
const settled: Try<string> = { settled: 'done' };

function testRun(maxTries = 3): Run & { clock: FakeClock; isOver: () => boolean } {
	const clock = fakeClock();
	let over = false;
	const isOver = () => over;
	const end = () => {
		over = true;
	};
	return { clock, gate: openGate(clock, isOver), isOver, end, maxTries, timeoutMs: 1000 };
}

/** Gives one result per try; counts the tries. */
function attempts(...results: Array<Try<string>>) {
	const startedAt: number[] = [];
	const attempt = (run: Run) => async () => {
		startedAt.push(run.clock.now());
		return results[startedAt.length - 1] ?? settled;
	};
	return { attempt, startedAt };
}

describe('persisting', () => {
	it('settles at once when the first try does', async () => {
		const run = testRun();
		const { attempt, startedAt } = attempts(settled);

		expect(await persist(run, attempt(run))).toEqual({ settled: 'done', lostSince: undefined });
		expect(startedAt).toHaveLength(1);
		expect(run.clock.waits).toEqual([]);
	});

	it('remembers when the first try began whose answer was lost', async () => {
		const run = testRun();
		const { attempt, startedAt } = attempts(neverArrived, lost, settled);

		const ending = await persist(run, attempt(run));

		expect(ending).toEqual({ settled: 'done', lostSince: startedAt[1] });
	});

	it('keeps what an earlier run of the node lost', async () => {
		const run = testRun();

		expect(await persist(run, attempts(lost, settled).attempt(run), 17)).toMatchObject({
			lostSince: 17,
		});
	});

	it('gives up after as many tries as there are', async () => {
		const run = testRun(2);
		const { attempt, startedAt } = attempts(lost, lost, settled);

		expect(await persist(run, attempt(run))).toMatchObject({
			gaveUp: 'lost',
			reason: 'the connection was cut',
			tries: 2,
			unsent: false,
		});
		expect(startedAt).toHaveLength(2);
	});

	it('being throttled a hundred times costs time, not the candidate', async () => {
		const run = testRun(1);
		const { attempt } = attempts(...Array.from({ length: 100 }, () => throttled(1_000)), settled);
		// The service goes on answering others meanwhile.
		const others = async () => {
			run.gate.answered();
			return await attempt(run)();
		};

		expect(await persist(run, others)).toMatchObject({ settled: 'done' });
		expect(run.clock.waits).toHaveLength(100);
	});

	it('gives up when the service asks for more patience than there is, and says how much', async () => {
		const run = testRun();

		expect(await persist(run, attempts(throttled(61_000)).attempt(run))).toMatchObject({
			gaveUp: 'throttled',
			askedMs: 61_000,
			unsent: false,
		});
		expect(run.clock.waits).toEqual([]);
	});

	it('refuses everybody else unsent once the service asked for too much', async () => {
		const run = testRun();
		await persist(run, attempts(throttled(300_000)).attempt(run));
		const { attempt, startedAt } = attempts(settled);

		expect(await persist(run, attempt(run))).toMatchObject({ askedMs: 300_000, unsent: true });
		expect(startedAt).toEqual([]);
	});

	it('does not wait for ever on a service that only says "later"', async () => {
		const run = testRun();
		const { attempt } = attempts(...Array.from({ length: 999 }, () => throttled(10_000)));
		const startedAt = run.clock.now();

		expect(await persist(run, attempt(run))).toMatchObject({ gaveUp: 'throttled' });
		expect(run.clock.now() - startedAt).toBeLessThanOrEqual(WAIT_BUDGET_MS);
		expect(run.clock.now() - startedAt).toBeGreaterThan(WAIT_BUDGET_MS - 20_000);
	});

	it('stops between tries when the run is over', async () => {
		const run = testRun();
		const ending = persist(run, async () => {
			run.end();
			return lost;
		});

		expect(await ending).toEqual({ cutShort: true, lostSince: expect.any(Number) });
	});

	it('counts a try that was cut short as lost', async () => {
		const run = testRun();
		const startedAt = run.clock.now();

		expect(await persist(run, async () => ({ cutShort: true }))).toEqual({
			cutShort: true,
			lostSince: startedAt,
		});
	});
});

describe('the gate', () => {
	it('lets everybody pass while nothing holds it up', async () => {
		const run = testRun();

		expect(await run.gate.pass()).toBe(true);
		expect(run.clock.waits).toEqual([]);
	});

	it('holds everybody for as long as the longest pause', async () => {
		const run = testRun();
		const start = run.clock.now();
		run.gate.pause(5_000);
		run.gate.pause(2_000);

		await Promise.all([run.gate.pass(), run.gate.pass()]);

		expect(run.clock.now() - start).toBe(5_000);
	});

	it('holds those who wait already when the pause becomes longer', async () => {
		const run = testRun();
		const start = run.clock.now();
		run.gate.pause(1_000);
		const passed = run.gate.pass();
		run.gate.pause(3_000);

		expect(await passed).toBe(true);
		expect(run.clock.now() - start).toBe(3_000);
	});

	it('lets nobody pass once the run is over, not even those who wait', async () => {
		const run = testRun();
		run.gate.pause(5_000);
		const waiting = run.gate.pass();
		run.end();

		expect(await waiting).toBe(false);
		expect(await run.gate.pass()).toBe(false);
	});

	it('is not closed by a few candidates who got no answer', async () => {
		const run = testRun(1);
		for (let count = 0; count < 10; count++) await persist(run, attempts(lost).attempt(run));

		expect(run.gate.closed()).toBeUndefined();
	});

	it('closes on a service that has answered nobody for minutes', async () => {
		const run = testRun(1);
		const timesOut = async () => {
			run.clock.pass(61_000);
			return lost;
		};
		for (let count = 0; count < 3; count++) await persist(run, timesOut);
		const { attempt, startedAt } = attempts(settled);

		expect(await persist(run, attempt(run))).toMatchObject({ gaveUp: 'lost', unsent: true });
		expect(startedAt).toEqual([]);
	});

	it('stays open as long as one in between is answered', async () => {
		const run = testRun(1);
		const timesOut = async () => {
			run.clock.pass(61_000);
			return lost;
		};
		for (let count = 0; count < 6; count++) {
			await persist(run, timesOut);
			await persist(run, attempts(settled).attempt(run));
		}

		expect(run.gate.closed()).toBeUndefined();
	});
});

describe('the machine’s clock', () => {
	it('ends waits at once when the execution is cancelled, and starts none afterwards', async () => {
		const cancel = new AbortController();
		const { clock, isOver } = startRun(cancel.signal, { maxTries: 1, timeoutMs: 1 });
		const startedAt = Date.now();
		const waiting = clock.wait(60_000);
		cancel.abort();
		await waiting;
		await clock.wait(60_000);

		expect(Date.now() - startedAt).toBeLessThan(5_000);
		expect(isOver()).toBe(true);
	});

	it('ends waits when the run ends by itself', async () => {
		const { clock, end, isOver } = startRun(undefined, { maxTries: 1, timeoutMs: 1 });
		const waiting = clock.wait(60_000);
		end();
		await waiting;

		expect(isOver()).toBe(true);
	});

	it('is over before it began in an execution that is cancelled already', () => {
		const { isOver } = startRun(AbortSignal.abort(), { maxTries: 1, timeoutMs: 1 });

		expect(isOver()).toBe(true);
	});

	it('waits for the time asked', async () => {
		const { clock } = startRun(undefined, { maxTries: 1, timeoutMs: 1 });
		const startedAt = performance.now();
		await clock.wait(20);

		expect(performance.now() - startedAt).toBeGreaterThan(15);
	});
});
