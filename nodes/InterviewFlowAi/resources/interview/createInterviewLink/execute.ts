/** The operation "Create Interview Link", from the items that flow in to what becomes of each. */
import {
	CANCELLED,
	type Handover,
	type Placement,
	refused,
	type Stop,
	stopOf,
} from '../../../shared/items';
import { memoryIn } from '../../../shared/memory';
import { counted, ofItem, were } from '../../../shared/texts';
import { booleanIn } from '../../../shared/values';
import type { Execution } from '../execution';
import { CONTINUE_WITH_LINK } from './answer';
import { hintsOf } from './hints';
import type { Remembered, Settled } from './outcome';
import { placementOf } from './placement';
import { type ReadItem, readItems } from './readItems';
import { sendAll, type Sent, type Task } from './sendAll';

export async function execute(execution: Execution): Promise<Handover> {
	const { context, run, options, onError } = execution;
	const looksUp = booleanIn(options.lookUpExistingLink) ?? true;
	const read = await readItems(execution);
	const isBad = read.some(({ recipient }) => !recipient.ok);
	if (isBad && onError === 'stopWorkflow') return nothingSent(read);

	const ofNode = context.getContext('node');
	const runIndex = Number(context.getWorkflowDataProxy(0).$runIndex);
	// Only with Retry On Fail does n8n repeat a run.
	const memory = context.getNode().retryOnFail ? memoryIn<Remembered>(ofNode, runIndex) : undefined;
	const tasks = read.map(({ recipient, onDuplicate }): Task | undefined =>
		recipient.ok
			? { ...recipient.value, wantsLink: looksUp && onDuplicate !== 'error' }
			: undefined,
	);
	const endsRun = (outcome: Settled, item: number) => {
		// A link that is still missing may be found.
		if (outcome.kind === 'duplicate' && tasks[item]?.wantsLink) return false;
		return placementOfItem(read[item] as ReadItem, outcome, looksUp).kind === 'refused';
	};
	const { outcomes, problems } = await sendAll(tasks, {
		run,
		memory,
		execution: ofNode,
		...(onError === 'stopWorkflow' && { endsRun }),
	});
	for (const message of hintsOf(tasks, outcomes, problems, run.pausedMs())) {
		context.addExecutionHints({ message, location: 'outputPane' });
	}
	const placements = read.map((item, index) => placementOfItem(item, outcomes[index], looksUp));
	const first = stopOf(placements);
	if (!first) memory?.forget();
	const stop = first && toldWithCreated(first, outcomes);
	return { placements, stop, includeInput: booleanIn(options.includeInputFields) ?? false };
}

function placementOfItem(
	{ recipient, onDuplicate }: ReadItem,
	outcome: Settled | undefined,
	looksUp: boolean,
): Placement {
	if (!recipient.ok) return refused(recipient.problem);
	if (!outcome) return refused(CANCELLED);
	return placementOf(outcome, { onDuplicate, looksUp });
}

/** So many bad items are named in a message. */
const MOST_NAMED = 5;

/** Nothing was sent, because items are bad and the setting is to stop then. */
function nothingSent(read: ReadItem[]): Handover {
	const bad = read.flatMap(({ recipient, who }, itemIndex) =>
		recipient.ok ? [] : [{ itemIndex, who, problem: recipient.problem }],
	);
	const { itemIndex, problem } = bad[0] as (typeof bad)[number];
	const lines = bad.slice(0, MOST_NAMED).map((item) => {
		const name = item.who ? `${item.who}: ` : '';
		return ofItem(`${name}${item.problem}`, item.itemIndex);
	});
	const more = bad.length > MOST_NAMED ? ` And ${bad.length - MOST_NAMED} more.` : '';
	const message =
		read.length === 1
			? problem
			: `${counted(bad.length, 'item')} of ${read.length} cannot be sent, so nothing was sent. ${lines.join(' ')}${more} To send the others, set On Error of this node to "Continue (using error output)".`;
	return { placements: [], stop: { message, itemIndex }, includeInput: false };
}

/** What stopped the run, and how many interviews it created before. */
function toldWithCreated(stop: Stop, outcomes: Sent['outcomes']): Stop {
	const created = outcomes.filter((outcome) => outcome?.kind === 'created').length;
	if (created === 0) return stop;
	const message = `${stop.message} In this run, ${were(created, 'interview')} created. To pick up the links, ${CONTINUE_WITH_LINK}.`;
	return { ...stop, message };
}
