/* Whatever stands in a list, each of its interviews becomes an item that n8n can take, and nothing throws. */
import fc from 'fast-check';
import { readRow } from '../../nodes/InterviewFlowAi/shared/interview';
import { rowsOf } from '../../nodes/InterviewFlowAi/shared/interviewList';
import { resultOf } from '../../nodes/InterviewFlowAi/resources/interview/result';

const KEYS =
	'id _id interviewId email candidateEmail name status jobId job interviewer title createdAt interviewLink link url interviews interview candidate candidates data items error $date __proto__ constructor toString toJSON length then'.split(
		' ',
	);
const TEXTS = [
	...['', ' ', 'jane@example.com', 'https://app.interviewflowai.com/form?interviewId=1'],
	...['javascript:alert(1)', 'http://', '\ud800', '2026-01-31T12:00:00Z', '1', 'null'],
	'x'.repeat(3000),
];

const pairOf = (entry: [string, unknown]) => entry.map((part) => JSON.stringify(part)).join(':');

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 5, withCrossShrink: true },
		fc.constantFrom<unknown>(null, true, 0, 1, -1, 1e308, 1769860800, ...TEXTS),
		fc.array(tie('value'), { maxLength: 4 }),
		fc
			.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('value')), {
				selector: ([key]) => key,
				maxLength: 6,
			})
			// As JSON.parse does it, which takes __proto__ for a key like any other.
			.map((entries) => JSON.parse(`{${entries.map(pairOf).join()}}`) as unknown),
	),
}));

const KNOWN = 'interviewLink name email status jobTitle jobId id createdAt'.split(' ');
const asked = { fetch: { jobId: 'job-1' }, jobTitle: null };

it('every entry becomes an item, or none', () => {
	fc.assert(
		fc.property(value, (json) => {
			const before = JSON.stringify(json);
			const listed = (rowsOf(json) ?? []).map(readRow);
			for (const entry of listed) {
				for (const output of ['allFields', 'knownFields', 'raw']) {
					const result = resultOf(entry, output, asked);
					expect(result).not.toHaveProperty('error');
					expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
					expect(JSON.parse(JSON.stringify(result))).toEqual(result);
					if (output === 'raw') continue;
					expect(Object.keys(result).slice(0, KNOWN.length)).toEqual(KNOWN);
					for (const name of KNOWN) {
						expect([null, 'string']).toContain(result[name] === null ? null : typeof result[name]);
					}
					if (result.interviewLink !== null)
						expect(result.interviewLink).toMatch(/^https?:\/\/[^\s"<>]+$/);
				}
			}
			expect(JSON.stringify(json)).toBe(before);
		}),
		{ numRuns: 500 },
	);
});

it('no field is lost because it holds the same as another one', () => {
	const empty = { interviews: null, score: null };
	const entry = { email: 'jane@example.com', ...empty, interview: { id: '1' } };
	const [row] = rowsOf([entry])!;
	expect(resultOf(readRow(row!), 'allFields', asked)).toMatchObject({ id: '1', score: null });
});
