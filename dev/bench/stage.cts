import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
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
	compileInto(scripts);
	const sizes = files.map((file) => statSync(join(folder, file)).size);
	return {
		/** The package as n8n unpacks it. */
		packageFolder: folder,
		/** The compiled scripts that carry out measured runs, and measure what loading the package costs. */
		script: join(scripts, 'bench/measured/main.cjs'),
		startUpScript: join(scripts, 'bench/measured/startUp.cjs'),
		/** Sizes in bytes. */
		tarball: {
			packed: statSync(tarball).size,
			unpacked: sizes.reduce((sum, size) => sum + size, 0),
			files: files.length,
		},
	};
}

/** Compiles all of `dev/`, so that no compiler runs in a process that is measured. */
function compileInto(target: string): void {
	const source = dirname(__dirname);
	const compilerOptions = {
		module: ModuleKind.CommonJS,
		target: ScriptTarget.ES2022,
		esModuleInterop: true,
		rewriteRelativeImportExtensions: true,
	};
	const sources = readdirSync(source, { recursive: true, encoding: 'utf8' });
	for (const fileName of sources.filter((name) => name.endsWith('.cts'))) {
		const code = readFileSync(join(source, fileName), 'utf8');
		const compiled = join(target, fileName.replace(/\.cts$/, '.cjs'));
		mkdirSync(dirname(compiled), { recursive: true });
		writeFileSync(compiled, transpileModule(code, { fileName, compilerOptions }).outputText);
	}
}
