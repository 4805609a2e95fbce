/** What a recruiter sees who reads interviews: the filters and the results. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { IDataObject } from 'n8n-workflow';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { candidatesTo, interviewNode, NODE } from '../workflows.cts';
import type { Editor } from './page.cts';

const CANDIDATES = [
	['Zoë Müller', 'zoe.muller', 'completed', 91],
	['Ken Sato', 'ken.sato', 'completed', 84],
	['Amina Yusuf', 'amina.yusuf', 'shortlisted', null],
	['Sean O’Brien', 'sean.obrien', 'completed', 62],
	['Lena Novak', 'lena.novak', 'shortlisted', null],
] as const;

export function readingViewTests({ n8n, credential, service }: Stack, editor: () => Editor): void {
	const [chosen] = service.jobs;
	assert.ok(chosen);
	const job = { __rl: true, mode: 'list', value: chosen.id, cachedResultName: chosen.title };
	const open = async (parameters: IDataObject) => {
		const workflow = candidatesTo(interviewNode({ job, ...parameters }), [{}], credential);
		await editor().open(await n8n.createWorkflow({ ...workflow, name: 'Read interviews' }));
		await editor().openNode(NODE);
	};

	void describe('reading interviews', () => {
		before(() => {
			service.reset();
			for (const [at, [name, address, status, score]] of CANDIDATES.entries()) {
				const email = `${address}@example.com`;
				const createdAt = Date.UTC(2026, 0, 20 + at, 9);
				const extra = { score, reportLink: `https://app.interviewflowai.com/report/${at + 1}` };
				service.addInterview({ jobId: chosen.id, name, email, status, createdAt, extra });
			}
		});

		it('sets filters, is told who applies them, and gets the results', async () => {
			const { byId, page, screenshot, outputSays, closeNode } = editor();
			await open({
				operation: 'getMany',
				returnAll: true,
				filters: { createdAfter: '2026-01-20T00:00:00', status: 'completed' },
			});
			await byId('node-execute-button').click();
			await outputSays(/zoe\.muller@example\.com/);
			await outputSays(/3 items/);
			const adders = page.locator('[data-test-id=collection-parameter-add]');
			await screenshot('read', [byId('node-credentials-slot'), adders.last()]);
			await byId('radio-button-schema', byId('output-panel')).click();
			await outputSays(/score/);
			const results = byId('output-panel');
			await screenshot('read-results', [
				results.getByText('3 items'),
				byId('radio-button-schema', results),
				results.getByText(/report\/4/).last(),
			]);
			await closeNode();
		});
	});
}
