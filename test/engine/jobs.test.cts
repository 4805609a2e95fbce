/*
 * The Job list through n8n-core's own list-search context, and By Title through n8n's engine. What lists look like and
 * how they end is a matter of the unit tests; here is what takes a real server: requests, redirects, and the API key.
 */
import type { IDataObject } from 'n8n-workflow';
import { type Fault, type LocalService, startService } from '../../dev/interviewFlowAi/service.cts';
import { runNode, searchList } from '../../dev/engine/engine.cts';

let service: LocalService;
let elsewhere: LocalService;

const saved = [
	{ title: 'Saved Cook', id: 'saved-1' },
	{ title: 'Ärztin', id: 'saved-2' },
];
const withSaved = { savedJobs: { jobs: saved } };

/** A credential of the local service. */
function account(more: IDataObject = {}) {
	return { apiKey: service.apiKey, baseUrl: service.url, ...more };
}

function list(credentials: IDataObject, filter?: string) {
	return searchList({
		method: 'searchJobs',
		filter,
		credentials: credentials as ReturnType<typeof account>,
	});
}

async function names(...args: Parameters<typeof list>) {
	return (await list(...args)).results.map(({ name }) => name);
}

const jobRequests = (from: LocalService) =>
	from.received.filter(({ endpoint }) => endpoint === 'jobs');
const always = (fault: Fault) => service.set({ faults: { always: { jobs: fault } } });

beforeAll(async () => {
	service = await startService({ jobs: [] });
	elsewhere = await startService({ jobs: [] });
});

afterAll(async () => {
	await Promise.all([service.stop(), elsewhere.stop()]);
});

beforeEach(() => {
	// Waits before another try are random parts of a limit; here they are none of it.
	jest.spyOn(Math, 'random').mockReturnValue(0);
	service.reset();
	elsewhere.reset();
	for (const title of ['Listed Cook', 'Bäcker', '日本語の仕事']) {
		service.addJob({ id: `job ${title}`, title, visibility: 'public' });
		elsewhere.addJob({ id: `else ${title}`, title, visibility: 'public' });
	}
});
afterEach(() => jest.restoreAllMocks());

describe('From List', () => {
	it('lists Saved Jobs without a request', async () => {
		expect(await names(account(withSaved))).toEqual(['Ärztin', 'Saved Cook']);
		expect(service.received).toEqual([]);
	});

	it('merges both sources from all pages, sorted by title', async () => {
		service.set({ jobList: { container: 'jobs', pageSize: 1, nextLink: 'absolute' } });
		expect(await names(account({ ...withSaved, jobListUrl: `${service.url}/jobs` }))).toEqual([
			'Ärztin',
			'Bäcker',
			'Listed Cook',
			'Saved Cook',
			'日本語の仕事',
		]);
	});

	it.each<[string, () => IDataObject, Fault | undefined, string]>([
		[
			'no source',
			account,
			undefined,
			'There are no jobs to choose from yet. In the InterviewFlowAI API credential, add jobs under Saved Jobs or enter a Job List URL; or choose By ID in the Job field.',
		],
		[
			'an incomplete credential',
			() => ({ apiKey: ' ', baseUrl: service.url }),
			undefined,
			'API Key of the InterviewFlowAI API credential is empty. Open the credential and correct it.',
		],
		[
			'an address where nothing answers',
			() => account({ jobListUrl: 'http://127.0.0.1:9/jobs' }),
			undefined,
			'the connection was refused',
		],
	])('says in the message why there is nothing to choose from: %s', async (_, of, fault, words) => {
		if (fault) always(fault);
		await expect(list(of())).rejects.toThrow(words);
	});

	it('still lists Saved Jobs when the Job List URL does not work, and says why there are no others', async () => {
		always({ kind: 'status', status: 404 });
		const credentials = account({ ...withSaved, jobListUrl: '/jobs' });
		const why = expect.stringMatching(/^The Job List URL in the credential answered 404/);
		expect(await names(credentials)).toEqual([why, 'Ärztin', 'Saved Cook']);
		expect(await names(credentials, 'baker')).toEqual([why]);
	});
});

describe('the API key', () => {
	const keySentTo = (from: LocalService) =>
		from.received.some(({ headers }) => JSON.stringify(headers).includes(service.apiKey));

	it('does not go to another origin', async () => {
		expect(await names(account({ jobListUrl: `${elsewhere.url}/jobs` }))).toHaveLength(3);
		expect(jobRequests(elsewhere)).toHaveLength(1);
		expect(keySentTo(elsewhere)).toBe(false);
	});

	it.each([302, 308] as const)(
		'does not follow a %d redirect to another origin',
		async (status) => {
			always({ kind: 'redirect', status, location: `${elsewhere.url}/jobs` });
			await expect(list(account({ jobListUrl: '/jobs' }))).rejects.toThrow(
				`sends a redirect to another address (${status}), which is not followed. Enter the final address.`,
			);
			expect(elsewhere.received).toEqual([]);
		},
	);
});

/** Creates links for candidates with these positions. */
const create = (positions: string[], more: IDataObject = {}, mode = 'title') =>
	runNode({
		items: positions.map((position, n) => ({
			name: `Candidate ${n}`,
			email: `c${n}@example.com`,
			position,
		})),
		parameters: {
			job: { __rl: true, mode, value: '={{ $json.position }}' },
			name: '={{ $json.name }}',
			email: '={{ $json.email }}',
		},
		credentials: account({ jobListUrl: '/jobs', ...more }),
		onError: 'continueErrorOutput',
	});

describe('By Title', () => {
	it('asks for the list once for all items, and refuses an unknown title with the nearest ones', async () => {
		const { json } = await create([...Array<string>(50).fill(' BACKER '), 'Bäkker']);

		expect(json[0]!.map(({ jobId }) => jobId)).toEqual(Array(50).fill('job Bäcker'));
		const error = expect.stringContaining('No job has the title "Bäkker". The known titles are');
		expect(json[2]).toMatchObject([{ position: 'Bäkker', error }]);
		expect(jobRequests(service)).toHaveLength(1);
	});

	it('says that the list could not be loaded when a title is not among the Saved Jobs', async () => {
		always({ kind: 'status', status: 404 });
		service.addJob({ id: 'saved-1', title: 'Saved Cook', visibility: 'public' });

		const { json } = await create(['Saved Cook', 'Bäcker'], withSaved);

		expect(json[0]).toMatchObject([{ jobId: 'saved-1' }]);
		const error = expect.stringMatching(
			/The job with the title "Bäcker" could not be looked up\..*answered 404/,
		);
		expect(json[2]).toMatchObject([{ error }]);
	});
});

describe('a list with a next page on another host', () => {
	const words = 'names a following page on another host';
	beforeEach(() =>
		service.set({ jobList: { container: 'jobs', pageSize: 1, nextLink: elsewhere.url } }),
	);
	afterEach(() => expect(elsewhere.received).toEqual([]));

	it('is not shown as the whole', async () => {
		const opening = list(account({ ...withSaved, jobListUrl: '/jobs' }));
		await expect(opening).rejects.toThrow(words);
	});

	it('leaves it to Saved Jobs to decide By Title', async () => {
		service.addJob({ id: 'saved-1', title: 'Saved Cook', visibility: 'public' });

		const { json } = await create(['Listed Cook', 'saved cook', 'Bäcker'], withSaved);

		expect(json[0]).toMatchObject([{ jobId: 'saved-1', jobTitle: 'Saved Cook' }]);
		expect(json[2]!.map(({ position }) => position)).toEqual(['Listed Cook', 'Bäcker']);
		for (const { error } of json[2]!) expect(error).toContain(words);
		expect(service.counters.create).toBe(1);
	});
});
