/*
 * n8n's Retry On Fail repeats the whole node with all its items: what was settled before is not sent again, and what
 * n8n stores for that holds nothing personal.
 */
import type { IDataObject } from 'n8n-workflow';
import { type Fault, inTurn } from '../../dev/interviewFlowAi/service.cts';
import { faultsOf, JOB, people, person, rows, sentTo } from '../../dev/engine/createLinks.cts';
import { type NodeRun, nodeName } from '../../dev/engine/runNode.cts';
import { create, GO_ON, service } from './localService.cts';

const retryOnFail = { maxTries: 3, waitBetweenTries: 1 };
/** The node sends a candidate once; then n8n repeats the node. */
const repeating = { retryOnFail, options: { maxTries: 1 } };
const oneByOne = { retryOnFail, options: { maxTries: 1, concurrency: 1 } };

const BROKEN: Fault = { kind: 'status', status: 500 };
/** Candidate n gets 500 in place of an interview, so many times. */
const breakDown = (n: number, times = 1) =>
	service.set({ faults: faultsOf({ [n]: Array<Fault>(times).fill(BROKEN) }) });

/** The first list cannot be read. */
const NO_LIST = inTurn('fetch', { kind: 'status', status: 404 });

/** What the node keeps with the execution. */
function kept({ run }: NodeRun): IDataObject {
	const context = run.data.executionData?.contextData[`node:${nodeName}`] ?? {};
	return JSON.parse(JSON.stringify(context)) as IDataObject;
}

describe('a run that n8n repeats', () => {
	it('sends only the candidates again whose outcome is not known', async () => {
		breakDown(7, 2);
		const all = people(10);

		// Another value each time that n8n reads the field.
		const metadata = rows(['sentAt', '={{ $now }}', 'string']);
		const parameters = { optionalFields: { metadata } };
		const { json, error } = await create(all, { ...repeating, parameters });

		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject(all.map(({ email }) => ({ outcome: 'created', email })));
		const sent = [...all, person(7), person(7)].map(({ email }) => email);
		expect(sentTo(service).sort()).toEqual(sent.sort());
	});

	it('remembers that an answer was lost', async () => {
		service.set({ faults: [...faultsOf({ 0: [{ kind: 'reset', carryOut: true }] }), ...NO_LIST] });

		const { json } = await create([person(0)], repeating);

		expect(service.interviews).toHaveLength(1);
		const { interviewLink } = service.interviews[0]!;
		expect(json[0]).toMatchObject([{ outcome: 'created', interviewLink }]);
	});

	it('because its first item was refused does not send the other candidates again', async () => {
		breakDown(0);
		const { json } = await create(people(5), { ...repeating, onError: GO_ON });
		expect(json[0]!.map(({ outcome }) => outcome)).toEqual(Array(5).fill('created'));
		expect(sentTo(service)).toHaveLength(6);
	});

	it.each<[string, Fault | null]>([
		['was created', null],
		['lost its answer', { kind: 'reset', carryOut: true }],
	])(
		'because the first item of a candidate was refused knows that the second %s',
		async (_, fault) => {
			const body = { message: 'resumeUrl is invalid' };
			const refused: Fault = { kind: 'json', status: 400, body };
			service.set({ faults: [...faultsOf({ 0: [refused, fault] }), ...NO_LIST] });
			const { json } = await create([person(0), person(0)], { ...repeating, onError: GO_ON });
			expect(json).toMatchObject([[{ outcome: 'created' }], [{ outcome: 'duplicate' }]]);
		},
	);
});

it('a loop over the node does not mix up its runs', async () => {
	// While one is refused, the node does not forget the others.
	const batch = [person(0), { ...person(1), email: 'none' }];

	const { json } = await create(undefined, {
		batches: [batch, batch],
		retryOnFail,
		onError: GO_ON,
	});

	const outcomes = json.map((items) => items.map(({ outcome }) => outcome));
	expect(outcomes).toEqual([['created', 'refused', 'refused'], ['duplicate']]);
});

describe('what n8n stores', () => {
	it('of a run that went through: nothing', async () => {
		expect(kept(await create(people(3), { retryOnFail }))).toEqual({});
	});

	it('of a node without Retry On Fail: nothing', async () => {
		breakDown(2);
		expect(kept(await create(people(3), { options: { maxTries: 1 } }))).toEqual({});
	});

	it('of a run that failed: outcome, IDs, links and times', async () => {
		service.addInterview({ jobId: JOB.id, ...person(1) });
		breakDown(3, 9);

		const context = kept(await create(people(4), oneByOne));

		const { facts } = context.sentCandidates as { facts: Record<string, IDataObject> };
		const kinds = Object.values(facts).map(({ kind }) => kind);
		expect(kinds).toEqual(['created', 'duplicate', 'created', 'notSent']);
		const known = Object.values(facts).flatMap((fact) => Object.keys(fact.interview ?? {}));
		expect([...new Set(known)].sort()).toEqual(['createdAt', 'id', 'interviewLink', 'status']);
		expect(JSON.stringify(context)).not.toMatch(/candidate \d|@|already/i);
	});
});
