import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

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

/** The memory of a run; what earlier runs of the node in a loop kept is dropped. */
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
