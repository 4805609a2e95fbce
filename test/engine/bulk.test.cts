/*
 * Many candidates, on n8n's engine and measured at the service: how many at once, in which order, how long a "slow
 * down" lasts and for whom, and how a run ends at its first refusal.
 */
import type { Fault } from '../../dev/interviewFlowAi/service.cts';
import {
	faultsOf,
	JOB,
	JOB_OF_ITEM,
	originsOf,
	people,
	person,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { create, createAll, service } from './localService.cts';
import { told } from './told.cts';

/** Refused at once: its words are plain. */
const refuse: Fault = { kind: 'refuse', dialect: '400 email is invalid' };
const faultsFor = (faults: Record<number, Fault[]>) => service.set({ faults: faultsOf(faults) });
const emails = (items: Array<{ email?: unknown }> = []) => items.map(({ email }) => email);

describe('requests in flight', () => {
	it.each([
		['5 by default', {}, 5],
		['at least 1', { concurrency: 0 }, 1],
		['at most 50', { concurrency: 999 }, 50],
	])('are %s, and never more', async (_, options, most) => {
		service.set({ latency: 60 + 12 * most });
		const count = most + 5;

		const { json } = await create(people(count), { options });

		expect(json[0]).toHaveLength(count);
		expect(service.maxInFlight).toBe(most);
	});
});

describe('listings in flight', () => {
	it('are no more than requests may be, however many jobs there are', async () => {
		service.set({ latency: 5, acceptAnyJob: true, refuseAll: '409 JSON' });
		const items = Array.from({ length: 6 }, (_, n) => ({ ...person(0), job: `job-${n}` }));

		await create(items, { parameters: JOB_OF_ITEM, options: { concurrency: 2 } });

		// Each list is empty: its first page, and the page before it.
		expect(service.counters.fetch).toBe(12);
		expect(service.maxInFlight).toBe(2);
	});
});

describe('results', () => {
	it('come out in input order, whichever was answered first', async () => {
		const all = people(30);
		faultsFor(Object.fromEntries(all.map((_, n) => [n, [{ kind: 'slow', ms: (n * 17) % 40 }]])));

		const { json, outputs } = await create(all, { options: { concurrency: 10 } });

		expect(emails(json[0])).toEqual(emails(all));
		expect(originsOf(outputs[0])).toEqual([...all.keys()]);
	});

	it('are none when there are no items', async () => {
		const { error } = await create([]);

		expect(error).toBeUndefined();
		expect(service.received).toEqual([]);
	});
});

describe('a service that asks to slow down', () => {
	const throttle = (retryAfter: number | string): Fault => ({
		kind: 'status',
		status: 429,
		retryAfter,
	});

	it('is left alone by the whole run for as long as it asks', async () => {
		service.set({ latency: 10 });
		faultsFor({ 3: [throttle('0.8')] });
		const all = people(40);

		const { json } = await create(all);

		expect(emails(json[0])).toEqual(emails(all));
		const throttledAt = service.received.find(({ status }) => status === 429)!.at;
		const sentAfter = (ms: number) => service.received.filter(({ at }) => at > throttledAt + ms);
		// Requests that are on their way when the answer comes are not meant.
		expect(sentAfter(400)).toEqual(sentAfter(799));
		expect(sentAfter(799).length).toBeGreaterThan(20);
	});

	it('for longer than the node waits is told in seconds, and nothing more is sent', async () => {
		service.set({ faults: { always: { create: throttle(3600) } } });
		const all = people(20);

		const { json } = await createAll(all, { options: { concurrency: 2 } });

		expect(sentTo(service)).toHaveLength(2);
		expect(emails(json[2])).toEqual(emails(all));
		for (const { error } of json[2]!) expect(error).toContain('3600 seconds');
		expect(json[2]!.filter(({ error }) => String(error).includes('was not sent'))).toHaveLength(18);
	});

	it('while links are looked up is waited for as well', async () => {
		service.set({ faults: { sequence: { fetch: [throttle('0.05'), throttle('0.05')] } } });
		const { interviewLink } = service.addInterview({ jobId: JOB.id, ...person(0) });

		const { json } = await create([person(0)]);

		expect(json[1]).toMatchObject([{ interviewLink }]);
	});
});

describe('a job that takes no more candidates', () => {
	const [usedUp, open] = ['job-0', 'job-1'];

	it('costs its own candidates alone, soon, and in the words of the service', async () => {
		const body = 'Monthly interview quota is used up';
		const fault: Fault = { kind: 'status', status: 429, body };
		service.set({
			acceptAnyJob: true,
			faults: { rules: [{ on: { endpoint: 'create', jobId: usedUp }, fault }] },
		});
		const items = people(40).map((one, n) => ({ ...one, job: n % 2 ? open : usedUp }));

		const { json, seconds } = await createAll(items, { parameters: JOB_OF_ITEM });

		const ofJob = (job: string) => items.filter((one) => one.job === job);
		expect(emails(json[0])).toEqual(emails(ofJob(open)));
		expect(emails(json[2])).toEqual(emails(ofJob(usedUp)));
		for (const { error } of json[2]!) expect(error).toContain(body);
		const jobsSent = service.received.map(({ body }) => (body as { jobId: string }).jobId);
		expect(jobsSent.filter((job) => job === usedUp).length).toBeLessThanOrEqual(15);
		expect(seconds).toBeLessThan(10);
	});
});

describe('a run that stops at its first refusal', () => {
	it('sends no candidate after it, awaits those under way, and tells how many interviews exist', async () => {
		service.set({ latency: 10 });
		faultsFor({ 5: [{ kind: 'slow', ms: 120 }], 7: [refuse] });

		const { error } = await create(people(30), { options: { concurrency: 3 } });

		const created = service.interviews.length;
		expect(emails([...service.interviews])).toContain(person(5).email);
		expect(sentTo(service).length).toBeLessThanOrEqual(10);
		expect(told(error)).toContain('[item 7]');
		expect(told(error)).toContain(`${created} interviews were created`);
		expect(told(error)).toContain('Continue With Existing Link');
		expect(service.inFlight()).toBe(0);
	});

	it('is picked up by running again with existing links', async () => {
		faultsFor({ 7: [refuse] });
		const all = people(12);
		await create(all);

		const { json } = await create(all, { onDuplicate: 'existingLink' });

		expect(service.interviews).toHaveLength(12);
		const links = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
		expect(json[0]!.map(({ interviewLink }) => interviewLink)).toEqual(
			all.map(({ email }) => links.get(email)),
		);
	});

	it('names the first refusal in input order, not the one that came first', async () => {
		faultsFor({ 1: [refuse], 2: [{ kind: 'status', status: 404 }] });

		const { error } = await create(people(9), { options: { concurrency: 9 } });

		expect(told(error)).toContain('[item 1]');
		expect(told(error)).toContain('(400)');
	});

	it('does not blame a candidate who only waited for a turn', async () => {
		faultsFor({ 0: [{ kind: 'slow', ms: 100 }], 1: [refuse] });

		const { error } = await create([person(0), person(0), person(1)]);

		expect(told(error)).toContain('[item 2]');
		expect(told(error)).toContain('(400)');
		expect(told(error)).toContain('1 interview was created');
	});

	it('tries no candidate again either, and does not wait for it', async () => {
		// Ten seconds of wait.
		jest.spyOn(Math, 'random').mockReturnValue(20);
		faultsFor({ 0: [{ kind: 'reset' }], 1: [refuse] });

		const { error, seconds } = await create(people(2));

		expect(told(error)).toContain('[item 1]');
		expect(sentTo(service)).toHaveLength(2);
		expect(seconds).toBeLessThan(5);
	});
});
