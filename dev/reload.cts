import { once, type EventEmitter } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build, installedAt } from './packing.cts';

/** The part of gulp that is used here; it brings no types. */
const { watch } = require('gulp') as {
	watch(globs: string[], options: { cwd: string }, task: () => Promise<void>): Watcher;
};

export type Watcher = EventEmitter & { close(): void };

/**
 * Builds the package again whenever a source file is saved, and puts it where n8n has it. An n8n that was started with
 * N8N_DEV_RELOAD watches that folder, and reloads the package.
 *
 * @param sources the repository, or a copy of it
 * @param userFolder n8n's own, with the package installed in it
 * @returns what watches, from now on and until it is closed
 */
export async function reloadOnSave(sources: string, userFolder: string): Promise<Watcher> {
	const watcher = watch(['nodes/**', 'credentials/**', 'icons/**'], { cwd: sources }, async () => {
		console.error('A source file was saved: building the node');
		try {
			const built = await build(sources);
			cpSync(join(built, 'dist'), join(installedAt(userFolder), 'dist'), { recursive: true });
			console.error('n8n has the new node');
		} catch (error) {
			console.error((error as Error).message);
		}
	});
	await once(watcher, 'ready');
	return watcher;
}
