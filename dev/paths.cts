/** Where things lie, inside the repository and outside. */
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const REPOSITORY = dirname(__dirname);

/** The README of this package names it as the users do. */
export const PACKAGE_NAME = 'n8n-nodes-interviewflowai';

/** What takes minutes to install stays here between runs: n8n, and Node.js for it. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), PACKAGE_NAME);

/** What a run leaves behind: logs, screenshots, measurements. Ignored by git. */
export const BUILD = join(REPOSITORY, 'build');

/** What processes print; each writes a file of its own. */
export const LOGS = join(BUILD, 'logs');

const temporary = new Set<string>();

/** A new folder that is deleted when this process ends. */
export function temporaryFolder(name: string): string {
	if (temporary.size === 0) process.once('exit', deleteAll);
	const folder = mkdtempSync(join(tmpdir(), `interviewflowai-${name}-`));
	temporary.add(folder);
	return folder;
}

function deleteAll(): void {
	for (const folder of temporary) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}
