/*
 * Many candidates, on n8n's engine and measured at the service: how many at once, in which order, how long a "slow
 * down" lasts, and how a run ends at its first refusal, or when the execution is stopped: nothing new is sent.
 */
import { setTimeout as after } from 'node:timers/promises';
import { always, type Fault } from '../../dev/interviewFlowAi/service.cts';
import { faultsOf, JOB_OF_ITEM, people, person, sentTo } from '../../dev/engine/createLinks.cts';
import { until } from '../../dev/processes.cts';
import { account, create, service, wordsOf } from './localService.cts';

/** A refusal that is not looked up, because its words are plain. */
const refuse: Fault = { kind: 'refuse', dialect: '400 email is invalid' };
const ALL_DUPLICATES = always('create', { kind: 'refuse', dialect: '409 JSON' });
const faultsFor = (faults: Record<number, Fault[]>) => service.set({ faults: faultsOf(faults) });
/** Requests that may be on their way when nothing else is set. */
const DEFAULT_CONCURRENCY = 5;
const emails = (items: Array<{ email?: unknown }> = []) => items.map(({ email }) => email);

it.each([
	['5 by default', {}, 5],
	['at least 1', { concurrency: 0 }, 1],
	['at most 50', { concurrency: 999 }, 50],
])('requests in flight are %s, and never more', async (_, options, most) => {
	const count = most + 5;
	// A busy machine may answer the first before it has sent the last.
	for (let latency = 60 + 12 * most; service.maxInFlight < most && latency < 15_000; latency *= 4) {
		service.reset();
		service.set({ latency });
		const { json } = await create(people(count), { options });
		expect(json[0]).toHaveLength(count);
	}
	expect(service.maxInFlight).toBe(most);
});

it('no more lists are read at the same time than Concurrent Requests allows, however many jobs there are', async () => {
	service.set({ latency: 5, acceptAnyJob: true, faults: ALL_DUPLICATES });
	const items = Array.from({ length: 6 }, (_, n) => ({ ...person(0), job: `job-${n}` }));

	await create(items, { parameters: JOB_OF_ITEM, options: { concurrency: 2 } });

	// Each list is empty: its first page, and the page before it.
	expect(service.counters.fetch).toBe(12);
	expect(service.maxInFlight).toBe(2);
});

it('the credential is looked up no more often for 80 candidates than for 40', async () => {
	const lookUps = async (count: number) => {
		const get = jest.fn(() => service.apiKey);
		const credentials = Object.defineProperty(account(), 'apiKey', { get });
		await create(people(count), { credentials });
		return get.mock.calls.length;
	};

	expect(await lookUps(80)).toBe(await lookUps(40));
});

it('when the service asks to slow down, the whole run sends nothing for as long as it asks', async () => {
	service.set({ latency: 10 });
	faultsFor({ 3: [{ kind: 'status', status: 429, retryAfter: '0.8' }] });
	const all = people(40);

	const { json } = await create(all);

	expect(emails(json[0])).toEqual(emails(all));
	const times = service.received.map(({ at }) => at).sort((a, b) => a - b);
	const throttledAt = service.received.find(({ status }) => status === 429)!.at;
	const later = times.filter((at) => at >= throttledAt);
	const goesOn = later.findIndex((at, n) => at > throttledAt + 799 && at - later[n - 1]! > 400);
	// Before it stops: the throttled one, those on their way, and those of the answers that came with its own.
	expect(goesOn).toBeGreaterThan(0);
	expect(goesOn).toBeLessThanOrEqual(2 * DEFAULT_CONCURRENCY);
	expect(later.length - goesOn).toBeGreaterThan(20);
});

describe('a run that stops at its first refusal', () => {
	it('sends no candidate after it, waits for those under way, and says who was refused and how many interviews were created', async () => {
		service.set({ latency: 10 });
		faultsFor({ 5: [{ kind: 'slow', ms: 120 }], 7: [refuse] });

		const { error } = await create(people(30), { options: { concurrency: 3 } });

		const created = service.interviews.length;
		expect(emails([...service.interviews])).toContain(person(5).email);
		expect(sentTo(service).length).toBeLessThanOrEqual(10);
		expect(error?.message).toMatch(/^"Candidate 7": .*\(400\)\.$/);
		expect(wordsOf(error)).toContain('[item 7]');
		expect(wordsOf(error)).toContain(`${created} interviews were created`);
		expect(wordsOf(error)).toContain('Continue With Existing Link');
		expect(service.inFlight()).toBe(0);
	});

	it('names the first refusal in input order, not the one that came first', async () => {
		faultsFor({ 1: [refuse], 2: [{ kind: 'status', status: 404 }] });
		const { error } = await create(people(9), { options: { concurrency: 9 } });
		expect(wordsOf(error)).toContain('[item 1]');
		expect(wordsOf(error)).toContain('(400)');
	});

	it('shows its whole headline when the name holds quotation marks', async () => {
		faultsFor({ 1: [refuse] });
		const { error } = await create([person(0), { ...person(1), name: 'Jo "J. R." Ewing' }]);
		expect(error?.message).toMatch(/^"Jo 'J\. R\.' Ewing": .*\(400\)\.$/);
	});

	it('does not name the candidate when there is only one', async () => {
		faultsFor({ 0: [refuse] });
		expect((await create([person(0)])).error?.message).toMatch(/^InterviewFlowAI .*\(400\)\.$/);
	});

	it('does not name a candidate who was not sent yet', async () => {
		faultsFor({ 0: [{ kind: 'slow', ms: 100 }], 1: [refuse] });
		const { error } = await create([person(0), person(0), person(1)]);
		expect(wordsOf(error)).toContain('[item 2]');
		expect(wordsOf(error)).toContain('(400)');
		expect(wordsOf(error)).toContain('1 interview was created');
	});
});

/** Long enough for many more requests, if any were sent. */
const A_WHILE_MS = 150;

/**
 * Runs until the service has got so many requests, then stops the execution.
 *
 * @returns how many arrived after that; no more can than were on their way
 */
async function cancelAfter(requests: number, options = {}) {
	let sent = 0;
	const haveArrived = () => service.received.length >= requests;
	const cancelWhen = until(haveArrived, 60_000, 2).then(() => {
		sent = service.received.length;
	});
	const { seconds } = await create(people(200), { options, cancelWhen });
	await cancelWhen;
	// In many turns of the event loop: a busy machine may have read nothing in one, and the rest would come later.
	for (let waited = 0; waited < A_WHILE_MS; waited += 10) await after(10);
	return { sent, sentLater: service.received.length - sent, seconds };
}

describe('a cancelled execution', () => {
	it.each([1, 20])('sends nothing more, with %i at once', async (concurrency) => {
		service.set({ latency: 10 });
		const { sent, sentLater } = await cancelAfter(30, { concurrency });
		expect(sent).toBeLessThan(60);
		expect(sentLater).toBeLessThanOrEqual(concurrency);
	});

	it('does not wait for an answer that does not come', async () => {
		service.set({ faults: always('create', { kind: 'stall' }) });
		const { sentLater, seconds } = await cancelAfter(5);
		expect(sentLater).toBeLessThanOrEqual(DEFAULT_CONCURRENCY);
		expect(seconds).toBeLessThan(5);
	});

	it('reads no list of interviews any more', async () => {
		service.set({ latency: 10, faults: ALL_DUPLICATES });
		await cancelAfter(20);
		expect(service.counters.fetch).toBe(0);
	});
});
