import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readAccount } from '../../shared/credential';
import { type Handover, refuseAll } from '../../shared/items';
import { fieldReader, type Source, within } from '../../shared/parameters';
import { type Run, startRun } from '../../shared/run';
import { LIMITS } from './fields';

/** What a run of an operation works with. */
export interface Execution extends Source {
	/** Whether a refused item stops the workflow, so that nothing more is sent. */
	endsAtRefusal: boolean;
	run: Run;
	/** The field Options of the node; expressions can have given any values. */
	options: Record<string, unknown>;
}

/** Executes an operation in a run of its own; all items are refused when credential or options cannot be read. */
export async function executeInRun(
	operation: (execution: Execution) => Promise<Handover>,
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	endsAtRefusal: boolean,
): Promise<Handover> {
	const account = await readAccount(context, items.length);
	if (!account.ok) return refuseAll(items, account.problem);
	const read = fieldReader<object | null>({ context, items }, 'Options', 'options')(0);
	if (!read.ok) return refuseAll(items, read.problem);
	const options: Record<string, unknown> = { ...read.value };
	const run = startRun(context, account.value, context.getExecutionCancelSignal(), {
		concurrency: within(options.concurrency, LIMITS.concurrency),
		timeoutMs: within(options.timeout, LIMITS.timeout) * 1000,
		maxTries: within(options.maxTries, LIMITS.maxTries),
		execution: context.getContext('node'),
	});
	try {
		return await operation({ context, items, endsAtRefusal, run, options });
	} finally {
		run.end();
	}
}
