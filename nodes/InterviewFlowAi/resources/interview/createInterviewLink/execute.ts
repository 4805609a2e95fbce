/** The operation "Create Interview Link", from the items that flow in to what becomes of each. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Account, readAccount } from '../../../shared/credential';
import {
	type Handover,
	ofEach,
	type OnError,
	type Placement,
	type Stop,
} from '../../../shared/items';
import { openMemory } from '../../../shared/memory';
import { readOptions, within } from '../../../shared/parameters';
import { type Limits, type Run, startRun } from '../../../shared/run';
import { createSend, type Send } from '../../../shared/send';
import { counted, ofItem } from '../../../shared/texts';
import { isBoolean } from '../../../shared/values';
import { LIMITS } from '../fields';
import { CONTINUE_WITH_LINK } from './answer';
import { hintsOf } from './hints';
import { refused, type Remembered, type Settled } from './outcome';
import { placementOf } from './placement';
import { type ReadItem, readItems } from './readItems';
import { sendAll, type Sent, type Task } from './sendAll';

/** Settings that hold for the whole run. */
interface Settings extends Limits {
	lookUpExistingLink: boolean;
	includeInputFields: boolean;
}

/** Creates the interviews. Never throws, because with a continue setting n8n would take all items for successes. */
export async function execute(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	onError: OnError,
): Promise<Handover> {
	const account = await readAccount(context, items.length);
	if (!account.ok) return ofEach(items, account.problem);
	const options = readOptions(context);
	if (!options.ok) return ofEach(items, options.problem);
	const settings = settingsOf(options.value);

	const cancelled = context.getExecutionCancelSignal();
	const send = createSend(context, account.value, cancelled);
	const run = startRun(cancelled, settings);
	try {
		const read = await readItems(context, items, account.value, send, run);
		const isBad = read.some(({ recipient }) => !recipient.ok);
		if (isBad && onError === 'stopWorkflow') return nothingSent(read);
		return await createAll(context, read, { account: account.value, send, run, settings, onError });
	} finally {
		run.end();
	}
}

function settingsOf(options: Record<string, unknown>): Settings {
	return {
		concurrency: within(options.concurrency, LIMITS.concurrency),
		timeoutMs: within(options.timeout, LIMITS.timeout) * 1000,
		maxTries: within(options.maxTries, LIMITS.maxTries),
		lookUpExistingLink: !isBoolean(options.lookUpExistingLink, false),
		includeInputFields: isBoolean(options.includeInputFields, true),
	};
}

interface Means {
	account: Account;
	send: Send;
	run: Run;
	settings: Settings;
	onError: OnError;
}

async function createAll(
	context: IExecuteFunctions,
	read: ReadItem[],
	{ account, send, run, settings, onError }: Means,
): Promise<Handover> {
	const memory = openMemory<Remembered>(context);
	const tasks = read.map(({ recipient, onDuplicate }): Task | undefined =>
		recipient.ok
			? { ...recipient.value, wantsLink: settings.lookUpExistingLink && onDuplicate !== 'error' }
			: undefined,
	);
	const endsRun = (outcome: Settled, item: number) => {
		// A link that is still missing may be found.
		if (outcome.kind === 'duplicate' && tasks[item]?.wantsLink) return false;
		const { onDuplicate } = read[item] as ReadItem;
		const looksUp = settings.lookUpExistingLink;
		return placementOf(outcome, { email: '', onDuplicate, looksUp }).kind === 'refused';
	};
	const { outcomes, problems } = await sendAll(tasks, {
		service: { send, baseUrl: account.baseUrl },
		run,
		memory,
		execution: context.getContext('node'),
		...(onError === 'stopWorkflow' && { endsRun }),
	});
	for (const message of hintsOf(tasks, outcomes, problems, run.pausedMs())) {
		context.addExecutionHints({ message, location: 'outputPane' });
	}
	const placements = read.map((item, index) =>
		placementOfItem(item, outcomes[index], settings.lookUpExistingLink),
	);
	const stop = stopOf(placements, tasks, outcomes);
	if (!stop) memory?.forget();
	return { placements, stop, includeInput: settings.includeInputFields };
}

const CANCELLED =
	'The execution was stopped before InterviewFlowAI answered for this candidate. Run again to send the rest.';

function placementOfItem(
	{ recipient, onDuplicate }: ReadItem,
	outcome: Settled | undefined,
	looksUp: boolean,
): Placement {
	if (!recipient.ok) return refused(recipient.problem);
	if (!outcome) return refused(CANCELLED);
	return placementOf(outcome, {
		email: recipient.value.candidate.email,
		onDuplicate,
		looksUp,
	});
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

/** The first refusal; what the end of a run left unsent is not what ended it. */
function stopOf(
	placements: Placement[],
	tasks: ReadonlyArray<Task | undefined>,
	outcomes: Sent['outcomes'],
): Stop | undefined {
	const refusals = placements.flatMap((placement, itemIndex) =>
		placement.kind === 'refused'
			? [{ itemIndex, message: ofItem(placement.message, itemIndex) }]
			: [],
	);
	const isUnsent = (item: number) => tasks[item] && !outcomes[item];
	const first = refusals.find(({ itemIndex }) => !isUnsent(itemIndex)) ?? refusals[0];
	if (!first) return undefined;
	const created = outcomes.filter((outcome) => outcome?.kind === 'created').length;
	if (created === 0) return first;
	const message = `${first.message} In this run, ${created === 1 ? '1 interview was' : `${created} interviews were`} created. To pick up the links, ${CONTINUE_WITH_LINK}.`;
	return { ...first, message };
}
