import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { Account } from '../shared/credential';
import { type Run, startRun } from '../shared/run';

/** Filling a list of the editor takes no longer than this, in milliseconds. */
export const TIME_LIMIT_MS = 10_000;

export function startSearch(context: ILoadOptionsFunctions, account: Account): Run {
	const limits = { maxTries: 3, timeoutMs: TIME_LIMIT_MS, concurrency: 1 };
	return startRun(context, account, AbortSignal.timeout(TIME_LIMIT_MS), limits);
}
