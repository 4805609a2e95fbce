/**
 * Ten candidates as an ATS sends them go through the compiled node, on n8n's own engine, to a local InterviewFlowAI.
 * What is printed comes from the items the node handed on; in the end it is compared with what the service holds.
 */
import type { IDataObject } from 'n8n-workflow';
import { runWorkflow } from '../engine/runWorkflow.cts';
import { compiled } from '../engine/underTest.cts';
import { startService } from '../interviewFlowAi/service.cts';
import { build } from '../packing.cts';
import { runCommand } from '../processes.cts';
import { table } from '../table.cts';
import type { WorkflowFile } from '../workflowFile.cts';
import candidates from './candidates.json';
import workflow from './workflow.json';

const SALES_MANAGER = 'e5c8a1de-5d0f-4f43-9d64-7a8f5b1f2c10';

async function demo(): Promise<boolean> {
	const underTest = compiled(await build());
	const service = await startService({
		jobs: [{ id: SALES_MANAGER, title: 'Sales Manager', visibility: 'public' }],
	});
	try {
		service.addInterview({
			jobId: SALES_MANAGER,
			name: 'Maria Silva',
			email: 'maria.silva@example.com.br',
			createdAt: '2026-05-04T09:00:00.000Z',
		});
		const before = service.interviews.length;

		const { byNode, error } = await runWorkflow(workflow as unknown as WorkflowFile, {
			...underTest,
			inputs: { 'Candidates From ATS': candidates },
			credentials: {
				apiKey: service.apiKey,
				baseUrl: service.url,
				savedJobs: { jobs: [{ title: 'Sales Manager', id: SALES_MANAGER }] },
			},
		});
		if (error) throw error;
		const [created, duplicate, refused] = (byNode['Create Interview Link'] ?? []).map((output) =>
			output.map(({ json }) => json),
		) as [IDataObject[], IDataObject[], IDataObject[]];

		console.log(`${candidates.length} candidates came in from the ATS.`);
		console.log(`\n${created.length} CREATED: here is the link to send to each`);
		console.log(tableOf(created));
		console.log(
			`\n${duplicate.length} DUPLICATE: they already have an interview, and this is its link`,
		);
		console.log(tableOf(duplicate));
		console.log(`\n${refused.length} REFUSED: nothing was sent for them`);
		console.log(table(['ATS ID', 'What to do'], rows(refused, 'atsId', 'error')));

		const held = service.interviews.slice(before);
		const links = (list: ReadonlyArray<{ interviewLink?: unknown }>) =>
			list.map(({ interviewLink }) => interviewLink).sort();
		const isTrue =
			JSON.stringify(links(held)) === JSON.stringify(links(created)) &&
			created.length + duplicate.length + refused.length === candidates.length;
		console.log(
			`\nThe service received ${service.counters.create} create requests and created ${held.length} interviews: ` +
				(isTrue ? 'exactly the links above.' : 'NOT the links above. Something is broken.'),
		);
		return isTrue;
	} finally {
		await service.stop();
	}
}

const tableOf = (items: IDataObject[]) =>
	table(['Name', 'Email', 'Interview link'], rows(items, 'name', 'email', 'interviewLink'));

function rows(items: IDataObject[], ...fields: string[]): string[][] {
	return items.map((item) => fields.map((field) => String(item[field] ?? '').trim()));
}

runCommand(demo);
