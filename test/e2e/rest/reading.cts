/** Reading interviews: Get, Get Many and the Interview list, as the editor and a workflow have them. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { IDataObject, INode } from 'n8n-workflow';
import { outputsOf, resultsOf } from '../../../dev/n8n/client.cts';
import type { Interview } from '../../../dev/interviewFlowAi/service.cts';
import { type Stack } from '../../../dev/n8n/stack.cts';
import { byId, candidatesTo, interviewNode, NODE, START } from '../workflows.cts';

export function readingTests({ n8n, credential, service }: Stack): void {
	const [first, second] = service.jobs.map(({ id }) => id) as [string, string];
	const run = async (parameters: IDataObject, items: IDataObject[], more: Partial<INode> = {}) => {
		const node = interviewNode(parameters, more);
		const workflow = await n8n.createWorkflow(candidatesTo(node, items, credential));
		const execution = await n8n.run(workflow, START);
		return { results: resultsOf(execution, NODE), outputs: outputsOf(execution, NODE) };
	};

	void describe('reading interviews', () => {
		before(() => {
			service.reset();
			service.fill({ jobId: first, count: 230, statuses: ['completed', 'shortlisted'] });
			service.fill({ jobId: second, count: 1 });
		});

		it('Get Many gives the interviews of the job of each item, paired with it', async () => {
			const { results, outputs } = await run(
				{ operation: 'getMany', job: byId('={{ $json.job }}'), returnAll: true },
				[{ job: second }, { job: first }],
			);
			assert.equal(results.length, 231);
			const pairs = outputs[0]?.slice(0, 2).map(({ pairedItem }) => pairedItem);
			assert.deepEqual(pairs, [{ item: 0 }, { item: 1 }]);
			assert.deepEqual(Object.keys(results[1] ?? {}), [
				...['interviewLink', 'name', 'email', 'status', 'jobTitle', 'jobId', 'id', 'createdAt'],
				'score',
			]);
			assert.equal(results[1]?.jobTitle, service.jobs[0]?.title, 'from the Saved Jobs');
		});

		it('Get finds an interview by its link, and sends what it does not find to Error', async () => {
			const { interviewLink, email } = service.interviews[6] as Interview;
			const { outputs } = await run(
				{ operation: 'get', job: byId(first), interview: byId('={{ $json.link }}') },
				[{ link: interviewLink }, { link: 'none', row: 2 }],
				{ onError: 'continueErrorOutput' },
			);
			const [found, refused] = outputs.map((items) => items[0]?.json);
			assert.equal(found?.email, email);
			assert.equal(refused?.row, 2);
			assert.match(String(refused?.error), /^No interview with the ID "none"/);
		});
	});
}
