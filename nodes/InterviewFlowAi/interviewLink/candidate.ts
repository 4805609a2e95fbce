/**
 * From what a recruiter typed or mapped to a valid request body, or to sentences that say which field is wrong, what
 * was found and how to mend it. Pure. Only API that zod 3 and zod 4 share, because n8n decides which one is there.
 */
import { z } from 'zod';
import { STATUS_OF_INTERVIEWER, STATUSES } from './fields';
import { readEmail } from './values/email';
import { readFields } from './values/keyed';
import { type Checked, isBlank, ok, shown, wrong } from './values/checked';
import { readQuestions, readSkills } from './values/lists';
import { readResumeUrl } from './values/resumeUrl';
import { readLine } from './values/line';

/** A request body of the Interview Link API; optional fields are there only when they hold something. */
export interface Candidate {
	jobId: string;
	name: string;
	email: string;
	status?: string;
	resumeUrl?: string;
	skills?: string[];
	customQuestions?: unknown[];
	additionalFields?: Record<string, unknown>;
	metadata?: Record<string, unknown>;
}

/** The names of the request's properties in the editor. */
export const LABELS: Record<keyof Candidate, string> = {
	jobId: 'Job',
	name: 'Candidate Name',
	email: 'Candidate Email',
	status: 'Status',
	resumeUrl: 'Resume URL',
	skills: 'Skills',
	customQuestions: 'Custom Questions',
	additionalFields: 'Additional Fields',
	metadata: 'Metadata',
};

/** What each field holds for one item, which may be anything; or a sentence that says why that is not known. */
export type TypedCandidate = Record<keyof Candidate, Checked<unknown>>;

/** The body, or one sentence or two per wrong field, each naming the field as the editor does. */
export type CandidateCheck = { candidate: Candidate } | { problems: string[] };

/** Largest body that is sent, in characters of JSON; a sanity limit of this node. */
const LARGEST_BODY = 1_000_000;

/** A field of a {@link TypedCandidate} with its check. */
const field = <T>(name: keyof Candidate, check: (value: unknown, label: string) => Checked<T>) =>
	z.unknown().transform((typed, context) => {
		const checked = guarded(typed as Checked<unknown>, LABELS[name], check);
		if ('value' in checked) return checked.value;
		context.addIssue({ code: 'custom', message: checked.problem });
		return z.NEVER;
	});

/** A value by expression can be an object that throws when it is looked at. */
function guarded<T>(
	typed: Checked<unknown>,
	label: string,
	check: (value: unknown, label: string) => Checked<T>,
): Checked<T> {
	if ('problem' in typed) return typed;
	try {
		return check(typed.value, label);
	} catch {
		return wrong(`${label} holds a value that cannot be read. Map text or plain values instead.`);
	}
}

const schema = z.object({
	jobId: field('jobId', readJobId),
	name: field('name', readName),
	email: field('email', readEmail),
	status: field('status', readStatus),
	resumeUrl: field('resumeUrl', readResumeUrl),
	skills: field('skills', readSkills),
	customQuestions: field('customQuestions', readQuestions),
	additionalFields: field('additionalFields', (value, label) => readFields(label, 'flat', value)),
	metadata: field('metadata', (value, label) => readFields(label, 'nested', value)),
});

/** Checks one candidate; never throws, whatever the values are. */
export function checkCandidate(typed: TypedCandidate): CandidateCheck {
	const checked = schema.safeParse(typed);
	if (!checked.success) return { problems: checked.error.issues.map(({ message }) => message) };
	const candidate = Object.fromEntries(
		Object.entries(checked.data).filter(([, value]) => value !== undefined),
	) as unknown as Candidate;
	const size = JSON.stringify(candidate).length;
	if (size <= LARGEST_BODY) return { candidate };
	return {
		problems: [
			`This candidate has ${size} characters of data; up to ${LARGEST_BODY} can be sent. Shorten Metadata, Additional Fields or Custom Questions.`,
		],
	};
}

function readName(value: unknown, label: string): Checked<string> {
	return readLine(label, 'a name, such as Jane Doe', 500, value);
}

function readJobId(value: unknown, label: string): Checked<string> {
	const line = readLine(label, 'a job from the list, or a job ID', 200, value);
	if ('value' in line && /^https?:\/\//i.test(line.value)) {
		return wrong(`${label} is ${shown(value)}, a web address. Enter the job's ID instead.`);
	}
	return line;
}

function readStatus(value: unknown, label: string): Checked<string | undefined> {
	if (isBlank(value)) return ok(undefined);
	const status = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (status === STATUS_OF_INTERVIEWER.toLowerCase()) return ok(undefined);
	if ((STATUSES as readonly string[]).includes(status)) return ok(status);
	return wrong(
		`${label} is ${shown(value)}, which InterviewFlowAI does not know. Use ${STATUSES.join(' or ')}, or leave it out.`,
	);
}
