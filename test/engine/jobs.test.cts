/*
 * The Job list through n8n-core's own list-search context, and By Title through n8n's engine. What lists look like, how
 * they end and where the API key goes is a matter of the unit tests.
 */
import type { IDataObject } from 'n8n-workflow';
import { by } from '../../dev/engine/createLinks.cts';
import { always } from '../../dev/interviewFlowAi/service.cts';
import { searchList } from '../../dev/engine/searchList.cts';
import { account, createAll, service } from './localService.cts';

const saved = ['Saved Cook', 'Ärztin'].map((title, n) => ({ title, id: `saved-${n}` }));
const withSaved = { savedJobs: { jobs: saved } };

async function names(credentials: ReturnType<typeof account>, filter?: string) {
	const { results } = await searchList({ method: 'searchJobs', filter, credentials });
	return results.map(({ name }) => name);
}

describe('From List', () => {
	it('lists Saved Jobs without a request', async () => {
		expect(await names(account(withSaved))).toEqual(['Ärztin', 'Saved Cook']);
		expect(service.received).toEqual([]);
	});

	it('merges both sources from all pages, sorted by title', async () => {
		service.set({ jobList: { pageSize: 1 } });
		expect(await names(account({ ...withSaved, jobListUrl: `${service.url}/jobs` }))).toEqual([
			...['Ärztin', 'Customer Support Specialist', 'Head of Finance', 'Saved Cook'],
			'Senior Backend Engineer',
		]);
	});

	it('loads the jobs when it is opened and for another account, and not for searching or scrolling', async () => {
		for (let n = 0; n < 150; n++) {
			service.addJob({ id: `${n}`, title: `Job ${100 + n}`, visibility: 'public' });
		}
		const credentials = account({ jobListUrl: '/jobs' });
		const open = (filter?: string, paginationToken?: string) =>
			searchList({ method: 'searchJobs', filter, paginationToken, credentials });

		const first = await open();
		const second = await open(undefined, first.paginationToken as string);
		const searched = await open('job 249');

		expect([first, second, searched].map(({ results }) => results.length)).toEqual([100, 53, 1]);
		expect(service.counters.jobs).toBe(1);

		await open();
		await names({ ...credentials, apiKey: 'another-key' }, 'job');
		expect(service.counters.jobs).toBe(3);
	});

	it('waits ten seconds for the jobs, all pages together', async () => {
		const timeout = AbortSignal.timeout.bind(AbortSignal);
		const spy = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 50));
		const page2 = { on: { endpoint: 'jobs', page: 2 } as const, fault: { kind: 'stall' } as const };
		service.set({ jobList: { pageSize: 1 }, faults: [page2] });

		await expect(names(account({ jobListUrl: '/jobs' }))).rejects.toThrow(
			'too long or was stopped.',
		);

		expect(spy.mock.calls[0]).toEqual([10_000]);
	});

	it.each<[string, IDataObject, RegExp]>([
		['no source', {}, /^There are no jobs to choose from yet\. .* By ID in the Job field\.$/],
		['an incomplete credential', { apiKey: ' ' }, /^API Key of the .* credential is empty/],
	])('says in the message why there is nothing to choose from: %s', async (_, more, words) => {
		await expect(names(account(more))).rejects.toThrow(words);
	});

	it('still lists Saved Jobs when the Job List URL does not work, and says why there are no others', async () => {
		service.set({ faults: always('jobs', { kind: 'status', status: 404 }) });
		const credentials = account({ ...withSaved, jobListUrl: '/jobs' });
		const why = expect.stringMatching(/^The Job List URL in the credential answered 404/);
		expect(await names(credentials)).toEqual([why, 'Ärztin', 'Saved Cook']);
		expect(await names(credentials, 'baker')).toEqual([why]);
	});
});

it('By Title asks for the list once for all items, and refuses an unknown title with the nearest ones', async () => {
	const titles = [...Array<string>(50).fill(' head of FINANCE '), 'Head of Finances'];
	const items = titles.map((title, n) => ({ name: 'C', email: `c${n}@example.com`, title }));

	const parameters = { job: by('title', '={{ $json.title }}') };
	const credentials = account({ jobListUrl: '/jobs' });
	const { json } = await createAll(items, { parameters, credentials });

	expect(json[0]!.map(({ jobId }) => jobId)).toEqual(Array(50).fill(service.jobs[1]!.id));
	const words = 'No job has the title "Head of Finances". Known titles:';
	const error = expect.stringContaining(words);
	expect(json[2]).toMatchObject([{ title: 'Head of Finances', error }]);
	expect(service.counters.jobs).toBe(1);
});
