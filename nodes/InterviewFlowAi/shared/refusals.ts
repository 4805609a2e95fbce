/** The refusals that mean the same for every request, by their status. */
import type { FailedPage } from './fetchPage';
import type { ChosenJob } from './jobs/jobList';
import { isRef } from './json';
import { jobNamed, saying } from './texts';

export const PROXY_REFUSES =
	'A proxy asks n8n to sign in (407), so the request did not reach InterviewFlowAI. Add user name and password to the address of the proxy.';

export const CHECK_PLAN = 'Check the plan and its quota in InterviewFlowAI, then run again.';

/** A sentence or two for a status that is about the key, the job or the address; undefined for any other. */
export function refusalByStatus(status: number, words: string, job: ChosenJob): string | undefined {
	const said = saying(words);
	if (status === 401) {
		return `InterviewFlowAI does not accept the API key (401).${said} Copy the key again from InterviewFlowAI, Settings > API Keys, into the credential.`;
	}
	if (status === 402) return `InterviewFlowAI asks for payment (402).${said} ${CHECK_PLAN}`;
	if (status === 403) {
		// A firewall refuses with 403, too, with a web page or with JSON that could be the service's.
		return `InterviewFlowAI does not allow this (403).${said} Check that the API key in the credential belongs to the account of this job, and that no firewall blocks n8n.`;
	}
	if (status === 404) {
		const byTitle = job.title || isRef(job.id) ? '' : ' (with By Title if this is a title)';
		return `InterviewFlowAI found nothing for ${jobNamed(job)} (404).${said} Pick the job again${byTitle}, and check the Base URL in the credential.`;
	}
	if (status === 407) return PROXY_REFUSES;
	if (status >= 300 && status < 400) {
		return `InterviewFlowAI sent a redirect to another address (${status}), which is not followed. Check the Base URL in the credential.`;
	}
	return undefined;
}

/** Why a list of interviews could not be read; where its status does not tell what to do, with this advice. */
export const unreadList = ({ reason, status, words }: FailedPage, job: ChosenJob, advice: string) =>
	refusalByStatus(status, words, job) ??
	`The interviews of ${jobNamed(job)} could not be read to the end of the list: ${reason}.${saying(words)} ${advice}`;
