/*
 * Answers that get lost while two executions send the same candidate, on n8n's engine. Every fault that can lose an
 * answer is played in faults.test.cts, many of them at once in properties.test.cts.
 */
import { setTimeout as after } from 'node:timers/promises';
import { type Fault, inTurn } from '../../dev/interviewFlowAi/service.cts';
import { person } from '../../dev/engine/createLinks.cts';
import { createAll, service } from './localService.cts';

const jane = person(1);
const reset: Fault = { kind: 'reset', carryOut: true };
const LATE: Fault = { kind: 'late', ms: 100 };
const LOSING: Record<string, Fault[]> = {
	'a reset before creating': [{ kind: 'reset' }, LATE],
	'a reset after creating, while the other waits for its answer': [reset, LATE],
	'500 after creating': [{ kind: 'status', status: 500, carryOut: true }],
};

it.each(Object.entries(LOSING))('two executions never both say Created: %s', async (_, faults) => {
	for (let round = 0; round < 4; round++) {
		service.reset();
		service.set({ latency: round, faults: inTurn('create', ...faults) });
		const play = () => createAll([jane]);

		const runs = await Promise.all([play(), after(2 * round).then(play)]);

		const told = runs.map(({ json }) => json.flat()[0]!);
		expect(told.filter(({ outcome }) => outcome === 'created').length).toBeLessThanOrEqual(1);
		const { interviewLink } = service.interviews[0]!;
		expect(told).toMatchObject([{ interviewLink }, { interviewLink }]);
		expect(service.interviews).toHaveLength(1);
	}
});
