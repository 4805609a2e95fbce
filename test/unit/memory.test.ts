/*
 * What is remembered for Retry On Fail: found again for the same candidate of the same run, and free of personal data.
 */
import type { IDataObject } from 'n8n-workflow';
import type { FirstOutcome } from '../../nodes/InterviewFlowAi/interviewLink/create';
import { type Fact, factOf, outcomeOfFact } from '../../nodes/InterviewFlowAi/interviewLink/fact';
import { openMemory } from '../../nodes/InterviewFlowAi/run/memory';
import { EXISTING } from '../../dev/engine/answers.cts';

const jane = { jobId: 'job-1', name: 'Jane Doe', email: 'jane.doe@example.com' };
const fact: Fact = { kind: 'unknown', since: 1 };

describe('the memory of a run', () => {
	it('finds what an earlier try of the same run kept', () => {
		const context: IDataObject = {};
		openMemory<Fact>(context, 0).keep(3, jane, fact);

		expect(openMemory<Fact>(context, 0).recall(3, { ...jane })).toEqual(fact);
	});

	it('survives being stored with the execution', () => {
		const context: IDataObject = {};
		openMemory<Fact>(context, 0).keep(3, jane, fact);
		const stored = JSON.parse(JSON.stringify(context)) as IDataObject;

		expect(openMemory<Fact>(stored, 0).recall(3, jane)).toEqual(fact);
	});

	it.each([
		['another item', 4, jane, 0],
		['a changed candidate', 3, { ...jane, name: 'Jane Roe' }, 0],
		['another run of the node in a loop', 3, jane, 1],
	])('does not mistake it for %s', (_, index, candidate, runIndex) => {
		const context: IDataObject = {};
		openMemory<Fact>(context, 0).keep(3, jane, fact);

		expect(openMemory<Fact>(context, runIndex).recall(index, candidate)).toBeUndefined();
	});

	it('holds one run at a time, however long the loop', () => {
		const context: IDataObject = {};
		for (let runIndex = 0; runIndex < 50; runIndex++) {
			openMemory<Fact>(context, runIndex).keep(0, jane, fact);
		}

		expect(JSON.stringify(context).match(/unknown/g)).toHaveLength(1);
	});

	it('leaves nothing behind when it may forget', () => {
		const context: IDataObject = { other: 'stays' };
		const memory = openMemory<Fact>(context, 0);
		memory.keep(0, jane, fact);
		memory.forget();

		expect(context).toEqual({ other: 'stays' });
	});
});

describe('what is kept of an outcome', () => {
	const interview = { ...EXISTING, jobId: jane.jobId };
	const created: FirstOutcome = { kind: 'created', interview };
	const duplicate: FirstOutcome = {
		kind: 'duplicate',
		words: 'Jane Doe already has an interview',
		interview,
		linkSource: 'answer',
	};
	const unknown: FirstOutcome = { kind: 'unknown', since: 5, otherwise: duplicate };

	it.each([
		['created', created],
		['created, with a rebuilt link', { ...created, linkSource: 'rebuilt' as const }],
	])('%s: comes back as it was', (_, outcome) => {
		const kept = factOf(outcome);

		expect(kept && kept.kind !== 'unknown' && outcomeOfFact(kept, jane)).toEqual(outcome);
	});

	it('duplicate: comes back without the service’s words', () => {
		const kept = factOf(duplicate);

		expect(kept && kept.kind !== 'unknown' && outcomeOfFact(kept, jane)).toEqual({
			...duplicate,
			words: '',
		});
	});

	it('a lost answer: since when', () => {
		expect(factOf(unknown)).toEqual({ kind: 'unknown', since: 5 });
	});

	it('a refusal: nothing, because it is to be tried again', () => {
		expect(factOf({ kind: 'refused', message: 'No' })).toBeUndefined();
	});

	it.each([created, duplicate, unknown])('$kind: no name, address or text', (outcome) => {
		const context: IDataObject = {};
		const memory = openMemory<Fact>(context, 0);
		memory.keep(0, jane, factOf(outcome) as Fact);

		expect(JSON.stringify(context)).not.toMatch(/jane|doe|example\.com|already/i);
	});
});
