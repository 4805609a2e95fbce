/** Gets a whole n8n, and a Node.js new enough for it, into the cache folder: minutes once and nothing after that. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { CACHE, cached } from '../paths.cts';
import { run } from '../processes.cts';

/** The newest version whose packages all belong together; the engine tests run on the same. */
export const N8N_VERSION = '2.41.1';

/** n8n refuses to start on anything older than 24; this one comes from npm where the machine's own is older. */
const NODE_VERSION = '24.21.0';
const [NODE_MAJOR] = NODE_VERSION.split('.');

/** n8n before 2.41 takes this package from the address of its maker, which cannot be reached everywhere. */
const OVERRIDES = { xlsx: '0.18.5' };

export interface N8nInstallation {
	/** The Node.js to run n8n with. */
	node: string;
	/** What to run with it. */
	n8n: string;
	version: string;
}

/** Whether a version of n8n, such as 1.123.81, comes before another. */
export function isOlder(version: string, major: number, minor: number): boolean {
	const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
	return ownMajor < major || (ownMajor === major && ownMinor < minor);
}

/** @throws with what to do about it, when something cannot be downloaded or built. */
export async function installN8n(version = N8N_VERSION): Promise<N8nInstallation> {
	const node = await installNode();
	// n8n's database driver is built for one major version of Node.js, and is of no use to another.
	const folder = await cached(`n8n-${version}-node${NODE_MAJOR}`, async (draft) => {
		console.error(
			`Installing n8n ${version} into ${draft} (2.9 GB; 4 to 6 minutes, only this once)`,
		);
		writeFileSync(join(draft, 'package.json'), JSON.stringify({ overrides: OVERRIDES }));
		// Some of the packages n8n never needs here do not build everywhere, so nothing is built ...
		await npmInstall(draft, 'n8n', [`n8n@${version}`], node);
		// ... but the database.
		console.error('Building the database driver of n8n (one to two minutes)');
		const rebuild = ['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'];
		await npm(draft, 'sqlite3', rebuild, node);
		await run({
			name: 'sqlite3',
			command: [node, '--eval', "require('sqlite3')"],
			log: join(CACHE, 'logs', 'sqlite3.log'),
			cwd: draft,
		});
	});
	return { node, n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'), version };
}

async function installNode(): Promise<string> {
	if (process.versions.node.startsWith(`${NODE_MAJOR}.`)) return process.execPath;
	const name = `node-${process.platform}-${process.arch}`;
	const folder = await cached(`${name}-${NODE_VERSION}`, async (draft) => {
		console.error(
			`Fetching Node.js ${NODE_VERSION} (n8n needs it; this machine has ${process.version})`,
		);
		await npmInstall(draft, 'node', [`${name}@${NODE_VERSION}`]);
	});
	return join(folder, 'node_modules', name, 'bin', 'node');
}

const FLAGS = '--ignore-scripts --no-package-lock --prefer-offline --no-audit --no-fund'.split(' ');

/** Installs packages into a folder, and builds nothing. @param node the Node.js they are for */
export async function npmInstall(
	folder: string,
	name: string,
	packages: string[],
	node = process.execPath,
): Promise<void> {
	await npm(folder, name, ['install', ...packages, '--prefix', folder, ...FLAGS], node);
}

async function npm(
	folder: string,
	name: string,
	parameters: string[],
	node: string,
): Promise<void> {
	const log = join(CACHE, 'logs', `${name}.log`);
	rmSync(log, { force: true });
	const home = dirname(dirname(node));
	const env = {
		...process.env,
		PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
		// The headers a native module is built against lie in the same package.
		...(existsSync(join(home, 'include', 'node')) && { npm_config_nodedir: home }),
	};
	await run({ name, command: ['npm', ...parameters], log, env, cwd: folder }).catch((error) => {
		const remedy =
			name === 'sqlite3'
				? 'It is built from source, which takes python3, make and g++.'
				: 'It comes from the npm registry. Check the network and try again.';
		throw new Error(`${name} could not be installed. ${remedy}\n${(error as Error).message}`);
	});
}
