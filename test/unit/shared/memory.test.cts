/* What is remembered for Retry On Fail: found again for the same candidate of the same run. */
import type { IDataObject } from 'n8n-workflow';
import { memoryIn } from '../../../nodes/InterviewFlowAi/shared/memory';

const jane = { jobId: 'job-1', name: 'Jane Doe', email: 'jane.doe@example.com' };
const fact = { kind: 'lost' };

it.each([
	['another item', 4, jane, 0],
	['a changed candidate', 3, { ...jane, name: 'Jane Roe' }, 0],
	['another run of the node in a loop', 3, jane, 1],
])('the memory of a run does not mistake it for %s', (_, index, candidate, runIndex) => {
	const context: IDataObject = {};
	memoryIn(context, 0).keep(3, jane, fact);
	expect(memoryIn(context, runIndex).recall(index, candidate)).toBeUndefined();
});
