/** Before the first request: every item is read and checked. */
import type { IExecuteFunctions, INodeExecutionData, NodeParameterValueType } from 'n8n-workflow';
import type { ResolveJob } from '../jobs/resolveJob';
import * as say from '../messages';
import { parameterReader } from '../run/parameters';
import { type Candidate, checkCandidate, LABELS, type TypedCandidate } from './candidate';
import { LIMITS, type OnDuplicate } from './fields';
import { type Checked, isBlank, ok, shown, wrong } from './values/checked';

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
const ON_DUPLICATE_LABEL = 'If Candidate Already Has an Interview';

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
	const number = isBlank(value) ? NaN : Math.round(Number(value));
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
	const readChoice = reader(context, items, ON_DUPLICATE_LABEL, 'onDuplicate', 'duplicateBranch');
	const fields = Object.entries(fieldReaders(context, items, resolveJob));
	return items.map((_, index): Prepared => {
		const choice = checkChoice(readChoice(index));
		const typed = Object.fromEntries(fields.map(([name, read]) => [name, read(index)]));
		const checked = checkCandidate(typed as TypedCandidate);
		const problems = [
			...('problem' in choice ? [choice.problem] : []),
			...('problems' in checked ? checked.problems : []),
		];
		const onDuplicate = 'value' in choice ? choice.value : 'duplicateBranch';
		return 'candidate' in checked && problems.length === 0
			? { onDuplicate, candidate: checked.candidate }
			: { onDuplicate, problem: problems.join(' ') };
	});
}

/** Gives a field's value for an item, or a sentence that says why it cannot be read. */
type ReadField = (itemIndex: number) => Checked<unknown>;

function fieldReaders(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	resolveJob: ResolveJob,
): Record<keyof Candidate, ReadField> {
	const required = (name: 'name' | 'email') => reader(context, items, LABELS[name], name, '');
	const optional = (name: keyof Candidate) =>
		reader(context, items, LABELS[name], `optionalFields.${name}`, null);
	const readJob = reader(context, items, LABELS.jobId, 'job', '');
	return {
		jobId: (index) => {
			const job = readJob(index);
			if ('problem' in job) return job;
			const found = resolveJob(jobValue(job.value));
			return 'problem' in found ? found : ok(found.id);
		},
		name: required('name'),
		email: required('email'),
		status: optional('status'),
		resumeUrl: optional('resumeUrl'),
		skills: optional('skills'),
		customQuestions: optional('customQuestions'),
		additionalFields: optional('additionalFields'),
		metadata: optional('metadata'),
	};
}

function reader(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	label: string,
	path: string,
	fallback: NodeParameterValueType,
): ReadField {
	const read = parameterReader(context, items, path, fallback);
	return (index) => {
		try {
			return ok(read(index));
		} catch (thrown) {
			return wrong(say.expressionFailed(label, thrown));
		}
	};
}

function checkChoice(read: Checked<unknown>): Checked<OnDuplicate> {
	if ('problem' in read) return read;
	const choice = ON_DUPLICATE.find((known) => known === read.value);
	return choice
		? ok(choice)
		: wrong(say.unknownChoice(ON_DUPLICATE_LABEL, shown(read.value), ON_DUPLICATE));
}

/** How the job is chosen: `list`, `id` or `title`; where the whole field is an expression, by ID. */
export function jobMode(context: IExecuteFunctions): string {
	const raw: unknown = context.getNodeParameter('job', 0, '', { rawExpressions: true });
	return typeof raw === 'object' && raw !== null && 'mode' in raw ? String(raw.mode) : 'id';
}

function jobValue(job: unknown): unknown {
	return typeof job === 'object' && job !== null && 'value' in job ? job.value : job;
}
