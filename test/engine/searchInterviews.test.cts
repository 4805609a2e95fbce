/* The Interview list of the editor, as n8n has it filled. */
import { searchList } from '../../dev/engine/searchList.cts';
import type { Switches } from '../../dev/interviewFlowAi/service.cts';
import { by, failing, JOB, pages } from './getInterviews.cts';
import { account, service } from './localService.cts';

const search = (filter?: string, paginationToken?: string, job: unknown = by('id', JOB.id)) =>
	searchList({
		...{ method: 'searchInterviews', filter, paginationToken },
		parameters: { operation: 'get', job: job as string },
		credentials: account({ jobListUrl: '/jobs' }),
	});
const fill = (count: number) => service.fill({ jobId: JOB.id, count });

it('shows name, email and status of each interview, in the order of the service, page by page', async () => {
	fill(230);
	const names: string[] = [];
	let token: string | undefined;
	do {
		const page = await search('', token);
		names.push(...page.results.map(({ name }) => name));
		token = page.paginationToken;
	} while (token);

	expect(names).toHaveLength(230);
	expect(names[0]).toBe('Candidate 230 (candidate.230@example.com), shortlisted');
	expect(names.at(-1)).toBe('Candidate 1 (candidate.1@example.com), shortlisted');
	expect(new Set(names).size).toBe(230);
});

it.each([
	['CANDIDATE.7@', [7]],
	['example 17 candidate', [117, 17]],
	['Candidate 7 (candidate.7@example.com)', [7]],
	['nobody', []],
])('a search for %p looks in name and email, on all pages', async (filter, expected) => {
	fill(120);
	const { results, paginationToken } = await search(filter);

	const held = new Map(service.interviews.map(({ id, email }) => [id, email]));
	const emails = expected.map((n) => `candidate.${n}@example.com`);
	expect(results.map(({ value }) => held.get(String(value)))).toEqual(emails);
	expect(paginationToken).toBeUndefined();
});

it('a search reads at most 10 pages, and then says what to do', async () => {
	fill(1100);
	const { results } = await search('candidate.1099@');

	expect(results.map(({ name }) => name)).toEqual([
		'Candidate 1099 (candidate.1099@example.com), shortlisted',
		'Only the first 1000 interviews of this job can be listed. Choose By Email to find any other.',
	]);
	expect(pages()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it.each([
	[{ id: '1', email: 'jane@example.com', status: 'draft' }, 'jane@example.com, draft'],
	[{ id: '2', name: 'Jane' }, 'Jane'],
	[{ id: '3', candidate: {} }, '3'],
])('names an interview by what is known of it: %j', async (interview, name) => {
	const list = { kind: 'json', status: 200, body: { candidates: [interview] } } as const;
	service.set(failing(list));
	const found = { results: [{ name, value: interview.id }] };
	expect(await search()).toMatchObject(found);
	expect(await search(name.split(',')[0])).toMatchObject(found);
	expect((await search('x')).results).toEqual(name.includes('x') ? found.results : []);
});

it('finds the job by its title', async () => {
	fill(2);
	expect((await search('', undefined, by('title', JOB.title))).results).toHaveLength(2);
});

const noIds = failing({ kind: 'json', status: 200, body: [{ email: 'x@example.com' }] });
const noPage2 = failing({ kind: 'status', status: 400 }, 2);
const NO_LIST =
	/could not be read to the end of the list: the answer was not a list.*Choose By ID or By Email/;

it.each<[string, unknown, Switches, RegExp]>([
	['no job chosen', by('list', ''), {}, /^Choose the Job first/],
	['a mapped job', by('id', '={{ $json.job }}'), {}, /expression, choose By ID or By Email/],
	['an unknown title', by('title', 'Astronaut'), {}, /^No job has the title "Astronaut"/],
	['an unknown job', by('id', 'none'), {}, /found nothing for job none \(404\)/],
	['no IDs', by('id', JOB.id), noIds, /gives no IDs.*By Email/],
	['no list', by('id', JOB.id), { fetchShape: 'HTML' }, NO_LIST],
	[
		'a page 2 that is refused',
		by('id', JOB.id),
		noPage2,
		/could not be read to the end of the list: the service answered 400/,
	],
])('with %s, the message says why there is no list', async (_, job, switches, message) => {
	service.set(switches);
	fill(230);
	await expect(search('x', undefined, job)).rejects.toThrow(message);
});
