/* The fields of a result: everything that InterviewFlowAI says is in it, under its own name or beside it. */
import { readRow } from '../../nodes/InterviewFlowAi/shared/interview';
import { resultOf } from '../../nodes/InterviewFlowAi/resources/interview/resultFields';

const allFields = (entry: Record<string, unknown>) =>
	resultOf(readRow(entry), 'allFields', { fetch: { jobId: 'job-1' }, jobTitle: null });

it.each<[string, Record<string, unknown>, object]>([
	[
		'of another kind',
		{ id: 'i-1', name: { first: 'Jane' }, email: { address: 'jane@example.com' }, status: true },
		{
			...{ name: null, entryName: { first: 'Jane' }, status: null, entryStatus: true },
			...{ email: null, entryEmail: { address: 'jane@example.com' } },
		},
	],
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
	[
		'that is the short name of an interview',
		{ interview: 'sales-2026' },
		{ interview: 'sales-2026' },
	],
	[
		'that is no web address',
		{ id: 'i-1', interviewLink: '/form?interviewId=i-1' },
		{ linkSource: 'rebuilt', entryInterviewLink: '/form?interviewId=i-1' },
	],
	['that is too long', { id: 'i-1', name: 'x'.repeat(3000) }, { entryName: 'x'.repeat(3000) }],
	['that is null', { score: null, interview: { id: '1' } }, { id: '1', score: null }],
	['with the name of what every object has', { id: 'i-1', toString: 'x' }, { toString: 'x' }],
])('a value %s is kept', (_, entry, fields) => {
	expect(allFields(entry)).toMatchObject(fields);
});

it('a value that is told already is not told twice', () => {
	const entry = {
		...{ id: 7, email: ' jane@example.com', status: 'new', createdAt: { $date: '2026-07-01' } },
		interview: { status: 'new', id: '7' },
	};

	expect(Object.keys(allFields(entry)).filter((key) => key.startsWith('entry'))).toEqual([]);
});
