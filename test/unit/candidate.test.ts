/* What may stand in the fields of a candidate, with zod 3, which n8n ships. */
import * as zod from 'zod';

import { createInterviewLinkFields } from '../../nodes/InterviewFlowAi/interviewLink/fields';
import { checkCandidate, LABELS } from '../../nodes/InterviewFlowAi/interviewLink/candidate';
import { wrong } from '../../nodes/InterviewFlowAi/interviewLink/values/checked';
import { testEveryRow } from './values/table';
import { check, VALID } from './values/check';

test('the zod under test is version 3', () => {
	expect(zod).not.toHaveProperty('core');
});

testEveryRow();

test('a field that cannot be read is told in the words it came with', () => {
	const unreadable = wrong('Job could not be read.');
	const fields = Object.fromEntries(Object.keys(LABELS).map((name) => [name, { value: '' }]));
	const { name, email } = VALID;
	const typed = { ...fields, jobId: unreadable, name: { value: name }, email: { value: email } };
	expect(checkCandidate(typed as never)).toEqual({ problems: ['Job could not be read.'] });
});

test('messages name the fields as the editor does', () => {
	const inEditor = createInterviewLinkFields.flatMap(({ displayName, options = [] }) => [
		displayName,
		...options.map((option) => ('displayName' in option ? option.displayName : option.name)),
	]);
	expect(inEditor).toEqual(expect.arrayContaining(Object.values(LABELS)));
});

test('what is valid stays valid when it is checked again', () => {
	const first = check({ name: ' Jane ', skills: 'SQL, sql', resumeUrl: 'https://example.com/ü' });
	if ('problems' in first) throw new Error(first.problems.join());
	expect(check(first.candidate)).toEqual(first);
});
