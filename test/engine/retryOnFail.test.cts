/*
 * n8n's Retry On Fail repeats the whole node with all its items: what was settled before is not sent again, and what
 * n8n stores for that holds nothing personal.
 */
import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../../dev/interviewFlowAi/service.cts';
import { createLinks, JOB, people, person, sentTo } from '../../dev/engine/createLinks.cts';
import { type NodeRun, nodeName } from '../../dev/engine/engine.cts';
import { service } from './localService.cts';
import { told } from './told.cts';

const retryOnFail = { maxTries: 3, waitBetweenTries: 1 };
const broken: Fault = { kind: 'status', status: 500 };
const faultsFor = (n: number, ...faults: Array<Fault | null>) =>
	service.set({ faults: { perEmail: { [person(n).email]: faults } } });

const countOf = (list: string[]) =>
	list.reduce<Record<string, number>>(
		(counts, one) => ({ ...counts, [one]: (counts[one] ?? 0) + 1 }),
		{},
	);

/** What the node keeps with the execution. */
function kept({ run }: NodeRun): IDataObject {
	const context = run.data.executionData?.contextData[`node:${nodeName}`] ?? {};
	return JSON.parse(JSON.stringify(context)) as IDataObject;
}

describe('a run that n8n repeats', () => {
	it('sends only those again who are not settled', async () => {
		faultsFor(7, broken, broken);
		const all = people(10);

		const { json, error } = await createLinks(service, {
			items: all,
			retryOnFail,
			options: { maxTries: 1 },
		});

		expect(error).toBeUndefined();
		expect(json[0]!.map(({ outcome, email }) => `${outcome} ${email}`)).toEqual(
			all.map(({ email }) => `created ${email}`),
		);
		const counts = countOf(sentTo(service));
		expect(counts[person(7).email]).toBe(3);
		expect(Object.values(counts).filter((count) => count !== 1)).toEqual([3]);
	});

	it('looks up again who could not be looked up before', async () => {
		service.set({
			refuseAll: '409 other words',
			faults: ({ endpoint, email }, nth) => {
				if (endpoint === 'fetch') return nth === 0 ? { kind: 'status', status: 404 } : undefined;
				const refusal: Fault = {
					kind: 'status',
					status: 400,
					body: { message: 'name is required' },
				};
				return email === person(1).email ? refusal : undefined;
			},
		});

		const { error } = await createLinks(service, {
			items: people(2),
			retryOnFail,
			options: { concurrency: 1 },
		});

		expect(told(error)).toMatch(/did not accept this candidate \(409\).*\[item 0\]/);
	});

	it('gives what it gives without being repeated', async () => {
		const all = people(6);
		const { json: plain } = await createLinks(service, { items: all });
		service.reset();
		faultsFor(5, broken);

		const { json } = await createLinks(service, {
			items: all,
			retryOnFail,
			options: { maxTries: 1 },
		});

		const settled = (items: IDataObject[] = []) =>
			items.map((item) => ({ ...item, createdAt: 'then' }));
		expect(settled(json[0])).toEqual(settled(plain[0]));
	});

	it('does not take its own interviews for duplicates', async () => {
		faultsFor(1, broken);
		const existing = service.addInterview({ jobId: JOB.id, ...person(2) });

		const { json } = await createLinks(service, {
			items: people(4),
			retryOnFail,
			options: { maxTries: 1, concurrency: 1 },
		});

		expect(json.map((items) => items.map(({ email }) => email))).toEqual([
			[person(0).email, person(1).email, person(3).email],
			[person(2).email],
		]);
		expect(json[1]).toMatchObject([{ interviewLink: existing.interviewLink }]);
	});

	it('remembers that an answer was lost', async () => {
		service.set({
			faults: {
				perEmail: { [person(0).email]: [{ kind: 'reset', carryOut: true }] },
				sequence: { fetch: [{ kind: 'status', status: 404 }] },
			},
		});

		const { json } = await createLinks(service, {
			items: [person(0)],
			retryOnFail,
			options: { maxTries: 1 },
		});

		expect(service.interviews).toHaveLength(1);
		expect(json[0]).toMatchObject([
			{ outcome: 'created', interviewLink: service.interviews[0]!.interviewLink },
		]);
	});

	it('because its first item was refused sends no other candidate again', async () => {
		faultsFor(0, broken);

		const { json } = await createLinks(service, {
			items: people(5),
			retryOnFail,
			onError: 'continueRegularOutput',
			options: { maxTries: 1 },
		});

		expect(json[0]!.map(({ outcome }) => outcome)).toEqual(Array(5).fill('created'));
		expect(sentTo(service)).toHaveLength(6);
	});

	it('is not repeated for items on the Error output', async () => {
		faultsFor(0, broken, broken, broken);

		const { json } = await createLinks(service, {
			items: people(3),
			retryOnFail,
			onError: 'continueErrorOutput',
			options: { maxTries: 1 },
		});

		expect(json.map((items) => items.length)).toEqual([2, 0, 1]);
		expect(sentTo(service)).toHaveLength(3);
	});
});

describe('a loop over the node', () => {
	it('does not mix up its runs', async () => {
		const batch = people(3);

		const { runs } = await createLinks(service, { batches: [batch, batch], retryOnFail });

		expect(sentTo(service)).toHaveLength(6);
		expect(runs.map(([created, duplicate]) => [created!.length, duplicate!.length])).toEqual([
			[3, 0],
			[0, 3],
		]);
	});

	it('repeats the one run that failed', async () => {
		faultsFor(4, broken);

		const { runs } = await createLinks(service, {
			batches: [people(3), people(3, 3), people(3, 6)],
			retryOnFail,
			options: { maxTries: 1 },
		});

		expect(sentTo(service)).toHaveLength(10);
		expect(runs.map(([created]) => created!.length)).toEqual([3, 3, 3]);
	});
});

describe('what n8n stores', () => {
	it('of a run that went through: nothing', async () => {
		expect(kept(await createLinks(service, { items: people(3), retryOnFail }))).toEqual({});
	});

	it('of a node without Retry On Fail: nothing', async () => {
		faultsFor(2, broken);

		expect(
			kept(await createLinks(service, { items: people(3), options: { maxTries: 1 } })),
		).toEqual({});
	});

	it('of a run that failed: outcome, IDs, links and times', async () => {
		service.addInterview({ jobId: JOB.id, ...person(1) });
		faultsFor(3, ...Array.from({ length: 9 }, () => broken));

		const context = kept(
			await createLinks(service, {
				items: people(4),
				retryOnFail,
				options: { maxTries: 1, concurrency: 1 },
			}),
		);

		const { facts } = context.sentCandidates as { facts: Record<string, IDataObject> };
		expect(Object.values(facts).map(({ kind }) => kind)).toEqual([
			'created',
			'duplicate',
			'created',
			'lost',
		]);
		const keys = new Set(Object.values(facts).flatMap((fact) => Object.keys(fact)));
		expect([...keys].sort()).toEqual([
			'createdAt',
			'id',
			'interviewLink',
			'kind',
			'linkSource',
			'lost',
			'status',
		]);
		expect(JSON.stringify(context)).not.toMatch(/candidate \d|@|already/i);
	});
});
