/** What the Job list of the editor is filled with. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { always } from '../../../dev/interviewFlowAi/service.cts';
import type { Credential, N8nClient } from '../../../dev/n8n/client.cts';
import { CREDENTIAL_TYPE, type Stack } from '../../../dev/n8n/stack.cts';
import { interviewNode } from '../workflows.cts';

/** What the list is filled with for a node with this credential. */
async function jobsFor(n8n: N8nClient, { id, name }: Credential, filter?: string) {
	const node = interviewNode({}, { credentials: { [CREDENTIAL_TYPE]: { id, name } } });
	return (await n8n.list({ node, parameter: 'job', method: 'searchJobs', filter })).results;
}

/** The same, by a credential that knows no more than where the jobs are listed. */
export async function jobsListedAt(n8n: N8nClient, jobListUrl: string) {
	const account = { apiKey: 'any', baseUrl: 'http://127.0.0.1:1', jobListUrl };
	const credential = await n8n.createCredential('Live job list', CREDENTIAL_TYPE, account);
	return (await jobsFor(n8n, credential)).map(({ name, value }) => [name, value]);
}

export function jobListTests({ n8n, credential, service }: Stack): void {
	const search = async (filter?: string) =>
		(await jobsFor(n8n, credential, filter)).map(({ name }) => name);

	void describe('the job list', () => {
		beforeEach(() => service.reset());

		it('shows the Saved Jobs and those of the Job List URL, each once, by title, and searches them', async () => {
			const titles = ['Customer Support Specialist', 'Head of Finance', 'Senior Backend Engineer'];
			assert.deepEqual(await search(), titles);
			assert.deepEqual(await search('FINAN'), ['Head of Finance']);
		});

		it('says why the Job List URL gives nothing', async () => {
			const { apiKey, url: baseUrl } = service;
			const account = { apiKey, baseUrl, jobListUrl: `${baseUrl}/jobs` };
			const listed = await n8n.createCredential('Other account', CREDENTIAL_TYPE, account);
			service.set({ faults: always('jobs', { kind: 'status', status: 500 }) });
			await assert.rejects(jobsFor(n8n, listed), /Job List URL.*answered 500/);
		});
	});
}
