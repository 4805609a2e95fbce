import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { pack } from '../packing.cts';

/** What is measured, laid out so that every part of it finds the same copy of n8n. */
export type Stage = Awaited<ReturnType<typeof createStage>>;

/**
 * Packs the package and compiles what drives it into a folder outside the project, where nothing but `NODE_PATH` leads
 * to n8n, as in an installation.
 */
export async function createStage() {
	const { tarball, folder, files } = await pack();
	const scripts = join(dirname(tarball), 'dev');
	// No compiler runs in a process that is measured.
	await build({
		...{ absWorkingDir: join(__dirname, 'measured'), entryPoints: ['main.cts', 'startUp.cts'] },
		...{ outdir: scripts, outExtension: { '.js': '.cjs' }, platform: 'node' },
		...{ bundle: true, packages: 'external' },
	});
	const sizes = files.map((file) => statSync(join(folder, file)).size);
	return {
		/** The package as n8n unpacks it. */
		packageFolder: folder,
		/** The compiled scripts that carry out measured runs, and measure what loading the package costs. */
		script: join(scripts, 'main.cjs'),
		startUpScript: join(scripts, 'startUp.cjs'),
		/** Sizes in bytes. */
		tarball: {
			packed: statSync(tarball).size,
			unpacked: sizes.reduce((sum, size) => sum + size, 0),
			files: files.length,
		},
	};
}
