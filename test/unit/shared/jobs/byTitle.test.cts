/* Finding a job by its title, and the problem where there is none. */
import { nearestTitles, titleFinder } from '../../../../nodes/InterviewFlowAi/shared/jobs/byTitle';
import type { LoadedJobs } from '../../../../nodes/InterviewFlowAi/shared/jobs/loadJobs';
import { workedMs } from '../../../../dev/longestBlock.cts';

const titled = (...titles: string[]) => titles.map((title, n) => ({ id: String(n + 1), title }));
const finderOf = (jobs: LoadedJobs['jobs'], more: Partial<LoadedJobs> = {}) =>
	titleFinder({ jobs, withoutId: [], ...more });

const SALES = ['Sales Manager', 'Sales Manager Berlin'];
const jobs = titled(...SALES, 'Ingénieur', 'Cook', 'cook', '2041', 'Dev null');
const find = finderOf(jobs);

/** The problem of a title that is not found. */
const problemOf = (title: unknown, finder = find) => {
	const found = finder(title);
	return found.ok ? `found ${String(found.value.id)}` : found.problem;
};

describe('By Title', () => {
	it.each([
		['  sales   manager ', '1', 'Sales Manager'],
		['INGENIEUR', '3', 'Ingénieur'],
		[2041, '6', '2041'],
		['dev null', '7', 'Dev null'],
	])('finds %j', (wanted, id, title) => {
		expect(find(wanted)).toEqual({ ok: true, value: { id, title } });
	});

	it.each([
		['Sales Manger', find, 'Did you mean "Sales Manager" or "Sales Manager Berlin"?'],
		['Astronaut', find, 'There are 7 known titles.'],
		['Chef', finderOf(titled('Cook', 'Host')), 'Known titles: "Cook" and "Host".'],
		['Chef', finderOf(titled('Cook')), 'Known titles: "Cook".'],
	])('names near titles, or all of a few, or their number: %s', (title, finder, words) => {
		expect(problemOf(title, finder)).toBe(
			`No job has the title "${title}". ${words} Titles come from Saved Jobs and Job List URL in the credential.`,
		);
	});

	it('refuses a title that several jobs have', () => {
		const words = '2 jobs have the title "Cook" (IDs 5, 4). Choose By ID instead.';
		expect(problemOf('Cook')).toBe(words);
	});

	it('says so when it is given the ID of a job', () => {
		expect(problemOf(' 3 ')).toBe(
			'Job is set to By Title, but "3" is the ID of the job "Ingénieur". Choose By ID, or enter the title.',
		);
	});

	it('says which Saved Job lacks its ID', () => {
		const finder = finderOf(jobs, { withoutId: ['Cleaner'] });
		const words = 'has no Job ID. Open the credential and add it.';
		expect(problemOf('cleaner', finder)).toContain(words);
	});

	it.each([undefined, '\u200B', ['Cook', 'Host'], {}])('asks for a title, not %j', (title) => {
		expect(problemOf(title)).toMatch(/^Job is .* enter a job title\b/i);
	});

	it('goes by Saved Jobs alone while the list is not complete', () => {
		const problem = 'The list is cut off.';
		const finder = finderOf(titled('Host', 'Twin', 'Twin'), { problem });

		expect(finder('host')).toEqual({ ok: true, value: { id: '1', title: 'Host' } });
		const words = 'The job with the title "Waiter" could not be looked up. The list is cut off.';
		expect(problemOf('Waiter', finder)).toBe(words);
		expect(problemOf('Twin', finder)).toMatch(/^2 jobs have the title/);
	});

	it('suggests titles for the first five unknown ones only, and stays quick', () => {
		const many = titled(...Array.from({ length: 1000 }, (_, n) => `Head of Department ${n}`));
		const finder = finderOf(many);
		const before = workedMs();
		const wanted = Array.from({ length: 5000 }, (_, n) => `Head of Departmnt ${n}`);
		const problems = wanted.map((title) => problemOf(title, finder));

		expect(problems.filter((problem) => problem.includes('Did you mean'))).toHaveLength(5);
		expect(workedMs() - before).toBeLessThan(1000);
	});
});

describe('the nearest titles', () => {
	it('are three at the most', () => {
		const alike = ['Cook A', 'Cook B', 'Cook C', 'Cook D'];
		expect(nearestTitles('Cook', alike)).toEqual(['Cook A', 'Cook B', 'Cook C']);
	});

	it('are also longer ones of which the beginning was misspelt', () => {
		const support = 'Customer Support Specialist';
		expect(nearestTitles('Custmer Support', [support])).toEqual([support]);
		expect(nearestTitles('Cusp', [support])).toEqual([]);
	});

	it('are found among 10,000 long ones within a moment', () => {
		const many = Array.from({ length: 10_000 }, (_, n) => `${n} `.repeat(75));
		const before = workedMs();
		nearestTitles('Unknown title '.repeat(25), many);
		expect(workedMs() - before).toBeLessThan(1500);
	});

	it.each([
		['Book', 'Cook', true],
		['Cok', 'Cook', true],
		['Cook', 'Cook for the kitchen of our new office in Berlin', true],
		['Host', 'Cook', false],
	])('of %j: %j is one: %s', (title, other, isNear) => {
		expect(nearestTitles(title, [other])).toEqual(isNear ? [other] : []);
	});
});
