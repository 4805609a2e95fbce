/* The fields of a result: everything that InterviewFlowAI says is in it, under its own name or beside it. */
import { entryOf, readRow } from '../../nodes/InterviewFlowAi/shared/interview';
import { resultOf } from '../../nodes/InterviewFlowAi/resources/interview/resultFields';

const allFields = (entry: Record<string, unknown>) =>
	resultOf(readRow(entryOf(entry)), 'allFields', { id: 'job-1', title: null });

const name = { first: 'Jane' };
const email = { address: 'jane@example.com' };
const OTHER_KINDS = {
	...{ name: null, email: null, status: null },
	...{ entryName: name, entryEmail: email, entryStatus: true },
};
const RELATIVE_LINK = { linkSource: 'rebuilt', entryInterviewLink: '/form' };

it.each<[string, Record<string, unknown>, object]>([
	['of another kind', { id: 'i-1', name, email, status: true }, OTHER_KINDS],
	[
		'of the entry beside that of the interview',
		{ id: 'row-1', interviewId: 'i-1', status: 'new', interviewStatus: 'completed' },
		{ id: 'i-1', entryId: 'row-1', status: 'completed', entryStatus: 'new' },
	],
	[
		'of the entry beside that of an interview inside it',
		{ id: 'c-1', score: 70, interview: { id: 'i-1', score: 88 } },
		{ candidateId: 'c-1', score: 88, entryScore: 70 },
	],
	['that is the short name of an interview', { interview: 'sales' }, { interview: 'sales' }],
	['that is no web address', { id: 'i-1', interviewLink: '/form' }, RELATIVE_LINK],
	['that is too long', { id: 'i-1', name: 'x'.repeat(3000) }, { entryName: 'x'.repeat(3000) }],
	['that is null', { score: null, interview: { id: '1' } }, { id: '1', score: null }],
	['with the name of what every object has', { id: 'i-1', toString: 'x' }, { toString: 'x' }],
])('a value %s is kept', (_, entry, fields) => {
	expect(allFields(entry)).toMatchObject(fields);
});

it('a value that stands in a known field is not given a second time', () => {
	const entry = {
		...{ id: 7, email: ' jane@example.com', status: 'new', createdAt: { $date: '2026-07-01' } },
		interview: { status: 'new', id: '7' },
	};
	expect(Object.keys(allFields(entry)).filter((key) => key.startsWith('entry'))).toEqual([]);
});
