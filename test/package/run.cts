/**
 * Proves the package as users get it: built and packed from a copy of the sources, unpacked outside the repository,
 * checked by n8n's own scanner, and loaded under the oldest and the newest n8n-workflow it supports. Also proves
 * that what README and CONTRIBUTING tell people to run exists and is run by CI.
 *
 *     npm run test:package
 */
import { pack } from '../../dev/packing.cts';
import { runCommand } from '../../dev/processes.cts';
import { packageContentsTests } from './contents.cts';
import { documentationTests } from './documentation.cts';
import { exampleFileTests } from './exampleFiles.cts';
import { loadingTests } from './loading.cts';
import { scannerTests } from './scanner.cts';

async function main(): Promise<void> {
	const packed = await pack();
	packageContentsTests(packed);
	scannerTests(packed);
	loadingTests(packed);
	exampleFileTests();
	documentationTests();
}

runCommand(main);
