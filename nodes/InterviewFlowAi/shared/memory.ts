import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

export type Memory<T extends object> = ReturnType<typeof memoryIn<T>>;

/**
 * What Retry On Fail must not do twice. n8n repeats the whole node with all its items then; what was found out before
 * is kept in the node's context, which lives as long as the execution and is stored with it. What earlier runs of the
 * node in a loop kept is dropped.
 */
export function memoryIn<T extends object>(context: IDataObject, runIndex: number) {
	const kept = (context.sentCandidates ?? {}) as { runIndex?: number; facts?: Record<string, T> };
	const facts = kept.runIndex === runIndex ? (kept.facts ?? {}) : {};
	context.sentCandidates = { runIndex, facts } as unknown as IDataObject;
	return {
		recall: (index: number, subject: object): T | undefined => facts[keyOf(index, subject)],
		keep: (index: number, subject: object, fact: T) => {
			facts[keyOf(index, subject)] = fact;
		},
		/** Nothing has to be repeated any more. */
		forget: () => {
			delete context.sentCandidates;
		},
	};
}

/** A changed candidate is a new one. */
function keyOf(index: number, subject: object): string {
	return `${index}:${createHash('sha256').update(JSON.stringify(subject)).digest('base64url')}`;
}
