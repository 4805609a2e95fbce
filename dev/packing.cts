/** The node as users get it: built, packed, and unpacked the way n8n installs a community node. */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unpack } from './n8n/install.cts';
import { BUILD, PACKAGE_NAME, REPOSITORY } from './paths.cts';
import { run } from './processes.cts';

/** The node's type as it stands in a workflow file. */
export const NODE_TYPE = `${PACKAGE_NAME}.interviewFlowAi`;

/** Builds and packs this repository. @returns the path of the tarball. */
export async function packNode(): Promise<string> {
	const folder = join(BUILD, 'package');
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	const npm = (...parameters: string[]) =>
		run({
			name: 'npm',
			command: ['npm', ...parameters],
			cwd: REPOSITORY,
			log: join(BUILD, 'logs', 'package.log'),
		});
	await npm('run', 'build');
	await npm('pack', '--ignore-scripts', '--pack-destination', folder);
	const [tarball] = readdirSync(folder);
	if (!tarball) throw new Error('npm pack made no tarball');
	return join(folder, tarball);
}

/** Does with a tarball what n8n does when a user installs a community node. @param userFolder n8n's own. */
export async function installNode(tarball: string, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const folder = join(nodes, 'node_modules', PACKAGE_NAME);
	await unpack(tarball, folder);

	const manifestFile = join(folder, 'package.json');
	const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, unknown>;
	for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[key];
	}
	writeFileSync(manifestFile, JSON.stringify(manifest, null, 2));
	writeFileSync(
		join(nodes, 'package.json'),
		JSON.stringify({
			name: 'installed-nodes',
			private: true,
			dependencies: { [PACKAGE_NAME]: manifest.version },
		}),
	);
	const flags = ['--audit=false', '--fund=false', '--bin-links=false', '--ignore-scripts=true'];
	await run({
		name: 'npm',
		command: ['npm', 'install', ...flags, '--install-strategy=shallow', '--package-lock=false'],
		cwd: folder,
		log: join(BUILD, 'logs', 'package.log'),
	});
}
