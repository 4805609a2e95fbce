/* What may stand in the fields of a candidate, with zod 3, which n8n brings. */
import type { INodeProperties } from 'n8n-workflow';
import * as zod from 'zod';

import { createInterviewLinkFields } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/description';
import { interviewFields } from '../../../nodes/InterviewFlowAi/resources/interview';
import { testEveryRow } from './values/table.cts';
import { check, CHECKS } from './values/check.cts';

test('the zod under test is version 3', () => {
	expect(zod).not.toHaveProperty('core');
});

testEveryRow();

test('every property has its field in the editor, under the label that messages use', () => {
	const optional = createInterviewLinkFields.find(({ name }) => name === 'optionalFields');
	const options = (optional?.options ?? []) as INodeProperties[];
	const inOptional = options.map((one) => ({ ...one, name: `optionalFields.${one.name}` }));
	const fields = [...interviewFields, ...inOptional].map((one) => [one.name, one.displayName]);

	const labels = Object.values(CHECKS).map(({ path, label }) => [path, label]);
	expect(fields).toEqual(expect.arrayContaining(labels));
});

test('what is valid stays valid when it is checked again', () => {
	const first = check({ name: ' Jane ', skills: 'SQL, sql', resumeUrl: 'https://example.com/ü' });
	expect(first).toMatchObject({ ok: true });
	expect(first.ok && check(first.value)).toEqual(first);
});
