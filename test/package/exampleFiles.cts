import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { INode } from 'n8n-workflow';
import { exampleFiles, EXAMPLES, readExample } from '../../dev/workflowFile.cts';

const NOTE = 'n8n-nodes-base.stickyNote';

/** Whether they work is for the end-to-end tests; this is about files people import and read. */
export function exampleFileTests(): void {
	const files = exampleFiles();

	void describe('the example workflows', () => {
		it('are all named in the folder’s README', () => {
			const readme = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');
			for (const file of files) assert.ok(readme.includes(`(${file})`), file);
		});

		for (const file of files) {
			it(`${file} explains itself, and holds no credential, no webhook ID and no dangling wire`, () => {
				const { name, nodes, connections } = readExample(file);
				assert.ok(name);
				assert.ok(nodes.filter(({ type }) => type === NOTE).length >= 2, 'sticky notes');
				// n8n gives a webhook ID of its own to each import; one from here would be known to all.
				for (const node of nodes) assert.ok(!('credentials' in node || 'webhookId' in node));
				const names = nodes.map((node) => node.name);
				assert.equal(new Set(names).size, names.length, 'names differ');
				const wires = Object.values(connections).flatMap((byType) => Object.values(byType).flat(2));
				const ends = [...Object.keys(connections), ...wires.flatMap((wire) => wire?.node ?? [])];
				for (const end of ends) assert.ok(names.includes(end), end);
			});

			it(`${file} has no node under another or under a note`, () => {
				const boxes = readExample(file).nodes.map(boxOf);
				for (const [index, box] of boxes.entries()) {
					const under = boxes.slice(index + 1).filter((other) => touch(box, other));
					assert.deepEqual(under, [], box.name);
				}
			});
		}
	});
}

type Box = ReturnType<typeof boxOf>;

/** A node is 100 wide and, with its name below, 150 high. */
function boxOf({ name, type, position: [left, top], parameters }: INode) {
	const isNote = type === NOTE;
	const width = isNote ? Number(parameters.width) : 100;
	const height = isNote ? Number(parameters.height) : 150;
	return { name, left, top, right: left + width, bottom: top + height };
}

const touch = (a: Box, b: Box) =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
