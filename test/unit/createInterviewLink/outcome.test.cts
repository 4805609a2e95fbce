/* What becomes of a candidate and of repeats, and what is remembered of it for Retry On Fail. */
import { refused } from '../../../nodes/InterviewFlowAi/shared/items';
import {
	completed,
	duplicate,
	type Outcome,
	remembered,
	repeated,
	type Settled,
	toRemember,
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
	])('is a duplicate of one who is %s, under its own name', (_, original, more) => {
		const duplicated = { kind: 'duplicate', interview: own, ...more };
		expect(repeated(original, repeat)).toMatchObject(duplicated);
	});

	it('is refused like one who was refused', () => {
		expect(repeated(refused('No.'), repeat)).toEqual(refused('No.'));
	});
});

describe('what is remembered', () => {
	it.each<[string, Settled]>([
		['created with a rebuilt link', { ...created, linkSource: 'rebuilt' }],
		['a duplicate that may be this run’s', { ...already, words: '', afterLostAnswer: true }],
		['a duplicate without a link', duplicate('', { ...interview, ...NO_LINK }, recipient)],
	])('comes back as it was: %s', (_, outcome) => {
		const kept = toRemember(outcome);
		expect(kept && kept.kind !== 'lost' && remembered(kept, recipient)).toEqual(outcome);
	});

	it('of a lost answer is when it was lost; of a refusal nothing, because it is sent again', () => {
		expect(toRemember(unknown)).toEqual({ kind: 'lost', lost });
		expect(toRemember({ kind: 'notSent', lost })).toEqual({ kind: 'lost', lost });
		expect(toRemember({ kind: 'notSent' })).toBeUndefined();
		expect(toRemember({ ...unknown, lost: undefined })).toBeUndefined();
		expect(toRemember(refused('No.'))).toBeUndefined();
	});

	it('of a duplicate that could not be looked up is nothing, because the list may decide otherwise', () => {
		expect(toRemember({ ...already, notLookedUp: 'it was cut' })).toBeUndefined();
	});

	it.each<Outcome>([created, already, unknown])('of $kind: no name, address, words', (outcome) => {
		expect(JSON.stringify(toRemember(outcome))).not.toMatch(/jane|doe|example\.com|already/i);
	});
});
