/* The Job list through n8n-core's own list-search context, and By Title through n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import { type Fault, type LocalService, startService } from '../../dev/interviewFlowAi/service.cts';
import { runNode, searchList } from '../../dev/engine/engine.cts';
import { told } from './told.cts';

let service: LocalService;
let elsewhere: LocalService;

const saved = [
	{ title: 'Saved Cook', id: 'saved-1' },
	{ title: 'Ärztin', id: 'saved-2' },
];

/** How a list can end before its last page, and the words for that. */
const CUT_OFF: Record<string, [() => Parameters<LocalService['set']>[0], string]> = {
	'a next page on another host': [
		() => ({ jobList: { nextLink: elsewhere.url } }),
		'names a following page on another host',
	],
	'more than 50 pages': [() => ({ jobList: { madeUp: 100 } }), 'has more than 50 pages'],
	...Object.fromEntries(
		(
			[
				['a second page that is refused', { kind: 'status', status: 404 }, 'answered 404'],
				['a second page that breaks down', { kind: 'status', status: 500 }, 'answered 500'],
				['a second page that is a web page', { kind: 'html', status: 200 }, 'list of jobs'],
				['a second page of 2 MB', { kind: 'hugeBody', status: 200, megabytes: 2 }, '1.5 MB'],
				['a second page elsewhere', { kind: 'redirect', status: 302, location: '/' }, 'redirect'],
			] as Array<[string, Fault, string]>
		).map(([name, fault, words]) => [
			name,
			[() => ({ faults: { rules: [{ on: { endpoint: 'jobs', page: 2 }, fault }] } }), words],
		]),
	),
};

function cutOff(name: string): string {
	const [switches, words] = CUT_OFF[name]!;
	const { jobList, ...others } = switches();
	service.set({ ...others, jobList: { container: 'jobs', pageSize: 1, ...jobList } });
	return words;
}

/** A credential of the local service. */
function account(more: IDataObject = {}) {
	return { apiKey: service.apiKey, baseUrl: service.url, ...more };
}

const withSaved = { savedJobs: { jobs: saved } };

function list(credentials: IDataObject, filter?: string, paginationToken?: string) {
	return searchList({
		method: 'searchJobs',
		filter,
		paginationToken,
		credentials: credentials as ReturnType<typeof account>,
	});
}

async function names(...args: Parameters<typeof list>) {
	return (await list(...args)).results.map(({ name }) => name);
}

const jobRequests = (from: LocalService) =>
	from.received.filter(({ endpoint }) => endpoint === 'jobs');

beforeAll(async () => {
	service = await startService({ jobs: [] });
	elsewhere = await startService({ jobs: [] });
});

afterAll(async () => {
	await Promise.all([service.stop(), elsewhere.stop()]);
});

beforeEach(() => {
	service.reset();
	elsewhere.reset();
	for (const title of ['Listed Cook', 'Bäcker', '日本語の仕事']) {
		service.addJob({ id: `job ${title}`, title, visibility: 'public' });
		elsewhere.addJob({ id: `else ${title}`, title, visibility: 'public' });
	}
});

describe('From List', () => {
	it('lists Saved Jobs without a request', async () => {
		expect(await names(account(withSaved))).toEqual(['Ärztin', 'Saved Cook']);
		expect(service.received).toEqual([]);
	});

	it('merges both sources, sorted by title', async () => {
		expect(await names(account({ ...withSaved, jobListUrl: `${service.url}/jobs` }))).toEqual([
			'Ärztin',
			'Bäcker',
			'Listed Cook',
			'Saved Cook',
			'日本語の仕事',
		]);
	});

	it.each(['/jobs', ' /jobs '])('takes %j as a path of the Base URL', async (jobListUrl) => {
		expect(await names(account({ jobListUrl }))).toHaveLength(3);
	});

	it('searches and scrolls 5,000 jobs on one request per opening', async () => {
		service.set({ jobList: { madeUp: 5000 } });
		const credentials = account({ jobListUrl: '/jobs' });
		const opened = await list(credentials);
		expect(opened.results).toHaveLength(100);
		expect(await names(credentials, 'job 4999')).toEqual(['Made-up Job 4999']);
		const second = await list(credentials, undefined, opened.paginationToken as string);
		expect(second.results).toHaveLength(100);
		expect(second.results[0]).not.toEqual(opened.results[0]);
		expect(jobRequests(service)).toHaveLength(1);
		await list(credentials);
		expect(jobRequests(service)).toHaveLength(2);
	});

	it('does not serve one credential with the jobs of another', async () => {
		await list(account({ jobListUrl: '/jobs' }));
		expect(await names(account(withSaved), 'cook')).toEqual(['Saved Cook']);
	});

	it.each(['next', 'nextPage', 'pagination.next'] as const)(
		'follows pages by %s',
		async (nextKey) => {
			service.set({ jobList: { container: 'jobs', pageSize: 1, nextKey } });
			expect(await names(account({ jobListUrl: '/jobs' }))).toHaveLength(3);
		},
	);

	it('follows absolute links of the same origin', async () => {
		service.set({ jobList: { container: 'jobs', pageSize: 1, nextLink: 'absolute' } });
		expect(await names(account({ jobListUrl: '/jobs' }))).toHaveLength(3);
	});

	it('ends when pages go round in a circle', async () => {
		service.set({ jobList: { container: 'jobs', pageSize: 1, nextLink: 'loop' } });
		expect(await names(account({ jobListUrl: '/jobs' }))).toHaveLength(1);
		expect(jobRequests(service).length).toBeLessThanOrEqual(2);
	});

	it('follows at most 50 pages, and says that there are more', async () => {
		service.set({ jobList: { container: 'jobs', pageSize: 1, madeUp: 100 } });
		await expect(list(account({ jobListUrl: '/jobs' }))).rejects.toThrow('more than 50 pages');
		expect(jobRequests(service)).toHaveLength(50);
	});

	it('leaves out archived jobs', async () => {
		service.addJob({ id: 'old', title: 'Old', visibility: 'public', archived: true });
		expect(await names(account({ jobListUrl: '/jobs' }))).not.toContain('Old');
	});

	it.each(Object.keys(CUT_OFF))('shows no part of a list as the whole: %s', async (name) => {
		const words = cutOff(name);
		const opening = list(account({ ...withSaved, jobListUrl: '/jobs' }));
		await expect(opening).rejects.toThrow(words);
	});

	it('takes what is no job for none, whatever it holds', async () => {
		service.set({ jobList: { extraEntries: 'hostile' } });
		expect(await names(account({ jobListUrl: '/jobs' }))).toHaveLength(3);
	});

	it.each(['[{},{}', '[[],[]', '[0,0'])('bears 125,000 entries such as %s', async (begun) => {
		const [, one] = begun.split(',');
		const body = `[${Array<string>(125_000).fill(one!).join()}]`;
		service.set({ faults: { always: { jobs: { kind: 'json', status: 200, body } } } });
		await expect(list(account({ jobListUrl: '/jobs' }))).rejects.toThrow(
			'holds more than 10000 jobs',
		);
	});

	describe('says in the message why there is nothing to choose from', () => {
		const open = (jobListUrl: string) => list(account({ jobListUrl }));

		it('no source', async () => {
			await expect(list(account())).rejects.toThrow(
				'There are no jobs to choose from yet. In the InterviewFlowAI API credential, add jobs under Saved Jobs or enter a Job List URL; or choose By ID in the Job field.',
			);
		});

		it('an empty list', async () => {
			service.set({ jobList: { path: '/none' } });
			service.set({ faults: { always: { jobs: { kind: 'json', status: 200, body: [] } } } });
			await expect(open('/none')).rejects.toThrow('answered with an empty list');
		});

		it('a list without titles', async () => {
			service.set({
				faults: { always: { jobs: { kind: 'json', status: 200, body: [{ id: 1 }] } } },
			});
			await expect(open('/jobs')).rejects.toThrow(
				'listed 1 entries, but none with both an ID and a title. Each needs "id" and "title".',
			);
		});

		it.each([
			['not an address', 'ftp://files.example.com', 'is not a web address'],
			['another host, without a scheme', '//files.example.com/jobs', 'is not a web address'],
			['no path either', 'jobs', 'a path that starts with /'],
			['an address where nothing answers', 'http://127.0.0.1:9/jobs', 'the connection was refused'],
		])('%s', async (_, url, message) => {
			await expect(open(url)).rejects.toThrow(message);
		});

		it.each([401, 403, 404, 500])('status %d', async (status) => {
			service.set({ faults: { always: { jobs: { kind: 'status', status } } } });
			await expect(open('/jobs')).rejects.toThrow(String(status));
		});

		it('HTML instead of JSON', async () => {
			service.set({ faults: { always: { jobs: { kind: 'html', status: 200 } } } });
			await expect(open('/jobs')).rejects.toThrow(
				'did not answer with a list of jobs. It has to answer JSON such as [{"id": "4b8f1c1e", "title": "Sales Manager"}].',
			);
		});

		it('more than 1.5 MB', async () => {
			service.set({
				faults: { always: { jobs: { kind: 'hugeBody', status: 200, megabytes: 2 } } },
			});
			await expect(open('/jobs')).rejects.toThrow('answered more than 1.5 MB');
		});

		it('an incomplete credential', async () => {
			await expect(list({ apiKey: ' ', baseUrl: service.url })).rejects.toThrow(
				'API Key of the InterviewFlowAI API credential is empty. Open the credential and correct it.',
			);
		});
	});

	it('still lists Saved Jobs when the Job List URL does not work', async () => {
		const credentials = account({ ...withSaved, jobListUrl: 'http://127.0.0.1:9/jobs' });
		expect(await names(credentials)).toEqual(['Ärztin', 'Saved Cook']);
	});
});

describe('the API key', () => {
	const keySentTo = (from: LocalService) =>
		from.received.some(({ headers }) => JSON.stringify(headers).includes(service.apiKey));

	it('goes to a Job List URL of the Base URL', async () => {
		service.set({ jobList: { needsKey: true } });
		expect(await names(account({ jobListUrl: `${service.url}/jobs` }))).toHaveLength(3);
		expect(keySentTo(service)).toBe(true);
	});

	it('goes to paths below the one of the Base URL, and to no other', async () => {
		service.set({ jobList: { path: '/tenant/jobs' } });
		const baseUrl = `${service.url}/tenant/`;
		expect(await names(account({ baseUrl, jobListUrl: '/jobs' }))).toHaveLength(3);
		expect(keySentTo(service)).toBe(true);

		for (const path of ['/jobs', '/tenant-2/jobs', '/tenant/../jobs']) {
			service.reset();
			service.set({ jobList: { path: new URL(path, service.url).pathname } });
			await list(account({ baseUrl, jobListUrl: service.url + path })).catch(() => {});
			expect(jobRequests(service)).toHaveLength(1);
			expect(keySentTo(service)).toBe(false);
		}
	});

	it.each([
		'https://hr:Pa#s3cret@jobs.example.com/list',
		'hr:s3cret@jobs.example.com/list',
		'jobs.example.com/list?token=s3cret',
		'//jobs.example.com/s3cret',
		'/\\jobs.example.com/s3cret',
		'ftp://s3cret@jobs.example.com',
	])(
		'goes nowhere with an address that cannot be read, and no part of it is shown: %s',
		async (url) => {
			const opening = list(account({ jobListUrl: url }));

			const error = await opening.then(
				() => undefined,
				(thrown: Error) => thrown,
			);
			expect(told(error)).toContain('Job List URL in the credential');
			expect(told(error)).not.toMatch(/s3cret|Pa#|jobs\.example/);
			expect(service.received).toEqual([]);
		},
	);

	it.each(['http://api.example.com', 'http://203.0.113.9', 'http://intranet.example.com:8080/api'])(
		'does not go through the internet unprotected: %s',
		async (baseUrl) => {
			await expect(list(account({ baseUrl, jobListUrl: '/jobs' }))).rejects.toThrow('https://');
		},
	);

	it('does not go to another origin', async () => {
		expect(await names(account({ jobListUrl: `${elsewhere.url}/jobs` }))).toHaveLength(3);
		expect(jobRequests(elsewhere)).toHaveLength(1);
		expect(keySentTo(elsewhere)).toBe(false);
	});

	it.each([301, 302, 307, 308] as const)(
		'does not follow a %d redirect to another origin',
		async (status) => {
			const location = `${elsewhere.url}/jobs`;
			service.set({ faults: { always: { jobs: { kind: 'redirect', status, location } } } });
			await expect(list(account({ jobListUrl: '/jobs' }))).rejects.toThrow(
				`sends a redirect to another address (${status}), which is not followed. Enter the final address.`,
			);
			expect(elsewhere.received).toEqual([]);
		},
	);

	it('does not follow a next link to another origin', async () => {
		const nextLink = elsewhere.url as `http://${string}`;
		service.set({ jobList: { container: 'jobs', pageSize: 1, nextLink } });
		await expect(list(account({ jobListUrl: '/jobs' }))).rejects.toThrow('on another host');
		expect(elsewhere.received).toEqual([]);
	});
});

describe('By Title', () => {
	const parameters = {
		job: { __rl: true, mode: 'title', value: '={{ $json.position }}' },
		name: '={{ $json.name }}',
		email: '={{ $json.email }}',
	};
	const candidates = (count: number, position: string) =>
		Array.from({ length: count }, (_, n) => ({
			name: `Candidate ${n}`,
			email: `c${n}@example.com`,
			position,
		}));

	it('asks for the list once for 500 items', async () => {
		const run = await runNode({
			items: candidates(500, ' BACKER '),
			parameters,
			credentials: account({ jobListUrl: '/jobs' }),
		});
		expect(run.error).toBeUndefined();
		expect(run.json[0]).toHaveLength(500);
		expect(run.json[0]?.every(({ jobId }) => jobId === 'job Bäcker')).toBe(true);
		expect(jobRequests(service)).toHaveLength(1);
	});

	it('refuses an unknown title with the nearest ones, and sends the others', async () => {
		service.set({ jobList: { madeUp: 5 } });
		const run = await runNode({
			items: [
				...candidates(1, 'Bäkker'),
				{ name: 'B', email: 'b@example.com', position: 'Bäcker' },
			],
			parameters,
			credentials: account({ jobListUrl: '/jobs' }),
			onError: 'continueErrorOutput',
		});
		expect(run.json[0]).toHaveLength(1);
		expect(run.json[2]).toEqual([
			{
				...candidates(1, 'Bäkker')[0],
				error: expect.stringMatching(/No job has the title "Bäkker". Did you mean "Bäcker"\?/),
			},
		]);
	});

	const byTitle = (positions: string[], more: IDataObject = {}, mode = 'title') =>
		runNode({
			items: positions.map((position, n) => ({
				name: `Candidate ${n}`,
				email: `c${n}@example.com`,
				position,
			})),
			parameters: { ...parameters, job: { ...parameters.job, mode } },
			credentials: account({ jobListUrl: '/jobs', ...more }),
			onError: 'continueErrorOutput',
		});

	it('asks for the list again when it was put off', async () => {
		const fault: Fault = { kind: 'status', status: 429, retryAfter: 1 };
		service.set({ faults: { sequence: { jobs: [fault] } } });

		const run = await byTitle(['Bäcker', 'Listed Cook']);

		expect(run.json[0]!.map(({ jobId }) => jobId)).toEqual(['job Bäcker', 'job Listed Cook']);
		expect(jobRequests(service)).toHaveLength(2);
	});

	it.each(Object.keys(CUT_OFF))(
		'is for Saved Jobs alone to decide when there is %s',
		async (name) => {
			const words = cutOff(name);
			service.addJob({ id: 'saved-1', title: 'Saved Cook', visibility: 'public' });

			const run = await byTitle(['Listed Cook', 'saved cook', 'Bäcker'], withSaved);

			expect(run.json[0]).toMatchObject([{ jobId: 'saved-1', jobTitle: 'Saved Cook' }]);
			expect(run.json[2]!.map(({ position }) => position)).toEqual(['Listed Cook', 'Bäcker']);
			for (const { error } of run.json[2]!) expect(error).toContain(words);
			expect(service.counters.create).toBe(1);
		},
	);

	it('takes a By ID value with blanks in it for a title, unless it is an ID on the list', async () => {
		const run = await byTitle(['listed  COOK', 'No such Job', ' job Listed Cook '], {}, 'id');

		const job = { jobId: 'job Listed Cook' };
		expect(run.json[0]).toMatchObject([{ ...job, jobTitle: 'Listed Cook' }, job]);
		expect(run.json[2]).toMatchObject([
			{ error: expect.stringContaining('A job ID holds no blanks') },
		]);
	});

	it('asks for no list when all By ID values are IDs', async () => {
		service.addJob({ id: 'an-id', title: 'By ID', visibility: 'public' });

		const run = await byTitle(['an-id', ' an-id '], {}, 'id');

		const job = { jobId: 'an-id', jobTitle: null };
		expect(run.json[0]).toMatchObject([job, job]);
		expect(jobRequests(service)).toEqual([]);
	});

	it('says that the list could not be loaded when a title is not among the Saved Jobs', async () => {
		const run = await runNode({
			items: [...candidates(1, 'Saved Cook'), ...candidates(1, 'Bäcker')],
			parameters,
			credentials: account({ ...withSaved, jobListUrl: 'http://127.0.0.1:9/jobs' }),
		});
		expect(told(run.error)).toContain('1 item of 2 cannot be sent');
		expect(told(run.error)).toContain('The job with the title "Bäcker" could not be looked up.');
		expect(told(run.error)).toContain('gave no answer: the connection was refused.');
		expect(service.received).toEqual([]);
	});
});
