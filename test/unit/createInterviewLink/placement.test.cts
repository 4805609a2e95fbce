/* Where an outcome leads, for every choice of the user: output, fields in their order, or a refusal. */
import {
	completed,
	duplicate,
	type Settled,
} from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/outcome';
import { ON_DUPLICATE } from '../../../dev/engine/createLinks.cts';
import { placementOf } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/placement';
import { EXISTING } from '../../../dev/engine/answers.cts';

const { email, jobId, name } = EXISTING;
const recipient = { candidate: { jobId, name, email }, jobTitle: 'Cook' };
const interview = completed({ ...EXISTING, jobTitle: null }, recipient);
const unlinked = { ...interview, interviewLink: null, id: null };
const created: Settled = { kind: 'created', interview };
const known = duplicate('Already there', interview, recipient);
const unlisted: Settled = { ...known, notLookedUp: 'the service answered 404' };
const withoutLink = duplicate('', unlinked, recipient);

const place = (outcome: Settled, onDuplicate: (typeof ON_DUPLICATE)[number], looksUp = true) =>
	placementOf(outcome, { onDuplicate, looksUp });
const resultOf = (...asked: Parameters<typeof place>) => {
	const placement = place(...asked);
	if (placement.kind !== 'placed') return placement;
	return { output: placement.output, ...placement.results[0] };
};

test('a created interview goes to Created', () => {
	const results = [{ outcome: 'created', ...interview }];
	expect(place(created, 'error')).toStrictEqual({ kind: 'placed', output: 0, results });
	const rebuilt = { linkSource: 'rebuilt' } as const;
	expect(resultOf({ ...created, ...rebuilt }, 'error')).toMatchObject(rebuilt);
});

test('fields come in the order in which people read them', () => {
	const fields = (...asked: Parameters<typeof place>) => Object.keys(resultOf(...asked)).join(' ');
	const marked: Settled = { ...known, afterLostAnswer: true };

	const [first, then] = [
		'output outcome interviewLink name email',
		'status jobTitle jobId id createdAt',
	];
	const last = 'linkSource afterLostAnswer';
	expect(fields(created, 'error')).toBe(`${first} ${then}`);
	expect(fields(marked, 'duplicateBranch')).toBe(`${first} message ${then} ${last}`);
	expect(fields(marked, 'existingLink')).toBe(`${first} ${then} ${last}`);
});

describe('a duplicate', () => {
	it('goes to Duplicate, with what is known and what it means', () => {
		expect(resultOf(known, 'duplicateBranch')).toStrictEqual({
			output: 1,
			outcome: 'duplicate',
			...interview,
			message: `${email} already has an interview for this job, so no new one was created. The link of that interview is in the field interviewLink. InterviewFlowAI says: "Already there".`,
			linkSource: 'answer',
		});
	});

	it.each<[string, Settled, boolean, string]>([
		['links are not looked up', withoutLink, false, 'because Look Up Existing Link is off;'],
		['there was no list', unlisted, true, 'not be looked up: the service answered 404.'],
	])('says so when %s', (_, outcome, looksUp, words) => {
		const message = expect.stringContaining(words);
		expect(resultOf(outcome, 'duplicateBranch', looksUp)).toMatchObject({ message });
	});

	const notFound: Settled = { ...withoutLink, notLookedUp: 'the service answered 403' };
	const NOT_FOUND =
		/not found\. .* could not be looked up: the service answered 403\. Copy the link/;
	it.each<[string, Settled, (typeof ON_DUPLICATE)[number], RegExp]>([
		['it counts as an error', known, 'error', /set "If Interview Exists" to Send to Duplicate Out/],
		['the list could not be read', notFound, 'existingLink', NOT_FOUND],
	])('is refused when %s', (_, outcome, choice, words) => {
		const message = expect.stringMatching(words);
		expect(place(outcome, choice)).toEqual({ kind: 'refused', message });
	});
});
