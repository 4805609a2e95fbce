/* The job list: reading any shape, and merging. */
import {
	fold,
	mergeJobs,
	readJobPage,
	readSavedJobs,
} from '../../../../nodes/InterviewFlowAi/shared/jobs/jobList';

describe('reading a job list', () => {
	const job = { id: '1', title: 'Cook' };

	it.each([
		['an array', [job]],
		['interviewers', { interviewers: [job] }],
		['items', { items: [job] }],
		['results', { results: [job] }],
		['jobs in data', { status: 'success', data: { jobs: [job] } }],
		['keys in another case', { Data: [{ ID: '1', Title: 'Cook' }] }],
	])('finds the jobs in %s', (_, json) => {
		expect(readJobPage(json)?.jobs).toEqual([job]);
	});

	it.each(['interviewerId', 'uuid', 'job_id'])('takes the ID from %s', (key) => {
		expect(readJobPage([{ [key]: 7, title: 'Cook' }])?.jobs).toEqual([{ id: '7', title: 'Cook' }]);
	});

	it.each(['name', 'role'])('takes the title from %s', (key) => {
		expect(readJobPage([{ id: '1', [key]: ' Cook ' }])?.jobs).toEqual([job]);
	});

	it('counts entries without an ID or a title', () => {
		const others = [{ id: '2' }, { title: 'Cleaner' }, null, 'x', { id: '', title: 'y' }];
		const end = { next: undefined, hasMore: false, entries: 6 };
		expect(readJobPage([job, ...others])).toEqual({ jobs: [job], skipped: 5, ...end });
	});

	it('takes the job’s own ID and title where the row of a table has others', () => {
		const row = { id: 7, createdAt: '2026-07-01', name: 'Jane', jobId: '1', jobTitle: 'Cook' };
		expect(readJobPage([row])?.jobs).toEqual([job]);
		expect(readJobPage([{ 'Job Title': 'Cook', 'Job ID': 1 }])?.jobs).toEqual([job]);
	});

	it('ignores an ID that is too large for a number', () => {
		const list: unknown = JSON.parse('[{"id": 1234567890123456789, "title": "Cook"}]');
		expect(readJobPage(list)).toMatchObject({ jobs: [], skipped: 1 });
	});

	const OVER = [true, 'TRUE', 1].map((archived) => ({ archived }));
	it.each([...OVER, { status: 'archived' }, { status: 'Closed' }])(
		'leaves out a job with %j',
		(over) => {
			const page = readJobPage([job, { id: '2', title: 'Old', ...over }]);
			expect(page).toMatchObject({ jobs: [job], skipped: 0 });
		},
	);

	it.each([false, 'FALSE', 0, '', null])('keeps a job with archived: %j', (archived) => {
		expect(readJobPage([{ ...job, archived }])?.jobs).toEqual([job]);
	});

	it.each([
		{ next_page_url: '/p2', hasMore: true },
		{ '@odata.nextLink': '/p2' },
		{ _links: { next: { href: '/p2' } } },
		{ meta: { nextPage: 2, next: '/p2' } },
		{ data: { pagination: { next: '/p2' } } },
	])('finds the next page in %j', (link) => {
		expect(readJobPage({ jobs: [job], ...link })?.next).toBe('/p2');
	});

	it('finds the next page in the header Link', () => {
		const link = '</p1>; rel="prev", </p2>; title="the next one"; rel=next, </p9>; rel="last"';
		expect(readJobPage([job], { link })).toMatchObject({ next: '/p2', hasMore: false });
	});

	it.each([
		[{ meta: { pagination: { page: 1 }, totalItems: '250' } }, 250, undefined],
		[{ pagination: { page: 1, pageSize: 25, pageCount: 4, total: 90 } }, 90, 4],
		[{ page: 1, total_pages: 3 }, undefined, 3],
		[{ meta: { pagination: { total: 250, usage: { total: 9 } } } }, 250, undefined],
		[{ meta: { current_page: 1, last_page: 3, total: 'many' } }, undefined, 3],
		[{ usage: { total: 250, pages: 9 }, data: { stats: { total: 250 }, total: 3 } }, 3, undefined],
	])('reads in %j how many there are', (said, total, pages) => {
		const read = readJobPage({ jobs: [job], ...said });
		expect(read).toMatchObject({ entries: 1, total, pages, hasMore: false });
	});

	it.each([
		[{ 'x-total-count': '250' }, 250, undefined],
		[{ 'content-range': 'jobs 0-0/250' }, 250, undefined],
		[{ 'content-range': 'jobs 0-0/*', 'x-total-pages': '3' }, undefined, 3],
		[{ 'x-has-more': 'true' }, undefined, undefined, true],
		[{ 'x-has-more': 'false', 'x-next-cursor': '1' }, undefined, undefined],
	])('reads in the headers %j how many there are', (headers, total, pages, hasMore = false) => {
		expect(readJobPage([job], headers)).toMatchObject({ total, pages, hasMore });
	});

	it.each([null, 'text', { jobs: 'none' }, { other: [job] }])('finds none in %j', (json) => {
		expect(readJobPage(json)).toBeUndefined();
	});

	it('reads Saved Jobs, showing one without a title by its ID, and naming one without an ID', () => {
		const others = Object.entries({ 2: '', '': 'x' }).map(([id, title]) => ({ id, title }));
		const saved = readSavedJobs({ jobs: [{ id: ' 1 ', title: ' Cook ' }, ...others] });

		expect(saved).toEqual({ jobs: [job, { id: '2', title: '2' }], withoutId: ['x'] });
		for (const none of [undefined, { jobs: 'none' }]) {
			expect(readSavedJobs(none)).toEqual({ jobs: [], withoutId: [] });
		}
	});

	it('drops repeats of an ID, keeping the first, and sorts by title', () => {
		const ten = { id: 'A1', title: 'Öl 10' };
		const nine = { id: '2', title: 'Öl 9' };
		const again = { id: 'A1', title: 'Again' };
		expect(mergeJobs([ten, nine, again, { ...ten, id: 'a1' }])).toEqual([nine, ten]);
	});
});

test.each([
	[{ next_cursor: 'abc' }, true],
	[{ nextPage: 2 }, true],
	[{ nextOffset: 50, count: 50 }, true],
	[{ nextOffset: 50, total: 50 }, false],
	[{ isLast: false }, true],
	[{ last: 'Cook', lastPage: 1, nextOffset: -1 }, false],
	[{ last: true, nextOffset: 50 }, false],
	[{ lastPage: 3, nextPage: 2 }, true],
	[{ next: false }, false],
	[{ next: { page: 2, limit: 100 } }, true],
	[{ next: {}, filters: { moreOptions: true } }, false],
	[{ IsTruncated: true }, true],
	[{ moreResults: true, incomplete_results: true }, true],
	[{ nextReview: 'May' }, false],
	[{ nextPage: 0 }, false],
	[{ next_cursor: 'abc', pagination: { hasNext: false } }, false],
])('a list with %j has more: %s', (said, hasMore) => {
	expect(readJobPage({ jobs: [], ...said })).toMatchObject({ next: undefined, hasMore });
});

test('titles are compared without case, accents and blanks', () => {
	expect(fold('  Größe\u00a0 é ')).toBe('GROSSE E');
	expect(fold('Sales\u200b Man\u00adager\ufeff')).toBe('SALES MANAGER');
});
