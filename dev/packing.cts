/**
 * The package as users get it: built, packed, and unpacked the way n8n installs a community node.
 *
 * Every build works on a copy of the sources in a temporary folder of its own, which is deleted when this process
 * ends. So commands that run at the same time do not disturb each other, and none needs a build from before.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesBelow, PACKAGE_NAME, REPOSITORY, temporaryFolder } from './paths.cts';
import { run } from './processes.cts';

/** The node's type as it stands in a workflow file. */
export const NODE_TYPE = `${PACKAGE_NAME}.interviewFlowAi`;

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
	/** The unpacked package, at `node_modules/<name>` of a folder that holds nothing else and finds nothing else. */
	folder: string;
	manifest: Manifest;
	/** Every file in it. */
	files: string[];
}

interface Manifest {
	name: string;
	version: string;
	n8n: { nodes: string[]; credentials: string[] };
	[field: string]: unknown;
}

/** Copies all that a build needs into a folder of its own, where it finds the repository's `node_modules`. */
export function copySources(from = REPOSITORY): string {
	const folder = join(temporaryFolder('package'), 'sources');
	for (const source of SOURCES) {
		cpSync(join(from, source), join(folder, source), { recursive: true });
	}
	symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
	return folder;
}

/**
 * Builds the package with `npm run build`.
 *
 * @param from the repository, or a copy of it
 * @returns the folder that holds its `dist`
 * @throws with what the compiler says, when it does not compile
 */
export async function build(from = REPOSITORY): Promise<string> {
	const folder = copySources(from);
	await npm(folder, 'run', 'build');
	return folder;
}

/** Builds the package, packs it, and unpacks it outside of the repository. */
export async function pack(): Promise<Packed> {
	const sources = await build();
	const home = dirname(sources);
	await npm(sources, 'pack', '--ignore-scripts', '--pack-destination', home);
	const file = readdirSync(home).find((name) => name.endsWith('.tgz'));
	if (!file) throw new Error('npm pack made no tarball');
	const tarball = join(home, file);
	const folder = join(home, 'unpacked', 'node_modules', PACKAGE_NAME);
	await unpack(tarball, folder);
	return { tarball, folder, manifest: readManifest(folder), files: filesBelow(folder) };
}

/** Does with a tarball what n8n does when a user installs a community node. @param userFolder n8n's own. */
export async function install(tarball: string, userFolder: string): Promise<void> {
	const folder = installedAt(userFolder);
	await unpack(tarball, folder);

	const manifest = readManifest(folder);
	for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[key];
	}
	writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
	writeFileSync(
		join(userFolder, '.n8n', 'nodes', 'package.json'),
		JSON.stringify({
			name: 'installed-nodes',
			private: true,
			dependencies: { [PACKAGE_NAME]: manifest.version },
		}),
	);
	const flags = ['--audit=false', '--fund=false', '--bin-links=false', '--ignore-scripts=true'];
	await npm(folder, ...['install', ...flags, '--install-strategy=shallow', '--package-lock=false']);
}

/** Where n8n has the package once it is installed. */
export function installedAt(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
}

/** Unpacks an npm tarball, whose single folder is left out. */
export async function unpack(tarball: string, folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	await run({
		name: 'tar',
		command: ['tar', '-xzf', tarball, '-C', folder, '--strip-components=1'],
		log: `${tarball}.log`,
	});
}

async function npm(folder: string, ...parameters: string[]): Promise<void> {
	const log = join(folder, 'npm.log');
	await run({ name: 'npm', command: ['npm', ...parameters], cwd: folder, log });
}

function readManifest(folder: string): Manifest {
	return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
