/** What the Job list of the editor is filled with. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { CREDENTIAL_TYPE, type Stack } from '../../../dev/n8n/stack.cts';
import type { Credential } from '../../../dev/n8n/client.cts';
import { interviewNode } from '../workflows.cts';

export function jobListTests({ n8n, credential, service }: Stack): void {
	const search = (filter?: string, paginationToken?: string, { id, name } = credential) =>
		n8n.list({
			node: interviewNode({}, { credentials: { [CREDENTIAL_TYPE]: { id, name } } }),
			parameter: 'job',
			method: 'searchJobs',
			filter,
			paginationToken,
		});
	const otherCredential = (data: Record<string, string>): Promise<Credential> =>
		n8n.createCredential('Other account', CREDENTIAL_TYPE, {
			apiKey: service.apiKey,
			baseUrl: service.url,
			...data,
		});

	void describe('the job list', () => {
		beforeEach(() => service.reset());

		it('shows the Saved Jobs and those of the Job List URL, each once, by title', async () => {
			const { results } = await search();
			const titles = ['Customer Support Specialist', 'Head of Finance', 'Senior Backend Engineer'];
			assert.deepEqual(
				results.map(({ name }) => name),
				titles,
			);
		});

		it('finds a job by a part of its title, whatever the case', async () => {
			const { results } = await search('FINAN');
			assert.deepEqual(
				results.map(({ name }) => name),
				['Head of Finance'],
			);
		});

		it('gives 250 jobs page by page, none twice', async () => {
			for (let n = 4; n <= 250; n++) {
				service.addJob({ id: `job-${n}`, title: `Job ${n}`, visibility: 'public' });
			}
			const ids: string[] = [];
			let token: string | undefined;
			let pages = 0;
			do {
				const page = await search(undefined, token);
				ids.push(...page.results.map(({ value }) => value));
				token = page.paginationToken;
				pages++;
			} while (token);
			assert.equal(pages, 3);
			assert.equal(new Set(ids).size, 250);
		});

		it('says what to do when there are no jobs', async () => {
			const empty = await otherCredential({});
			await assert.rejects(
				search(undefined, undefined, empty),
				/no jobs to choose from.*Saved Jobs/,
			);
		});

		it('says why the Job List URL gives nothing', async () => {
			const listed = await otherCredential({ jobListUrl: `${service.url}/jobs` });
			service.set({ faults: { always: { jobs: { kind: 'status', status: 500 } } } });
			await assert.rejects(search(undefined, undefined, listed), /Job List URL.*answered 500/);
		});
	});
}
