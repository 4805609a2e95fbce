import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readAccount } from '../../shared/credential';
import { type Handover, refuseAll } from '../../shared/items';
import { fieldReader, type Source, within } from '../../shared/parameters';
import { inRun, type Run } from '../../shared/run';
import { seconds } from '../../shared/texts';
import { LIMITS } from './fields';

const SHORT_PAUSE_MS = 1000;

/** What an operation gets for its run. */
export interface Execution extends Source {
	/** Whether a refused item stops the workflow, so that nothing more is sent. */
	endsAtRefusal: boolean;
	run: Run;
	/** The field Options of the node. Expressions may have given any values. */
	options: Record<string, unknown>;
}

/** Executes an operation in a run of its own. If the credential or the options cannot be read, it refuses all items. */
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
	const settings = {
		concurrency: within(options.concurrency, LIMITS.concurrency),
		timeoutMs: within(options.timeout, LIMITS.timeout) * 1000,
		maxTries: within(options.maxTries, LIMITS.maxTries),
		execution: context.getContext('node'),
	};
	const cancelled = context.getExecutionCancelSignal();
	return await inRun(context, account.value, cancelled, settings, async (run) => {
		const handover = await operation({ context, items, endsAtRefusal, run, options });
		const pausedMs = run.pausedMs();
		if (pausedMs >= SHORT_PAUSE_MS) {
			// By InterviewFlowAI, or by the service behind the Job List URL.
			const message = `This run was asked to send fewer requests, so it paused for ${seconds(pausedMs)}.`;
			context.addExecutionHints({ message, location: 'outputPane' });
		}
		return handover;
	});
}
