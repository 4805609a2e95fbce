/** The examples that events start, and the one that asks an MCP server. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import type { IDataObject, INode } from 'n8n-workflow';
import { outputsOf, resultsOf, type Execution, type Workflow } from '../../../dev/n8n/client.cts';
import { installN8n } from '../../../dev/n8n/install.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { withSettings } from '../../../dev/workflowFile.cts';
import { deliver, productionUrl, untilStarted } from '../events.cts';
import { get } from '../http.cts';
import { jobsListedAt } from './jobList.cts';
import { startMcpServer, TOOL, type McpServer, type ToolResult } from './mcpServer.cts';

export function receiveWebhooks({ n8n }: Stack, example: () => Workflow): void {
	/** By the end of the name of each event. */
	const BRANCHES = {
		started: 'Interview started',
		completed: 'Interview completed',
		in_progress: 'Interview in progress',
		report_available: 'Report available',
		other: 'Other event',
	};

	it('runs with its pinned sample', async () => {
		const execution = await n8n.run(example(), 'InterviewFlowAI Trigger');
		assert.equal(resultsOf(execution, 'Interview completed').length, 1);
	});

	it('leads each event to its branch, and a repeat to none', async () => {
		await n8n.activate(example());
		const url = productionUrl(n8n, example());
		for (const name of ['completed', ...Object.keys(BRANCHES)]) {
			const { status } = await deliver(url, { event: `interview.${name}`, data: { id: 'int-1' } });
			assert.equal(status, 200);
		}
		// The repeat started none, the sample one.
		await untilStarted(n8n, example(), 1 + Object.keys(BRANCHES).length);
		const runs = await n8n.endedOf(example());
		const names = Object.values(BRANCHES);
		const branches = runs.map((run) => names.filter((name) => outputsOf(run, name)[0]?.length));
		const [, completed, ...others] = branches.reverse();
		assert.deepEqual(completed, ['Interview completed']);
		assert.deepEqual(
			others,
			names.filter((name) => name !== 'Interview completed').map((name) => [name]),
		);
	});
}

export function resultsToAts({ n8n, service }: Stack, example: () => Workflow): void {
	const arrives = async (body: IDataObject): Promise<Execution> => {
		assert.equal((await deliver(productionUrl(n8n, example()), body)).status, 200);
		return (await n8n.endedOf(example()))[0] as Execution;
	};
	const itemOf = (run: Execution, node: string) => resultsOf(run, node)[0];
	let row: IDataObject | undefined;

	it('reads a completed interview, keeps it as a row, and tells the recruiter', async () => {
		const jobId = service.jobs[0]?.id as string;
		service.addInterview({ jobId, name: 'Jane Doe', email: 'jane.doe@example.com' });
		assert.equal((await n8n.run(example(), 'Set up')).status, 'success');
		await n8n.activate(example());
		const interviewId = service.interviews[0]?.id;
		const run = await arrives({ event: 'interview.completed', data: { interviewId, jobId } });
		row = itemOf(run, 'Keep one row');
		assert.equal(row?.interviewId, interviewId);
		assert.equal(row?.email, 'jane.doe@example.com');
		assert.match(String(itemOf(run, 'Message to the recruiter')?.subject), /completed: Jane Doe$/);
	});

	it('writes the report into the same row, with the job chosen in the workflow', async () => {
		const interviewId = service.interviews[0]?.id;
		const run = await arrives({ event: 'interview.report_available', interviewId });
		assert.equal(itemOf(run, 'Keep one row')?.id, row?.id);
		assert.match(String(itemOf(run, 'Message to the recruiter')?.subject), /^Report available/);
	});

	it('believes no forged event: neither a row nor a message', async () => {
		const forged = { interviewId: 'forged', status: 'hired', email: 'jane.doe@example.com' };
		const run = await arrives({ event: 'interview.completed', ...forged });
		assert.equal(outputsOf(run, 'Not confirmed')[0]?.length, 1);
		assert.equal(itemOf(run, 'Keep one row'), undefined);
	});
}

export function jobListLive({ n8n }: Stack, example: () => Workflow): void {
	const PATH = 'interview-jobs-live-k3v9';
	const INTERVIEWERS = [
		{ id: 'job-1', title: 'Senior Backend Engineer', status: 'open' },
		{ id: 'job-2', title: 'Head of Finance', status: 'open' },
		{ id: 'job-3', title: 'Summer Intern', status: 'closed' },
	];
	let server: McpServer;
	let asking: INode;

	before(async () => {
		server = await startMcpServer(await installN8n());
		// In place of the vendor's server and its sign-in; the tool is chosen from the list.
		const tool = { __rl: true, mode: 'list', value: TOOL };
		const parameters = { endpointUrl: server.url, authentication: 'none', tool };
		const local = withSettings(example(), { 'Ask InterviewFlowAI': { parameters } });
		asking = local.nodes.find(({ name }) => name === 'Ask InterviewFlowAI') as INode;
		await n8n.activate(await n8n.updateWorkflow(local));
	});
	after(() => server?.stop());

	it('offers the tools of the server in its drop-down list', async () => {
		const { results } = await n8n.list({ node: asking, parameter: 'tool', method: 'getTools' });
		assert.deepEqual(
			results.map(({ value }) => value),
			[TOOL],
		);
	});

	const RENAMED = INTERVIEWERS.map(({ id, title, status }) => {
		return { interviewerId: id, name: title, status };
	});
	const texts = (...all: unknown[]): ToolResult => ({
		content: all.map((one) => ({
			type: 'text',
			text: typeof one === 'string' ? one : JSON.stringify(one),
		})),
	});
	const answers: Record<string, ToolResult> = {
		'structured content': { structuredContent: { interviewers: INTERVIEWERS }, content: [] },
		'a list as text': texts(INTERVIEWERS),
		'a list within an object, as text': texts({ total: 3, data: INTERVIEWERS }),
		'a text for each entry, after a sentence': texts('Found 3 Interviewers:', ...INTERVIEWERS),
		'names as in other places of the vendor': texts(RENAMED),
	};
	for (const [name, answer] of Object.entries(answers)) {
		it(`gives title and ID of each Interviewer, from ${name}`, async () => {
			server.answerWith(answer);
			const response = await get(`${n8n.url}/webhook/${PATH}`);
			assert.deepEqual(
				await response.json(),
				INTERVIEWERS.map(({ id, title, status }) => ({ title, id, status })),
			);
		});
	}

	it('fills the Job list of the node with the open ones', async () => {
		assert.deepEqual(await jobsListedAt(n8n, `${n8n.url}/webhook/${PATH}`), [
			['Head of Finance', 'job-2'],
			['Senior Backend Engineer', 'job-1'],
		]);
	});
}
