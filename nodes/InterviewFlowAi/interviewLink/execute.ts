/** The operation "Create Interview Link", from the items that flow in to what becomes of each. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Account, readCredential, toAccount } from '../api/account';
import { connect } from '../api/client';
import { jobResolver } from '../jobs/resolveJob';
import * as say from '../messages';
import { openMemory } from '../run/memory';
import { startRun } from '../run/persist';
import { type Recipient, runCampaign } from './campaign';
import type { Outcome } from './create';
import type { Fact } from './fact';
import { type Destination, destinationOf } from './items';
import { jobMode, type Prepared, prepareItems, readSettings, type Settings } from './prepare';

/** Where the items go, and the refusal that stops the workflow if its setting says so. */
export interface Handover {
	destinations: Destination[];
	stop?: { message: string; itemIndex: number };
	includeInputFields: boolean;
}

/**
 * Creates the interviews. Never throws, because with a continue setting n8n would take all items for successes.
 *
 * @param stopsAtRefusal whether nothing is sent when one item is bad, and sending ends with the first refusal
 */
export async function createInterviewLinks(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	stopsAtRefusal: boolean,
): Promise<Handover> {
	const readiness = await getReady(context);
	if ('problem' in readiness) return allRefused(items, readiness.problem);

	const { account, settings } = readiness;
	const send = connect(context, account);
	const resolveJob = await jobResolver(jobMode(context), account, send);
	const prepared = prepareItems(context, items, resolveJob);
	const bad = prepared.findIndex((item) => 'problem' in item);
	if (stopsAtRefusal && bad >= 0) return nothingSent(prepared, bad);

	const memory = memoryFor(context);
	const run = startRun(context.getExecutionCancelSignal(), settings);
	const { outcomes, problems } = await runCampaign(
		prepared.map((item) => toRecipient(item, settings, stopsAtRefusal)),
		{ send, baseUrl: account.baseUrl },
		run,
		memory,
	);
	run.end();

	for (const problem of problems) {
		context.addExecutionHints({ message: say.lookUpFailed(problem), location: 'outputPane' });
	}
	const destinations = prepared.map((item, index): Destination => {
		if ('problem' in item) return { refusal: say.ofItem(item.problem, index) };
		const outcome = outcomes[index] ?? { kind: 'refused', message: say.cancelled() };
		const destination = destinationOf(outcome, item.candidate.email, item.onDuplicate);
		return 'refusal' in destination
			? { refusal: say.ofItem(destination.refusal, index) }
			: destination;
	});
	const unsent = prepared.map((item, index) => 'candidate' in item && !outcomes[index]);
	const handover = withStop(destinations, unsent, settings.includeInputFields);
	if (!handover.stop) memory?.forget();
	return handover;
}

async function getReady(
	context: IExecuteFunctions,
): Promise<{ account: Account; settings: Settings } | { problem: string }> {
	const account = await getAccount(context);
	if ('problem' in account) return account;
	try {
		return { account, settings: readSettings(context) };
	} catch (thrown) {
		return { problem: say.optionsUnreadable(thrown) };
	}
}

async function getAccount(context: IExecuteFunctions): Promise<Account | { problem: string }> {
	try {
		const account = toAccount(await readCredential(context));
		return 'problem' in account
			? { problem: say.credentialIncomplete(account.field, account.problem) }
			: account;
	} catch (thrown) {
		return { problem: say.credentialUnreadable(thrown) };
	}
}

function allRefused(items: INodeExecutionData[], problem: string): Handover {
	return {
		destinations: items.map(() => ({ refusal: problem })),
		stop: { message: problem, itemIndex: 0 },
		includeInputFields: false,
	};
}

function nothingSent(prepared: Prepared[], first: number): Handover {
	const problems = prepared.flatMap((item) => ('problem' in item ? [item.problem] : []));
	const firstProblem = say.ofItem(problems[0] as string, first);
	const message = say.nothingSent(problems.length, prepared.length, firstProblem);
	return { destinations: [], stop: { message, itemIndex: first }, includeInputFields: false };
}

function toRecipient(
	item: Prepared,
	settings: Settings,
	stopsAtRefusal: boolean,
): Recipient | undefined {
	if ('problem' in item) return undefined;
	const { candidate, onDuplicate } = item;
	const wantsLink = settings.lookUpExistingLink && onDuplicate !== 'error';
	const endsRun = (outcome: Outcome) => {
		if (!stopsAtRefusal) return false;
		if (outcome.kind === 'duplicate' && wantsLink) return false;
		return 'refusal' in destinationOf(outcome, candidate.email, onDuplicate);
	};
	return { candidate, wantsLink, endsRun };
}

/** Only with Retry On Fail does n8n repeat a run; without it, nothing needs to be kept. */
function memoryFor(context: IExecuteFunctions) {
	if (!context.getNode().retryOnFail) return undefined;
	const runIndex = Number(context.getWorkflowDataProxy(0).$runIndex);
	return openMemory<Fact>(context.getContext('node'), runIndex);
}

function withStop(
	destinations: Destination[],
	unsent: boolean[],
	includeInputFields: boolean,
): Handover {
	const refusals = destinations.flatMap((destination, itemIndex) =>
		'refusal' in destination ? [{ itemIndex, refusal: destination.refusal }] : [],
	);
	// What the end of a run left unsent is not what ended it.
	const first = refusals.find(({ itemIndex }) => !unsent[itemIndex]) ?? refusals[0];
	if (!first) return { destinations, includeInputFields };
	const created = destinations.filter(
		(destination) => 'json' in destination && destination.json.outcome === 'created',
	).length;
	const message = say.stopped(first.refusal, created);
	return { destinations, stop: { message, itemIndex: first.itemIndex }, includeInputFields };
}
