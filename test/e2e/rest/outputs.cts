/** Where candidates go, and what n8n repeats; each On Error setting is played on the engine and in the browser. */
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
	const run = async (candidates: IDataObject[], more: Partial<INode>, options = {}) => {
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

		it('On Error = Continue (using error output): created, duplicate and refused on outputs of their own', async () => {
			const onError = 'continueErrorOutput';
			const { execution, outputs } = await run([BAD, KNOWN, NEW], { onError });
			assert.equal(execution.status, 'success');
			assert.deepEqual(
				outputs.map((items) => items.map(({ email }) => email)),
				[[NEW.email], [KNOWN.email], [BAD.email]],
			);
			const [[created] = [], [duplicate] = [], [refused] = []] = outputs;
			assert.equal(created?.interviewLink, service.interviews[1]?.interviewLink);
			assert.equal(duplicate?.interviewLink, service.interviews[0]?.interviewLink);
			assert.equal(refused?.row, 3, 'the input is kept');
			assert.match(String(refused?.error), /email/i);
		});

		it('nothing is sent with a credential that gives another account for a later item', async () => {
			const perItem = await n8n.createCredential('By item', credential.type, {
				apiKey: '={{ $json.key }}',
				baseUrl: service.url,
			});
			const [first, last] = [
				{ ...NEW, key: service.apiKey },
				{ ...KNOWN, key: 'another' },
			];
			const candidates = candidatesTo(interviewNode({ job: byId(jobId) }), [first, last], perItem);
			const execution = await n8n.run(await n8n.createWorkflow(candidates), START);
			assert.match(errorOf(execution) ?? '', /several accounts/);
			assert.equal(service.counters.create, 0);
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
