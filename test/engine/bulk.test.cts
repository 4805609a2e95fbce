/*
 * Many candidates, on n8n's engine and measured at the service: how many at once, in which order, how long a "slow
 * down" lasts and for whom, and how a run ends at its first refusal.
 */
import type { Fault } from '../../dev/interviewFlowAi/service.cts';
import { createLinks, JOB, people, person, sentTo } from '../../dev/engine/createLinks.cts';
import { service } from './localService.cts';
import { told } from './told.cts';

/** Refused at once: its words are plain. */
const refuse: Fault = { kind: 'refuse', dialect: '400 email is invalid' };
const faultsFor = (faults: Record<number, Fault[]>) =>
	service.set({
		faults: {
			perEmail: Object.fromEntries(
				Object.entries(faults).map(([n, list]) => [person(Number(n)).email, list]),
			),
		},
	});
const emails = (items: Array<{ email?: unknown }> = []) => items.map(({ email }) => email);

describe('requests in flight', () => {
	it.each([
		['5 by default', {}, 5],
		['1 when asked', { concurrency: 1 }, 1],
		['12 when asked', { concurrency: 12 }, 12],
		['at least 1', { concurrency: 0 }, 1],
		['at most 50', { concurrency: 999 }, 50],
	])('are %s, and never more', async (_, options, most) => {
		service.set({ latency: 60 + 12 * most });
		const count = most + 5;

		const { json } = await createLinks(service, { items: people(count), options });

		expect(json[0]).toHaveLength(count);
		expect(service.maxInFlight).toBe(most);
	});
});

describe('listings in flight', () => {
	it('are no more than requests may be, however many jobs there are', async () => {
		const jobs = Array.from({ length: 6 }, (_, n) => `job-${n}`);
		service.set({ latency: 5, acceptAnyJob: true, refuseAll: '409 JSON' });

		await createLinks(service, {
			items: jobs.map((job) => ({ ...person(0), job })),
			parameters: { job: { __rl: true, mode: 'id', value: '={{ $json.job }}' } },
			options: { concurrency: 2 },
		});

		// Each list is empty: its first page, and the page before it.
		expect(service.counters.fetch).toBe(12);
		expect(service.maxInFlight).toBe(2);
	});
});

describe('results', () => {
	it('come out in input order, whichever was answered first', async () => {
		const all = people(30);
		faultsFor(Object.fromEntries(all.map((_, n) => [n, [{ kind: 'slow', ms: (n * 17) % 40 }]])));

		const { json, outputs } = await createLinks(service, {
			items: all,
			options: { concurrency: 10 },
		});

		expect(emails(json[0])).toEqual(emails(all));
		expect(outputs[0]!.map(({ pairedItem }) => pairedItem)).toEqual(
			all.map((_, item) => ({ item })),
		);
	});

	it('are none when there are no items', async () => {
		const { error } = await createLinks(service, { items: [] });

		expect(error).toBeUndefined();
		expect(service.received).toEqual([]);
	});
});

describe('a service that asks to slow down', () => {
	const throttle = (retryAfter?: number | string | { dateIn: number }, status = 429): Fault => ({
		kind: 'status',
		status,
		retryAfter,
	});

	it('is left alone by the whole run for as long as it asks', async () => {
		service.set({ latency: 10 });
		faultsFor({ 3: [throttle(2)] });
		const all = people(40);

		const { json } = await createLinks(service, { items: all });

		expect(emails(json[0])).toEqual(emails(all));
		const throttledAt = service.received.find(({ status }) => status === 429)!.at;
		// Requests that are on their way when the answer comes are not meant.
		const meanwhile = service.received.filter(
			({ at }) => at > throttledAt + 1000 && at < throttledAt + 2000,
		);
		expect(meanwhile).toEqual([]);
		expect(service.received.filter(({ at }) => at >= throttledAt + 2000).length).toBeGreaterThan(
			20,
		);
	});

	it.each([
		['as seconds', throttle(1), 900],
		['as a date', throttle({ dateIn: 2 }), 900],
		['with 503', throttle('0.4', 503), 390],
		['as a past date', throttle({ dateIn: -60 }), 0],
		['as a negative number', throttle('-5'), 0],
		['as junk', throttle('soon'), 0],
		['without saying for how long', throttle(), 200],
	])('is sent the candidate again: Retry-After %s', async (_, fault, leastMs) => {
		faultsFor({ 0: [fault] });

		const { json, seconds } = await createLinks(service, {
			items: [person(0)],
			options: { maxTries: 1 },
		});

		expect(json[0]).toMatchObject([{ outcome: 'created', email: person(0).email }]);
		expect(seconds * 1000).toBeGreaterThan(leastMs);
	});

	it('twenty times over costs time, not candidates', async () => {
		faultsFor({ 1: Array.from({ length: 20 }, () => throttle('0.01')) });

		const { json } = await createLinks(service, { items: people(5), options: { maxTries: 1 } });

		expect(json[0]).toHaveLength(5);
		expect(sentTo(service)).toHaveLength(25);
	});

	it('for longer than the node waits is told in seconds, and nothing more is sent', async () => {
		service.set({ faults: { always: { create: throttle(3600) } } });
		const all = people(20);

		const { json } = await createLinks(service, {
			items: all,
			onError: 'continueErrorOutput',
			options: { concurrency: 2 },
		});

		expect(sentTo(service)).toHaveLength(2);
		expect(emails(json[2])).toEqual(emails(all));
		for (const { error } of json[2]!) expect(error).toContain('3600 seconds');
		expect(json[2]!.filter(({ error }) => String(error).includes('was not sent'))).toHaveLength(18);
	});

	it('for longer than the node waits stops the workflow with the same words', async () => {
		service.set({ faults: { always: { create: throttle(61) } } });

		const { error } = await createLinks(service, {
			items: people(20),
			options: { concurrency: 1 },
		});

		expect(told(error)).toContain('61 seconds');
		expect(sentTo(service)).toHaveLength(1);
	});

	it('with 503 and an unreadable Retry-After uses up a try', async () => {
		service.set({ faults: { always: { create: throttle('soon', 503) } } });

		const { json } = await createLinks(service, {
			items: [person(0)],
			onError: 'continueErrorOutput',
		});

		expect(sentTo(service)).toHaveLength(3);
		expect(json[2]).toMatchObject([{ error: expect.stringContaining('tried 3 times') }]);
	});

	it('while links are looked up is waited for as well', async () => {
		service.set({ faults: { sequence: { fetch: [throttle('0.05'), throttle('0.05')] } } });
		const { interviewLink } = service.addInterview({ jobId: JOB.id, ...person(0) });

		const { json } = await createLinks(service, { items: [person(0)] });

		expect(json[1]).toMatchObject([{ interviewLink }]);
	});
});

describe('a job that takes no more candidates', () => {
	const [usedUp, open] = ['job-0', 'job-1'];
	const refusals = {
		'a quota': { kind: 'status', status: 429, body: 'Monthly interview quota is used up' },
		'credits, as JSON': {
			kind: 'status',
			status: 429,
			body: { error: { message: 'No credits left: upgrade your plan' } },
		},
		'a long wait': { kind: 'status', status: 429, retryAfter: 3600, body: 'Come back later' },
		'a long wait with 503': {
			kind: 'status',
			status: 503,
			retryAfter: 3600,
			body: 'Come back later',
		},
	} satisfies Record<string, Fault>;

	it.each(Object.entries(refusals))(
		'because of %s costs its own candidates alone, soon, and in the words of the service',
		async (_, fault) => {
			service.set({
				acceptAnyJob: true,
				faults: { rules: [{ on: { endpoint: 'create', jobId: usedUp }, fault }] },
			});
			const items = people(40).map((one, n) => ({ ...one, job: n % 2 ? open : usedUp }));

			const { json, seconds } = await createLinks(service, {
				items,
				onError: 'continueErrorOutput',
				parameters: { job: { __rl: true, mode: 'id', value: '={{ $json.job }}' } },
			});

			const ofJob = (job: string) => emails(items.filter((one) => one.job === job));
			expect(emails(json[0])).toEqual(ofJob(open));
			expect(emails(json[2])).toEqual(ofJob(usedUp));
			const { body } = fault;
			const words = typeof body === 'string' ? body : body.error.message;
			for (const { error } of json[2]!) expect(error).toContain(words);
			const toUsedUp = service.received.filter(
				({ body: sent }) => (sent as { jobId: string }).jobId === usedUp,
			);
			expect(toUsedUp.length).toBeLessThanOrEqual(15);
			expect(seconds).toBeLessThan(10);
		},
	);

	it('is told in the words of the service with a status of 500, too', async () => {
		const fault: Fault = { kind: 'status', status: 500, body: 'Quota server is down' };
		service.set({ faults: { always: { create: fault } } });

		const { json } = await createLinks(service, {
			items: people(2),
			onError: 'continueErrorOutput',
		});

		for (const { error } of json[2]!) expect(error).toContain('Quota server is down');
	});
});

describe('a run that stops at its first refusal', () => {
	it('sends no candidate after it, awaits those under way, and tells how many interviews exist', async () => {
		service.set({ latency: 10 });
		faultsFor({ 5: [{ kind: 'slow', ms: 120 }], 7: [refuse] });

		const { error } = await createLinks(service, {
			items: people(30),
			options: { concurrency: 3 },
		});

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
		await createLinks(service, { items: all });

		const { json } = await createLinks(service, { items: all, onDuplicate: 'existingLink' });

		const links = service.interviews.map(({ email, interviewLink }) => ({ email, interviewLink }));
		expect(service.interviews).toHaveLength(12);
		expect(json[0]).toHaveLength(12);
		expect(json[0]).toEqual(
			expect.arrayContaining(links.map((one) => expect.objectContaining(one))),
		);
	});

	it('names the first refusal in input order, not the one that came first', async () => {
		service.set({
			faults: ({ email }) => {
				if (email === person(1).email) return refuse;
				return email === person(2).email ? { kind: 'status', status: 404 } : undefined;
			},
		});

		const { error } = await createLinks(service, { items: people(9), options: { concurrency: 9 } });

		expect(told(error)).toContain('[item 1]');
		expect(told(error)).toContain('(400)');
	});

	it('does not blame a candidate who only waited for a turn', async () => {
		faultsFor({ 0: [{ kind: 'slow', ms: 100 }], 1: [refuse] });

		const { error } = await createLinks(service, { items: [person(0), person(0), person(1)] });

		expect(told(error)).toContain('[item 2]');
		expect(told(error)).toContain('(400)');
		expect(told(error)).toContain('1 interview was created');
	});

	it('tries no candidate again either, and does not wait for it', async () => {
		// Ten seconds of wait.
		jest.spyOn(Math, 'random').mockReturnValue(20);
		service.set({
			faults: ({ email }) => (email === person(0).email ? { kind: 'reset' } : refuse),
		});

		const { error, seconds } = await createLinks(service, { items: people(2) });

		expect(told(error)).toContain('[item 1]');
		expect(sentTo(service)).toHaveLength(2);
		expect(seconds).toBeLessThan(5);
	});

	it('does not wait for a pause to end', async () => {
		service.set({
			latency: 20,
			faults: ({ email }) =>
				email === person(0).email ? { kind: 'status', status: 429, retryAfter: 30 } : refuse,
		});

		const { error, seconds } = await createLinks(service, { items: people(2) });

		expect(told(error)).toContain('[item 1]');
		expect(seconds).toBeLessThan(5);
	});

	it('sends nothing at all when one item is bad', async () => {
		const items = [...people(20), { name: 'No Address', email: 'nowhere' }, ...people(20, 100)];

		const { error } = await createLinks(service, { items });

		expect(told(error)).toContain('1 item of 41');
		expect(told(error)).toContain('[item 20]');
		expect(service.received).toEqual([]);
	});
});

describe('a run that goes on', () => {
	it.each(['continueErrorOutput', 'continueRegularOutput'] as const)(
		'%s: bad and refused items come out, the good ones are sent',
		async (onError) => {
			faultsFor({ 2: [refuse] });
			const items = [person(0), { name: '', email: 'blank@example.com' }, person(2), person(3)];

			const { json } = await createLinks(service, { items, onError });

			expect(emails([...service.interviews])).toEqual([person(0).email, person(3).email]);
			expect(emails(json.flat()).sort()).toEqual(emails(items).sort());
			expect(emails(json.flat().filter(({ error }) => error))).toEqual([
				'blank@example.com',
				person(2).email,
			]);
		},
	);
});
