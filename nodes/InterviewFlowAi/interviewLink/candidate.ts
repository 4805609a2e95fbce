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

/** The values of one item's fields, as n8n gives them; anything may be anything. */
export interface TypedCandidate {
	jobId: unknown;
	name: unknown;
	email: unknown;
	optional: {
		status?: unknown;
		resumeUrl?: unknown;
		skills?: unknown;
		customQuestions?: unknown;
		additionalFields?: unknown;
		metadata?: unknown;
	};
}

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

/** The body, or one sentence or two per wrong field, each naming the field as the editor does. */
export type CandidateCheck = { candidate: Candidate } | { problems: string[] };

/** Largest body that is sent, in characters of JSON. */
const LARGEST_BODY = 1_000_000;

/** A field with its check; `label` is its name in the editor. */
const field = <T>(label: string, check: (value: unknown) => Checked<T>) =>
	z.unknown().transform((value, context) => {
		const checked = guarded(label, check, value);
		if ('value' in checked) return checked.value;
		context.addIssue({ code: 'custom', message: checked.problem });
		return z.NEVER;
	});

/** A value by expression can be an object that throws when it is looked at. */
function guarded<T>(label: string, check: (value: unknown) => Checked<T>, value: unknown) {
	try {
		return check(value);
	} catch {
		return wrong(`${label} holds a value that cannot be read. Map text or plain values instead.`);
	}
}

const schema = z.object({
	jobId: field('Job', readJobId),
	name: field('Candidate Name', readName),
	email: field('Candidate Email', readEmail),
	status: field('Status', readStatus),
	resumeUrl: field('Resume URL', readResumeUrl),
	skills: field('Skills', readSkills),
	customQuestions: field('Custom Questions', readQuestions),
	additionalFields: field('Additional Fields', (value) =>
		readFields('Additional Fields', 'flat', value),
	),
	metadata: field('Metadata', (value) => readFields('Metadata', 'nested', value)),
});

/** Checks one candidate; never throws, whatever the values are. */
export function checkCandidate(typed: TypedCandidate): CandidateCheck {
	const { status, resumeUrl, skills, customQuestions, additionalFields, metadata } = typed.optional;
	const checked = schema.safeParse({
		jobId: typed.jobId,
		name: typed.name,
		email: typed.email,
		status,
		resumeUrl,
		skills,
		customQuestions,
		additionalFields,
		metadata,
	});
	if (!checked.success) {
		return { problems: [...new Set(checked.error.issues.map((issue) => issue.message))] };
	}
	const candidate = Object.fromEntries(
		Object.entries(checked.data).filter(([, value]) => value !== undefined),
	) as unknown as Candidate;
	const size = JSON.stringify(candidate).length;
	if (size > LARGEST_BODY) {
		return {
			problems: [
				`This candidate's data are ${size} characters long, more than the ${LARGEST_BODY} that are sent. Shorten Metadata, Additional Fields or Custom Questions.`,
			],
		};
	}
	return { candidate };
}

function readName(value: unknown): Checked<string> {
	return readLine('Candidate Name', 'a name, such as Jane Doe', 500, value);
}

function readJobId(value: unknown): Checked<string> {
	const line = readLine('Job', 'a job from the list, or a job ID', 200, value);
	if ('value' in line && /^https?:\/\//i.test(line.value)) {
		return wrong(`Job is a web address, ${shown(value)}. Enter the job's ID instead.`);
	}
	return line;
}

function readStatus(value: unknown): Checked<string | undefined> {
	if (isBlank(value)) return ok(undefined);
	const status = typeof value === 'string' ? value.trim().toLowerCase() : '';
	if (status === STATUS_OF_INTERVIEWER.toLowerCase()) return ok(undefined);
	if ((STATUSES as readonly string[]).includes(status)) return ok(status);
	return wrong(
		`Status is ${shown(value)}, which InterviewFlowAI does not know. Use ${STATUSES.join(' or ')}, or leave it out.`,
	);
}
