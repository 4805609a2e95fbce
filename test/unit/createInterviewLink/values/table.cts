/* The table of rows.cts as tests; they run once with each version of zod that n8n may bring. */
import fc from 'fast-check';

import type { Candidate } from '../../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/request';
import { ok, wrong } from '../../../../nodes/InterviewFlowAi/shared/result';
import { check, PROBLEM_WORDS, VALID } from './check.cts';
import { BAD, GOOD } from './rows.cts';

/** Rows with a title that shows what was given; the number keeps titles apart. */
const titled = <Row extends [field: keyof Candidate, given: unknown, result: unknown]>(
	rows: Row[],
) =>
	rows.map((row, at): [string, ...Row] => {
		const given = fc.stringify(row[1]);
		return [`${at}: ${row[0]} ${given.slice(0, 70).replaceAll('%', '%%')}`, ...row];
	});

export function testEveryRow(): void {
	test.each(titled(GOOD))('%s is sent', (_, field, given, sent) => {
		const fields = Object.entries({ ...VALID, [field]: sent });
		const expected = Object.fromEntries(fields.filter(([, value]) => value !== undefined));
		expect(check({ [field]: given })).toStrictEqual(ok(expected));
	});

	test.each(titled(BAD))('%s is refused', (_, field, given, says) => {
		expect(check({ [field]: given })).toStrictEqual(wrong(says));
		expect(says).not.toMatch(PROBLEM_WORDS);
	});

	test('all wrong fields are told at once, in the order of the editor', () => {
		const words = /^Candidate Name is empty\. .+ Candidate Email is "jane".+ Status is "hired"/;
		const said = check({ name: '', email: 'jane', status: 'hired' });
		expect(said).toEqual(wrong(expect.stringMatching(words)));
	});
}
