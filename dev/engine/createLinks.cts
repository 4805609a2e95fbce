/** Runs the node against the local service as a recruiter would set it up, and watches for the API key. */
import { inspect } from 'node:util';
import type { IDataObject, INodeParameters, NodeParameterValue } from 'n8n-workflow';
import { redactor } from '../../nodes/InterviewFlowAi/shared/redact.ts';
import {
	DEFAULT_JOBS,
	type Fault,
	type LocalService,
	type Rule,
} from '../interviewFlowAi/service.cts';
import { runNode, type NodeRun, type NodeRunOptions } from './runNode.cts';

/** A job that shortlists every candidate. */
export const JOB = DEFAULT_JOBS[0]!;

export const ON_ERROR = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
export const ON_DUPLICATE = ['duplicateBranch', 'existingLink', 'error'] as const;
export type OnError = (typeof ON_ERROR)[number];
export type OnDuplicate = (typeof ON_DUPLICATE)[number];

export interface CreateLinksOptions extends NodeRunOptions {
	onDuplicate?: OnDuplicate;
	/** The node's own options; what is left out gets the node's defaults. */
	options?: INodeParameters;
}

/** As it may flow in from a spreadsheet; `n` tells candidates apart. */
export function person(n: number): { name: string; email: string } {
	return { name: `Candidate ${n}`, email: `candidate.${n}@example.com` };
}

export function people(count: number, from = 0): Array<{ name: string; email: string }> {
	return Array.from({ length: count }, (_, index) => person(from + index));
}

/** The value of a resource locator. */
export const by = (mode: string, value: string) => ({ __rl: true as const, mode, value });

/** The value of a field of rows with a name, a value and a type each. */
export const rows = (...all: Array<[name: string, value: NodeParameterValue, type: string]>) => ({
	assignments: all.map(([name, value, type]) => ({ id: name, name, value, type })),
});

/** Parameters by which each item names its job. */
export const JOB_OF_ITEM = { job: by('id', '={{ $json.job }}') };

/** Rules for faults by the number of the candidate: with `{3: [null, fault]}`, candidate 3 meets the fault at the second try. */
export const faultsOf = (faults: Record<number, Array<Fault | null>>): Rule[] =>
	Object.entries(faults).flatMap(([n, list]) =>
		list.flatMap((fault, attempt) => {
			const on = { endpoint: 'create', email: person(Number(n)).email, attempt } as const;
			return fault ? { on, fault } : [];
		}),
	);

/** The numbers of the input items that the items of an output come from. */
export const originsOf = (items: Array<{ pairedItem?: unknown }> = []) =>
	items.map(({ pairedItem }) => (pairedItem as { item: number }).item);

/** Whom create requests were about, in order of arrival. */
export function sentTo(service: LocalService): string[] {
	return service.received
		.filter(({ endpoint }) => endpoint === 'create')
		.map(({ body }) => String((body as IDataObject).email));
}

/** The node with name and e-mail mapped from the items, for `JOB`. */
export function asSetUp(
	{ url, apiKey }: Pick<LocalService, 'url' | 'apiKey'>,
	{ onDuplicate, options, parameters, ...settings }: CreateLinksOptions,
): NodeRunOptions {
	return {
		credentials: { apiKey, baseUrl: url },
		parameters: {
			job: by('id', JOB.id),
			name: '={{ $json.name }}',
			email: '={{ $json.email }}',
			...(onDuplicate && { onDuplicate }),
			...(options && { options }),
			...parameters,
		},
		...settings,
	};
}

/**
 * Runs the node with these settings, and searches all that the run leaves behind.
 *
 * @throws when the API key shows, in any spelling, in anything the run leaves behind
 */
export async function createLinks(
	service: Pick<LocalService, 'url' | 'apiKey'>,
	options: CreateLinksOptions,
): Promise<NodeRun> {
	const run = await runNode(asSetUp(service, options));
	refuseSecret(service.apiKey, run);
	return run;
}

function refuseSecret(secret: string, run: NodeRun): void {
	const { error, stored, hints } = run;
	const places = {
		'what is stored': stored,
		'the error': error && inspect(error, { depth: null, showHidden: true, getters: true }),
		'the error as JSON': error && JSON.stringify(error),
		'the message': error && `${error.message} ${error.description} ${error.stack}`,
		'the hints': JSON.stringify(hints),
	};
	const without = redactor(secret);
	for (const [place, text] of Object.entries(places)) {
		if (text && without(text) !== text) throw new Error(`The API key shows in ${place}`);
	}
}
