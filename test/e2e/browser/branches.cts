/** What a user sees of a run with all three branches. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { WorkflowFile } from '../../../dev/workflowFile.cts';
import { createNode } from '../../../dev/engine/nodeTypes.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { byId, candidatesTo, interviewNode, NODE, START } from '../workflows.cts';
import { assertIcon } from './firstWorkflow.cts';
import { WINDOW, type Editor } from './page.cts';

const CANDIDATES = [
	{ name: 'Zoë Müller', email: 'zoe.mueller@example.com' },
	{ name: 'Ken Sato', email: 'ken.sato@example.com' },
	{ name: 'Amina Yusuf', email: 'amina.yusuf@example.com' },
	{ name: 'Sean O’Brien', email: 'sean.obrien@example.com' },
	{ name: 'Lena Novak', email: 'lena.novak@example.com' },
	{ name: 'Pat Smith', email: 'pat.smith(at)example.com' },
];

export function branchTests(stack: Stack, editor: () => Editor): void {
	const { n8n, service } = stack;

	void describe('the branches', () => {
		before(async () => {
			service.reset();
			const [job] = service.jobs;
			assert.ok(job);
			service.addInterview({ jobId: job.id, name: 'Ken Sato', email: 'ken.sato@example.com' });
			await editor().open(await n8n.createWorkflow(threeBranches(stack, job.id)));
		});

		it('each get their items, and say how many', async () => {
			const { byId: find, page, screenshot } = editor();
			await find('execute-workflow-button').click();
			const done = page.locator('[data-test-id=canvas-node-status-success]');
			await done.nth(3).waitFor();
			for (const count of ['6 items', '4 items', '1 item']) {
				await page.locator('[data-test-id=edge-label]', { hasText: count }).first().waitFor();
			}
			const canvas = await find('canvas').innerText();
			for (const output of ['Created', 'Duplicate', 'Error']) assert.ok(canvas.includes(output));
			const nodes = page.locator('[data-test-id=canvas-node]');
			const ends = page.locator('[data-test-id=canvas-handle-plus]');
			await screenshot('canvas', [...(await nodes.all()), ...(await ends.all())], 32);
		});

		it('show the icon in light and in dark', async () => {
			const { page, screenshot, theme } = editor();
			const node = page.locator(`[data-test-id=canvas-node][data-node-name="${NODE}"]`);
			await assertIcon(node, 'interviewFlowAi.svg');
			await theme('dark');
			await assertIcon(node, 'interviewFlowAi.dark.svg');
			await screenshot('canvas-dark');
			await theme('light');
		});

		it('tell of a refused candidate what is wrong and how to mend it', async () => {
			const { openNode, closeNode, outputSays, page, byId: find, screenshot } = editor();
			await openNode(NODE);
			await page.getByText('Error Branch (1 item)').click();
			await outputSays(/Candidate Email is "pat\.smith\(at\)example\.com"/);
			await find('radio-button-table', find('output-panel')).click();
			await page.setViewportSize({ width: 1800, height: 900 });
			const panel = find('output-panel');
			await screenshot('refused', [find('branches'), panel.locator('table')], 4);
			await page.setViewportSize(WINDOW);
			await closeNode();
		});
	});
}

function threeBranches({ credential }: Stack, jobId: string): WorkflowFile {
	const node = interviewNode({ job: byId(jobId) }, { onError: 'continueErrorOutput' });
	const workflow = candidatesTo(node, CANDIDATES, credential);
	const followers = ['Send the link', 'Send a reminder', 'Tell the recruiter'];
	const targets = followers.map((name, index) =>
		createNode(name, 'n8n-nodes-base.noOp', { position: [640, (index - 1) * 180] }),
	);
	return {
		...workflow,
		name: 'Invite candidates',
		nodes: [...workflow.nodes, ...targets],
		connections: {
			[START]: workflow.connections[START] ?? {},
			[NODE]: { main: followers.map((name) => [{ node: name, type: 'main', index: 0 }]) },
		},
	};
}
