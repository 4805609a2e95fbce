/**
 * What the node says when something did not work. Each message says what happened and what to do, because AI agents
 * and lists show the message alone; and each can be read by someone who has never heard of HTTP.
 */
import { LONGEST_WAIT_MS, WAIT_BUDGET_MS } from './api/retry';

const CONTINUE_WITH_LINK =
	'run again with "If Candidate Already Has an Interview" set to Continue With Existing Link';

const seconds = (ms: number) => {
	const count = Math.max(1, Math.ceil(ms / 1000));
	return count === 1 ? '1 second' : `${count} seconds`;
};

/** What the service said, as a sentence of its own; nothing when it said nothing. */
const quoted = (words: string) => {
	const line = words.replace(/\s+/g, ' ').trim();
	const short = line.length > 300 ? `${line.slice(0, 300)}…` : line;
	return short ? ` It says: "${short}".` : '';
};

/** What n8n threw, as a sentence. */
const saying = (thrown: unknown) => {
	const { message } = Object(thrown) as { message?: unknown };
	const words = typeof message === 'string' ? message.replace(/\s+/g, ' ').trim() : '';
	if (!words) return 'n8n did not say why.';
	return /[.!?]$/.test(words) ? words : `${words}.`;
};

/** n8n's own way of naming an item; the first is 0. */
export const ofItem = (message: string, index: number) => `${message} [item ${index}]`;

/** One bad item or more, before anything was sent. */
export function nothingSent(badItems: number, allItems: number, first: string): string {
	if (allItems === 1) return first;
	const count = badItems === 1 ? '1 item of' : `${badItems} items of`;
	return `${count} ${allItems} cannot be sent, so nothing was sent. The first one: ${first}`;
}

/** A refusal that ends the run after interviews were created. */
export function stopped(message: string, created: number): string {
	if (created === 0) return message;
	const count = created === 1 ? '1 interview was' : `${created} interviews were`;
	return `${message} Before that, ${count} created in this run. To pick up the links, ${CONTINUE_WITH_LINK}.`;
}

/** `field` is the name of a field in the editor. */
export function expressionFailed(field: string, thrown: unknown): string {
	return `${field} could not be read: ${saying(thrown)} Check the expression in this field.`;
}

export function unknownChoice(field: string, found: string, known: readonly string[]): string {
	return `${field} is ${found}, which this node does not know. Use ${known.slice(0, -1).join(', ')} or ${known.at(-1)}.`;
}

/** Neither the credential nor the options depend on an item; without them nothing can be sent. */
export function credentialUnreadable(thrown: unknown): string {
	return `The credential of this node could not be read, so nothing was sent: ${saying(thrown)} Select the InterviewFlowAI API credential again, or enter its API key anew.`;
}

export function optionsUnreadable(thrown: unknown): string {
	return `The options of this node could not be read, so nothing was sent: ${saying(thrown)} Check the expressions under Options.`;
}

export function credentialIncomplete(field: 'API Key' | 'Base URL', detail: string): string {
	return `${field} of the InterviewFlowAI API credential ${detail} Open the credential and correct it.`;
}

export function cancelled(): string {
	return 'The execution was stopped before this candidate was through. Run again to send the rest.';
}

/** Patience ended before the service gave an answer that counts. */
export function gaveUp(ending: {
	gaveUp: 'throttled' | 'neverArrived' | 'lost';
	reason: string;
	tries: number;
	askedMs?: number;
	unsent: boolean;
	/** When an earlier try lost its answer, in milliseconds since 1970. */
	lostSince?: number;
}): string {
	const { reason } = ending;
	const mayExist = ending.gaveUp === 'lost' || ending.lostSince !== undefined;
	if (ending.gaveUp === 'throttled') {
		const wait = ending.askedMs === undefined ? 'a while' : seconds(ending.askedMs);
		const asks =
			(ending.askedMs ?? 0) > LONGEST_WAIT_MS
				? `takes no more requests for now and asks to wait ${wait}`
				: `has taken no requests for about ${seconds(WAIT_BUDGET_MS)} and still asks to wait ${wait}`;
		const sent = ending.unsent
			? 'This candidate was not sent.'
			: mayExist
				? 'Whether the interview exists is not known.'
				: 'No interview was created for this candidate.';
		return `InterviewFlowAI ${asks}. ${sent} Run again later, or lower Concurrent Requests under Options.`;
	}
	if (ending.unsent) {
		return `InterviewFlowAI has not answered for minutes (${reason}), so this candidate was not sent. Check the Base URL in the credential and the network of the computer n8n runs on, then run again.`;
	}
	const times = ending.tries === 1 ? 'once' : `${ending.tries} times`;
	return mayExist
		? `InterviewFlowAI gave no usable answer (tried ${times}): ${reason}. Whether the interview exists is not known. To find out without creating a second one, ${CONTINUE_WITH_LINK}.`
		: `InterviewFlowAI could not be reached (tried ${times}): ${reason}. Nothing was created for this candidate. Check the Base URL in the credential and the network of the computer n8n runs on, then run again.`;
}

export function unusable(status: number, words: string): string {
	return `InterviewFlowAI answered ${status}, which means success, but gave no interview link.${quoted(words)} The interview may exist: ${CONTINUE_WITH_LINK}.`;
}

/** The service, or something before it, said no. Status 0 is n8n itself, which could not send it. */
export function refused(status: number, words: string, jobId: string): string {
	if (status === 0) {
		return `The request to InterviewFlowAI could not be sent: ${words}. Check the Base URL in the credential.`;
	}
	const said = quoted(words);
	if (status === 401) {
		return `InterviewFlowAI does not accept the API key (401).${said} Copy the key again from InterviewFlowAI, Settings > API Keys, into the credential.`;
	}
	if (status === 403) {
		return `InterviewFlowAI does not allow this (403).${said} Check that the API key in the credential belongs to the account of this job.`;
	}
	if (status === 404) {
		return `InterviewFlowAI found nothing for job ${jobId} (404).${said} Pick the job again, and check the Base URL in the credential.`;
	}
	if (status >= 300 && status < 400) {
		return `InterviewFlowAI sent a redirect to another address (${status}), which is not followed. Check the Base URL in the credential.`;
	}
	if (status === 400 || status === 409 || status === 422) {
		return `InterviewFlowAI did not accept this candidate (${status}).${said} Correct the field it names, or the job, and run again.`;
	}
	return `InterviewFlowAI answered ${status} and created nothing.${said} Check the candidate's fields and the credential, then run again.`;
}

/** What a duplicate's item says; `words` are the service's own. */
export function duplicate(email: string, words: string, hasLink: boolean): string {
	const link = hasLink
		? 'Its link is in interviewLink.'
		: 'Its link was not found; it is in the InterviewFlowAI dashboard.';
	return `${email} already has an interview for this job, so no new one was created. ${link}${quoted(words)}`;
}

export function duplicateRefused(email: string): string {
	return `${email} already has an interview for this job, so no new one was created. To go on with such candidates, set "If Candidate Already Has an Interview" to Send to Duplicate Branch or Continue With Existing Link.`;
}

export function existingLinkMissing(email: string): string {
	return `${email} already has an interview for this job, but its link was not found. Copy it from the InterviewFlowAI dashboard, or set "If Candidate Already Has an Interview" to Send to Duplicate Branch.`;
}

/** An execution hint: links of duplicates were asked for and did not come. */
export function lookUpFailed(reason: string): string {
	return `Links of candidates who already have an interview could not be looked up: ${reason}. They are in the InterviewFlowAI dashboard.`;
}

const HOW_TO_ADD_JOBS =
	'In the InterviewFlowAI API credential, add jobs under Saved Jobs or enter a Job List URL; or choose By ID in the Job field.';

const short = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

export function noJobs(): string {
	return `There are no jobs to choose from yet. ${HOW_TO_ADD_JOBS}`;
}

export function jobListAddress(address: string): string {
	return `Job List URL in the credential is "${short(address)}", which is not a web address. Enter one that starts with https://, or a path of the Base URL.`;
}

export function jobListUnreachable(reason: string): string {
	return `The Job List URL in the credential gave no answer: ${reason}. Check the address, and that it can be reached from n8n.`;
}

export function jobListRefused(status: number): string {
	if (status === 401 || status === 403) {
		return `The Job List URL in the credential asks for permission (${status}). The API key is only sent to the Base URL's own address; use an address that is open to n8n.`;
	}
	if (status >= 300 && status < 400) {
		return `The Job List URL in the credential sends a redirect to another address (${status}), which is not followed. Enter the final address.`;
	}
	return `The Job List URL in the credential answered ${status} instead of a list of jobs. Open the address in a browser to check it.`;
}

export function jobListTooLarge(): string {
	return 'The Job List URL in the credential answered more than 5 MB. Have it answer only the ID and title of each job, or use pages.';
}

export function jobListUnreadable(): string {
	return 'The Job List URL in the credential did not answer with a list of jobs. It has to answer JSON such as [{"id": "4b8f1c1e", "title": "Sales Manager"}].';
}

export function jobListEmpty(skipped: number): string {
	return skipped === 0
		? `The Job List URL in the credential answered with an empty list. ${HOW_TO_ADD_JOBS}`
		: `The Job List URL in the credential listed ${skipped} entries, but none with both an ID and a title. Each needs "id" and "title".`;
}

export function titleMissing(): string {
	return 'Job holds no text. Enter a job title, or map a field that holds one for every item.';
}

export function noSuchJob(title: string, nearest: string[], known: number): string {
	const suggestion =
		nearest.length > 0
			? `Did you mean ${nearest.map((near) => `"${short(near)}"`).join(' or ')}?`
			: `None of the ${known} known titles is like it.`;
	return `No job has the title "${short(title)}". ${suggestion} Titles come from Saved Jobs and Job List URL in the credential.`;
}

export function severalJobs(title: string, ids: string[]): string {
	return `${ids.length} jobs have the title "${short(title)}" (IDs ${ids.slice(0, 3).join(', ')}). Choose By ID instead.`;
}

/** A reason for {@link lookUpFailed}: the listing worked, and yet candidates are missing in it. */
export function notListed(candidates: number): string {
	return candidates === 1
		? 'one of them is not in the list of interviews that InterviewFlowAI gives'
		: `${candidates} of them are not in the list of interviews that InterviewFlowAI gives`;
}
