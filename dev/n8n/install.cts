/**
 * Gets a whole n8n, and a Node.js new enough for it, into the cache folder. Takes minutes once and nothing after
 * that: a folder that is complete holds the file `.complete`, and an install that was cut short goes on where it was.
 */
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { closeSync, writeFileSync, writeSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { unpack } from '../packing.cts';
import { CACHE } from '../paths.cts';
import { run } from '../processes.cts';

/** The newest version whose packages all belong together; the engine tests run on the same. */
export const N8N_VERSION = '2.41.1';

/** n8n refuses to start on anything older than 24; this one comes from npm where the machine's own is older. */
const NODE_VERSION = '24.21.0';

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
export async function installN8n(
	say: (line: string) => void,
	version = N8N_VERSION,
): Promise<N8nInstallation> {
	mkdirSync(CACHE, { recursive: true });
	const unlock = lock(join(CACHE, 'install.lock'));
	try {
		const node = await installNode(say);
		const n8n = await installN8nWith(node, version, say);
		return { node, n8n, version };
	} finally {
		unlock();
	}
}

async function installNode(say: (line: string) => void): Promise<string> {
	const [wanted] = NODE_VERSION.split('.');
	const [present] = process.versions.node.split('.');
	if (wanted === present) return process.execPath;

	const folder = join(CACHE, `node-${NODE_VERSION}`);
	const node = join(folder, 'bin', 'node');
	if (isComplete(folder)) return node;

	const name = `node-${process.platform}-${process.arch}`;
	say(`Fetching Node.js ${NODE_VERSION} (n8n needs it; this machine has ${process.versions.node})`);
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await npm(['pack', `${name}@${NODE_VERSION}`, '--pack-destination', folder], folder, 'node', say);
	const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm gave no tarball of ${name}`);
	await unpack(join(folder, tarball), folder);
	rmSync(join(folder, tarball));
	markComplete(folder);
	return node;
}

async function installN8nWith(
	node: string,
	version: string,
	say: (line: string) => void,
): Promise<string> {
	const folder = join(CACHE, `n8n-${version}-${abiOf(node)}`);
	const n8n = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	if (isComplete(folder)) return n8n;

	say(`Installing n8n ${version} into ${folder} (2.9 GB; 4 to 6 minutes, only this once)`);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ overrides: OVERRIDES }));
	// Some of the packages n8n never needs here do not build everywhere, so nothing is built ...
	await npm(
		[
			['install', `n8n@${version}`, '--prefix', folder],
			['--ignore-scripts', '--no-package-lock', '--prefer-offline', '--no-audit', '--no-fund'],
		].flat(),
		folder,
		'n8n',
		say,
		node,
	);
	// ... but the database.
	say('Building the database driver of n8n (one to two minutes)');
	const rebuild = ['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'];
	await npm(rebuild, folder, 'sqlite3', say, node);
	await run({
		name: 'sqlite3',
		command: [node, '--eval', "require('sqlite3')"],
		log: join(CACHE, 'logs', 'sqlite3.log'),
		cwd: folder,
	});
	markComplete(folder);
	return n8n;
}

/** n8n's database driver is built for one such number, and is of no use to another. */
function abiOf(node: string): string {
	return node === process.execPath
		? `node${process.versions.node.split('.')[0]}`
		: `node${NODE_VERSION.split('.')[0]}`;
}

/** Runs npm, on a certain Node.js if one is named. */
async function npm(
	parameters: string[],
	folder: string,
	name: string,
	say: (line: string) => void,
	node?: string,
): Promise<void> {
	const startedAt = Date.now();
	const ticker = setInterval(() => {
		const packages = countPackages(join(folder, 'node_modules'));
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		say(`  … ${seconds} s${packages ? `, ${packages} packages in place` : ''}`);
	}, 15_000);
	const log = join(CACHE, 'logs', `${name}.log`);
	rmSync(log, { force: true });
	const home = node && dirname(dirname(node));
	const env = home
		? {
				...process.env,
				PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
				// The headers a native module is built against lie in the same package.
				...(existsSync(join(home, 'include')) && { npm_config_nodedir: home }),
			}
		: process.env;
	try {
		await run({ name, command: ['npm', ...parameters], log, env, cwd: folder });
	} catch (error) {
		const remedy =
			name === 'sqlite3'
				? 'It is built from source, which takes python3, make and g++.'
				: 'It comes from the npm registry. Check the network and try again; what is there already is kept.';
		throw new Error(`${name} could not be installed. ${remedy}\n${(error as Error).message}`);
	} finally {
		clearInterval(ticker);
	}
}

function countPackages(folder: string): number {
	return existsSync(folder) ? readdirSync(folder).length : 0;
}

const markerOf = (folder: string) => join(folder, '.complete');
const isComplete = (folder: string) => existsSync(markerOf(folder));
const markComplete = (folder: string) => writeFileSync(markerOf(folder), '');

/** Two installs into one folder would spoil each other. @throws when another process is at it. */
function lock(file: string): () => void {
	try {
		const handle = openSync(file, 'wx');
		writeSync(handle, String(process.pid));
		closeSync(handle);
	} catch {
		const owner = Number(readFileSync(file, 'utf8'));
		if (isAlive(owner)) {
			throw new Error(`Process ${owner} is installing n8n right now. Wait for it and try again.`);
		}
		rmSync(file);
		return lock(file);
	}
	return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
	try {
		return pid > 0 && process.kill(pid, 0);
	} catch {
		return false;
	}
}
