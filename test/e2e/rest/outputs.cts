/** What n8n repeats, and by which account it sends. Where candidates go is played with the examples, in the browser, and on the engine. */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { errorOf, outputsOf } from '../../../dev/n8n/client.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { byId, candidatesTo, interviewNode, NODE, START } from '../workflows.cts';

const NEW = { name: 'Jane Doe', email: 'jane.doe@example.com' };
const LATE = { name: 'Late Comer', email: 'late@example.com' };

export function outputTests({ n8n, credential, service }: Stack): void {
	void describe('the outputs', () => {
		before(() => service.reset());

		it('nothing is sent with a credential that gives another account for a later item', async () => {
			const perItem = await n8n.createCredential('By item', credential.type, {
				apiKey: '={{ $json.key }}',
				baseUrl: service.url,
			});
			const candidates = [
				{ ...NEW, key: 'one key' },
				{ ...LATE, key: 'another key' },
			];
			const node = interviewNode({ job: byId(service.jobs[0]?.id as string) });
			const workflow = await n8n.createWorkflow(candidatesTo(node, candidates, perItem));
			const execution = await n8n.run(workflow, START);
			assert.match(errorOf(execution) ?? '', /several accounts/);
			assert.equal(service.counters.create, 0);
		});

		it('Retry On Fail: the second run sends only who was refused in the first', async () => {
			const outage = { kind: 'status', status: 500 } as const;
			service.set({ faults: { perEmail: { [LATE.email]: [outage] } } });
			const node = interviewNode(
				{ job: byId(service.jobs[0]?.id as string), options: { maxTries: 1 } },
				{ retryOnFail: true, maxTries: 2, waitBetweenTries: 10 },
			);
			const workflow = await n8n.createWorkflow(candidatesTo(node, [NEW, LATE], credential));
			const execution = await n8n.run(workflow, START);
			assert.equal(execution.status, 'success', errorOf(execution));
			assert.deepEqual(
				outputsOf(execution, NODE)[0]?.map(({ json }) => json.outcome),
				['created', 'created'],
			);
			const sentTo = service.received
				.filter(({ endpoint }) => endpoint === 'create')
				.map(({ body }) => (body as { email: string }).email);
			assert.deepEqual(sentTo.sort(), [NEW.email, LATE.email, LATE.email]);
		});
	});
}
