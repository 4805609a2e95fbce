import {
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	NodeOperationError,
} from 'n8n-workflow';
import { readAccount } from '../shared/credential';
import type { Result } from '../shared/result';
import { type Run, startRun } from '../shared/run';

/** How long it may take to fill a list of the editor, in milliseconds. */
const TIME_LIMIT_MS = 10_000;

/** Fills a list of the editor. If it cannot, it throws the reason, because the editor shows only what is thrown. */
export async function search(
	context: ILoadOptionsFunctions,
	fill: (run: Run) => Promise<Result<INodeListSearchResult>>,
): Promise<INodeListSearchResult> {
	const fail = (problem: string) => new NodeOperationError(context.getNode(), problem);
	const account = await readAccount(context);
	if (!account.ok) throw fail(account.problem);
	const limits = { maxTries: 3, timeoutMs: TIME_LIMIT_MS, concurrency: 1 };
	const run = startRun(context, account.value, AbortSignal.timeout(TIME_LIMIT_MS), limits);
	try {
		const filled = await fill(run);
		if (!filled.ok) throw fail(filled.problem);
		return filled.value;
	} finally {
		run.end();
	}
}
