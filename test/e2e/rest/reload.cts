/** What `npm run dev` does when a source file is saved, in a copy of the repository. */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import type { INodeTypeDescription } from 'n8n-workflow';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { NODE_TYPE } from '../../../dev/packing.cts';
import { REPOSITORY, temporaryFolder } from '../../../dev/paths.cts';
import { until } from '../../../dev/processes.cts';
import { reloadOnSave } from '../../../dev/reload.cts';

const PATIENCE_MS = 60_000;

export function reloadTests({ n8n, userFolder }: Stack, say: (line: string) => void): void {
	const description = async () => {
		const nodeInfos = [{ name: NODE_TYPE, version: 1 }];
		const [type] = await n8n.post<INodeTypeDescription[]>('/node-types', { nodeInfos });
		return type?.description;
	};

	void describe('a source file that is saved', () => {
		it('is in n8n some seconds later', async () => {
			const copy = copyOfRepository();
			const watcher = await reloadOnSave(copy, userFolder, say);
			const file = join(copy, 'nodes/InterviewFlowAi/InterviewFlowAi.node.ts');
			const source = readFileSync(file, 'utf8');
			const before = await description();
			const save = async (text: string, expected?: string) => {
				writeFileSync(file, text);
				await until(async () => (await description()) === expected, PATIENCE_MS);
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

function copyOfRepository(): string {
	const copy = temporaryFolder('repository');
	const left = ['.git', 'node_modules', 'build', 'dist'];
	cpSync(REPOSITORY, copy, {
		recursive: true,
		filter: (source) => !left.includes(relative(REPOSITORY, source)),
	});
	symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'));
	return copy;
}
