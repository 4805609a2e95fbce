/* The job list as pure functions: reading any shape, merging, searching, paging, and finding by title. */
import type { Send } from '../../nodes/InterviewFlowAi/api/client';
import { editDistance, nearestTitles, titleFinder } from '../../nodes/InterviewFlowAi/jobs/byTitle';
import {
	fold,
	mergeJobs,
	readJobPage,
	readSavedJobs,
	toListPage,
} from '../../nodes/InterviewFlowAi/jobs/jobList';
import { loadJobs } from '../../nodes/InterviewFlowAi/jobs/loadJobs';

describe('reading a job list', () => {
	const job = { id: '1', title: 'Cook' };

	it.each([
		['an array', [job]],
		['data', { data: [job] }],
		['jobs', { jobs: [job] }],
		['interviewers', { interviewers: [job] }],
		['items', { items: [job] }],
		['results', { results: [job] }],
		['keys in another case', { Data: [{ ID: '1', Title: 'Cook' }] }],
	])('finds the jobs in %s', (_, json) => {
		expect(readJobPage(json)?.jobs).toEqual([job]);
	});

	it.each(['id', 'jobId', 'interviewerId', 'uuid', 'job_id'])('takes the ID from %s', (key) => {
		expect(readJobPage([{ [key]: 7, title: 'Cook' }])?.jobs).toEqual([{ id: '7', title: 'Cook' }]);
	});

	it.each(['title', 'name', 'jobTitle', 'role'])('takes the title from %s', (key) => {
		expect(readJobPage([{ id: '1', [key]: ' Cook ' }])?.jobs).toEqual([job]);
	});

	it('counts entries without an ID or a title', () => {
		expect(
			readJobPage([job, { id: '2' }, { title: 'Cleaner' }, null, 'x', { id: '', title: 'y' }]),
		).toEqual({
			jobs: [job],
			skipped: 5,
			next: undefined,
		});
	});

	it.each([{ archived: true }, { status: 'archived' }, { status: 'Closed' }])(
		'leaves out a job with %j',
		(over) => {
			expect(readJobPage([job, { id: '2', title: 'Old', ...over }])).toMatchObject({
				jobs: [job],
				skipped: 0,
			});
		},
	);

	it.each([
		{ next: '/p2' },
		{ nextPage: '/p2' },
		{ pagination: { next: '/p2' } },
		{ next_page: '/p2' },
	])('finds the next page in %j', (link) => {
		expect(readJobPage({ jobs: [job], ...link })?.next).toBe('/p2');
	});

	it.each([null, 'text', 5, {}, { jobs: 'none' }, { other: [job] }])(
		'finds no list in %j',
		(json) => {
			expect(readJobPage(json)).toBeUndefined();
		},
	);

	it('reads Saved Jobs, showing one without a title by its ID and dropping one without an ID', () => {
		const saved = {
			jobs: [
				{ id: ' 1 ', title: ' Cook ' },
				{ id: '2', title: '' },
				{ id: '', title: 'x' },
			],
		};
		expect(readSavedJobs(saved)).toEqual([job, { id: '2', title: '2' }]);
		expect(readSavedJobs(undefined)).toEqual([]);
		expect(readSavedJobs({})).toEqual([]);
	});

	it('drops repeats of an ID, keeping the first, and sorts by title', () => {
		expect(
			mergeJobs(
				[{ id: '1', title: 'Öl 10' }],
				[
					{ id: '2', title: 'Öl 9' },
					{ id: '1', title: 'Again' },
				],
			),
		).toEqual([
			{ id: '2', title: 'Öl 9' },
			{ id: '1', title: 'Öl 10' },
		]);
	});
});

describe('the list in the editor', () => {
	const titles = ['Köchin', 'Straße', '👩‍🍳 Cook', 'מהנדס תוכנה', 'Z'.repeat(300)];
	const jobs = titles.map((title, index) => ({ id: `id-${index}`, title }));

	it.each([
		['kochin', 'Köchin'],
		['KÖCHIN', 'Köchin'],
		['strasse', 'Straße'],
		['👩‍🍳', '👩‍🍳 Cook'],
		['תוכנה', 'מהנדס תוכנה'],
		['z'.repeat(300), 'Z'.repeat(300)],
		['ID-0', 'Köchin'],
	])('finds %j', (filter, title) => {
		expect(toListPage(jobs, filter).results.map(({ name }) => name)).toEqual([title]);
	});

	it('pages by 100 with tokens of text', () => {
		const many = Array.from({ length: 250 }, (_, n) => ({ id: String(n), title: `Job ${n}` }));
		const seen: unknown[] = [];
		let token: unknown;
		do {
			const page = toListPage(many, '', token as string | undefined);
			expect(page.results.length).toBeLessThanOrEqual(100);
			seen.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
			expect(['string', 'undefined']).toContain(typeof token);
		} while (token !== undefined);
		expect(seen).toEqual(many.map(({ id }) => id));
	});

	it('tells jobs of the same title apart by their IDs', () => {
		const same = [
			{ id: 'a', title: 'Cook' },
			{ id: 'b', title: 'Cook' },
		];
		expect(toListPage(same).results.map(({ name }) => name)).toEqual(['Cook (a)', 'Cook (b)']);
	});
});

describe('By Title', () => {
	const jobs = [
		{ id: '1', title: 'Sales Manager' },
		{ id: '2', title: 'Sales Manager Berlin' },
		{ id: '3', title: 'Ingénieur' },
		{ id: '4', title: 'Cook' },
		{ id: '5', title: 'cook' },
	];
	const find = titleFinder(jobs);

	it.each([
		['Sales Manager', '1'],
		['  sales   manager ', '1'],
		['INGENIEUR', '3'],
	])('finds %j', (title, id) => {
		expect(find(title)).toEqual({ id });
	});

	it('names the nearest titles when there is no match', () => {
		expect(find('Sales Manger')).toEqual({
			problem:
				'No job has the title "Sales Manger". Did you mean "Sales Manager" or "Sales Manager Berlin"? Titles come from Saved Jobs and Job List URL in the credential.',
		});
	});

	it('says so when no title is near', () => {
		expect(find('Astronaut')).toEqual({
			problem:
				'No job has the title "Astronaut". None of the 5 known titles is like it. Titles come from Saved Jobs and Job List URL in the credential.',
		});
	});

	it('refuses a title that several jobs have', () => {
		expect(find('Cook')).toEqual({
			problem: '2 jobs have the title "Cook" (IDs 4, 5). Choose By ID instead.',
		});
	});

	it.each([undefined, null, '', '  ', 5, {}])('asks for a title instead of %j', (title) => {
		expect(find(title)).toEqual({
			problem:
				'Job holds no text. Enter a job title, or map a field that holds one for every item.',
		});
	});

	it('suggests at most three titles', () => {
		const alike = ['Cook A', 'Cook B', 'Cook C', 'Cook D'].map((title) => ({ id: title, title }));
		expect(nearestTitles('Cook', alike)).toEqual(['Cook A', 'Cook B', 'Cook C']);
	});

	it('suggests a longer title of which the beginning was misspelt', () => {
		const jobs = [{ id: '1', title: 'Customer Support Specialist' }];
		expect(nearestTitles('Custmer Support', jobs)).toEqual(['Customer Support Specialist']);
		expect(nearestTitles('Cusp', jobs)).toEqual([]);
	});

	it('stays quick with 5,000 long titles', () => {
		const many = Array.from({ length: 5000 }, (_, n) => ({
			id: `${n}`,
			title: `${n} `.repeat(75),
		}));
		const startedAt = performance.now();
		nearestTitles('Unheard of '.repeat(25), many);
		expect(performance.now() - startedAt).toBeLessThan(1500);
	});

	it.each([
		['', '', 0],
		['cook', 'cook', 0],
		['cook', 'book', 1],
		['cook', 'coo', 1],
		['', 'abc', 3],
		['kitten', 'sitting', 3],
	])('counts the edits from %j to %j', (from, to, distance) => {
		expect(editDistance(from, to)).toBe(distance);
	});

	it('folds case, accents and blanks', () => {
		expect(fold('  Größe\u00a0 é ')).toBe('GROSSE E');
	});
});

describe('loading', () => {
	it('takes no longer than 10 seconds for all pages together', async () => {
		const timeouts: number[] = [];
		const now = jest.spyOn(Date, 'now');
		let time = 0;
		now.mockImplementation(() => time);
		const send: Send = async ({ timeoutMs }) => {
			timeouts.push(timeoutMs);
			time += 4000;
			if (time > 10_000) return { kind: 'lost', reason: 'no answer came in time' };
			const json = { jobs: [{ id: '1', title: 'Cook' }], next: `/p${time}` };
			return { kind: 'answer', status: 200, headers: {}, json, text: '', tooLarge: false };
		};
		const account = {
			apiKey: 'key',
			baseUrl: 'https://api.example.com',
			data: { jobListUrl: '/jobs' },
		};
		const loaded = await loadJobs(account, send);
		now.mockRestore();
		expect(timeouts).toEqual([10_000, 6000, 2000]);
		expect(loaded.jobs).toEqual([{ id: '1', title: 'Cook' }]);
		expect(loaded.problem).toContain('no answer came in time');
	});
});
