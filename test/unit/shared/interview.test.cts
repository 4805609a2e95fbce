/* Reading interviews in answers whose shape is not documented: what is usable is found wherever it stands. */
import {
	type Interview,
	NO_INTERVIEW,
	readExisting,
	readInterview,
	readRow,
	withLink,
} from '../../../nodes/InterviewFlowAi/shared/interview';
import { perInterview, rowsOf } from '../../../nodes/InterviewFlowAi/shared/interviewList';
import {
	BROKEN_FETCH_SHAPES,
	FETCH_ROWS,
	inShape,
} from '../../../dev/interviewFlowAi/fetchShapes.cts';
import { namesOf } from '../../../dev/interviewFlowAi/named.cts';
import { EXISTING, received } from '../../../dev/engine/answers.cts';

const INTERVIEW: Interview = { ...EXISTING, jobTitle: null };
const NOTHING = Object.fromEntries(Object.keys(INTERVIEW).map((key) => [key, null]));
const LINK = 'https://x.example/i';

/** The entries of an answer as the node reads them. */
const listed = (json: unknown) =>
	rowsOf(json)
		?.flatMap((row) => perInterview(row))
		.map(readRow);

describe('an interview', () => {
	const JANE = { name: 'Jane', email: 'j@x.co' };
	const DOE = { first_name: 'Jane', lastName: 'Doe', email: 'j@x.co' };
	const COOK = { jobId: 'j', jobTitle: 'Cook' };

	const DONE = { id: 'i', status: 'done' };
	const DRAFT = { ...NOTHING, id: '7', status: 'draft' };
	const known = { id: 'i', interviewLink: LINK, createdAt: 't' };

	it.each<[object, Partial<Interview>]>([
		[{ 'Interview-Id': 'i', 'interview-link': LINK, 'created-at': 't' }, known],
		[{ _id: 'i', interviewUrl: LINK, createdOn: 't' }, known],
		[{ id: 'c', interview: { id: 'i', link: LINK, created: 't' } }, known],
		[{ full_name: 'Jane', email_address: 'j@x.co' }, JANE],
		[{ name: 'Spring', email: 'r@x.co', candidateName: 'Jane', candidateEmail: 'j@x.co' }, JANE],
		[{ ...JANE, interview: { name: 'Technical interview' } }, JANE],
		[{ candidate: JANE }, JANE],
		[{ applicant: { firstName: 'Jane', lastName: 'Doe' } }, { name: 'Jane Doe' }],
		[{ ...DOE, interview: { name: 'Cooks' } }, { name: 'Jane Doe' }],
		[{ interview: { name: 'Cooks', candidate: JANE } }, JANE],
		[{ candidate: JANE, interview: { name: 'Cooks', candidate: { id: 'c' } } }, JANE],
		[{ job: { id: 'j', title: 'Cook' } }, COOK],
		[{ interviewer: 'j', interviewerName: 'Cook' }, COOK],
		[{ id: 'c', interviewId: 'i', interviewStatus: 'done', status: 'new' }, DONE],
		[{ id: 7, name: '  ', status: ' draft ' }, DRAFT],
		[{ _id: 'x', id: 'i', _status: 'done', status: '' }, DONE],
		[{ _id: 'i', id: 0, status: 'done' }, DONE],
		[{ firstName: 'Jane', name: 'Jane Doe' }, { name: 'Jane Doe' }],
		[{ firstName: 'Jane' }, { name: 'Jane' }],
		[{ lastName: 'Doe' }, { name: 'Doe' }],
		[{ id: 'c', interviewId: null, interview: {} }, { id: null }],
		[{ _id: { $oid: '65f0c1a2b3c4d5e6f7a8b9c0' } }, { id: '65f0c1a2b3c4d5e6f7a8b9c0' }],
		[{ interviewId: { $oid: '65f0c1a2b3c4d5e6f7a8b9c0' } }, { id: '65f0c1a2b3c4d5e6f7a8b9c0' }],
		[{ _id: 'c', interviewId: { _id: 'i', status: 'done' } }, DONE],
		[{ _id: 'i', status: 'done', interviewId: { status: 'open' } }, DONE],
		[
			{ _id: 'i', status: 'done', candidateId: { _id: 'c', ...JANE } },
			{ ...DONE, ...JANE },
		],
		[{ interviewer_id: { _id: 'j', title: 'Cook', email: 'r@x.co' } }, COOK],
		[{ jobId: { _id: 'j', title: 'Cook' } }, COOK],
		[{ candidateId: { id: 'c' }, Candidate: JANE }, JANE],
		[{ id: 'i', nodeId: { id: 'n' }, StatusId: { name: 'Done' }, Status: 'done' }, DONE],
		[{ createdAt: { $date: { $numberLong: '1772366405000' } } }, { createdAt: '1772366405000' }],
		[{ createdAt: { _seconds: 1772366405, _nanoseconds: 0 } }, { createdAt: '1772366405' }],
		[{ id: 'half \ud800', name: 'x'.repeat(2001), email: {} }, NOTHING],
		[{ job: 'Cook' }, { jobId: null, jobTitle: 'Cook' }],
		[{ job: '4b8f1c1e-0f6f' }, { jobId: '4b8f1c1e-0f6f', jobTitle: null }],
		[{ job: 42 }, { jobId: '42', jobTitle: null }],
	])('in %j is read as %j', (value, known) => {
		expect(readInterview(value)).toMatchObject(known);
	});

	it.each([
		['7', 'https://files.example.com/resume-2017.pdf', false],
		['i-7', 'https://app.example.com/I-7/start', true],
		['AB-1', 'https://app.example.com/form?interviewId=ab-1&lang=de', true],
		['ab-1', 'https://app.example.com/form?interviewId=ab-12', false],
		['null-1', 'https://app.example.com/form?interviewId=null-1&ref=undefined', true],
		[undefined, 'https://app.example.com/form?interviewId=ab-1', false],
	])('with the ID %s takes the field "link" %s for its link: %s', (id, link, isIts) => {
		expect(readInterview({ id, link }).interviewLink).toBe(isIts ? link : null);
	});

	it.each<unknown>([
		...['soon', '/form?id=1', '//x.example/1', 'javascript:alert(1)', 'ftp://x.example'],
		...['https://', 'https://?', 'https:///x', 'https://[x', 'https://x.example\\@y.example'],
		...['a b', '\nb', '"onclick="', "'", '<b>', '`', '{id}', '\u202Emrof', '\ud800'].map(
			(path) => `https://x.example/${path}`,
		),
		'https://./form',
		...['&lang=de', 'undefined', 'null#start'].map(
			(id) => `https://x.example/form?a=1&interviewid=${id}`,
		),
		...[`https://x.example/${'a'.repeat(2000)}`, 5, {}, ['https://x.example'], null],
	])('has no link in %.60j', (interviewLink) => {
		expect(readInterview({ interviewLink }).interviewLink).toBeNull();
	});

	it.each([undefined, null, 'text', 5, true, [], [EXISTING]])('is empty in %j', (value) => {
		expect(readInterview(value)).toEqual(NOTHING);
	});
});

it('a missing link is rebuilt from the ID, whatever characters that has', () => {
	const of = (known: Partial<Interview>) => withLink({ ...NO_INTERVIEW, ...known });
	expect(of({ interviewLink: LINK, id: 'i' })).toMatchObject({ linkSource: 'answer' });
	expect(of({})).toMatchObject({ linkSource: null });
	const interviewLink = 'https://app.interviewflowai.com/form?interviewId=i%2F1%26%22';
	const rebuilt = { interview: { interviewLink, id: 'i/1&"' }, linkSource: 'rebuilt' };
	expect(of({ id: 'i/1&"' })).toMatchObject(rebuilt);
});

describe('the interview in a refusal', () => {
	it.each([
		['an interview in data', { data: { interview: EXISTING } }],
		['a list of one', { data: [EXISTING] }],
	])('is found in %s', (_, json) => {
		expect(readExisting(json)).toEqual(INTERVIEW);
	});

	it('is not read from an ID at the top of the answer, which may be that of the request', () => {
		const { id, interviewLink } = EXISTING;
		expect(readExisting({ id, message: 'Conflict' })).toEqual(NOTHING);
		expect(readExisting({ interviewId: id, interviewLink })).toMatchObject({ id, interviewLink });
		expect(readExisting({ id, interviewLink })).toMatchObject({ id: null, interviewLink });
	});

	it.each([
		{ name: 'ConflictError', message: 'Candidate already exists', status: 409 },
		[{ status: 409, body: { message: 'Candidate already exists' } }],
		{ data: { name: 'ConflictError', status: 'error' } },
	])('is not read from the name and the status of an error: %j', (json) => {
		expect(readExisting(json)).toEqual(NOTHING);
	});
});

describe('a list of interviews', () => {
	const page = { interviews: [EXISTING], total: 1, page: 1, limit: 100 };
	const inJob = 'another-job-1';

	it.each(namesOf(FETCH_ROWS))('is read with entries like: %s, or one alone', (row) => {
		const list = inShape({ at: 'data.candidates', row }, page);
		const alone = inShape({ at: 'data', row, single: 'object' }, { ...page, single: true });
		const isLinked = JSON.stringify(list).includes(EXISTING.interviewLink);
		const interviewLink = isLinked ? EXISTING.interviewLink : null;

		for (const answer of [list, alone]) {
			const entries = listed(received(answer).json);
			const own = entries?.find(({ interview }) => interview.id !== inJob);
			expect(own?.interview).toMatchObject({ id: EXISTING.id, interviewLink });
		}
	});

	it.each(namesOf(BROKEN_FETCH_SHAPES))('is none in: %s', (name) => {
		expect(rowsOf(received(BROKEN_FETCH_SHAPES[name]).json)).toBeUndefined();
	});

	it('gives each interview of a candidate, with the candidate’s ID and its own job', () => {
		const first = { id: 'i-1', jobId: 'job-1' };
		const second = { id: 'i-2', interviewer: { id: 'j-2' } };
		const candidate = { id: 'c-1', email: 'a@b.co', interviews: [first, null, second] };

		const interviewLink = `${LINK}-2`;
		expect(listed([{ ...candidate, interviewLink }])).toMatchObject([
			{
				interview: { id: 'i-1', email: 'a@b.co', interviewLink: null },
				candidateId: 'c-1',
				jobIds: ['job-1'],
			},
			{ interview: { id: 'i-2', interviewLink }, jobIds: ['j-2'] },
		]);
		const edges = { edges: [{ node: first, cursor: 'x' }] };
		for (const one of [candidate, { ...candidate, interviews: edges }]) {
			expect(listed([one])?.[0]?.raw).toEqual({ ...candidate, interviews: [first] });
		}
	});

	const others = { recruiters: [{ id: 'r-1', email: 'rita@example.com' }] };
	const another = { id: 'other', email: 'a@b.co' };
	const [ONE, TWO] = [[{ interview: INTERVIEW }], [EXISTING.id, 'other']];
	const both = TWO.map((id) => ({ interview: { id } }));
	const SECOND = both.slice(1);
	const ofIds = TWO.map((id) => ({ id }));
	const draft = { id: 'i-1', status: 'draft', attributes: { status: 'remote' } };
	const stillDraft = [{ interview: { status: 'draft' } }];
	const OTHER = [{ interview: { email: 'a@b.co' } }];
	const interviews = [{ id: 'i-1', jobId: 'a' }, { id: 'i-2' }];
	const ofTwoJobs = { email: 'a@b.co', jobId: 'b', interviews };
	const ofOneJob = { email: 'a@b.co', jobId: 'a', job: { uuid: 'c', id: 'b', interviewId: 'd' } };

	it.each<[string, unknown, unknown]>([
		['one interview alone', { data: EXISTING }, ONE],
		['one in which people are listed', { data: { ...EXISTING, ...others } }, ONE],
		['candidates beside fields of one', { data: { ...EXISTING, candidates: [another] } }, OTHER],
		['entries that are no object', [null, 'x', EXISTING, 7], ONE],
		['an object by ID', { data: { [EXISTING.id]: EXISTING, other: another } }, both],
		['one by number', { data: { candidates: { 0: EXISTING, 1: another }, total: 2 } }, both],
		['people by number, under another name', { people: { 3: EXISTING, 5: another } }, both],
		['a list in people', { jobs: [{ email: 'a@b.co', candidates: [EXISTING] }] }, OTHER],
		['statistics by year', { stats: { 2025: { count: 7 }, 2026: { count: 9 } }, found: [] }, []],
		['a candidate and others', { data: { candidate: EXISTING, recruiter: another } }, [{}]],
		['attributes of another kind', [{ ...draft, email: 'a@b.co' }], stillDraft],
		['attributes of another kind, and a name', [{ ...draft, name: 'Jane' }], stillDraft],
		['a job of its own, or of its candidate', [ofTwoJobs], [{ jobIds: ['a'] }, { jobIds: ['b'] }]],
		['several IDs of a job', [ofOneJob], [{ jobIds: ['a', 'b', 'c'] }]],
		['IDs of interviews', [{ ...another, interviewIds: TWO }], both],
		['their IDs before them', [{ ...another, interviewIds: TWO, interviews: ofIds }], both],
		['their number before their IDs', [{ ...another, interviews: 2, interviewIds: TWO }], both],
		[
			'their number in an object',
			[{ ...another, interviews: { all: 2 }, interviewIds: TWO }],
			both,
		],
		[
			'their number alone',
			[{ ...another, interviews: 2, interviewIds: [] }],
			[{ interview: another }],
		],
		['a list of interviews in the singular', [{ id: 'c', interview: [EXISTING, another] }], both],
		['entries of another kind before them', { items: [{ id: 'x' }], candidates: [EXISTING] }, ONE],
		['one of another kind', [{ ...another, interviews: {} }], []],
		['a candidate without one', [{ ...another, interview: null }], []],
		['a candidate with an empty text', [{ ...another, interview: '' }], []],
		['candidates with an empty list', [{ ...another, interview: [] }], []],
		[
			'interviews inside of others',
			[
				{
					...draft,
					interviews: [{ node: EXISTING }, { uuid: 'other', interview: { id: 'template' } }],
				},
			],
			both,
		],
		['some beside none', [{ interview: null, interviewIds: [], interviews }], [{}, {}]],
		['one without its ID', [{ ...another, interviewId: null }], [{ interview: { id: null } }]],
		['interviews by status', [{ ...draft, interviews: { sent: [], done: [another] } }], SECOND],
		[
			'an interview with lists in it',
			[{ ...draft, interviews: { ...another, answers: [{ n: 1 }] } }],
			SECOND,
		],
		[
			'an interview beside an empty list',
			[{ id: 'other', interviewUrl: LINK, interviews: [] }],
			[{}],
		],
		['candidates beside an empty interview', [{ ...another, interview: {} }], []],
		['an interview beside none', [{ interviews: null, interviewId: 'other' }], SECOND],
		['interviews in a page', [{ ...draft, interviews: { data: [another] } }], SECOND],
		['interviews with a node', [{ ...draft, interviews: [{ ...another, node: 'eu-1' }] }], SECOND],
		[
			'interviews in edges',
			[{ ...draft, interviews: { edges: [{ node: another, cursor: 'x' }] } }],
			SECOND,
		],
		['statistics beside them', { applicants: [EXISTING], results: [{ passed: 4 }] }, ONE],
		[
			'a page and its total in a list',
			{ data: [{ total: [{ count: 1 }], data: [EXISTING] }] },
			ONE,
		],
		['an empty one', { data: [{ total: [], data: [] }] }, []],
		['a page in a list with its total', [[EXISTING], 230], ONE],
		['a page beside its total in an object', [[EXISTING], { total: 230 }], ONE],
		['none in a list with its total', { data: [[], 0] }, []],
		[
			'groups without candidates',
			['sent', 'done'].map((status) => ({ status, candidates: [] })),
			[],
		],
		['a page and its total as a number', [{ total: 1, data: [EXISTING] }], ONE],
		['an empty list of something else in it', [{ name: 'Jane', results: [] }], [{}]],
		['empty lists in candidates', [{ candidateId: 'c', results: [] }], [{ candidateId: 'c' }]],
		['people in them', [{ candidateId: 'c', team: [another] }], [{ candidateId: 'c' }]],
		[
			'interviews in them',
			TWO.map((id) => ({ candidateId: 7, interviews: [{ ...another, id }] })),
			both,
		],
		['none, beside a list further down', { candidates: [], facets: { items: [{ id: 'f' }] } }, []],
		['none, beside values of a field', { sessions: [], score: { value: [{ id: 'v' }] } }, []],
		['people in a field', { data: { ...EXISTING, fields: { value: [another] } } }, ONE],
		['a group of another job', [{ jobId: 'b', candidates: [EXISTING] }], [{ jobIds: ['b'] }]],
		['null in the place of another list', { data: [{ id: 'i-1' }], results: null }, [{}]],
		['people further down', { found: [EXISTING], meta: others }, ONE],
	])('is read with %s', (_, json, expected) => {
		expect(listed(json)).toMatchObject(expected as object);
	});

	it.each([
		['a message', { message: 'Mail x@example.com', code: 200 }],
		['lists in statistics', { stats: [{ results: [{ passed: 4 }] }] }],
		['a list of something else', { jobs: [{ id: 'job-1', title: 'Cook' }], found: [] }],
		['one list for each status', { data: { invited: [EXISTING], done: [another] } }],
		['lists in a list', [[EXISTING], [another]]],
		['a list of groups', { data: [{ items: [EXISTING] }, { items: [another] }] }],
		['groups by name', ['a', 'b'].map((name) => ({ name, candidates: [{ ...another, name }] }))],
		['two lists with usual names', { interviews: [EXISTING], candidates: [another] }],
		['interviews beside their people', { interviews: [{ id: 'i-1' }], candidates: [another] }],
		['candidates beside no interviews', { interviews: [], candidates: [another] }],
		['interviews beside no candidates', { candidates: [], interviews: [{ id: 'i-1' }] }],
		['items beside no candidates', { items: [{ id: 'i-1' }], candidates: [] }],
		['interviews before an empty list', { data: [{ id: 'i-1' }], meta: { items: [] } }],
		['no candidates behind a list', { list: [{ id: 's-1' }], data: { candidates: [] } }],
		['two lists of IDs', { candidates: [{ id: 'c-1' }], interviews: [{ id: 'i-1' }] }],
		['a list beside its people', { data: [{ id: 'i-1' }], included: [another] }],
		['a list above its people', { data: [{ id: 'i-1' }], meta: others }],
	])('is none in %s', (_, json) => {
		expect(listed(json)).toBeUndefined();
	});

	it('may be the one interview that was asked for, even without an email address and with lists in it', () => {
		const interview = { interviewId: 'i-1', status: 'completed', answers: [{ question: 'Why?' }] };
		const ids = (json: unknown, asked?: string) =>
			rowsOf(json, asked)
				?.flatMap((row) => perInterview(row, asked))
				.map((row) => readRow(row).interview.id);

		expect(ids({ data: interview }, 'I-1')).toEqual(['i-1']);
		const team = { ...interview, email: 'a@b.co', team: [another] };
		expect(ids({ result: team }, 'I-1')).toEqual(['i-1']);
		expect(ids({ data: { ...team, results: [another] } }, 'I-1')).toEqual(['i-1']);
		expect(ids({ query: { interviewId: 'i-1' } }, 'i-1')).toBeUndefined();
		const ofCandidate = { candidate: another, interviews: [{ id: 'i-1', email: 'a@b.co' }] };
		expect(ids({ data: ofCandidate }, another.id)).toEqual(['i-1']);
		const candidate = { data: { ...another, interviews: null } };
		expect([ids(candidate, another.id), ids(candidate, 'i-1')]).toEqual([[another.id], []]);
		expect(ids({ data: { interviewId: 'i-1', candidates: [] } }, 'i-1')).toEqual([]);
		expect(ids({ data: { id: 'i-1', total: 0 } }, 'i-2')).toBeUndefined();
	});
});
