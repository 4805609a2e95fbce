/** `npm run dev`, in a copy of the repository: a newcomer saves a file and finds the change in n8n. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import type { INodeTypeDescription } from 'n8n-workflow';
import { signIn } from '../../dev/n8n/client.cts';
import { NODE_TYPE } from '../../dev/packing.cts';
import { LOGS, REPOSITORY, temporaryFolder } from '../../dev/paths.cts';
import { ready, start, until } from '../../dev/processes.cts';

const PATIENCE_MS = 120_000;
const NODE_FILE = 'nodes/InterviewFlowAi/InterviewFlowAi.node.ts';

export function devTests(): void {
	void describe('npm run dev', () => {
		it('gives n8n the node anew when a source file is saved', async () => {
			const copy = copyOfRepository();
			const log = join(LOGS, 'dev.log');
			const dev = start({ name: 'npm run dev', command: ['npm', 'run', 'dev'], cwd: copy, log });
			const [, url] = await ready(
				dev,
				async () => readFileSync(log, 'utf8').includes('Ctrl-C'),
				PATIENCE_MS,
			).then(() => /n8n is ready: +(\S+)/.exec(readFileSync(log, 'utf8')) ?? []);
			assert.ok(url);
			const n8n = await signIn({ url });
			const description = async () => {
				const nodeInfos = [{ name: NODE_TYPE, version: 1 }];
				const [type] = await n8n.post<INodeTypeDescription[]>('/node-types', { nodeInfos });
				return type?.description;
			};
			const changed = 'Saved a moment ago';
			assert.notEqual(await description(), changed);

			const file = join(copy, NODE_FILE);
			const source = readFileSync(file, 'utf8');
			writeFileSync(file, source.replace(/\bdescription: '[^']+'/, `description: '${changed}'`));

			await until(async () => (await description()) === changed, PATIENCE_MS);
			await dev.stop();
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
