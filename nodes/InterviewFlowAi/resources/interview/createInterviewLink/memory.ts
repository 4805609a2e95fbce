import type { IDataObject } from 'n8n-workflow';
import { hash } from '../../../shared/hash';
import type { Interview } from '../../../shared/interview';
import {
	completed,
	type Created,
	type Duplicate,
	keyOfCandidate,
	type NotSent,
	type Outcome,
	type Task,
} from './outcome';

/** What is stored of a candidate: the outcome, or when an answer was lost. */
type Fact = Created<Partial<Interview>> | Duplicate<Partial<Interview>> | NotSent;

export type Memory = ReturnType<typeof memoryIn>;

/**
 * Keeps the outcomes of candidates for Retry On Fail, where n8n repeats the node with all its items, so that a candidate
 * with an interview is not sent again. They are kept in the node's context, which lives as long as the execution and is
 * stored with it. What the node kept in an earlier run of a loop is dropped.
 *
 * @param runIndex counts the runs of the node in an execution; a repeated run has the same number
 */
export function memoryIn(context: IDataObject, runIndex: number) {
	const kept = context.sentCandidates as
		| { runIndex: number; facts: Record<string, Fact> }
		| undefined;
	const facts = kept?.runIndex === runIndex ? kept.facts : {};
	context.sentCandidates = { runIndex, facts } as unknown as IDataObject;
	return {
		recall: (task: Task): Pick<Task, 'outcome' | 'lost'> => {
			const fact = facts[keyOf(task)];
			if (!fact) return {};
			if (fact.kind === 'notSent') return { lost: fact.lost };
			return { outcome: { ...fact, interview: completed(fact.interview, task) } };
		},
		/** Candidates who were refused, or could not be looked up, are not kept, because they are to be sent again. */
		keep: (task: Task, outcome: Outcome) => {
			const fact = factOf(outcome);
			if (fact) facts[keyOf(task)] = fact;
		},
		/** To be called when n8n does not repeat the run. */
		forget: () => {
			delete context.sentCandidates;
		},
	};
}

/** Of item, job and email address alone: another field may hold `$now`, which changes when n8n repeats the node. */
const keyOf = (task: Task) => `${task.item}:${hash(keyOfCandidate(task))}`;

/** IDs, the link and times; nothing of what the candidate or the service said is stored. */
function factOf(outcome: Outcome): Fact | undefined {
	if (outcome.kind === 'unknown' || outcome.kind === 'notSent') {
		return outcome.lost && { kind: 'notSent', lost: outcome.lost };
	}
	if (outcome.kind === 'refused' || 'notLookedUp' in outcome) return undefined;
	const { id, status, createdAt, interviewLink } = outcome.interview;
	const interview = { id, status, createdAt, interviewLink };
	return outcome.kind === 'created'
		? { ...outcome, interview }
		: { ...outcome, interview, words: '' };
}
