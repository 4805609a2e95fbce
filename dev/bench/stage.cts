import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { unpack } from '../n8n/install.cts';
import { CACHE, REPOSITORY } from '../paths.cts';

/** What is measured, laid out so that every part of it finds the same copy of n8n. */
export interface Stage {
	/** The package as n8n unpacks it. */
	packageFolder: string;
	/** The compiled script that carries out measured runs. */
	script: string;
	/** The compiled script that measures what loading the package costs. */
	startUpScript: string;
	/** Where Node keeps compiled code between runs, so that they start sooner. */
	compileCache: string;
	tarball: Tarball;
	discard: () => void;
}

/** Sizes in bytes. */
export interface Tarball {
	packed: number;
	unpacked: number;
	files: number;
}

/**
 * Packs the package and compiles what drives it into a folder outside the project, where nothing but `NODE_PATH` leads
 * to n8n, as in an installation. It is the same folder every time, so that what Node compiled once is found again.
 */
export async function createStage(): Promise<Stage> {
	const folder = join(CACHE, 'bench');
	const discard = () => rmSync(folder, { recursive: true, force: true });
	discard();
	mkdirSync(folder, { recursive: true });
	const packageFolder = join(folder, 'package');
	const tarball = packInto(folder, packageFolder);
	for (const source of ['dev/engine', 'dev/bench/measured', 'dev/bench/measured/contenders']) {
		compileFolder(source, join(folder, source));
	}
	return {
		packageFolder,
		script: join(folder, 'dev/bench/measured/main.cjs'),
		startUpScript: join(folder, 'dev/bench/measured/startUp.cjs'),
		compileCache: join(CACHE, 'compile-cache'),
		tarball: await tarball,
		discard,
	};
}

/** Packs the package into a folder, and unpacks it into another. */
async function packInto(folder: string, packageFolder: string): Promise<Tarball> {
	const { stdout } = await promisify(execFile)(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: REPOSITORY },
	);
	const [tarball] = JSON.parse(stdout) as Array<{
		filename: string;
		size: number;
		unpackedSize: number;
		entryCount: number;
	}>;
	if (!tarball) throw new Error('npm pack gave no tarball');
	await unpack(join(folder, tarball.filename), packageFolder);
	return { packed: tarball.size, unpacked: tarball.unpackedSize, files: tarball.entryCount };
}

/** Each `.cts` of the folder becomes a `.cjs`, so that no compiler runs in a process that is measured. */
function compileFolder(source: string, target: string): void {
	mkdirSync(target, { recursive: true });
	const sources = readdirSync(join(REPOSITORY, source)).filter((name) => name.endsWith('.cts'));
	for (const fileName of sources) {
		const { outputText } = transpileModule(
			readFileSync(join(REPOSITORY, source, fileName), 'utf8'),
			{
				fileName,
				compilerOptions: {
					module: ModuleKind.CommonJS,
					target: ScriptTarget.ES2022,
					esModuleInterop: true,
					rewriteRelativeImportExtensions: true,
				},
			},
		);
		writeFileSync(join(target, `${basename(fileName, '.cts')}.cjs`), outputText);
	}
}
