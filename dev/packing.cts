/**
 * The package as users get it: built, packed, and installed by npm, as README says.
 *
 * Every build works on a copy of the sources in a temporary folder of its own, which is deleted when this process
 * ends. So commands that run at the same time do not disturb each other, and none needs a build from before.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
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
	n8n: { nodes: string[] };
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
	const unpacked = join(home, 'unpacked');
	await installInto(unpacked, tarball);
	const folder = join(unpacked, 'node_modules', PACKAGE_NAME);
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
	return { tarball, folder, manifest, files: filesBelow(folder) };
}

/** Installs a tarball as README says. @param userFolder n8n's own */
export async function install(tarball: string, userFolder: string): Promise<void> {
	await installInto(join(userFolder, '.n8n', 'nodes'), tarball);
}

/** Where n8n has the package once it is installed. */
export function installedAt(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes', 'node_modules', PACKAGE_NAME);
}

async function installInto(folder: string, tarball: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const flags = ['--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'];
	await npm(folder, 'install', '--prefix', folder, ...flags, tarball);
}

async function npm(folder: string, ...parameters: string[]): Promise<void> {
	const log = join(folder, 'npm.log');
	await run({ name: 'npm', command: ['npm', ...parameters], cwd: folder, log });
}
