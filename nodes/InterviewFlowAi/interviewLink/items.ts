/** From outcomes to items on outputs, by n8n's rules about items. Pure, and the only file that knows these rules. */
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import * as say from '../messages';
import type { Outcome } from './create';
import type { OnDuplicate } from './fields';

/** The node's On Error setting. */
export type OnError = 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';

/** Index of the Created output. */
export const CREATED = 0;
/** Index of the Duplicate output. */
export const DUPLICATE = 1;

/** How outcomes are handed on. */
export interface Handling {
	onError: OnError;
	/** An AI agent sees output 0 alone. */
	asTool: boolean;
	includeInputFields: boolean;
}

/**
 * The On Error setting; `continueOnFail` is what n8n says of the node, which also knows the setting's older form.
 *
 * A tool goes on unless it is told to stop: so does n8n itself for agents since version 3, and those before it are
 * shown an empty text in place of what a tool throws.
 */
export function onErrorOf(node: INode, continueOnFail: boolean): OnError {
	if (node.onError === 'continueErrorOutput') return node.onError;
	const goesOn = continueOnFail || (isTool(node) && node.onError === undefined);
	return goesOn ? 'continueRegularOutput' : 'stopWorkflow';
}

/** Whether an AI agent calls the node; the type's name is the only sign that can be relied on. */
export const isTool = (node: INode) => node.type.endsWith('Tool');

/** Where an outcome leads: to an output with these fields, or to a refusal. */
export type Destination = { output: number; json: IDataObject } | { refusal: string };

/** Decides what becomes of an item, before the On Error setting has its say. */
export function destinationOf(
	outcome: Outcome,
	email: string,
	onDuplicate: OnDuplicate,
): Destination {
	switch (outcome.kind) {
		case 'refused':
			return { refusal: outcome.message };
		case 'created':
			return {
				output: CREATED,
				json: {
					outcome: 'created',
					...outcome.interview,
					...(outcome.linkSource && { linkSource: outcome.linkSource }),
				},
			};
		case 'duplicate':
			return duplicateTo(outcome, email, onDuplicate);
	}
}

function duplicateTo(
	outcome: Extract<Outcome, { kind: 'duplicate' }>,
	email: string,
	onDuplicate: OnDuplicate,
): Destination {
	const { interview, linkSource, afterLostAnswer } = outcome;
	const marked = afterLostAnswer ? { afterLostAnswer } : {};
	if (onDuplicate === 'error') return { refusal: say.duplicateRefused(email) };
	if (onDuplicate === 'existingLink') {
		return linkSource
			? { output: CREATED, json: { outcome: 'existing', ...interview, linkSource, ...marked } }
			: { refusal: say.existingLinkMissing(email) };
	}
	const { id, jobId, name, status, createdAt, interviewLink } = interview;
	return {
		output: DUPLICATE,
		json: {
			outcome: 'duplicate',
			jobId,
			name,
			email: interview.email,
			message: say.duplicate(email, outcome.words, linkSource !== null),
			id,
			status,
			createdAt,
			interviewLink,
			linkSource,
			...marked,
		},
	};
}

/**
 * Puts every item on its output, in input order, paired with the item it came from.
 *
 * A refused item must consist of `error` alone for n8n to move it to the Error output and to merge its input; and it
 * must not stand first on output 0, where Retry On Fail takes it for a run that has to be repeated.
 */
export function toOutputs(
	inputs: INodeExecutionData[],
	destinations: Destination[],
	handling: Handling,
): INodeExecutionData[][] {
	const outputs: INodeExecutionData[][] = [[], []];
	destinations.forEach((destination, index) => {
		const { output, json } = placed(destination, handling, inputs[index]?.json ?? {});
		outputs[output]?.push({ json, pairedItem: { item: index } });
	});
	return outputs;
}

function placed(
	destination: Destination,
	how: Handling,
	input: IDataObject,
): { output: number; json: IDataObject } {
	if ('refusal' in destination) {
		const error = destination.refusal;
		if (how.onError === 'continueErrorOutput') {
			return { output: DUPLICATE, json: { error } };
		}
		return { output: CREATED, json: { ...input, outcome: 'refused', error } };
	}
	const json = how.includeInputFields
		? { ...withoutError(input), ...destination.json }
		: destination.json;
	return { output: how.asTool ? CREATED : destination.output, json };
}

/** A field named `error` makes n8n, and later nodes, take an item for a failed one. */
function withoutError(input: IDataObject): IDataObject {
	if (!('error' in input)) return input;
	const { error: inputError, ...rest } = input;
	return { ...rest, inputError };
}
