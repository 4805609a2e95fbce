/** All candidates of a run: each sent once, those with the same job and address one after the other. */
import type { Memory } from '../run/memory';
import type { Run } from '../run/persist';
import { workThrough } from '../run/pool';
import type { Candidate } from './candidate';
import { createInterview, type FirstOutcome, type Outcome, type Service } from './create';
import { type Fact, factOf, outcomeOfFact } from './fact';
import { lookUp } from './lookUp';
import { type Sent, settle, type Settled } from './settle';

/** A candidate to be sent. */
export interface Recipient {
	candidate: Candidate;
	/** Whether the link that a duplicate already has is of use. */
	wantsLink: boolean;
	/** Whether such an outcome ends the run at once. */
	endsRun: (outcome: Outcome) => boolean;
}

/** Candidates of one job and address are one and the same. */
const identityOf = ({ jobId, email }: Candidate) => `${jobId}\n${email}`;

/**
 * Sends all candidates and settles what became of them.
 *
 * @param recipients by item; `undefined` for items that are not to be sent
 * @param memory what earlier tries of the same run found out, if n8n repeats runs of this node
 */
export async function runCampaign(
	recipients: ReadonlyArray<Recipient | undefined>,
	service: Service,
	run: Run & { concurrency: number },
	memory: Memory<Fact> | undefined,
): Promise<Settled> {
	const sent: Array<Sent | undefined> = recipients.map(() => undefined);
	const turns = new Map<string, Promise<number | undefined>>();
	const goesOn = () => !run.isOver();

	/** Sends one candidate; gives the item that repeats of it have to refer to, if it has one. */
	const send = async (
		{ candidate, wantsLink, endsRun }: Recipient,
		index: number,
		before: Promise<number | undefined> | undefined,
	): Promise<number | undefined> => {
		const repeatOf = await before;
		if (!goesOn()) return undefined;
		if (repeatOf !== undefined) {
			sent[index] = { candidate, wantsLink, first: { kind: 'repeat', repeatOf } };
			return repeatOf;
		}
		const known = memory?.recall(index, candidate);
		const first =
			known && known.kind !== 'unknown'
				? outcomeOfFact(known, candidate)
				: await createInterview(candidate, service, run, known?.since);
		if (!first) return undefined;
		// What would end the run if it stayed unknown cannot wait for the others.
		const isUrgent = first.kind === 'unknown' && first.otherwise && endsRun(first.otherwise);
		const told: FirstOutcome = isUrgent
			? await settledAlone({ candidate, wantsLink, first })
			: first;
		sent[index] = { candidate, wantsLink, first: told };
		const fact = factOf(told) ?? factOf(first);
		if (fact) memory?.keep(index, candidate, fact);
		if (told.kind !== 'unknown' && endsRun(told)) run.end();
		return told.kind === 'refused' ? undefined : index;
	};

	const list = (jobId: string, emails: ReadonlySet<string>) => lookUp(jobId, emails, service, run);
	const settledAlone = async (entry: Sent): Promise<Outcome> => {
		const { outcomes } = await settle([entry], list, 1);
		return outcomes[0] as Outcome;
	};

	await workThrough(recipients.length, run.concurrency, goesOn, async (index) => {
		const recipient = recipients[index];
		if (!recipient) return;
		const identity = identityOf(recipient.candidate);
		const turn = send(recipient, index, turns.get(identity));
		turns.set(identity, turn);
		await turn;
	});
	return await settle(sent, goesOn() ? list : undefined, run.concurrency);
}
