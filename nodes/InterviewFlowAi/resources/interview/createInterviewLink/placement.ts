/** Where an outcome leads: to an output, with which fields, or to a refusal. Pure. */
import type { Placement } from '../../../shared/items';
import { saying } from '../../../shared/texts';
import type { OnDuplicate } from './description';
import { unsearched } from './lookUp';
import type { Settled } from './outcome';

/** Index of the Created output. */
const CREATED = 0;
/** Index of the Duplicate output. */
const DUPLICATE = 1;

const SETTING = '"If Interview Exists"';

/** Decides what becomes of an item, before the On Error setting counts. */
export function placementOf(outcome: Settled, email: string, onDuplicate: OnDuplicate): Placement {
	switch (outcome.kind) {
		case 'refused':
			return outcome;
		case 'created': {
			const { interview, linkSource } = outcome;
			const result = { outcome: 'created', ...interview, ...(linkSource && { linkSource }) };
			return { kind: 'placed', output: CREATED, results: [result] };
		}
		case 'duplicate':
			return duplicateTo(outcome, email, onDuplicate);
	}
}

type Duplicate = Extract<Settled, { kind: 'duplicate' }>;

function duplicateTo(duplicate: Duplicate, email: string, onDuplicate: OnDuplicate): Placement {
	const { interview, linkSource, afterLostAnswer } = duplicate;
	const marks = { linkSource, ...(afterLostAnswer && { afterLostAnswer }) };
	switch (onDuplicate) {
		case 'error':
			return {
				kind: 'refused',
				message: `${alreadyThere(email)} To go on with such candidates, set ${SETTING} to Send to Duplicate Output or Continue With Existing Link.`,
			};
		case 'existingLink':
			return linkSource
				? {
						kind: 'placed',
						output: CREATED,
						results: [{ outcome: 'existing', ...interview, ...marks }],
					}
				: {
						kind: 'refused',
						message: `${email} already has an interview for this job, but its link is not known. Copy it from the InterviewFlowAI dashboard, or set ${SETTING} to Send to Duplicate Output.`,
					};
		case 'duplicateBranch': {
			const { interviewLink, name, email: address, ...rest } = interview;
			const message = messageOf(duplicate, email);
			const result = { interviewLink, name, email: address, message, ...rest, ...marks };
			return {
				kind: 'placed',
				output: DUPLICATE,
				results: [{ outcome: 'duplicate', ...result }],
			};
		}
	}
}

const alreadyThere = (email: string) =>
	`${email} already has an interview for this job, so no new one was created.`;

function messageOf({ linkSource, words, notLookedUp }: Duplicate, email: string): string {
	const link = linkSource
		? 'The link of that interview is in the field interviewLink.'
		: 'The link of that interview is not known here; it is in the InterviewFlowAI dashboard.';
	const doubt = notLookedUp ? ` ${unsearched(notLookedUp)}` : '';
	return `${alreadyThere(email)} ${link}${saying(words)}${doubt}`;
}
