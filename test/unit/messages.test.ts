/* Everything the node says when something did not work reads as n8n's wording rules ask. */
import * as say from '../../nodes/InterviewFlowAi/messages';
import { PROBLEM_WORDS } from './values/check';

const thrown = new Error("Referenced node doesn't exist");
const ending = { reason: 'the connection was refused', tries: 3, unsent: false };

/** Each function with arguments of every kind it tells apart. */
const SAID: Record<Exclude<keyof typeof say, 'ofItem' | 'notListed'>, string[]> = {
	nothingSent: [say.nothingSent(1, 2, 'Job is empty.'), say.nothingSent(2, 2, 'Job is empty.')],
	stopped: [say.stopped('No.', 0), say.stopped('No.', 1), say.stopped('No.', 2)],
	expressionFailed: [
		say.expressionFailed('Skills', thrown),
		say.expressionFailed('Skills', 'text'),
		say.expressionFailed('Skills', null),
		say.expressionFailed('Skills', Object.create(null)),
	],
	unknownChoice: [say.unknownChoice('Status', '"x"', ['a', 'b', 'c'])],
	credentialUnreadable: [say.credentialUnreadable(thrown)],
	optionsUnreadable: [say.optionsUnreadable(thrown)],
	credentialIncomplete: [say.credentialIncomplete('API Key', 'is empty.')],
	cancelled: [say.cancelled()],
	gaveUp: [
		say.gaveUp({ ...ending, gaveUp: 'throttled' }),
		say.gaveUp({ ...ending, gaveUp: 'throttled', askedMs: 1000, unsent: true }),
		say.gaveUp({ ...ending, gaveUp: 'throttled', askedMs: 90_500 }),
		say.gaveUp({ ...ending, gaveUp: 'neverArrived' }),
		say.gaveUp({ ...ending, gaveUp: 'neverArrived', tries: 1 }),
		say.gaveUp({ ...ending, gaveUp: 'lost', reason: 'it answered 502' }),
		say.gaveUp({ ...ending, gaveUp: 'lost', reason: 'it answered 502', unsent: true }),
	],
	unusable: [say.unusable(200, ''), say.unusable(201, 'Candidate is queued')],
	refused: [0, 302, 400, 401, 403, 404, 409, 413, 422, 451].flatMap((status) => [
		say.refused(status, 'what was said', 'job'),
	]),
	duplicate: [
		say.duplicate('jane@example.com', '', true),
		say.duplicate('jane@example.com', 'Already there', false),
	],
	duplicateRefused: [say.duplicateRefused('jane@example.com')],
	existingLinkMissing: [say.existingLinkMissing('jane@example.com')],
	lookUpFailed: [
		say.lookUpFailed('it answered 500'),
		say.lookUpFailed(say.notListed(1)),
		say.lookUpFailed(say.notListed(2)),
	],
	noJobs: [say.noJobs()],
	jobListAddress: [say.jobListAddress('jobs')],
	jobListUnreachable: [say.jobListUnreachable('the connection was refused')],
	jobListRefused: [301, 401, 403, 500].map(say.jobListRefused),
	jobListTooLarge: [say.jobListTooLarge()],
	jobListUnreadable: [say.jobListUnreadable()],
	jobListEmpty: [say.jobListEmpty(0), say.jobListEmpty(2)],
	titleMissing: [say.titleMissing()],
	noSuchJob: [say.noSuchJob('Sales', [], 2), say.noSuchJob('Sales', ['Sales Manager'], 2)],
	severalJobs: [say.severalJobs('Sales', ['1', '2', '3', '4'])],
};

test.each(Object.entries(SAID))('%s', (_, messages) => {
	for (const message of messages) {
		expect(message).toMatch(/^[A-Z0-9j].*\.$/);
		expect(message).not.toMatch(PROBLEM_WORDS);
		expect(message).not.toMatch(/undefined|null|NaN|\[object|\.\.|\. \.|: \.|[\n\t]| {2}/);
		expect(message.length).toBeLessThan(320);
	}
});

test('no function is left out', () => {
	expect([...Object.keys(SAID), 'ofItem', 'notListed'].sort()).toEqual(Object.keys(say).sort());
});

test('numbers agree with their nouns', () => {
	expect(SAID.nothingSent).toEqual([
		'1 item of 2 cannot be sent, so nothing was sent. The first one: Job is empty.',
		'2 items of 2 cannot be sent, so nothing was sent. The first one: Job is empty.',
	]);
	expect(SAID.stopped[1]).toContain('Before that, 1 interview was created in this run.');
	expect(SAID.stopped[2]).toContain('Before that, 2 interviews were created in this run.');
	expect(SAID.gaveUp[1]).toContain('asks to wait 1 second.');
	expect(SAID.gaveUp[2]).toContain('asks to wait 91 seconds.');
	expect(SAID.gaveUp[4]).toContain('(tried once)');
});

test('what the service says is quoted on one line and not at length', () => {
	const message = say.refused(422, `first\nsecond ${'x'.repeat(1000)}`, 'job');
	expect(message).toContain('It says: "first second xxx');
	expect(message.length).toBeLessThan(500);
});
