/** What needs an n8n of its own: one that is started again, and one in which nothing else goes on. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { INode } from 'n8n-workflow';
import { median } from '../../../dev/bench/judge.cts';
import { signIn, type Workflow } from '../../../dev/n8n/client.cts';
import { isOlder, type N8nInstallation } from '../../../dev/n8n/install.cts';
import { createUserFolder, startN8n, type N8nServer } from '../../../dev/n8n/server.cts';
import {
	deliver,
	productionUrl,
	workflowStartedBy,
	triggerNode,
	untilStarted,
} from '../events.cts';

/**
 * A trigger whose webhook() does nothing: what n8n itself needs for an answer. Or it remembers each event, as every
 * trigger does that knows repeats: n8n writes that to the disk before it answers.
 */
const BARE_TRIGGER = `
class BareTrigger {
	description = {
		displayName: 'Bare Trigger',
		name: 'bareTrigger',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Bare Trigger' },
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: '', path: 'webhook' },
		],
		properties: [{ displayName: 'Remembers', name: 'remembers', type: 'boolean', default: false }],
	};
	async webhook() {
		const memory = this.getWorkflowStaticData('node');
		const remembers = this.getNodeParameter('remembers');
		return {
			workflowData: [[{ json: { body: this.getBodyData() } }]],
			get webhookResponse() {
				if (remembers) memory.at = Date.now();
				return 'OK';
			},
		};
	}
}
module.exports = { BareTrigger };
`;

const ROUNDS = 3;
/** A busy machine can spoil a series of rounds; a trigger that is slower is so in each. */
const MOST_SERIES = 3;
const DELIVERIES_PER_ROUND = 20;
/** How many times as long as one that does nothing; where the disk is slow, as one that remembers. */
const [MOST, MOST_OF_REMEMBERING] = [1.25, 1.1];

const REMEMBERED = 1000;

export function triggerServerTests(installation: N8nInstallation, tarball: string): void {
	void describe('the trigger, in an n8n of its own', () => {
		let userFolder: string;
		let server: N8nServer;
		const start = async () => {
			const extensions = join(userFolder, 'extensions');
			mkdirSync(extensions, { recursive: true });
			writeFileSync(join(extensions, 'BareTrigger.node.js'), BARE_TRIGGER);
			const settings = { N8N_CUSTOM_EXTENSIONS: extensions };
			server = await startN8n(installation, userFolder, 'trigger', settings);
			return await signIn(server);
		};
		before(async () => {
			userFolder = await createUserFolder(tarball);
			await start();
		});
		after(() => server?.process.stop());

		// In n8n 1 and 2.0, the answers of a trigger that does nothing, and of the Webhook node, vary from 20 to 110 ms.
		const skip = isOlder(installation.version, 2, 1) && 'nothing to compare with';
		const asFast =
			'answers as fast as a trigger that does nothing, with 1,000 repeats remembered, too';
		it(asFast, { skip }, async (t) => {
			const n8n = await signIn(server);
			const published = async (node: INode) => {
				const workflow = await n8n.createWorkflow(workflowStartedBy(node));
				await n8n.activate(workflow);
				return workflow;
			};
			const urlOf = async (more: Partial<INode>) =>
				productionUrl(n8n, await published(triggerNode({}, more)));
			const full = await urlOf({});
			const list = Array.from({ length: REMEMBERED }, (_, n) => ({ event: 'x', n }));
			assert.equal((await deliver(full, list)).status, 200);
			const webhook = triggerNode(
				{ httpMethod: 'POST', path: 'webhook-node', responseMode: 'onReceived', options: {} },
				{ type: 'n8n-nodes-base.webhook', typeVersion: 2.1 },
			);
			await published(webhook);
			const bare = { type: 'CUSTOM.bareTrigger' };
			const urls = {
				'does nothing': await urlOf(bare),
				remembers: await urlOf({ ...bare, parameters: { remembers: true } }),
				'InterviewFlowAI Trigger': await urlOf({}),
				'InterviewFlowAI Trigger, 1,000 repeats': full,
				'Webhook node': `${n8n.url}/webhook/webhook-node`,
			};

			t.diagnostic(`median answers in ms: ${Object.keys(urls).join(', ')}`);
			/** How many times as long as the first and the second the third and the fourth take. */
			const measureSeries = async () => {
				const rounds: number[][] = [];
				while (rounds.length < ROUNDS) {
					const medians = await medianAnswers(Object.values(urls));
					t.diagnostic(medians.map((ms) => ms.toFixed(1)).join(', '));
					rounds.push(medians);
				}
				const ratio = (at: number, to: number) =>
					median(rounds.map((ms) => (ms[at] ?? NaN) / (ms[to] ?? NaN)));
				return [2, 3].map((at) => [ratio(at, 0), ratio(at, 1)] as const);
			};
			type Ratios = Awaited<ReturnType<typeof measureSeries>>;
			const isFast = (ratios: Ratios) =>
				ratios.every(([toBare, toOther]) => toBare <= MOST || toOther <= MOST_OF_REMEMBERING);
			let ratios = await measureSeries();
			for (let series = 2; series <= MOST_SERIES && !isFast(ratios); series++) {
				ratios = await measureSeries();
			}
			assert.ok(isFast(ratios), `${JSON.stringify(ratios)} times`);
		});

		it('knows a repeat after n8n was started again', async () => {
			const before = await signIn(server);
			const workflow: Workflow = await before.createWorkflow(workflowStartedBy(triggerNode()));
			await before.activate(workflow);
			const send = (url: string, n: number) => deliver(url, { event: 'interview.completed', n });
			for (const n of [1, 2, 3]) await send(productionUrl(before, workflow), n);
			await untilStarted(before, workflow, 3);
			await server.process.stop();

			const n8n = await start();
			for (const n of [1, 2, 3]) {
				assert.equal((await send(productionUrl(n8n, workflow), n)).status, 200);
			}
			assert.equal((await n8n.executionsOf(workflow)).length, 3);
			await send(productionUrl(n8n, workflow), 4);
			await untilStarted(n8n, workflow, 4);
		});
	});
}

/** The median answer of each address in milliseconds: in turns, one delivery at a time, none like another. */
async function medianAnswers(urls: string[]): Promise<number[]> {
	const answers = urls.map((): number[] => []);
	for (let n = 0; n < DELIVERIES_PER_ROUND; n++) {
		for (const [index, url] of urls.entries()) {
			const body = { event: 'interview.completed', data: { interviewId: `${n}-${Math.random()}` } };
			const { status, ms } = await deliver(url, body);
			assert.equal(status, 200);
			answers[index]?.push(ms);
		}
	}
	return answers.map(median);
}
