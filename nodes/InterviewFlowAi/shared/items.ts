/** From placements to items on outputs, by n8n's rules about items: the only file that knows these rules. */
import type { IDataObject, INode, INodeExecutionData, OnError } from 'n8n-workflow';
import { mapInSlices } from './slices';
import { ofItem } from './texts';

/** What becomes of an input item: results on an output, or a refusal. */
export type Placement = { kind: 'placed'; output: number; results: IDataObject[] } | Refused;

export interface Refused {
	kind: 'refused';
	/** A sentence for people. */
	message: string;
}

/** The refusal to show where On Error stops the workflow: what happened, then what to do. */
export interface Stop {
	message: string;
	itemIndex: number;
}

/** What an operation gives back for its input items: a placement for each, in their order, or only `stop`. */
export interface Handover {
	placements: Placement[];
	stop?: Stop;
	/** Whether results keep the fields and files of their input item. */
	includeInput?: boolean;
}

/** How the node turns placements into items. */
export interface Handling {
	onError: OnError;
	/** An AI agent sees output 0 alone. */
	asTool: boolean;
	/** Outputs of the operation, the Error output not counted. */
	outputCount: number;
	includeInput?: boolean;
}

/** Whether an AI agent calls the node. n8n then names its type `…Tool`, which is the only reliable sign. */
export const isTool = (node: INode) => node.type.endsWith('Tool');

/**
 * The On Error setting of a node.
 *
 * Where a tool has none, it goes on: agents before version 3 are shown an empty text instead of what a tool throws, and
 * for later ones n8n itself goes on.
 *
 * @param continueOnFail what n8n says of the node; it also knows the setting of workflows from before n8n 1.0
 */
export function onErrorOf(node: INode, continueOnFail: boolean): OnError {
	if (node.onError === 'continueErrorOutput') return node.onError;
	const goesOn = continueOnFail || (isTool(node) && node.onError === undefined);
	return goesOn ? 'continueRegularOutput' : 'stopWorkflow';
}

/**
 * Puts every result on its output, in the order of the inputs, paired with the item it came from.
 *
 * For the Error output, a refused item is given as `{ "error": "…" }` alone: then n8n moves it there, and adds the fields
 * of its input. These items stand last on the last output: with Retry On Fail, n8n repeats the run where the first item of
 * the first output has an `error`.
 */
export async function toOutputs(
	inputs: INodeExecutionData[],
	placements: Placement[],
	how: Handling,
): Promise<INodeExecutionData[][]> {
	const outputs: INodeExecutionData[][] = Array.from({ length: how.outputCount }, () => []);
	const refused: INodeExecutionData[] = [];
	await mapInSlices(placements, (placement, item) => {
		const { json, binary } = inputs[item] ?? {};
		const files = binary ? { binary } : {};
		const pairedItem = { item };
		if (placement.kind === 'placed') {
			const output = outputs[how.asTool ? 0 : placement.output];
			for (const result of placement.results) {
				if (how.includeInput) {
					const fields = Object.assign(withoutError(withoutResult(json)), result);
					output?.push({ json: fields, ...files, pairedItem });
				} else output?.push({ json: result, pairedItem });
			}
		} else if (how.onError === 'continueErrorOutput') {
			refused.push({ json: { error: placement.message }, ...files, pairedItem });
		} else {
			const fields = { ...withoutResult(json), outcome: 'refused', error: placement.message };
			outputs[0]?.push({ json: fields, ...files, pairedItem });
		}
	});
	for (const item of refused) outputs.at(-1)?.push(item);
	return outputs;
}

/** Renames `error` to `inputError`: n8n, and nodes behind this one, take an item with a field `error` for a failed one. */
export function withoutError(input: IDataObject): IDataObject {
	if (!('error' in input)) return input;
	const { error: inputError, ...rest } = input;
	return { ...rest, inputError };
}

const OF_A_RESULT = ['interviewLink', 'linkSource', 'afterLostAnswer'];
const OF_A_DUPLICATE = [...OF_A_RESULT, 'message'];

/** The fields of an input item, without a link and the like of an earlier InterviewFlowAI node: this result has others. */
function withoutResult(input: IDataObject | null | undefined): IDataObject {
	const found = input?.outcome === 'duplicate' ? OF_A_DUPLICATE : OF_A_RESULT;
	const rest = { ...input };
	for (const name of found) delete rest[name];
	return rest;
}

export const refused = (message: string): Refused => ({ kind: 'refused', message });

/** The refusal of items that were not answered when the run ended. */
export const CANCELLED =
	'The execution was stopped before InterviewFlowAI answered for this item. Run again for the rest.';

/** The first refusal. One with {@link CANCELLED} is not the reason why the run ended, so it counts only without another. */
export function stopOf(placements: Placement[]): Stop | undefined {
	const refusals = placements.flatMap((placement, itemIndex) =>
		placement.kind === 'refused' ? [{ ...placement, itemIndex }] : [],
	);
	const first = refusals.find(({ message }) => message !== CANCELLED) ?? refusals[0];
	return first && { ...first, message: ofItem(first.message, first.itemIndex) };
}

export const refuseAll = (items: INodeExecutionData[], message: string): Handover => ({
	placements: items.map(() => refused(message)),
	stop: { message, itemIndex: 0 },
});
