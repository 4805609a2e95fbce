/**
 * What an answer to a create request means. Pure.
 *
 * The vendor documents the answer of a success. Of a duplicate it only says that it "is rejected". So an answer counts
 * as a success only when its interview is this candidate's and its link can be used. A refusal counts as a duplicate
 * only when it plainly says so. Where an answer leaves open whether the candidate has an interview, the outcome is
 * `unknown` until the list of interviews was read.
 */
import { refused } from '../../../shared/items';
import { plainEmail } from '../../../shared/emails';
import { fieldsOf } from '../../../shared/json';
import {
	dataOf,
	type Interview,
	matchesId,
	NO_INTERVIEW,
	readExisting,
	readInterview,
} from '../../../shared/interview';
import type { ChosenJob } from '../../../shared/jobs/jobList';
import { clockOffset, readInstant } from '../../../shared/instants';
import { refusalByStatus } from '../../../shared/refusals';
import { type Answered, is2xx, isSuccess } from '../../../shared/reply';
import { ok, type Result } from '../../../shared/result';
import { readSaid } from '../../../shared/said';
import type { Answer } from '../../../shared/send';
import { brokenDown, type LostTries } from '../../../shared/sendWithRetry';
import { jobNamed, quoted, saying } from '../../../shared/texts';
import {
	comesNear,
	flagsDuplicate,
	saysDuplicate,
	saysSomethingElse,
	speaksOfCandidate,
	takesNone,
} from './duplicateWords';
import {
	completed,
	type Created,
	duplicate,
	type Duplicate,
	type Outcome,
	type Recipient,
	type Unknown,
} from './outcome';

export const CONTINUE_WITH_LINK =
	'run again with "If Interview Exists" set to Continue With Existing Link';

/**
 * An interview that was created so many milliseconds before the request existed before, whatever the words of the answer
 * are. It is a day, because the service may write its local time as if it were UTC.
 */
const OLD_MS = 24 * 60 * 60 * 1000;
/** The same where words may mean "exists already". It is a minute, because the two times may be of two machines. */
const OLDER_MS = 60 * 1000;

/** Statuses with which services refuse a request because of what is in it. */
const OF_CONTENT = [400, 409, 412, 422];

/** Statuses that are about the account or the size of a request, whatever the words; a duplicate may get any other. */
const NEVER_DUPLICATE = [401, 402, 413];

/**
 * Whether a try with such an answer may have created the interview. By 303, a service says that it carried the request out
 * and where the result is.
 */
const mayHaveCreated = (status: number) => is2xx(status) || status === 303 || status === 500;

/** What the answer for a candidate means. A result that is not `ok` counts as a lost answer: the candidate is sent again. */
export function outcomeOf(answered: Answered, recipient: Recipient): Result<Outcome> {
	const { answer, status, said } = answered;
	// Some services refuse a duplicate with 500. Statuses such as 502 come from gateways, which know no candidates.
	if (answered.isBroken && !(status === 500 && comesNear(said.words))) return brokenDown(answered);
	const read = isSuccess(answered) ? succeeded : rejected;
	const outcome = read(answered, recipient);
	// As if the answer of this try had been lost: only the list tells whether the try created the interview.
	return ok(
		outcome.kind === 'unknown' && mayHaveCreated(status)
			? { ...outcome, lost: { since: answer.sentAt, until: answer.headersAt } }
			: outcome,
	);
}

/** The outcome of a success. It is `created` only with a link that can be used, to an interview of this candidate. */
function succeeded(answered: Answered, recipient: Recipient): Outcome {
	const { answer, status, said } = answered;
	const interview = readInterview(dataOf(answer.json));
	// The code in the body says more than the status of HTTP: 201 with `{ "code": 200 }` may be a duplicate.
	const isCreation = said.code === 201 || (answer.status === 201 && said.code === undefined);
	if (!interview.interviewLink) {
		// The words of a web page, such as "Already registered? Sign in", say nothing of the candidate.
		const isPage = /^\s*</.test(answer.text);
		if (said.code !== 201 && !isPage && comesNear(said.words)) {
			return undecided(answered, recipient);
		}
		const advice = isPage
			? ' It answered with a web page. Check the Base URL in the credential.'
			: '';
		const why = `InterviewFlowAI answered ${status}, which means success, but gave no interview link that can be used.${saying(said.message)}${advice}`;
		return leftOpen(said.message, why);
	}
	const mismatch = mismatchIn(interview, recipient, answer.text);
	if (mismatch) return leftOpen(said.message, mismatch);
	return !isCreation && wasThere(interview, answer)
		? duplicate(said.message, interview, recipient)
		: { kind: 'created', interview: completed(interview, recipient) };
}

/** Whether an answer says, by a flag, by its words or by the interview's time, that its interview existed before. */
function wasThere(interview: Interview, answer: Answer): boolean {
	const words = besideInterview(answer);
	return (
		flagsDuplicate(answer.json) ||
		saysDuplicate(words) ||
		isOlder(interview, answer, comesNear(words) ? OLDER_MS : OLD_MS)
	);
}

/**
 * The words of an answer, and the names of its fields that are `true`, but nothing of its interview: of
 * `{ message: 'OK', alreadyExists: true, data: { note: 'Candidate already exists' } }` it is `OK` and `alreadyexists`.
 * Without `data` and `interview`, the answer itself is the interview, and only its message and code are not.
 */
function besideInterview({ json, status }: Answer): string[] {
	const fields = fieldsOf(json);
	const { data, interview, message, msg, code } = fields;
	const beside =
		(data ?? interview) === undefined
			? { message, msg, code }
			: { ...fields, data: null, interview: null, candidate: null };
	const said = readSaid({ json: beside, text: '', status });
	return [...said.words, ...Object.keys(fields).filter((name) => fields[name] === true)];
}

/** The outcome of an answer that is no success: a duplicate, unknown or refused, by status, words and flags. */
function rejected(answered: Answered, recipient: Recipient): Outcome {
	const { status, said } = answered;
	const mayBeThere = OF_CONTENT.includes(status)
		? !saysSomethingElse(said.words)
		: // Also a success by its status alone: `{ "success": false, "message": "Candidate already exists" }`.
			mayHaveCreated(status) ||
			(status >= 400 &&
				!NEVER_DUPLICATE.includes(status) &&
				(comesNear(said.words) || speaksOfCandidate(said.words)));
	return mayBeThere ? undecided(answered, recipient) : refused(refusal(answered, recipient));
}

/**
 * Whether an answer plainly says "duplicate", in words or by a flag. The flag does not count beside words of something
 * else, because it can be about the job then: `{ exists: true, message: 'Interviewer is not published' }`.
 */
function saysPlainly({ answer, said: { words, message } }: Answered): boolean {
	const isFlagged =
		flagsDuplicate(answer.json, true) && !saysSomethingElse([message]) && !takesNone(words);
	return isFlagged || saysDuplicate(words);
}

/** Whether the interview in the answer for a duplicate may be another candidate's, or its ID is the job's. */
function mayBeAnother(known: Interview, { answer, said }: Answered, recipient: Recipient) {
	const { jobId, email } = recipient.candidate;
	const isJob = !known.interviewLink && matchesId(known.id, jobId);
	const words = said.words.join(' ').toLowerCase();
	const namesOther = known.email === null && words.includes('@') && !words.includes(email);
	return isJob || namesOther || mismatchIn(known, recipient, answer.text) !== undefined;
}

/**
 * The outcome of an answer that may refuse a duplicate: one where the answer plainly says so of this candidate. Otherwise,
 * the list decides; where none can be read, status and words do.
 */
function undecided(answered: Answered, recipient: Recipient): Duplicate | Unknown {
	const { answer, status, said } = answered;
	const known = readExisting(answer.json);
	const existing = mayBeAnother(known, answered, recipient) ? NO_INTERVIEW : known;
	const asDuplicate = duplicate(said.message, existing, recipient);
	const mayTell = status < 400 || OF_CONTENT.includes(status);
	// Without the text of the answer: an address beside the interview can be that of a help desk.
	if (mayTell && saysPlainly(answered) && !mismatchIn(known, recipient)) return asDuplicate;
	const ifAbsent = refused(refusal(answered, recipient));
	// 409 means a conflict: that is likely a duplicate, also without words. Other statuses need words.
	const isLikely = status === 409 ? !takesNone(said.words) : mayTell && comesNear(said.words);
	const otherwise = isLikely ? asDuplicate : ifAbsent;
	return { kind: 'unknown', words: said.message, ifAbsent, otherwise };
}

const ABSENT =
	'The list of interviews does not hold this candidate. Run again to send the candidate once more.';
export const OPEN = `Whether the interview exists is not known. To find out without creating a second one, ${CONTINUE_WITH_LINK}.`;

/**
 * The outcome where nothing but the list of interviews can tell whether the interview exists.
 *
 * @param why a sentence that says why the answers cannot tell
 */
export const leftOpen = (words: string, why: string): Unknown => ({
	kind: 'unknown',
	words,
	ifAbsent: refused(`${why} ${ABSENT}`),
	otherwise: refused(`${why} ${OPEN}`),
});

/**
 * Texts in JSON that are an email address, alone or after a name: `"jane@example.com"`, `"Jane <jane@example.com>"`. An
 * address in a sentence or a link may be that of a help desk.
 */
const ADDRESSES = /(?<=")(?:[^"\\@<]*<)?[^\s"\\@<>/:]+@[^\s"\\@<>/:.]+\.[^\s"\\@<>/:]+>?(?=")/g;

/**
 * Why the interview of an answer is not this candidate's; undefined where it is, or where the answer does not say whose
 * it is. Where the interview has no email address in a usual place, {@link ADDRESSES} in the text of the answer count.
 */
function mismatchIn(
	{ email, jobId }: Interview,
	recipient: Recipient,
	text = '',
): string | undefined {
	const { candidate } = recipient;
	const emails = email === null ? (text.match(ADDRESSES) ?? []) : [email];
	if (emails.length > 0 && !emails.map(plainEmail).includes(plainEmail(candidate.email))) {
		return ofAnother(candidate.email);
	}
	if (jobId !== null && !matchesId(jobId, candidate.jobId)) {
		return `InterviewFlowAI answered with an interview for job ${quoted(jobId)} instead of ${jobNamed(jobOf(recipient))}, so its link was not used. Pick the job again.`;
	}
	return undefined;
}

/** The outcome without its interview, because the service gave the same interview for another candidate of the run. */
export function withoutInterview(
	outcome: Created | Duplicate,
	recipient: Recipient,
	lost: LostTries,
): Outcome {
	if (outcome.kind === 'duplicate') return duplicate(outcome.words, NO_INTERVIEW, recipient);
	return { ...leftOpen('', ofAnother(recipient.candidate.email)), lost };
}

const ofAnother = (email: string) =>
	`InterviewFlowAI answered with the interview of another candidate, so its link was not used for ${email}.`;

/** Whether an interview was created more than so many milliseconds before the request, by the clock of the service. */
function isOlder({ createdAt }: Interview, answer: Answer, ms: number): boolean {
	const created = readInstant(createdAt);
	const offset = clockOffset(answer);
	return Boolean(created && offset && created.to < answer.sentAt + offset.from - ms);
}

const jobOf = ({ candidate, jobTitle }: Recipient): ChosenJob => ({
	id: candidate.jobId,
	title: jobTitle,
});

function refusal({ status, said }: Answered, recipient: Recipient): string {
	const common = refusalByStatus(status, said.message, jobOf(recipient));
	if (common) return common;
	const words = saying(said.message);
	if (words && OF_CONTENT.includes(status)) {
		return `InterviewFlowAI did not accept this candidate (${status}).${words} Correct the field that this names, or the job, and run again.`;
	}
	return `InterviewFlowAI answered ${status} and gave no interview.${words} Check the candidate's fields, the job and the credential, then run again.`;
}
