import { refused } from '../../../shared/items';
import { CHECK_PLAN } from '../../../shared/refusals';
import { LONGEST_WAIT_MS, WAIT_BUDGET_MS } from '../../../shared/retry';
import type { Run } from '../../../shared/run';
import { type Ending, type LostTries, sendWithRetry } from '../../../shared/sendWithRetry';
import { saying, seconds } from '../../../shared/texts';
import { leftOpen, outcomeOf } from './answer';
import { mayBeOwn, type Outcome, type Recipient } from './outcome';

const CREATE_PATH = '/api/external/ingest/candidate';

const LARGEST_ANSWER = 256 * 1024;

/** Creates the interview of one candidate; `lost` is when an earlier run of the node lost its answer. Never throws. */
export async function sendCandidate(
	recipient: Recipient,
	run: Run,
	lost?: LostTries,
): Promise<Outcome> {
	const { candidate } = recipient;
	const ending = await sendWithRetry<Outcome>(run, {
		request: {
			method: 'POST',
			url: run.account.baseUrl + CREATE_PATH,
			body: { ...candidate },
			authenticated: true,
			mostBytes: LARGEST_ANSWER,
		},
		scope: candidate.jobId,
		read: (answered) => outcomeOf(answered, recipient),
		lost,
	});
	return withLost(ending.kind === 'answered' ? ending.value : gaveUp(ending), ending.lost);
}

/** The outcome where answers were lost: unless it is a success, only the list of interviews can tell what they created. */
function withLost(outcome: Outcome, lost: LostTries | undefined): Outcome {
	if (!lost || outcome.kind === 'created') return outcome;
	if (outcome.kind === 'notSent') return { ...outcome, lost };
	if (outcome.kind === 'unknown') {
		// From the first lost try to the last one, which may be the one that this outcome is of.
		const span = { ...lost, ...outcome.lost, since: lost.since };
		return { ...outcome, lost: span, otherwise: mayBeOwn(outcome.otherwise) };
	}
	const words = outcome.kind === 'duplicate' ? outcome.words : '';
	const settled = mayBeOwn(outcome);
	return { kind: 'unknown', lost, words, ifAbsent: settled, otherwise: settled };
}

type GaveUp = Extract<Ending<Outcome>, { kind: 'gaveUp' }>;

/** The outcome of a candidate whose request was given up. */
function gaveUp(ending: GaveUp): Outcome {
	const { kind, reason, words: said = '' } = ending.failure;
	const words = saying(said);
	const tried = `(tried ${ending.tries === 1 ? 'once' : `${ending.tries} times`}): ${reason}.`;
	if (kind === 'cancelled') return { kind: 'notSent' };
	if (kind === 'impossible') {
		return refused(
			`The request to InterviewFlowAI could not be sent: ${reason}. Check the Base URL in the credential.`,
		);
	}
	if (kind === 'throttled') return refused(throttled(ending, words));
	if (ending.unsent) {
		return refused(
			`InterviewFlowAI has not answered any request for ${seconds(WAIT_BUDGET_MS)} (${reason}), so this candidate was not sent.${words} ${CHECK_NETWORK}`,
		);
	}
	return ending.lost
		? leftOpen(said, `InterviewFlowAI gave no usable answer ${tried}${words}`)
		: refused(
				`InterviewFlowAI could not be reached ${tried} Nothing was created for this candidate. ${CHECK_NETWORK}`,
			);
}

const CHECK_NETWORK =
	'Check the Base URL in the credential and the network of the computer n8n runs on, then run again.';

function throttled({ failure, unsent, lost }: GaveUp, words: string): string {
	const { askedMs, isQuota } = failure;
	const sent = unsent
		? 'This candidate was not sent.'
		: lost
			? 'Whether the interview exists is not known.'
			: 'No interview was created for this candidate.';
	if (isQuota) {
		return `InterviewFlowAI takes no more candidates for this job.${words} ${sent} ${CHECK_PLAN}`;
	}
	const wait = askedMs === undefined ? 'a while' : seconds(askedMs);
	const after =
		(askedMs ?? 0) > LONGEST_WAIT_MS
			? ''
			: `, which with earlier waits is more than ${seconds(WAIT_BUDGET_MS)}`;
	return `InterviewFlowAI takes no more requests for now and asks to wait ${wait}${after}.${words} ${sent} Run again later, or lower Concurrent Requests under Options.`;
}
