/** The example `campaign-across-workers.json`: set up, run and read as its notes say. */
import type { IDataObject } from 'n8n-workflow';
import { readExample, withSettings } from '../workflowFile.cts';
import { resultsOf, type N8nClient, type Workflow } from './client.cts';
import { withCredential, type Stack } from './stack.cts';

const HEADER = 'httpHeaderAuth';

/** Imports the example as its note "Before you start" says, with rows and a size of batches of one's own. */
export async function publishCampaign(
	{ n8n, credential }: Pick<Stack, 'n8n' | 'credential'>,
	rows?: readonly IDataObject[],
	batchSize?: number,
): Promise<Workflow> {
	const data = { name: 'X-Campaign-Key', value: 'a long random value' };
	const { id, name } = await n8n.createCredential('Campaign key', HEADER, data);
	const example = withCredential(readExample('campaign-across-workers.json'), credential);
	const credentials = { [HEADER]: { id, name } };
	const workflow = await n8n.createWorkflow(
		withSettings(example, {
			'Send the batch': { credentials },
			'Batch arrives': { credentials },
			...(rows && { 'Your rows': { parameters: { jsonOutput: JSON.stringify({ rows }) } } }),
			...(batchSize && { Batches: { parameters: { batchSize } } }),
		}),
	);
	await n8n.activate(workflow);
	return workflow;
}

/** Sends the rows without a link. @returns how many those were, and the batches they went in */
export async function sendMissingRows(
	n8n: N8nClient,
	workflow: Workflow,
): Promise<{ rows: number; batches: number }> {
	const run = await n8n.run(workflow, 'Start');
	const rows = resultsOf(run, 'Without a link').length;
	return { rows, batches: run.data.resultData.runData['Send the batch']?.length ?? 0 };
}

/** What the last step of the example says, and every row with the result that the table has of it. */
export async function countResults(
	n8n: N8nClient,
	workflow: Workflow,
): Promise<{ report: IDataObject; rows: IDataObject[] }> {
	const run = await n8n.run(workflow, 'Every hour');
	return { report: resultsOf(run, 'Report')[0] ?? {}, rows: resultsOf(run, 'Row and result') };
}
