/** Turns an outcome into what becomes of the item: fields on an output, or a refusal. Pure. */
import { type Placement, refused } from '../../../shared/items';
import { saying } from '../../../shared/texts';
import { unsearched } from './lookUp';
import type { Duplicate, Settled, Task } from './outcome';

const [CREATED, DUPLICATE] = [0, 1];

const SETTING = '"If Interview Exists"';

type Choice = Pick<Task, 'onDuplicate' | 'looksUp'>;

/** Decides what becomes of an item, before the On Error setting counts. */
export function placementOf(outcome: Settled, choice: Choice): Placement {
	if (outcome.kind === 'refused') return outcome;
	if (outcome.kind === 'created') {
		const { interview, linkSource } = outcome;
		return placed(CREATED, 'created', { ...interview, ...(linkSource && { linkSource }) });
	}
	const { interview, linkSource, afterLostAnswer } = outcome;
	const { interviewLink, name, email } = interview;
	const marks = { linkSource, ...(afterLostAnswer && { afterLostAnswer }) };
	switch (choice.onDuplicate) {
		case 'error':
			return refused(
				`${alreadyThere(outcome)} To go on with such candidates, set ${SETTING} to Send to Duplicate Output or Continue With Existing Link.`,
			);
		case 'existingLink':
			return linkSource
				? placed(CREATED, 'existing', { ...interview, ...marks })
				: refused(
						`${email} already has an interview for this job, but its link was ${notFound(choice)}.${doubtOf(outcome)} Copy the link from the InterviewFlowAI dashboard, or set ${SETTING} to Send to Duplicate Output.`,
					);
		case 'duplicateBranch': {
			const message = messageOf(outcome, choice);
			const first = { interviewLink, name, email, message };
			return placed(DUPLICATE, 'duplicate', { ...first, ...interview, ...marks });
		}
	}
}

const placed = (output: number, outcome: string, fields: object): Placement => ({
	kind: 'placed',
	output,
	results: [{ outcome, ...fields }],
});

const alreadyThere = ({ interview }: Duplicate) =>
	`${interview.email} already has an interview for this job, so no new one was created.`;

const notFound = ({ looksUp }: Choice) =>
	looksUp ? 'not found' : 'not looked up, because Look Up Existing Link is off';

const doubtOf = ({ notLookedUp }: Duplicate) => (notLookedUp ? ` ${unsearched(notLookedUp)}` : '');

function messageOf(duplicate: Duplicate, choice: Choice): string {
	const { linkSource, words } = duplicate;
	const link = linkSource
		? 'The link of that interview is in the field interviewLink.'
		: `The link of that interview was ${notFound(choice)}; it is in the InterviewFlowAI dashboard.`;
	return `${alreadyThere(duplicate)} ${link}${saying(words)}${doubtOf(duplicate)}`;
}
