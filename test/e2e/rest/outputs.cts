/** Where candidates go, with each On Error setting and with Retry On Fail. */
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { IDataObject, INode } from 'n8n-workflow';
import { errorOf, outputsOf } from '../../../dev/n8n/client.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { byId, candidatesTo, interviewNode, NODE, START } from '../workflows.cts';

const NEW = { name: 'Jane Doe', email: 'jane.doe@example.com' };
const KNOWN = { name: 'Ken Sato', email: 'ken.sato@example.com' };
const BAD = { name: 'Pat Smith', email: 'pat.smith(at)example.com', row: 3 };

export function outputTests({ n8n, credential, service }: Stack): void {
	const jobId = service.jobs[0]?.id as string;
	const run = async (
		candidates: IDataObject[],
		more: Partial<INode>,
		options: IDataObject = {},
	) => {
		const node = interviewNode({ job: byId(jobId), options }, more);
		const workflow = await n8n.createWorkflow(candidatesTo(node, candidates, credential));
		const execution = await n8n.run(workflow, START);
		const outputs = outputsOf(execution, NODE).map((items) => items.map(({ json }) => json));
		return { execution, outputs };
	};

	void describe('the outputs', () => {
		beforeEach(() => {
			service.reset();
			service.addInterview({ jobId, ...KNOWN });
		});

		it('On Error = Stop: one bad item, nothing is sent, and the message says which and why', async () => {
			const { execution } = await run([NEW, KNOWN, BAD], { onError: 'stopWorkflow' });
			assert.equal(execution.status, 'error');
			assert.match(errorOf(execution) ?? '', /nothing was sent.*pat\.smith.*\[item 2\]/s);
			assert.equal(service.counters.create, 0);
		});

		it('On Error = Continue: refused items stay on Created and say so', async () => {
			const { execution, outputs } = await run([NEW, KNOWN, BAD], {
				onError: 'continueRegularOutput',
			});
			assert.equal(execution.status, 'success');
			const [created = [], duplicate = []] = outputs;
			assert.deepEqual(
				created.map(({ outcome }) => outcome),
				['created', 'refused'],
			);
			assert.equal(created[0]?.interviewLink, service.interviews[1]?.interviewLink);
			assert.equal(created[1]?.row, 3);
			assert.match(String(created[1]?.error), /email/i);
			assert.equal(duplicate[0]?.interviewLink, service.interviews[0]?.interviewLink);
		});

		it('On Error = Continue (using error output): created, duplicate and refused on outputs of their own', async () => {
			const { execution, outputs } = await run([BAD, KNOWN, NEW], {
				onError: 'continueErrorOutput',
			});
			assert.equal(execution.status, 'success');
			const [created = [], duplicate = [], refused = []] = outputs;
			assert.deepEqual(
				[created.length, duplicate.length, refused.length],
				[1, 1, 1],
				JSON.stringify(outputs),
			);
			assert.equal(created[0]?.email, NEW.email);
			assert.equal(duplicate[0]?.email, KNOWN.email);
			assert.equal(refused[0]?.row, 3, 'the input is kept');
			assert.match(String(refused[0]?.error), /email/i);
			assert.equal(service.interviews.length, 2);
		});

		it('Retry On Fail: the second run sends only who was refused in the first', async () => {
			const outage = { kind: 'status', status: 500 } as const;
			service.set({ faults: { perEmail: { 'late@example.com': [outage] } } });
			const late = { name: 'Late Comer', email: 'late@example.com' };
			const { execution, outputs } = await run(
				[NEW, late],
				{ retryOnFail: true, maxTries: 2, waitBetweenTries: 10 },
				{ maxTries: 1 },
			);
			assert.equal(execution.status, 'success', errorOf(execution));
			assert.deepEqual(
				outputs[0]?.map(({ outcome }) => outcome),
				['created', 'created'],
			);
			const sentTo = service.received
				.filter(({ endpoint }) => endpoint === 'create')
				.map(({ body }) => (body as { email: string }).email);
			assert.deepEqual(sentTo.sort(), [NEW.email, late.email, late.email]);
		});
	});
}
