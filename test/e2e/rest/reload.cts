/** What `npm run dev` does when a source file is saved, in a copy of the sources. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { copySources, NODE_TYPE } from '../../../dev/packing.cts';
import { until } from '../../../dev/processes.cts';
import { reloadOnSave } from '../../../dev/reload.cts';

const PATIENCE_MS = 60_000;

export function reloadTests({ n8n, userFolder }: Stack): void {
	const description = async () => {
		const nodeInfos = [{ name: NODE_TYPE, version: 1 }];
		const [type] = await n8n.post<INodeTypeDescription[]>('/node-types', { nodeInfos });
		return type?.description;
	};

	void describe('a source file that is saved', () => {
		it('is in n8n some seconds later', async () => {
			const copy = copySources();
			const watcher = await reloadOnSave(copy, userFolder);
			const file = join(copy, 'nodes/InterviewFlowAi/InterviewFlowAi.node.ts');
			const source = readFileSync(file, 'utf8');
			const before = await description();
			const save = async (text: string, expected?: string) => {
				writeFileSync(file, text);
				// While n8n loads the package anew, it does not know the node.
				const isInN8n = async () => (await description().catch(() => {})) === expected;
				await until(isInN8n, PATIENCE_MS);
			};
			try {
				await save(source.replace(`'${before}'`, "'Saved a moment ago'"), 'Saved a moment ago');
				await save(source, before);
			} finally {
				watcher.close();
			}
		});
	});
}
