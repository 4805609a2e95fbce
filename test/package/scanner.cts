import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Packed } from '../../dev/packing.cts';
import { REPOSITORY, temporaryFolder } from '../../dev/paths.cts';

/** The part of n8n's scanner that needs no registry. */
interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage(folder: string, patterns: string[]): Promise<Verdict>;
}
type Verdict = { passed: boolean; message?: string; details?: string };

/** What the scanner looks at in a published package. */
const SHIPPED_FILE_PATTERNS = ['**/*.js', 'package.json'];

export function scannerTests({ folder: packed }: Packed): void {
	void describe("n8n's scanner for verified packages", () => {
		let scanner: Scanner;
		before(async () => {
			scanner = await loadScanner();
		});

		it('passes the sources', async () => {
			const patterns = scanner.SOURCE_FILE_PATTERNS;
			const { passed, details } = await scanner.analyzePackage(REPOSITORY, patterns);
			assert.ok(passed, details);
		});

		it('passes the packed package', async () => {
			const result = await scanner.analyzePackage(packed, SHIPPED_FILE_PATTERNS);
			assert.ok(result.passed, result.details ?? result.message);
		});

		it('would have found a forbidden import', async () => {
			const folder = temporaryFolder('scan');
			writeFileSync(join(folder, 'spy.js'), "require('fs').readFileSync('/etc/hosts');\n");
			const { passed, details } = await scanner.analyzePackage(folder, SHIPPED_FILE_PATTERNS);
			assert.equal(passed, false);
			assert.match(details ?? '', /no-restricted-imports/);
		});
	});
}

/** The scanner is an ES module with a main of its own; its export is not meant for `require`. */
async function loadScanner(): Promise<Scanner> {
	const manifest = require.resolve('@n8n/scan-community-package/package.json');
	const url = pathToFileURL(join(manifest, '..', 'scanner', 'scanner.mjs')).href;
	return (await import(url)) as Scanner;
}
