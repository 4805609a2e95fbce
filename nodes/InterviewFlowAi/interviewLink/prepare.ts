/** Before the first request: every item is read and checked. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ResolveJob } from '../jobs/resolveJob';
import * as say from '../messages';
import { parameterReader } from '../run/parameters';
import { type Candidate, checkCandidate } from './candidate';
import { LIMITS, type OnDuplicate } from './fields';

/** An item that can be sent, or a sentence that says why not. */
export type Prepared = { onDuplicate: OnDuplicate } & (
	| { candidate: Candidate }
	| { problem: string }
);

/** Settings that hold for the whole run. */
export interface Settings {
	concurrency: number;
	timeoutMs: number;
	maxTries: number;
	lookUpExistingLink: boolean;
	includeInputFields: boolean;
}

const ON_DUPLICATE: readonly OnDuplicate[] = ['duplicateBranch', 'existingLink', 'error'];

/** Reads the options; throws what n8n throws when an expression in them cannot be evaluated. */
export function readSettings(context: IExecuteFunctions): Settings {
	const options = context.getNodeParameter('options', 0, {}) as Record<string, unknown>;
	return {
		concurrency: within(options.concurrency, LIMITS.concurrency),
		timeoutMs: within(options.timeout, LIMITS.timeout) * 1000,
		maxTries: within(options.maxTries, LIMITS.maxTries),
		lookUpExistingLink: options.lookUpExistingLink !== false,
		includeInputFields: options.includeInputFields === true,
	};
}

/** A whole number within its limits; an expression may give anything. */
function within(value: unknown, limits: { default: number; min: number; max: number }): number {
	const number = value === undefined || value === '' ? NaN : Math.round(Number(value));
	return Number.isNaN(number) ? limits.default : Math.min(limits.max, Math.max(limits.min, number));
}

/**
 * Reads and checks all items. Never throws: an expression that cannot be evaluated is its item's problem.
 *
 * @param resolveJob turns the chosen job into its ID
 */
export function prepareItems(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	resolveJob: ResolveJob,
): Prepared[] {
	const read = {
		job: parameterReader(context, items, 'job', ''),
		name: parameterReader(context, items, 'name', ''),
		email: parameterReader(context, items, 'email', ''),
		onDuplicate: parameterReader(context, items, 'onDuplicate', 'duplicateBranch'),
		optional: parameterReader(context, items, 'optionalFields', {}),
	};
	return items.map((_, index): Prepared => {
		let onDuplicate: OnDuplicate = 'duplicateBranch';
		try {
			const choice = String(read.onDuplicate(index)).trim() as OnDuplicate;
			if (!ON_DUPLICATE.includes(choice)) {
				return { onDuplicate, problem: say.unknownChoice(choice, ON_DUPLICATE) };
			}
			onDuplicate = choice;
			const job = resolveJob(jobValue(read.job(index)));
			const checked = checkCandidate({
				jobId: 'id' in job ? job.id : 'unresolved',
				name: read.name(index),
				email: read.email(index),
				optional: Object(read.optional(index)),
			});
			const problems = [
				...('problem' in job ? [job.problem] : []),
				...('problems' in checked ? checked.problems : []),
			];
			return 'candidate' in checked && problems.length === 0
				? { onDuplicate, candidate: checked.candidate }
				: { onDuplicate, problem: problems.join(' ') };
		} catch (thrown) {
			return { onDuplicate, problem: say.expressionFailed(thrown) };
		}
	});
}

/** How the job is chosen: `list`, `id` or `title`; where the whole field is an expression, by ID. */
export function jobMode(context: IExecuteFunctions): string {
	const raw: unknown = context.getNodeParameter('job', 0, '', { rawExpressions: true });
	return typeof raw === 'object' && raw !== null && 'mode' in raw ? String(raw.mode) : 'id';
}

function jobValue(job: unknown): unknown {
	return typeof job === 'object' && job !== null && 'value' in job ? job.value : job;
}
