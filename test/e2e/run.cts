/**
 * Proves the packed node in the real n8n: over REST as the editor talks to it, in a browser, and in queue mode with
 * a worker that dies. `npm run test:e2e` runs all of it; `npm run test:e2e -- rest` (or `browser`, `queue`) a part.
 * `npm run test:e2e -- --n8n 1.123.81` runs the part over REST in that version of n8n.
 * `npm run test:e2e -- clicks` compares the node with n8n's HTTP Request node; it runs only when it is named.
 *
 * Installs what is missing for the parts that run, works on free ports and in throw-away folders, and ends everything it started. Logs and
 * screenshots of the last run are in `build/`; `npm run test:e2e -- browser --images` also renews the pictures in
 * the README.
 */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { after, afterEach, before, describe, type TestContext } from 'node:test';
import { startCluster } from '../../dev/n8n/cluster.cts';
import { programs } from '../../dev/n8n/debian.cts';
import { installN8n, N8N_VERSION } from '../../dev/n8n/install.cts';
import { pack } from '../../dev/packing.cts';
import { LOGS, REPOSITORY } from '../../dev/paths.cts';
import { runCommand, stopAll } from '../../dev/processes.cts';
import { startStack, type Stack } from '../../dev/n8n/stack.cts';
import { branchTests } from './browser/branches.cts';
import { clicksTests } from './browser/clicks.cts';
import { readingViewTests } from './browser/reading.cts';
import { firstWorkflowTests } from './browser/firstWorkflow.cts';
import { openEditor, SCREENSHOTS, type Editor } from './browser/page.cts';
import { triggerTests as triggerInBrowserTests } from './browser/trigger.cts';
import { queueTests } from './queue/queueMode.cts';
import { credentialTests } from './rest/credential.cts';
import { exampleTests } from './rest/examples.cts';
import { jobListTests } from './rest/jobList.cts';
import { readingTests } from './rest/reading.cts';
import { reloadTests } from './rest/reload.cts';
import { secretTests } from './rest/secrets.cts';
import { triggerTests } from './rest/trigger.cts';
import { triggerServerTests } from './rest/triggerServer.cts';

const CLUSTER = { workers: 2, executionsPerWorker: 10 };

type Part = 'rest' | 'browser' | 'queue' | 'clicks';

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { n8n: { type: 'string' }, images: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const wanted = values.n8n ? ['rest'] : positionals;
	const isWanted = (part: Part) =>
		wanted.includes(part) || (wanted.length === 0 && part !== 'clicks');
	const needsBrowser = isWanted('browser') || isWanted('clicks');
	rmSync(LOGS, { recursive: true, force: true });

	const installation = await installN8n(values.n8n);
	const [chromium] = needsBrowser ? await programs(['chromium']) : [];
	const servers = isWanted('queue') ? await programs(['redis-server', 'postgresql']) : undefined;
	console.error('Building and packing the node');
	const { tarball } = await pack();
	console.error('Starting n8n');
	const cluster = servers && startCluster(installation, tarball, servers, CLUSTER);
	// Should it fail, its tests say so.
	cluster?.catch(() => {});
	const stack =
		isWanted('rest') || needsBrowser
			? await startStack(installation, tarball, { N8N_LOG_LEVEL: 'debug', N8N_DEV_RELOAD: 'true' })
			: undefined;
	void describe('the packed node', { concurrency: 2 }, () => {
		after(stopAll);
		if (stack) {
			void describe('in the real n8n', { concurrency: 1 }, () => {
				after(() => stack.stop());
				if (isWanted('rest')) restPart(stack, installation.version);
				if (chromium && isWanted('browser')) {
					browserPart('in the browser', stack, chromium);
					if (values.images) after(copyImages);
				}
				if (chromium && isWanted('clicks')) {
					browserPart('beside the HTTP Request node', stack, chromium, [clicksTests]);
				}
				if (isWanted('rest')) triggerServerTests(installation, tarball);
			});
		}
		if (cluster) queueTests(cluster);
	});
}

function restPart(stack: Stack, version: string): void {
	void describe('over REST', () => {
		credentialTests(stack, version);
		jobListTests(stack);
		readingTests(stack);
		exampleTests(stack, version);
		// What developers use is there for the version they develop with.
		if (version === N8N_VERSION) reloadTests(stack);
		triggerTests(stack);
		secretTests(stack);
	});
}

const IN_BROWSER = [firstWorkflowTests, branchTests, triggerInBrowserTests, readingViewTests];

function browserPart(name: string, stack: Stack, chromium: string, all = IN_BROWSER): void {
	void describe(name, () => {
		const opened = editorFor(stack, chromium);
		for (const tests of all) tests(stack, opened);
	});
}

/** A browser for all tests of a group, and a screenshot of each test that fails. */
function editorFor(stack: Stack, chromium: string): () => Editor {
	let editor: Editor | undefined;
	before(async () => {
		editor = await openEditor(chromium, stack.n8n);
	});
	after(() => editor?.close());
	afterEach(async (test) => {
		const { name, passed } = test as TestContext & { passed: boolean };
		if (!passed) await editor?.screenshot(`failed: ${name.replace(/\W+/g, ' ')}`);
	});
	return () => editor as Editor;
}

/** The pictures in the README are screenshots. */
const IMAGES = 'canvas canvas-results node job-list refused read read-results trigger'.split(' ');

function copyImages(): void {
	const images = join(REPOSITORY, 'docs', 'images');
	for (const name of IMAGES) {
		copyFileSync(join(SCREENSHOTS, `${name}.png`), join(images, `${name}.png`));
	}
}

runCommand(main);
