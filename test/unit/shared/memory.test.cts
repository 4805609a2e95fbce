/* What is remembered for Retry On Fail: found again for the same candidate of the same run. */
import type { IDataObject } from 'n8n-workflow';
import { memoryIn } from '../../../nodes/InterviewFlowAi/shared/memory';

const jane = { jobId: 'job-1', name: 'Jane Doe', email: 'jane.doe@example.com' };
const fact = { kind: 'lost' };

describe('the memory of a run', () => {
	it('finds what an earlier try of the same run kept, also after n8n stored it', () => {
		const context: IDataObject = {};
		memoryIn(context, 0).keep(3, jane, fact);
		const stored = JSON.parse(JSON.stringify(context)) as IDataObject;

		expect(memoryIn(context, 0).recall(3, { ...jane })).toEqual(fact);
		expect(memoryIn(stored, 0).recall(3, jane)).toEqual(fact);
	});

	it.each([
		['another item', 4, jane, 0],
		['a changed candidate', 3, { ...jane, name: 'Jane Roe' }, 0],
		['another run of the node in a loop', 3, jane, 1],
	])('does not mistake it for %s', (_, index, candidate, runIndex) => {
		const context: IDataObject = {};
		memoryIn(context, 0).keep(3, jane, fact);

		expect(memoryIn(context, runIndex).recall(index, candidate)).toBeUndefined();
	});

	it('holds one run at a time, however long the loop', () => {
		const context: IDataObject = {};
		for (let runIndex = 0; runIndex < 50; runIndex++)
			memoryIn(context, runIndex).keep(0, jane, fact);

		expect(JSON.stringify(context).match(/lost/g)).toHaveLength(1);
	});

	it('leaves nothing behind when it may forget', () => {
		const context: IDataObject = { other: 'stays' };
		const memory = memoryIn(context, 0);
		memory.keep(0, jane, fact);
		memory.forget();

		expect(context).toEqual({ other: 'stays' });
	});

	it('keeps nothing in words that can be read', () => {
		const context: IDataObject = {};
		memoryIn(context, 0).keep(0, jane, fact);

		expect(JSON.stringify(context)).not.toMatch(/jane|doe|example\.com/i);
	});
});
