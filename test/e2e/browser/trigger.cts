/** From an imported example to the first real event: what the user reads, and which URL is where. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import type { Workflow } from '../../../dev/n8n/client.cts';
import { withCredential, type Stack } from '../../../dev/n8n/stack.cts';
import { until } from '../../../dev/processes.cts';
import { EXAMPLES, readExample } from '../../../dev/workflowFile.cts';
import { deliver, itemsReceived, TRIGGER } from '../events.cts';
import { type Editor, PATIENCE_MS, WINDOW } from './page.cts';

/** Low, so that the picture in the README is not half empty. */
const LOW_WINDOW = { ...WINDOW, height: 660 };

const EVENT = { event: 'interview.completed', interviewId: 'int-1' };

export function triggerTests({ n8n, service, credential }: Stack, editor: () => Editor): void {
	void describe('the trigger', () => {
		const panel = () => editor().page.locator('[data-test-id=ndv]');
		let testUrl: string;
		let productionUrl: string;
		const shownUrl = async () => /http\S+/.exec(await panel().innerText())?.[0] ?? '';

		before(async () => {
			const { goTo, page } = editor();
			const file = page.locator('[data-test-id=workflow-import-input]');
			const emptyCanvas = page.locator('[data-test-id=canvas-add-button]');
			await goTo('/workflow/new', () => emptyCanvas.isVisible());
			await file.setInputFiles(join(EXAMPLES, 'receive-webhooks.json'));
			await page.locator(`[data-test-id=canvas-node][data-node-name="${TRIGGER}"]`).waitFor();
		});

		it('of an imported example has a URL of its own, and says in two places where it goes', async () => {
			const { openNode, page, screenshot } = editor();
			await page.setViewportSize(LOW_WINDOW);
			await openNode(TRIGGER);
			await panel().getByText('Webhook URLs', { exact: true }).click();
			testUrl = await shownUrl();
			await panel().getByText('Production URL', { exact: true }).click();
			await until(async () => (await shownUrl()) !== testUrl, PATIENCE_MS);
			productionUrl = await shownUrl();
			assert.match(testUrl, /\/webhook-test\/[0-9a-f-]{36}\/webhook$/);
			assert.equal(productionUrl, testUrl.replace('-test', ''));
			await page.getByText('When will this node trigger my flow?').click();
			await panel().getByText('When your workflow is ready').waitFor();
			const words = (await panel().innerText()).match(/Copy the (Test|Production) URL into/g);
			assert.equal(words?.length, 4, 'in the notice, in the panel, and twice in its help');
			await screenshot('trigger', [panel()], 0);
			await page.setViewportSize(WINDOW);
		});

		it('listens in the node, and shows the event that comes to the Test URL', async () => {
			const { byId, page, outputSays, screenshot, closeNode } = editor();
			await byId('ndv-unpin-data').click();
			await byId('node-execute-button').click();
			await panel().getByText('Listening for test event').waitFor();
			await screenshot('trigger-listening');
			assert.equal((await deliver(testUrl, EVENT)).status, 200);
			await outputSays(/interview\.completed/);
			await page.getByText('1 item').first().waitFor();
			await screenshot('trigger-event');
			await closeNode();
		});

		it('says after publishing where the Production URL goes, and starts with what comes there', async () => {
			const { byId, page, screenshot } = editor();
			await byId('workflow-open-publish-modal-button').click();
			await byId('workflow-publish-button').click();
			await page.getByText('Workflow published').waitFor();
			await page.getByText(/^Copy the Production URL into the webhook settings/).waitFor();
			await screenshot('trigger-published');
			await page.getByRole('button', { name: 'Got it' }).click();
			await until(async () => (await deliver(productionUrl, EVENT)).status === 200, PATIENCE_MS);
			const id = /workflow\/([^/?]+)/.exec(page.url())?.[1] ?? '';
			const workflow = await n8n.get<Workflow>(`/workflows/${id}`);
			const items = (await itemsReceived(n8n, workflow)).flat();
			assert.ok(items.length > 0);
			assert.ok(items.every(({ event }) => event === EVENT.event));
		});

		it('leads in the example from the event to the result and the message', async () => {
			service.reset();
			const [job] = service.jobs;
			service.addInterview({
				jobId: job?.id as string,
				name: 'Zoë Müller',
				email: 'zoe.mueller@example.com',
			});
			const example = withCredential(readExample('results-to-ats.json'), credential);
			await n8n.run(await n8n.createWorkflow(example), 'Set up');
			const isOfEvents = ({ type, name }: INode) =>
				!type.endsWith('.stickyNote') && !['Set up', 'Make the table'].includes(name);
			const { 'Set up': _, ...connections } = example.connections;
			const nodes = example.nodes.filter(isOfEvents);
			const workflow = await n8n.createWorkflow({ ...example, nodes, connections });
			const { open, byId, page, screenshot } = editor();
			await open(workflow);
			await byId('execute-workflow-button').click();
			await page.getByText(/^Waiting for an event\. Copy the Test URL into/).waitFor();
			const { webhookId } = workflow.nodes.find(({ name }) => name === TRIGGER) as INode;
			const [interview] = service.interviews;
			const data = { interviewId: interview?.id, jobId: job?.id };
			const url = `${n8n.url}/webhook-test/${webhookId}/webhook`;
			assert.equal((await deliver(url, { ...EVENT, interviewId: undefined, data })).status, 200);
			await page.locator('[data-test-id=canvas-node-status-success]').nth(5).waitFor();
			const shown = page.locator('[data-test-id=canvas-node], [data-test-id=canvas-handle-plus]');
			await screenshot('canvas-results', await shown.all(), 56);
		});
	});
}
