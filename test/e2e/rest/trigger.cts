/** Deliveries to a published workflow: which of them start it, and with what. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Workflow } from '../../../dev/n8n/client.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { until } from '../../../dev/processes.cts';
import {
	deliver,
	itemsReceived,
	productionUrl,
	workflowStartedBy,
	triggerNode,
	untilStarted,
} from '../events.cts';
import { PATIENCE_MS } from '../http.cts';

const FIVE_MB = 5_000_000;

/** Within it, one delivery at a time is answered. */
const AT_ONCE_MS = 1000;

/** What else runs on the machine, such as the tests of queue mode, can slow one delivery down: the fastest counts. */
const MOST_DELIVERIES = 10;

const nested = (levels: number) => `${'{"data":'.repeat(levels)}1${'}'.repeat(levels)}`;

/** By what it is: content type and body, as they are sent. */
const WHATEVER: Record<string, [type: string, body: string]> = {
	'a text': ['text/plain', 'hello'],
	nothing: ['text/plain', ''],
	'a number': ['application/json', '7'],
	'form fields': ['application/x-www-form-urlencoded', 'event=interview.started&jobId=job-1'],
	XML: ['application/xml', '<event><type>interview.started</type></event>'],
	'hostile names': ['application/json', '{"__proto__":{"event":"x"},"constructor":1,"toString":2}'],
	'objects in objects': ['application/json', nested(100_000)],
	'lists in lists': ['application/json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
	'5 MB': ['application/json', JSON.stringify({ event: 'x', text: 'x'.repeat(FIVE_MB) })],
};

/** Sends an event whole, and hangs up after so many milliseconds, without waiting for the answer. */
async function sendOnly(url: string, body: unknown, patienceMs: number): Promise<void> {
	const request = http.request(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
	});
	request.on('error', () => {});
	request.end(JSON.stringify(body));
	await once(request, 'finish');
	await setTimeout(patienceMs);
	request.destroy();
}

export function triggerTests({ n8n }: Stack): void {
	const publish = async (parameters: INodeParameters = {}) => {
		const workflow = await n8n.createWorkflow(workflowStartedBy(triggerNode(parameters)));
		await n8n.activate(workflow);
		const url = productionUrl(n8n, workflow);
		const accepted = async (body: unknown, headers?: Record<string, string>) => {
			assert.equal((await deliver(url, body, headers)).status, 200);
		};
		const received = async () => (await itemsReceived(n8n, workflow)).flat();
		return { workflow, url, accepted, received };
	};
	const count = async (workflow: Workflow) => (await n8n.executionsOf(workflow)).length;

	void describe('the trigger', () => {
		it('answers whatever arrives with 200 within a second, and starts the workflow with it', async () => {
			const { workflow, url } = await publish({ options: { skipRepeats: false } });
			let delivered = 0;
			for (const [name, [type, body]] of Object.entries(WHATEVER)) {
				let fastest = Infinity;
				for (let n = 0; n < MOST_DELIVERIES && fastest >= AT_ONCE_MS; n++) {
					const { status, ms } = await deliver(url, body, { 'content-type': type });
					assert.equal(status, 200, name);
					fastest = Math.min(fastest, ms);
					await untilStarted(n8n, workflow, ++delivered);
				}
				assert.ok(fastest < AT_ONCE_MS, `${name}: ${fastest} ms`);
			}
		});

		it('reads JSON of a kind that n8n does not parse', async () => {
			const { url, workflow, received } = await publish();
			const body = { event: 'interview.completed', interviewId: 'int-1' };
			const types = ['application/vnd.api+json', 'application/octet-stream'];
			for (const [n, type] of types.entries()) {
				const headers = { 'content-type': type, 'webhook-id': `msg-${n}` };
				assert.equal((await deliver(url, JSON.stringify(body), headers)).status, 200);
			}
			await untilStarted(n8n, workflow, types.length);
			for (const item of await received()) {
				assert.equal(item.interviewId, 'int-1');
				assert.deepEqual(item.body, body);
			}
		});

		it('leaves broken JSON to n8n, which refuses it', async () => {
			const { url, workflow } = await publish();
			const json = { 'content-type': 'application/json' };
			assert.equal((await deliver(url, '{"event":', json)).status, 422);
			assert.equal(await count(workflow), 0);
		});

		// The example receive-webhooks.json is sent each event.
		it('answers an event that was not chosen and starts nothing; an item holds what a chosen event says', async () => {
			const { accepted, received } = await publish({
				events: ['other'],
				options: { jobIds: 'job-1, job-2', includeHeaders: true },
			});
			const data = { interviewId: 'int-1', jobId: 'JOB-2', email: 'jane@example.com' };
			const event = 'interview.cancelled';
			await accepted({ event: 'interview.started', jobId: 'job-1' });
			await accepted({ event, jobId: 'job-3' });
			await accepted({ event, data }, { 'webhook-id': 'msg-1' });
			const [{ receivedAt, headers, ...item } = {}, ...others] = await received();
			assert.match(String(receivedAt), /^\d{4}-\d\d-\d\dT/);
			assert.equal((headers as IDataObject)['webhook-id'], 'msg-1');
			assert.deepEqual(item, { event, ...data, deliveryId: 'msg-1', body: { event, data } });
			assert.deepEqual(others, []);
		});

		it('starts once where the sender does not wait for the answer and sends again', async () => {
			const { url, accepted, workflow, received } = await publish();
			const body = { event: 'interview.completed', interviewId: 'int-1' };
			let patienceMs = 15;
			// n8n drops what it has not read to its end when the sender hangs up; a busy one reads later.
			await until(async () => {
				await sendOnly(url, body, (patienceMs *= 2));
				await setTimeout(1000);
				return (await count(workflow)) === 1;
			}, PATIENCE_MS);
			await accepted(body);
			assert.equal((await received()).length, 1);
		});

		it('loses and forgets no event of many at the same time, and lets at most one repeat of each pass', async () => {
			const { accepted, received } = await publish();
			const pairs = Array.from({ length: 5 }, (_, n) => ({ event: 'interview.completed', n }));
			const others = Array.from({ length: 10 }, (_, n) => ({ event: 'interview.started', n }));
			for (const body of pairs) await Promise.all([accepted(body), accepted(body)]);
			await Promise.all(others.map((body) => accepted(body)));
			const bodies = (await received()).map(({ body }) => JSON.stringify(body));
			const timesOf = (body: unknown) =>
				bodies.filter((received) => received === JSON.stringify(body)).length;
			for (const body of pairs) assert.ok([1, 2].includes(timesOf(body)), bodies.join());
			for (const body of others) assert.equal(timesOf(body), 1);

			await Promise.all([...pairs, ...others].map((body) => accepted(body)));
			assert.equal((await received()).length, bodies.length, 'each of them is known');
		});

		it('has the same URL and recognizes a repeat after the workflow was unpublished and published again', async () => {
			const { workflow, url, accepted, received } = await publish();
			const body = { event: 'interview.completed' };
			await accepted(body);
			await n8n.deactivate(workflow);
			assert.equal((await deliver(url, body)).status, 404);
			await n8n.activate(workflow);
			await accepted(body);
			await accepted({ event: 'interview.started' });
			assert.deepEqual(
				(await received()).map(({ event }) => event),
				['interview.completed', 'interview.started'],
			);
		});

		it('lets one repeat of each event start the workflow after the trigger was renamed', async () => {
			const { workflow, accepted } = await publish();
			const body = { event: 'interview.completed' };
			await accepted(body);
			const nodes = workflow.nodes.map((node) => ({ ...node, name: 'Renamed' }));
			const renamed = await n8n.updateWorkflow({ ...workflow, nodes });
			await n8n.activate(renamed);
			await accepted(body);
			assert.equal(await count(workflow), 2);
			await accepted(body);
			assert.equal(await count(workflow), 2);
		});
	});
}
