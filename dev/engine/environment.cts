import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * n8n-core reads its settings when it is loaded: this file is imported before anything of it.
 * The folder takes the config file n8n insists on writing; see `discardUserFolder`.
 */
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));

process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'engine';
process.env.N8N_LOG_LEVEL = 'silent';

/** Deletes n8n's user folder. n8n reads it once at start and does not come back to it. */
export function discardUserFolder(): void {
	rmSync(userFolder, { recursive: true, force: true });
}
