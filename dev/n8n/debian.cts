/** Programs that come from the operating system: the browser, Redis and PostgreSQL. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CACHE } from '../paths.cts';
import { run } from '../processes.cts';

/** The program that is wanted of each Debian package, and other names it has elsewhere. */
const PROGRAMS = {
	chromium: ['chromium', 'chromium-browser', 'google-chrome'],
	'redis-server': ['redis-server'],
	postgresql: ['initdb'],
} as const;

export type Program = keyof typeof PROGRAMS;

/**
 * Sees to it that programs are there, and installs them where that is possible: as root, with apt.
 *
 * @returns their paths, in the order asked for
 * @throws with the command to type, when it is not possible
 */
export async function programs<const Wanted extends readonly Program[]>(
	wanted: Wanted,
): Promise<{ [Index in keyof Wanted]: string }> {
	const missing = wanted.filter((name) => !find(PROGRAMS[name]));
	if (missing.length > 0) await aptInstall(missing);
	const paths = wanted.map((name) => {
		const path = find(PROGRAMS[name]);
		if (!path) throw new Error(`apt-get installed ${name}, but its program is not to be found.`);
		return path;
	});
	return paths as { [Index in keyof Wanted]: string };
}

async function aptInstall(missing: readonly Program[]): Promise<void> {
	const byHand = `Install ${missing.join(' and ')} and run again, on Debian with: apt-get install ${missing.join(' ')}`;
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || !find(['apt-get'])) {
		throw new Error(`${missing.join(' and ')} cannot be found on this machine. ${byHand}`);
	}
	console.error(`Installing ${missing.join(' and ')} with apt-get`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const log = join(CACHE, 'logs', 'apt.log');
	try {
		await run({ name: 'apt-get', command: ['apt-get', 'update'], env, log });
		await run({ name: 'apt-get', command: ['apt-get', 'install', '-y', ...missing], env, log });
	} catch (error) {
		throw new Error(`${(error as Error).message}\n${byHand}`);
	}
}

/** Debian keeps PostgreSQL's programs out of PATH, in one folder for each version; the newest counts. */
function find(names: readonly string[]): string | undefined {
	const folders = "$(ls -dvr /usr/lib/postgresql/*/bin 2>/dev/null | tr '\\n' :)";
	const script = `PATH="$PATH:${folders}" which ${names.join(' ')}`;
	const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8' });
	return stdout.split('\n')[0] || undefined;
}
