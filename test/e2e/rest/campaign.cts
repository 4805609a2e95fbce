/** The example that spreads a campaign over n8n's workers, in an n8n without workers. */
import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import type { IDataObject } from 'n8n-workflow';
import { countResults, publishCampaign, sendMissingRows } from '../../../dev/n8n/campaign.cts';
import type { Workflow } from '../../../dev/n8n/client.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { post } from '../http.cts';

export function campaignAcrossWorkers(stack: Stack): void {
	const { n8n, service } = stack;
	let workflow: Workflow;
	before(async () => {
		workflow = await publishCampaign(stack, undefined, 4);
	});

	it('sends every row in a batch, and reports who has a link and who has not', async () => {
		assert.deepEqual(await sendMissingRows(n8n, workflow), { rows: 6, batches: 2 });
		await n8n.endedOf(workflow);
		const { report } = await countResults(n8n, workflow);
		const { rowsWithoutLink, ...counts } = report;
		assert.deepEqual(counts, { rows: 6, withLink: 5, refused: 1, missing: 0 });
		const [row] = rowsWithoutLink as IDataObject[];
		assert.equal(row?.Email, 'pat.smith(at)example.com');
		assert.match(String(row?.Note), /not a complete email address/);
		assert.equal(service.interviews.length, 5);
	});

	it('sends only the rows without a link when it is run again', async () => {
		const sent = service.received.length;
		assert.deepEqual(await sendMissingRows(n8n, workflow), { rows: 1, batches: 1 });
		await n8n.endedOf(workflow);
		assert.equal(service.interviews.length, 5);
		assert.equal(service.received.slice(sent).filter(({ method }) => method === 'POST').length, 0);
	});

	it('refuses a batch without the key', async () => {
		const { status } = await post(`${n8n.url}/webhook/campaign-batch`, { rows: [] });
		assert.equal(status, 403);
	});
}
