/** Reading an interview in a workflow of the real n8n; the examples and the browser tests read many. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { outputsOf } from '../../../dev/n8n/client.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { byId, candidatesTo, interviewNode, NODE, START } from '../workflows.cts';

export function readingTests({ n8n, credential, service }: Stack): void {
	it('Get finds an interview by its link, and sends what it does not find to Error', async () => {
		service.reset();
		const jobId = service.jobs[0]?.id as string;
		service.fill({ jobId, count: 7 });
		const node = interviewNode(
			{ operation: 'get', job: byId(jobId), interview: byId('={{ $json.link }}') },
			{ onError: 'continueErrorOutput' },
		);
		const items = [{ link: service.interviews[6]?.interviewLink }, { link: 'none', row: 2 }];
		const workflow = await n8n.createWorkflow(candidatesTo(node, items, credential));
		const outputs = outputsOf(await n8n.run(workflow, START), NODE);
		const [found, refused] = outputs.map(([item]) => item?.json);
		assert.equal(found?.email, service.interviews[6]?.email);
		assert.equal(found?.jobTitle, service.jobs[0]?.title, 'from the Saved Jobs');
		assert.equal(refused?.row, 2);
		assert.match(String(refused?.error), /^No interview with the ID "none"/);
	});
}
