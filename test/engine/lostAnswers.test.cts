/*
 * Requests whose answer got lost, on n8n's engine: what the service holds decides what the candidate is told, and
 * no candidate gets two interviews. Every fault that can lose an answer is played in faults.test.cts.
 */
import { type Fault, type Switches } from '../../dev/interviewFlowAi/service.cts';
import { after, faultsOf, people, person } from '../../dev/engine/createLinks.cts';
import { create, createAll, ERROR_OUTPUT, service, STOP } from './localService.cts';

const jane = person(1);
const reset: Fault = { kind: 'reset', carryOut: true };
const loseAnswer = (...faults: Fault[]) => service.set({ faults: faultsOf({ 1: faults }) });

it.each([
	[STOP, 2],
	[ERROR_OUTPUT, 1],
] as const)(
	'all answers lost at once: all are Created, with %s: %i listings',
	async (onError, listings) => {
		service.set({ faults: { rules: [{ on: { endpoint: 'create', attempt: 0 }, fault: reset }] } });
		const all = people(40);

		const { json } = await create(all, { onError });

		expect(service.interviews).toHaveLength(40);
		expect(service.counters.fetch).toBe(listings);
		expect(json[0]).toMatchObject(all.map(({ email }) => ({ outcome: 'created', email })));
	},
);

it.each<[string, Switches]>([
	['the service shows no clock', { dateHeader: false }],
	['the service’s Date is no HTTP date', { dateHeader: 'ISO' }],
	['the listing shows no dates', { fetchShape: { at: 'data', row: 'interviewId only' } }],
])('whose interview it is cannot be told when %s: a duplicate says so', async (_, switches) => {
	service.set(switches);
	loseAnswer(reset);
	const { json } = await create([jane]);
	const { interviewLink } = service.interviews[0]!;
	expect(json[1]).toMatchObject([{ outcome: 'duplicate', afterLostAnswer: true, interviewLink }]);
});

const LATE: Fault = { kind: 'late', ms: 100 };
const LOSING: Record<string, Fault[]> = {
	'a reset before creating': [{ kind: 'reset' }, LATE],
	'a reset after creating, while the other waits for its answer': [reset, LATE],
	'500 after creating': [{ kind: 'status', status: 500, carryOut: true }],
};

it.each(Object.entries(LOSING))('two executions never both say Created: %s', async (_, faults) => {
	for (let round = 0; round < 4; round++) {
		service.reset();
		service.set({ latency: round, faults: { sequence: { create: faults } } });
		const play = () => createAll([jane]);

		const runs = await Promise.all([play(), after(2 * round).then(play)]);

		const told = runs.map(({ json }) => json.flat()[0]!);
		expect(told.filter(({ outcome }) => outcome === 'created').length).toBeLessThanOrEqual(1);
		const { interviewLink } = service.interviews[0]!;
		expect(told).toMatchObject([{ interviewLink }, { interviewLink }]);
		expect(service.interviews).toHaveLength(1);
	}
});
