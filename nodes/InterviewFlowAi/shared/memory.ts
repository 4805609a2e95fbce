import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * What Retry On Fail must not do twice. n8n repeats the whole node with all its items then; what was found out before
 * is kept in the node's context, which lives as long as the execution and is stored with it.
 */
export interface Memory<T> {
	recall: (index: number, subject: object) => T | undefined;
	keep: (index: number, subject: object, fact: T) => void;
	/** Nothing has to be repeated any more. */
	forget: () => void;
}

/**
 * Opens the memory of one run of a node. Only with Retry On Fail does n8n repeat a run; without it, there is none.
 *
 * What earlier runs of the node in a loop kept is dropped.
 */
export function openMemory<T extends object>(context: IExecuteFunctions): Memory<T> | undefined {
	if (!context.getNode().retryOnFail) return undefined;
	const runIndex = Number(context.getWorkflowDataProxy(0).$runIndex);
	return memoryIn<T>(context.getContext('node'), runIndex);
}

/**
 * The memory of a run.
 *
 * @param context of the node, as n8n keeps it
 * @param runIndex tells apart the runs of a node in a loop
 */
export function memoryIn<T extends object>(context: IDataObject, runIndex: number): Memory<T> {
	const kept = (context.sentCandidates ?? {}) as { runIndex?: number; facts?: Record<string, T> };
	const facts = kept.runIndex === runIndex ? (kept.facts ?? {}) : {};
	context.sentCandidates = { runIndex, facts } as unknown as IDataObject;
	return {
		recall: (index, subject) => facts[keyOf(index, subject)],
		keep: (index, subject, fact) => {
			facts[keyOf(index, subject)] = fact;
		},
		forget: () => {
			delete context.sentCandidates;
		},
	};
}

/** A changed candidate is a new one. */
function keyOf(index: number, subject: object): string {
	return `${index}:${createHash('sha256').update(JSON.stringify(subject)).digest('base64url')}`;
}
