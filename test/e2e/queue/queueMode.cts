/**
 * Many executions at once on several machines: no candidate gets two interviews, and every execution its own answer.
 *
 * Then one of two workers is killed in the middle. n8n 2.41 does not carry out again what a dead worker had begun: such
 * executions stay "new" or "running" until n8n has missed the worker for long enough; then they fail, some after their
 * interview was created. The node's promise is that nothing is lost by that, and that nobody has to wait for it: whoever
 * is sent again with "Continue With Existing Link" gets the link, of the old interview or of a new one.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
	outputsOf,
	type Execution,
	type ExecutionSummary,
	type Workflow,
} from '../../../dev/n8n/client.cts';
import { until } from '../../../dev/processes.cts';
import { withCredential } from '../../../dev/n8n/stack.cts';
import { readExample, type WorkflowFile } from '../../../dev/workflowFile.cts';
import type { Interview } from '../../../dev/interviewFlowAi/service.cts';
import { deliver, itemsReceived, productionUrl, startsWith, triggerNode } from '../events.cts';
import { post } from '../http.cts';
import { byId, interviewNode, NODE } from '../workflows.cts';
import type { Cluster } from './cluster.cts';

/** A quiet machine needs a tenth of it. */
const PATIENCE_MS = 120_000;

interface Candidate {
	name: string;
	email: string;
	jobId: string;
}

export function queueTests(starting: Promise<Cluster>): void {
	void describe('in queue mode, with two workers', { concurrency: 1 }, () => {
		let cluster: Cluster;
		before(async () => {
			cluster = await starting;
		});
		after(() => cluster?.stop());

		it('200 candidates at once, 40 of them twice: one interview each, and each answer the right one', async () => {
			const { n8n, service, credential } = cluster;
			const jobId = service.jobs[0]?.id as string;
			const example = readExample('ats-webhook.json');
			const workflow = await n8n.createWorkflow(withCredential(example, credential));
			await n8n.activate(workflow);

			const people = Array.from({ length: 160 }, (_, n) => candidate(n, jobId));
			const arriving = shuffled([...people, ...people.slice(0, 40)]);
			const answers = await Promise.all(
				arriving.map(async (person) => {
					const response = await post(`${n8n.url}/webhook/interview-link`, person, PATIENCE_MS);
					return { person, status: response.status, body: (await response.json()) as Interview };
				}),
			);

			assertOneInterviewEach(service.interviews, people);
			const held = linksOf(service.interviews);
			for (const { person, body } of answers) {
				assert.equal(body.interviewLink, held.get(person.email), JSON.stringify(body));
			}
			const statuses = answers.map(({ status }) => status);
			assert.equal(statuses.filter((status) => status === 201).length, 160);
			assert.equal(statuses.filter((status) => status === 200).length, 40);
		});

		it('200 events, 40 at once, each sent again until it is accepted: none is lost', async () => {
			const { n8n } = cluster;
			const workflow = await n8n.createWorkflow(startsWith(triggerNode()));
			await n8n.activate(workflow);
			const url = productionUrl(n8n, workflow);
			const numbers = Array.from({ length: 200 }, (_, n) => n);
			let refused = 0;
			// n8n refuses some where the machine is too busy for its database; InterviewFlowAI sends those again, too.
			const send = (n: number) =>
				until(async () => {
					const answer = await deliver(url, { event: 'interview.completed', n }).catch(() => null);
					if (answer?.status !== 200) refused++;
					return answer?.status === 200;
				}, PATIENCE_MS);
			for (let n = 0; n < numbers.length; n += 40) {
				await Promise.all(numbers.slice(n, n + 40).map(send));
			}
			const received = (await itemsReceived(n8n, workflow)).flat();
			const sent = received.map(({ body }) => (body as { n: number }).n);
			assert.deepEqual(
				[...new Set(sent)].sort((a, b) => a - b),
				numbers,
			);
			assert.ok(sent.length <= numbers.length + refused, `${sent.length} starts`);
		});

		it('a worker dies in the middle: sent again with "Continue With Existing Link", all have their link', async () => {
			const { n8n, service, credential, workers } = cluster;
			service.reset();
			service.set({ latency: 300 });
			const jobId = service.jobs[0]?.id as string;
			const workflow = await n8n.createWorkflow(
				withCredential(continuesWithExistingLink(jobId), credential),
			);
			await n8n.activate(workflow);
			const send = (person: Candidate) => post(`${n8n.url}/webhook/campaign`, person, PATIENCE_MS);

			const people = Array.from({ length: 80 }, (_, n) => candidate(n, jobId));
			await Promise.all(people.map(send));
			await until(() => service.interviews.length >= 20 && service.inFlight() >= 5, PATIENCE_MS, 5);
			await workers[0]?.kill();

			const first = await succeededExecutions(cluster, workflow, (_, ms) => ms >= 3_000);
			const links = linksGiven(first);
			const without = people.filter(({ email }) => !links.has(email));
			assert.ok(without.length > 0, 'the worker died with executions in its hands');
			assert.ok(links.size > 20, 'the other worker went on');

			await Promise.all(without.map(send));
			const everybody = (count: number) => count >= people.length;
			const all = await succeededExecutions(cluster, workflow, everybody);
			assertOneInterviewEach(service.interviews, people);
			assert.deepEqual(linksGiven(all), linksOf(service.interviews));
		});
	});
}

function continuesWithExistingLink(jobId: string): WorkflowFile {
	const webhook = {
		id: 'Candidate',
		name: 'Candidate',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		position: [0, 0] as [number, number],
		webhookId: 'campaign',
		parameters: {
			httpMethod: 'POST',
			path: 'campaign',
			responseMode: 'onReceived',
			options: {},
		},
	};
	const node = interviewNode({
		job: byId(jobId),
		name: '={{ $json.body.name }}',
		email: '={{ $json.body.email }}',
		onDuplicate: 'existingLink',
	});
	return {
		name: 'Campaign',
		nodes: [webhook, node],
		connections: { Candidate: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
	};
}

/**
 * The executions that succeeded, once it is enough.
 *
 * @param isEnough asked with how many they are and for how many milliseconds no execution has changed its status. What a
 * dead worker had in its hands stays "new" or "running".
 */
async function succeededExecutions(
	{ n8n }: Cluster,
	workflow: Workflow,
	isEnough: (count: number, unchangedMs: number) => boolean,
): Promise<Execution[]> {
	let succeeded: ExecutionSummary[] = [];
	let [statuses, since] = ['', 0];
	await until(
		async () => {
			const all = await n8n.executionsOf(workflow);
			succeeded = all.filter(({ status }) => status === 'success');
			const before = statuses;
			statuses = all.map(({ status }) => status).join(' ');
			if (statuses !== before) since = Date.now();
			return isEnough(succeeded.length, Date.now() - since);
		},
		PATIENCE_MS,
		500,
	).catch((error: Error) => {
		throw new Error(`${error.message}. The executions: ${statuses}`);
	});
	return await Promise.all(succeeded.map(({ id }) => n8n.execution(id)));
}

/** The links that executions handed on, by e-mail. */
function linksGiven(executions: Execution[]): Map<string, string> {
	const items = executions.flatMap((execution) => outputsOf(execution, NODE)[0] ?? []);
	return byEmail(items.map(({ json }) => json as unknown as Interview));
}

const linksOf = (interviews: readonly Interview[]) => byEmail([...interviews]);

function byEmail(interviews: Interview[]): Map<string, string> {
	const sorted = interviews.sort((a, b) => a.email.localeCompare(b.email));
	return new Map(sorted.map(({ email, interviewLink }) => [email, interviewLink]));
}

function assertOneInterviewEach(interviews: readonly Interview[], people: Candidate[]): void {
	assert.deepEqual(
		interviews.map(({ email }) => email).sort(),
		people.map(({ email }) => email).sort(),
	);
}

function candidate(n: number, jobId: string): Candidate {
	const number = String(n).padStart(3, '0');
	return { name: `Candidate ${number}`, email: `candidate${number}@example.com`, jobId };
}

/** In an order that looks random and is the same every time. */
function shuffled<T>(list: T[]): T[] {
	return list
		.map((value, index) => ({ value, key: (index * 7919) % 1009 }))
		.sort((a, b) => a.key - b.key)
		.map(({ value }) => value);
}
