import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { readAccount } from '../shared/credential';
import { fold } from '../shared/jobs/jobList';
import type { Result } from '../shared/result';
import { inRun, type Run } from '../shared/run';

/** How long it may take to fill a list of the editor, in milliseconds. */
const TIME_LIMIT_MS = 10_000;

/** Fills a list of the editor. If it cannot, it throws the reason, because the editor shows only what is thrown. */
export async function search(
	context: ILoadOptionsFunctions,
	fill: (run: Run) => Promise<Result<INodeListSearchResult>>,
): Promise<INodeListSearchResult> {
	const account = await readAccount(context);
	const cancelled = AbortSignal.timeout(TIME_LIMIT_MS);
	const limits = { maxTries: 3, timeoutMs: TIME_LIMIT_MS, concurrency: 1 };
	const filled = account.ok
		? await inRun(context, account.value, cancelled, limits, fill)
		: account;
	if (!filled.ok) throw new NodeOperationError(context.getNode(), filled.problem);
	return filled.value;
}

/** Gives a function that tells whether a text holds every word that is wanted. */
export function holdsWords(wanted: string): (text: string) => boolean {
	const words = fold(wanted).split(' ');
	return (text) => {
		const folded = fold(text);
		return words.every((word) => folded.includes(word));
	};
}
