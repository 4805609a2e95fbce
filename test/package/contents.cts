import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { Packed } from '../../dev/packing.cts';
import { operations } from '../../nodes/InterviewFlowAi/resources/interview/index.ts';

/** In bytes. */
const LARGEST_TARBALL = 60_000;

const CODEX_CATEGORIES = [
	...['Analytics', 'Communication', 'Data & Storage', 'Development', 'Finance & Accounting'],
	...['Marketing', 'Miscellaneous', 'Productivity', 'Sales', 'Utility'],
];

const SEARCHED = ['interview', 'candidate', 'recruiting', 'hiring', 'ATS', 'screening', 'score'];

/** n8n finds node and trigger by the words of the node, and of words with a space between only what stands there so. */
const SEARCHED_ALSO = { interviewFlowAi: ['interview link'], interviewFlowAiTrigger: [] };

export function packageContentsTests({ tarball, folder, manifest, files }: Packed): void {
	void describe('the packed package', () => {
		it('holds dist, README, LICENSE and package.json, and nothing else', () => {
			const others = files.filter((file) => !file.startsWith('dist/'));
			assert.deepEqual(others, ['LICENSE', 'README.md', 'package.json']);
		});

		it('holds no tests, sources or maps', () => {
			const stray = /(^|\/)test|\.map$|(?<!\.d)\.ts$|\.cts$|tsbuildinfo/;
			assert.deepEqual(
				files.filter((file) => stray.test(file)),
				[],
			);
		});

		it(`is at most ${LARGEST_TARBALL / 1000} kB`, (t) => {
			const { size } = statSync(tarball);
			t.diagnostic(`${(size / 1000).toFixed(1)} kB packed`);
			assert.ok(size <= LARGEST_TARBALL, `${size} bytes`);
		});

		it('holds code in ASCII alone, of which n8n keeps half as many bytes in memory', () => {
			for (const file of files.filter((one) => one.endsWith('.js'))) {
				assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /[^\0-\x7f]/, file);
			}
		});

		it('depends on nothing, and on n8n-workflow as its peer', () => {
			assert.deepEqual(manifest.peerDependencies, { 'n8n-workflow': '*' });
			for (const field of ['dependencies', 'optionalDependencies', 'bundleDependencies']) {
				assert.equal(manifest[field], undefined, field);
			}
		});

		it('runs no script when it is installed', () => {
			const scripts = Object.keys(manifest.scripts as object);
			const onInstall = /^(pre|post)?(install|prepare)$|^(pre|post)?pack$|prepublish/;
			assert.deepEqual(
				scripts.filter((script) => onInstall.test(script)),
				[],
			);
		});

		for (const [index, [name, more]] of Object.entries(SEARCHED_ALSO).entries()) {
			it(`has a codex beside ${name}, with words people search for`, () => {
				const codex = readJson(folder, `${manifest.n8n.nodes[index]}on`);
				assert.equal(codex.node, `${manifest.name}.${name}`);
				const { categories, alias } = codex as Record<string, string[]>;
				assert.deepEqual(
					categories?.filter((one) => !CODEX_CATEGORIES.includes(one)),
					[],
				);
				assert.deepEqual(
					[...SEARCHED, ...more].filter((word) => !alias?.includes(word)),
					[],
				);
			});
		}

		for (const operation of Object.keys(operations)) {
			it(`has the output schema of ${operation} where n8n looks for it`, () => {
				const [node] = manifest.n8n.nodes;
				const path = `__schema__/v1.0.0/interview/${operation}.json`;
				const schema = readJson(folder, join(dirname(node as string), path));
				assert.equal(schema.type, 'object');
				assert.ok('interviewLink' in (schema.properties as object));
			});
		}
	});
}

const readJson = (folder: string, file: string) =>
	JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
