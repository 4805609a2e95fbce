/** Where things lie, inside the repository and outside. */
import { homedir } from 'node:os';
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
