/** Builds, packs and unpacks the package in a temporary folder, once for all tests. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const REPOSITORY = dirname(dirname(__dirname));

/** All that a build and `npm pack` need; what is not named here cannot get into the package unnoticed. */
const SOURCES = [
	'nodes',
	'credentials',
	'icons',
	'index.ts',
	'gulpfile.js',
	'tsconfig.json',
	'tsconfig.build.json',
	'package.json',
	'README.md',
	'LICENSE',
	'CHANGELOG.md',
];

export interface Packed {
	tarball: string;
	/** The unpacked package, at `node_modules/<name>` of a folder of its own. */
	folder: string;
	manifest: {
		name: string;
		version: string;
		n8n: { nodes: string[]; credentials: string[] };
		[field: string]: unknown;
	};
	/** Every file in it, relative to the folder and sorted. */
	files: string[];
}

let packed: Packed | undefined;

/** @throws with the compiler's or npm's output when the package cannot be built. */
export function pack(): Packed {
	return (packed ??= buildAndPack());
}

function buildAndPack(): Packed {
	const home = mkdtempSync(join(tmpdir(), 'package-test-'));
	process.once('exit', () => rmSync(home, { recursive: true, force: true }));

	const sources = join(home, 'sources');
	for (const source of SOURCES) {
		cpSync(join(REPOSITORY, source), join(sources, source), { recursive: true });
	}
	symlinkSync(join(REPOSITORY, 'node_modules'), join(sources, 'node_modules'));
	run('npm', ['run', 'build'], sources);
	run('npm', ['pack', '--ignore-scripts', '--pack-destination', home], sources);
	const tarball = readdirSync(home).find((file) => file.endsWith('.tgz')) ?? '';

	const { name } = readManifest(sources);
	const folder = join(home, 'unpacked', 'node_modules', name);
	cpSync(join(home, tarball), join(folder, 'package.tgz'), { recursive: true });
	run('tar', ['-xzf', 'package.tgz', '--strip-components=1'], folder);
	rmSync(join(folder, 'package.tgz'));

	const files = readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.sort();
	return { tarball: join(home, tarball), folder, manifest: readManifest(folder), files };
}

function readManifest(folder: string): Packed['manifest'] {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Packed['manifest'];
}

/** Runs a program to its end. @throws with what it printed when it fails. */
export function run(program: string, parameters: string[], cwd: string): string {
	try {
		return execFileSync(program, parameters, { cwd, encoding: 'utf8', stdio: 'pipe' });
	} catch (error) {
		const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
		throw new Error(`${program} ${parameters.join(' ')} failed:\n${stdout}${stderr}`);
	}
}
