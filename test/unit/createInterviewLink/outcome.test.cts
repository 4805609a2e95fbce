/* What becomes of a candidate and of repeats, and what is remembered of it for Retry On Fail. */
import type { IDataObject } from 'n8n-workflow';
import { memoryIn } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/memory';
import { refused } from '../../../nodes/InterviewFlowAi/shared/items';
import {
	completed,
	duplicate,
	type Outcome,
	repeated,
	type Settled,
	type Task,
} from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/outcome';
import { EXISTING } from '../../../dev/engine/answers.cts';

const jane = { jobId: 'job-1', name: 'Jane Doe', email: 'jane.doe@example.com' };
const recipient = { candidate: jane, jobTitle: 'Cook' };
const interview = { ...EXISTING, jobTitle: 'Cook' };
const created: Settled = { kind: 'created', interview };
const already = duplicate('Jane Doe already has an interview', interview, recipient);
const NO_LINK = { interviewLink: null, id: null };
const lost = { since: 1, until: 2 };
const unknown: Outcome = {
	...{ kind: 'unknown', lost, words: '', ifAbsent: already, otherwise: already },
};

it('an interview is completed from the request, whose email and job count', () => {
	const told = { ...interview, name: null, email: 'JANE@x.co', jobId: 'JOB-1', jobTitle: 'Chef' };

	expect(completed(told, recipient)).toEqual(interview);
	expect(completed(told, { ...recipient, jobTitle: null }).jobTitle).toBe('Chef');
	expect(Object.keys(completed(told, recipient))).toEqual([
		...['interviewLink', 'name', 'email', 'status', 'jobTitle', 'jobId', 'id', 'createdAt'],
	]);
});

describe('the same candidate again', () => {
	const repeat = { ...recipient, candidate: { ...jane, name: 'J. Doe' } };
	const own = { ...interview, name: 'J. Doe' };

	it.each<[string, Settled, object]>([
		['created', created, { linkSource: 'answer', words: '' }],
		['a duplicate', already, { linkSource: 'answer', words: already.words }],
		['a duplicate without a link', { ...already, linkSource: null }, { linkSource: null }],
	])('is a duplicate with a name of its own when the first one was %s', (_, original, more) => {
		const duplicated = { kind: 'duplicate', interview: own, ...more };
		expect(repeated(original, repeat)).toMatchObject(duplicated);
	});
});

describe('what is remembered', () => {
	const task: Task = { ...recipient, item: 3, onDuplicate: 'duplicateBranch', looksUp: true };
	const kept = (outcome: Outcome) => {
		const context: IDataObject = {};
		memoryIn(context, 0).keep(task, outcome);
		return { context, recalled: memoryIn(context, 0).recall(task) };
	};

	it.each<[string, Settled]>([
		['created with a rebuilt link', { ...created, linkSource: 'rebuilt' }],
		['a duplicate that may be this run’s', { ...already, words: '', afterLostAnswer: true }],
		['a duplicate without a link', duplicate('', { ...interview, ...NO_LINK }, recipient)],
	])('comes back as it was: %s', (_, outcome) => {
		expect(kept(outcome).recalled).toMatchObject({ outcome });
	});

	it.each<[string, Outcome, object]>([
		['a lost answer: when it was lost', unknown, { lost }],
		['one not sent again', { kind: 'notSent', lost }, { lost }],
		['one never sent: nothing', { kind: 'notSent' }, {}],
		['one unknown: nothing', { ...unknown, lost: undefined }, {}],
		['a refusal: nothing', refused('No.'), {}],
		['one not looked up: nothing', { ...already, notLookedUp: 'it was cut' }, {}],
	])('of %s', (_, outcome, expected) => {
		expect(kept(outcome).recalled).toEqual(expected);
	});

	it.each([
		['another item', { ...task, item: 4 }, 0],
		['another candidate', { ...task, candidate: { ...jane, email: 'joe@example.com' } }, 0],
		['another job', { ...task, candidate: { ...jane, jobId: 'job-2' } }, 0],
		['another run of the node in a loop', task, 1],
	])('is not mistaken for %s', (_, other, runIndex) => {
		expect(memoryIn(kept(created).context, runIndex).recall(other)).toEqual({});
	});
});
