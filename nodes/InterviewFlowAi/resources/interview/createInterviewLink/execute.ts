/** The operation "Create Interview Link", from the input items to what becomes of each. */
import { sleep } from 'n8n-workflow';
import { CANCELLED, type Handover, refused, stopOf } from '../../../shared/items';
import { fieldReader } from '../../../shared/parameters';
import type { Result } from '../../../shared/result';
import { mapInSlices } from '../../../shared/slices';
import { counted, ofItem, shown, were } from '../../../shared/texts';
import { booleanIn, isBlank } from '../../../shared/values';
import type { Execution } from '../execution';
import { CONTINUE_WITH_LINK } from './answer';
import { hintsOf } from './hints';
import { memoryIn } from './memory';
import type { Task } from './outcome';
import { placementOf } from './placement';
import { readItems } from './readItems';
import { PROPERTIES } from './request';
import { sendAll } from './sendAll';

export async function execute(execution: Execution): Promise<Handover> {
	const { context, run, options, endsAtRefusal } = execution;
	const read = await readItems(execution);
	const tasks = read.flatMap((task) => (task.ok ? [task.value] : []));
	if (tasks.length < read.length && endsAtRefusal) return nothingSent(execution, read);

	// Only with Retry On Fail does n8n repeat a run.
	const memory = context.getNode().retryOnFail
		? memoryIn(context.getContext('node'), Number(context.getWorkflowDataProxy(0).$runIndex))
		: undefined;
	const problems = await sendAll(tasks, { run, memory, endsAtRefusal });
	for (const message of hintsOf(tasks, problems)) {
		context.addExecutionHints({ message, location: 'outputPane' });
	}
	const place = (task: Result<Task>) => {
		if (!task.ok) return refused(task.problem);
		const { settled } = task.value;
		return settled ? placementOf(settled, task.value) : refused(CANCELLED);
	};
	// sendAll went through all tasks at once at its end, so everything else in n8n gets a turn first.
	await sleep(0);
	const placements = await mapInSlices(read, place);
	const stop = stopOf(placements);
	if (stop) {
		const name = read.length > 1 ? nameOf(execution, stop.itemIndex) : '';
		stop.message = name + stop.message + createdIn(tasks);
	} else memory?.forget();
	return { placements, stop, includeInput: booleanIn(options.includeInputFields) };
}

const MOST_NAMED = 5;

/** Refuses the whole run before any candidate is sent; the message names the first of the wrong items. */
function nothingSent(execution: Execution, read: Array<Result<Task>>): Handover {
	const bad = read.flatMap((task, itemIndex) => (task.ok ? [] : [{ ...task, itemIndex }]));
	const { itemIndex, problem } = bad[0] as (typeof bad)[number];
	const lines = bad
		.slice(0, MOST_NAMED)
		.map((item) => ofItem(nameOf(execution, item.itemIndex) + item.problem, item.itemIndex));
	const more = bad.length > MOST_NAMED ? ` And ${bad.length - MOST_NAMED} more.` : '';
	const others =
		bad.length < read.length
			? ' To send the others, set On Error of this node to "Continue (using error output)".'
			: '';
	const message =
		read.length === 1
			? problem
			: `${counted(bad.length, 'item')} of ${read.length} cannot be sent, so nothing was sent. ${lines.join(' ')}${more}${others}`;
	return { placements: [], stop: { message, itemIndex } };
}

/** Beginning of a message, `"Jane Doe": `, with the name of the candidate or the email address; empty without both. */
function nameOf(execution: Execution, itemIndex: number): string {
	for (const { label, path } of [PROPERTIES.name, PROPERTIES.email]) {
		const read = fieldReader(execution, label, path)(itemIndex);
		if (!read.ok || typeof read.value !== 'string' || isBlank(read.value)) continue;
		// Quotation marks inside would end the quotation, and the headline of an error with it.
		return `${shown(read.value.replaceAll('"', "'"))}: `;
	}
	return '';
}

function createdIn(tasks: Task[]): string {
	const created = tasks.filter(({ settled }) => settled?.kind === 'created').length;
	if (created === 0) return '';
	return ` In this run, ${were(created, 'interview')} created. To pick up the links, ${CONTINUE_WITH_LINK}.`;
}
