import type { Account } from '../api/account';
import type { Send } from '../api/client';
import * as say from '../messages';
import { titleFinder } from './byTitle';
import { loadJobs } from './loadJobs';

/** Gives the ID of a job as chosen in the node, or a sentence that says why there is none. */
export type ResolveJob = (value: unknown) => { id: unknown } | { problem: string };

/**
 * Prepares the resolving of jobs for a run. Only By Title needs the list of jobs, which is loaded once.
 *
 * @param mode of the node's Job field: `list`, `id` or `title`
 */
export async function jobResolver(mode: string, account: Account, send: Send): Promise<ResolveJob> {
	if (mode !== 'title') return (id) => ({ id });
	const { jobs, problem } = await loadJobs(account, send);
	if (jobs.length === 0) return () => ({ problem: problem ?? say.noJobs() });
	const find = titleFinder(jobs);
	return (title) => {
		const found = find(title);
		// The title may stand on the list that could not be loaded.
		return problem && 'problem' in found ? { problem: `${found.problem} ${problem}` } : found;
	};
}
