/** The API key leaves n8n for the service and for nowhere else. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { IDataObject } from 'n8n-workflow';
import { always } from '../../../dev/interviewFlowAi/service.cts';
import { errorOf } from '../../../dev/n8n/client.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { filesBelow } from '../../../dev/paths.cts';
import { redactor } from '../../../nodes/InterviewFlowAi/shared/redact.ts';
import { byId, candidatesTo, interviewNode, START } from '../workflows.cts';

export function secretTests({ n8n, credential, server, service, userFolder }: Stack): void {
	const withoutKey = redactor(service.apiKey);
	const run = async (candidates: IDataObject[], given = credential) => {
		const node = interviewNode({ job: byId(service.jobs[0]?.id as string) });
		const workflow = await n8n.createWorkflow(candidatesTo(node, candidates, given));
		return await n8n.run(workflow, START);
	};

	void describe('the API key', () => {
		it('is in no stored execution, even when the service repeats it in a refusal', async () => {
			service.reset();
			service.set({ faults: always('create', { kind: 'echoKey', status: 400 }) });
			const execution = await run([{ name: 'Jane Doe', email: 'jane@example.com' }]);
			assert.equal(execution.status, 'error');
			assert.match(errorOf(execution) ?? '', /could not be handled/, 'the refusal is quoted');
			assert.equal(withoutKey(execution.raw), execution.raw);
		});

		it('is not sent where the credential gives another one for a later item', async () => {
			service.reset();
			const data = { apiKey: '={{ $json.key }}', baseUrl: service.url };
			const perItem = await n8n.createCredential('By item', credential.type, data);
			const candidates = Array.from({ length: 30 }, (_, n) => {
				return { name: 'Jane Doe', email: `jane.${n}@example.com`, key: n === 8 ? 'other' : 'key' };
			});
			const execution = await run(candidates, perItem);
			assert.match(errorOf(execution) ?? '', /several accounts/);
			assert.equal(service.counters.create, 0);
		});

		it('is in none of the files n8n wrote in all these tests: database, log, event log', () => {
			const files = filesBelow(userFolder).map((file) => join(userFolder, file));
			assert.ok(files.some((file) => file.endsWith('database.sqlite')));
			// SQLite deletes its journal after each write.
			const lasting = files.filter((file) => !file.endsWith('-journal'));
			const leaks = [...lasting, server.process.log].filter((file) => {
				const text = readFileSync(file, 'latin1');
				return withoutKey(text) !== text;
			});
			assert.deepEqual(leaks, []);
		});
	});
}
