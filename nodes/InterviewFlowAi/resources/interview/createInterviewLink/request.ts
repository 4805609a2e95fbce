/**
 * The request of the Interview Link API: its body, and for each property of the body the field of the editor and its
 * check. Pure. It only uses what zod 3 and zod 4 share, because n8n decides which of them is there.
 */
import { z } from 'zod';
import { readLine } from '../../../shared/line';
import type { Field } from '../../../shared/parameters';
import { allOf, ok, type Result, wrong } from '../../../shared/result';
import { readChoice } from '../values/choice';
import { readEmail } from '../values/email';
import { readQuestions, readSkills } from '../values/lists';
import { readNamesAndValues } from '../values/namesAndValues';
import { readResumeUrl } from '../values/resumeUrl';
import { statusField, STATUS_OF_JOB, STATUSES } from './description';

const record = z.record(z.string(), z.unknown());

/** The body of `POST /api/external/ingest/candidate`; an optional property without a value is left out. */
const body = z.object({
	jobId: z.string(),
	name: z.string(),
	email: z.string(),
	status: z.enum(STATUSES).optional(),
	resumeUrl: z.string().optional(),
	skills: z.array(z.string()).optional(),
	customQuestions: z.array(z.unknown()).optional(),
	additionalFields: record.optional(),
	metadata: record.optional(),
});

export type Candidate = z.infer<typeof body>;

/** All properties but the job's ID, in the order in which a refusal names the wrong ones. */
export const PROPERTIES: {
	[Name in Exclude<keyof Candidate, 'jobId'>]-?: Field<Candidate[Name]>;
} = {
	name: {
		label: 'Candidate Name',
		path: 'name',
		check: (value, label) => readLine(value, label, 'a name, such as Jane Doe', 500),
	},
	email: { label: 'Candidate Email', path: 'email', check: readEmail },
	status: optional('status', 'Status', readStatus),
	resumeUrl: optional('resumeUrl', 'Resume URL', readResumeUrl),
	skills: optional('skills', 'Skills', readSkills),
	customQuestions: optional('customQuestions', 'Custom Questions', readQuestions),
	additionalFields: optional('additionalFields', 'Additional Fields', readNamesAndValues('flat')),
	metadata: optional('metadata', 'Metadata', readNamesAndValues('nested')),
};

function optional<T>(name: string, label: string, check: Field<T>['check']): Field<T> {
	return { label, path: `optionalFields.${name}`, check };
}

/** Largest body that is sent, in characters of JSON; a sanity limit of this node. */
const LARGEST_BODY = 1_000_000;

/** Makes a candidate of properties that were read and checked. A problem holds those of all properties. */
export function toCandidate(properties: Record<string, Result<unknown>>): Result<Candidate> {
	const values = allOf(properties);
	if (!values.ok) return values;
	const candidate = body.parse(values.value);
	const size = JSON.stringify(candidate).length;
	if (size <= LARGEST_BODY) return ok(candidate);
	return wrong(
		`This candidate has ${size} characters of data; up to ${LARGEST_BODY} can be sent. Shorten Skills, Custom Questions, Additional Fields or Metadata.`,
	);
}

function readStatus(value: unknown): Result<Candidate['status']> {
	const read = readChoice<(typeof STATUSES)[number] | typeof STATUS_OF_JOB>(statusField, value);
	return read.ok ? ok(read.value === STATUS_OF_JOB ? undefined : read.value) : read;
}
