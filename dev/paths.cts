/** The folders that are used, inside the repository and outside. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

export const REPOSITORY = dirname(__dirname);

/** The name on npm; the types of nodes in workflow files begin with it. */
export const PACKAGE_NAME = 'n8n-nodes-interviewflowai';

/** What takes minutes to install stays here between runs: n8n, and Node.js for it. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), PACKAGE_NAME);

/** What a run leaves behind: logs, screenshots, measurements. Ignored by git. */
export const BUILD = join(REPOSITORY, 'build');

/** What processes print; each writes a file of its own. */
export const LOGS = join(BUILD, 'logs');

/** The paths of all files in a folder and below it, relative to it and sorted. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)))
		.sort();
}

const temporary = new Set<string>();

/** A new folder that is deleted when this process ends. @param within the folder it is in */
export function temporaryFolder(name: string, within = tmpdir()): string {
	if (temporary.size === 0) process.once('exit', deleteAll);
	const folder = mkdtempSync(join(within, `interviewflowai-${name}-`));
	temporary.add(folder);
	return folder;
}

function deleteAll(): void {
	for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** A folder of the cache. The first time it is filled, under another name until it is complete. */
export async function cached(
	name: string,
	fill: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = join(CACHE, name);
	if (existsSync(folder)) return folder;
	mkdirSync(CACHE, { recursive: true });
	const draft = temporaryFolder(name, CACHE);
	await fill(draft);
	try {
		renameSync(draft, folder);
	} catch (error) {
		// Another command may have been faster.
		if (!existsSync(folder)) throw error;
	}
	return folder;
}
