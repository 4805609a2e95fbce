/** The operation "Get": one interview for each item. */
import { httpUrl } from '../../../shared/addresses';
import { plainEmail } from '../../../shared/emails';
import { idInLink, LINK_START, type ListedInterview, matchesId } from '../../../shared/interview';
import { isObject, textOf } from '../../../shared/json';
import { fieldReader, locatorValue } from '../../../shared/parameters';
import { ok, type Result, wrong } from '../../../shared/result';
import { jobNamed, quoted, shown, were } from '../../../shared/texts';
import { idOf } from '../../../shared/values';
import type { Execution } from '../execution';
import { readInterviews, type ReadQuery } from '../reading';
import { readEmail } from '../values/email';
import { readLine } from '../../../shared/line';

const LABEL = 'Interview';

export const execute = async (execution: Execution) =>
	await readInterviews(execution, queryReader(execution));

function queryReader(execution: Execution): ReadQuery {
	const { baseUrl } = execution.run.account;
	const read = fieldReader(execution, LABEL, 'interview', (value) =>
		wantedInterview(value, baseUrl),
	);
	return (itemIndex, job) => {
		const wanted = read(itemIndex);
		if (!wanted.ok) return wanted;
		const { byId, value } = wanted.value;
		const ofJob = jobNamed(job);
		return ok({
			fetch: { jobId: job.id, interviewId: byId ? value : undefined },
			job,
			email: byId ? undefined : plainEmail(value),
			matches: (listed) => (byId ? hasId(value, listed) : listed.interview.email !== null),
			limit: 1,
			mustBeFound: true,
			noneFound: ({ searched, namesEmails }) => {
				if (!byId && searched > 0 && !namesEmails) {
					return `Whether ${value} has an interview for ${ofJob} cannot be told: the list of interviews names no email address. Choose By ID in the field Interview.`;
				}
				const which = byId ? `with the ID ${quoted(value)}` : `of ${value}`;
				const among = searched > 0 ? `; ${were(searched, 'interview')} searched` : '';
				return `No interview ${which} was found for ${ofJob}${among}. Check the field Interview (ID, link or email address), and that the interview belongs to this job.`;
			},
		});
	};
}

/** Reads the field Interview: which interview is wanted, by its ID or by the email address of its candidate. */
function wantedInterview(field: unknown, baseUrl: string) {
	const value = locatorValue(field);
	const mode = isObject(field) ? field.mode : undefined;
	// By ID can hold an email address: n8n chooses this mode when a user drags a field onto the list, or when an AI agent
	// fills in the field.
	const isEmail =
		mode === 'email' || (mode !== 'list' && /^[^/?]*@[^/?]*$/.test(textOf(value) ?? ''));
	const read = isEmail ? readEmail(value, LABEL) : readInterviewId(value, baseUrl);
	return read.ok ? ok({ byId: !isEmail, value: read.value }) : read;
}

/** Reads the ID of an interview, or takes it from an interview link. */
function readInterviewId(value: unknown, baseUrl: string): Result<string> {
	const line = readLine(idOf(value), LABEL, 'an interview from the list, or an interview ID', 2000);
	if (!line.ok || !/^[a-z][a-z\d+.-]*:\/\/|[?&]interviewId=/i.test(line.value)) return line;
	const url = httpUrl(line.value) ?? httpUrl(`https://${line.value}`);
	const hosts = [LINK_START, baseUrl].map((address) => new URL(address).hostname);
	const id = url && hosts.includes(url.hostname) ? idInLink(url.href) : null;
	return id
		? ok(id)
		: wrong(
				`${LABEL} is ${shown(value)}, which is no interview link of InterviewFlowAI. Enter the ID of the interview, or a link such as ${LINK_START}…`,
			);
}

/** Whether an interview has this ID, or has a link with it. The ID in the link can differ from that of the interview. */
function hasId(id: string, { interview }: ListedInterview): boolean {
	return [interview.id, idInLink(interview.interviewLink)].some((one) => matchesId(one, id));
}
