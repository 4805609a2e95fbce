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

/** What decides where a duplicate goes. */
interface Choice {
	email: string;
	onDuplicate: OnDuplicate;
	/** Whether existing links are looked up. */
	looksUp: boolean;
}

/** Decides what becomes of an item, before the On Error setting counts. */
export function placementOf(outcome: Settled, choice: Choice): Placement {
	switch (outcome.kind) {
		case 'refused':
			return outcome;
		case 'created': {
			const { interview, linkSource } = outcome;
			const result = { outcome: 'created', ...interview, ...(linkSource && { linkSource }) };
			return { kind: 'placed', output: CREATED, results: [result] };
		}
		case 'duplicate':
			return duplicateTo(outcome, choice);
	}
}

type Duplicate = Extract<Settled, { kind: 'duplicate' }>;

function duplicateTo(duplicate: Duplicate, choice: Choice): Placement {
	const { email, onDuplicate } = choice;
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
						message: `${email} already has an interview for this job, but its link was ${notFound(choice)}. Copy it from the InterviewFlowAI dashboard, or set ${SETTING} to Send to Duplicate Output.`,
					};
		case 'duplicateBranch': {
			const { interviewLink, name, email: address, ...rest } = interview;
			const message = messageOf(duplicate, choice);
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

const notFound = ({ looksUp }: Choice) =>
	looksUp ? 'not found' : 'not looked up, because Look Up Existing Link is off';

function messageOf({ linkSource, words, notLookedUp }: Duplicate, choice: Choice): string {
	const link = linkSource
		? 'The link of that interview is in the field interviewLink.'
		: `The link of that interview was ${notFound(choice)}; it is in the InterviewFlowAI dashboard.`;
	const doubt = notLookedUp ? ` ${unsearched(notLookedUp)}` : '';
	return `${alreadyThere(choice.email)} ${link}${saying(words)}${doubt}`;
}
