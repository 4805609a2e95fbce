/* The editor's list of jobs: loaded when it is opened, within ten seconds, and never a part as the whole. */
import { Readable } from 'node:stream';
import { type ILoadOptionsFunctions, type INode, sleep } from 'n8n-workflow';
import { searchJobs } from '../../nodes/InterviewFlowAi/listSearch/searchJobs';

const jobs = Array.from({ length: 150 }, (_, n) => ({ id: `${n}`, title: `Job ${100 + n}` }));

/** The editor, with an address that answers as told. */
type Answer = (options: { abortSignal: AbortSignal }) => Promise<string>;
function editor(answer: Answer, apiKey = 'key') {
	let requests = 0;
	const context = {
		getNode: () => ({ name: 'InterviewFlowAI' }) as INode,
		getCredentials: async () => ({ apiKey, jobListUrl: 'https://jobs.example.com' }),
		helpers: {
			httpRequest: async (options: never) => {
				requests++;
				const body = Readable.from([Buffer.from(await answer(options))]);
				return { statusCode: 200, headers: {}, body };
			},
		},
	} as unknown as ILoadOptionsFunctions;
	return {
		open: async (filter?: string, token?: string) => await searchJobs.call(context, filter, token),
		requests: () => requests,
	};
}

test('opening loads the jobs; searching and scrolling do not', async () => {
	const { open, requests } = editor(async () => JSON.stringify(jobs), 'one-key');

	const first = await open();
	const second = await open(undefined, first.paginationToken as string);
	const searched = await open('job 249');

	expect([first, second, searched].map(({ results }) => results.length)).toEqual([100, 50, 1]);
	expect(first.paginationToken).toBe('100');
	expect(requests()).toBe(1);

	await open();

	expect(requests()).toBe(2);
});

test('another credential does not see the list', async () => {
	await editor(async () => JSON.stringify(jobs), 'its-key').open();
	const other = editor(async () => '[]', 'another-key');
	await expect(other.open('job')).rejects.toThrow('empty list');
});

test('ten seconds are the limit for all pages together', async () => {
	const spy = jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		const ending = new AbortController();
		void sleep(ms / 100).then(() => ending.abort());
		return ending.signal;
	});
	let page = 0;
	const { open } = editor(async ({ abortSignal }) => {
		if (++page === 1) return JSON.stringify({ jobs, next: '?page=2' });
		return await new Promise((_, reject) => {
			abortSignal.addEventListener('abort', () => reject(new Error('canceled')));
		});
	});

	await expect(open()).rejects.toThrow('took too long');

	expect(spy.mock.calls[0]).toEqual([10_000]);
	spy.mockRestore();
});
