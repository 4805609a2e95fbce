/*
 * Reading answers whose shape nobody documents: what is usable is found wherever it stands, the rest is left out.
 */
import fc from 'fast-check';
import {
	dataOf,
	readExisting,
	readInterview,
	readListing,
	readVerdict,
} from '../../nodes/InterviewFlowAi/api/schemas';
import { BROKEN_FETCH_SHAPES, FETCH_SHAPES } from '../../dev/interviewFlowAi/fetchShapes.cts';
import { EXISTING, received } from '../../dev/engine/answers.cts';

const NOTHING = {
	id: null,
	jobId: null,
	name: null,
	email: null,
	status: null,
	createdAt: null,
	interviewLink: null,
};

describe('an interview', () => {
	it('is read as documented', () => {
		expect(readInterview(EXISTING)).toEqual(EXISTING);
	});

	it.each([
		['snake case', { interview_id: 'i', interview_link: 'https://x.example/i', created_at: 't' }],
		['capitals', { InterviewId: 'i', InterviewLink: 'https://x.example/i', CreatedAt: 't' }],
		[
			'kebab case',
			{ 'interview-id': 'i', 'interview-link': 'https://x.example/i', 'created-at': 't' },
		],
	])('is read in %s', (_, value) => {
		expect(readInterview(value)).toEqual({
			...NOTHING,
			id: 'i',
			interviewLink: 'https://x.example/i',
			createdAt: 't',
		});
	});

	it('takes the interview’s ID rather than another one', () => {
		expect(readInterview({ id: 'candidate-1', interviewId: 'interview-1' }).id).toBe('interview-1');
	});

	it('takes numbers for text, and blank text for nothing', () => {
		expect(readInterview({ id: 7, name: '  ', status: ' draft ' })).toMatchObject({
			id: '7',
			name: null,
			status: 'draft',
		});
	});

	it.each([
		'soon',
		'/form?id=1',
		'javascript:alert(1)',
		'https://',
		'ftp://x.example',
		5,
		{},
		null,
	])('has no link in %j', (interviewLink) => {
		expect(readInterview({ interviewLink }).interviewLink).toBeNull();
	});

	it.each([undefined, null, 'text', 5, true, [], [EXISTING]])('is empty in %j', (value) => {
		expect(readInterview(value)).toEqual(NOTHING);
	});
});

describe('the data of an answer', () => {
	it('is what is under `data`, or the answer itself', () => {
		expect(dataOf({ DATA: { id: 1 } })).toEqual({ id: 1 });
		expect(dataOf({ id: 1 })).toEqual({ id: 1 });
		expect(dataOf({ data: null })).toBeNull();
	});
});

describe('what an answer says of itself', () => {
	it.each([
		[{ code: 409 }, 409],
		[{ code: '409' }, 409],
		[{ statusCode: 422 }, 422],
		[{ status: 400 }, 400],
		[{ error: { code: 404 } }, 404],
		[{ error: { status: 404 } }, 404],
		[{ code: 'DUPLICATE', statusCode: 400 }, 400],
		[{ code: 0 }, undefined],
		[{ code: 10401 }, undefined],
		[{ status: 'error' }, undefined],
		[{ code: null }, undefined],
		[{ data: { code: 409 } }, undefined],
	])('%j has code %s', (json, code) => {
		expect(readVerdict(json).code).toBe(code);
	});

	it.each([
		[{ message: 'M' }, 'M'],
		[{ error: 'E' }, 'E'],
		[{ error: 'Bad Request', message: 'M' }, 'M'],
		[{ statusCode: 400, message: ['M1', 'M2'], error: 'Bad Request' }, 'M1; M2'],
		[{ error: { code: 'CODE', message: 'M' } }, 'M'],
		[{ errors: ['A', 'B', 'C', 'D'] }, 'A; B; C'],
		[
			{ message: 'Validation failed', errors: [{ field: 'name', message: 'M' }] },
			'Validation failed; M',
		],
		[{ errors: { email: ['M'] } }, 'M'],
		[{ detail: 'D', title: 'T' }, 'D; T'],
		[{ code: 'CODE' }, 'CODE'],
		[{ code: 409 }, ''],
		[{ message: '42' }, ''],
		[{ message: 'M', detail: 'M' }, 'M'],
		['text', ''],
		[null, ''],
	])('%j says "%s"', (json, message) => {
		expect(readVerdict(json).message).toBe(message);
	});
});

describe('the interview in a refusal', () => {
	it.each(['data', 'interview', 'candidate'])('is found under `%s`', (key) => {
		expect(readExisting({ [key]: EXISTING })).toEqual(EXISTING);
	});

	it('is found at the top when its keys leave no doubt', () => {
		const { id, interviewLink } = EXISTING;

		expect(readExisting({ interviewId: id, interviewLink })).toMatchObject({ id, interviewLink });
		expect(readExisting({ id, link: interviewLink })).toEqual(NOTHING);
	});
});

describe('a page of a listing', () => {
	const page = { interviews: [EXISTING], total: 1, page: 1, limit: 100 };

	it.each(Object.entries(FETCH_SHAPES))('is read: %s', (_, shape) => {
		const [entry, ...more] = readListing(received(shape.answer(page)).json) ?? [];

		expect(more).toEqual([]);
		expect(entry).toMatchObject({
			id: EXISTING.id,
			email: expect.stringMatching(/^jane\.doe@example\.com$/i),
			interviewLink: shape.givesLink ? EXISTING.interviewLink : null,
		});
	});

	it.each(Object.entries(FETCH_SHAPES))('may be empty: %s', (_, shape) => {
		expect(readListing(received(shape.answer({ ...page, interviews: [] })).json)).toEqual([]);
	});

	it.each(Object.entries(BROKEN_FETCH_SHAPES))('is none in: %s', (_, answer) => {
		expect(readListing(received(answer).json)).toBeUndefined();
	});

	it('is found one level deeper', () => {
		expect(readListing({ data: { result: { rows: [EXISTING] } } })).toHaveLength(1);
		expect(readListing({ result: { candidates: [EXISTING] } })).toHaveLength(1);
	});

	it('takes the e-mail from a nested candidate', () => {
		const entry = { candidate: { email: 'jane.doe@example.com' }, interview: { id: 'i' } };

		expect(readListing([entry])).toMatchObject([{ id: 'i', email: 'jane.doe@example.com' }]);
	});
});

describe('any JSON whatever', () => {
	it('is read without being thrown about', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (json) => {
				readInterview(json);
				readVerdict(json);
				readExisting(json);
				readListing(json);
			}),
			{ numRuns: 300 },
		);
	});

	it('never gives a link that is no web address', () => {
		const anyInterview = fc.record(
			{ interviewLink: fc.anything(), link: fc.anything(), id: fc.anything() },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(anyInterview, (value) => {
				const { interviewLink } = readInterview(value);
				expect(interviewLink ?? 'https://x').toMatch(/^https?:\/\/./i);
			}),
			{ numRuns: 300 },
		);
	});
});
