/* What an answer to a create request means. Evidence decides; where there is none, the outcome is unknown, and the list decides. */
import { type Answered, judge } from '../../../nodes/InterviewFlowAi/shared/reply';
import type { Answer } from '../../../nodes/InterviewFlowAi/shared/send';
import { outcomeOf } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/answer';
import {
	DUPLICATE_DIALECTS,
	MORE_DUPLICATES,
	NEAR_MISSES,
	NOT_DUPLICATE_DIALECTS,
	speak,
} from '../../../dev/interviewFlowAi/dialects.cts';
import {
	ANOTHER,
	CREATE_SHAPES,
	type CreateShapeName,
} from '../../../dev/interviewFlowAi/createShapes.cts';
import { namesOf } from '../../../dev/interviewFlowAi/named.cts';
import { ANSWERED_AT, EXISTING, received } from '../../../dev/engine/answers.cts';

const recipient = {
	candidate: { jobId: EXISTING.jobId, name: EXISTING.name, email: EXISTING.email },
	jobTitle: 'Cook',
};
/** The interview in an answer, completed. */
const WHOLE = { ...EXISTING, jobTitle: 'Cook' };
const DATE = { Date: new Date(ANSWERED_AT).toUTCString() };

function outcome(answer: Answer) {
	const judged = judge(answer, ANSWERED_AT);
	if (judged.kind !== 'answered') return { kind: judged.kind };
	const reading = outcomeOf(judged, recipient);
	return reading.ok ? reading.value : { kind: 'lost' as const, reason: reading.problem };
}

/** The outcome in words. Of an unknown one: what it becomes when the list does not hold the candidate, and when there is no list. */
function verdict(answer: Answer): string {
	const found = outcome(answer);
	if (found.kind !== 'unknown' || !('ifAbsent' in found)) return found.kind;
	const mayBeOwn = found.lost ? ', may be created by this try' : '';
	return `unknown: ${found.ifAbsent.kind}, ${found.otherwise.kind}${mayBeOwn}`;
}

const spoken = (dialect: string) => received(speak(dialect, EXISTING));
const answered = (status: number, body?: unknown, headers = {}) =>
	verdict(received({ status, body, headers }));
const said = (status: number, message: string) => answered(status, { message });

const [LIKELY, UNLIKELY] = ['unknown: refused, duplicate', 'unknown: refused, refused'];
const MAY_BE_OWN = `${UNLIKELY}, may be created by this try`;

describe('a refusal', () => {
	const isLikely = (name: string) => !/^(\d+ empty|403)|200 exist/.test(name);
	it.each(
		Object.entries<[string[], RegExp]>({
			'a duplicate, or likely': [namesOf(DUPLICATE_DIALECTS), /^(unknown: refused, )?duplicate$/],
			'a duplicate, or looked up': [
				Object.keys(MORE_DUPLICATES).filter(isLikely),
				/^(duplicate$|unknown: refused)/,
			],
			'no duplicate, or looked up': [Object.keys(NEAR_MISSES), /^(refused$|unknown: refused)/],
			'no duplicate': [namesOf(NOT_DUPLICATE_DIALECTS), /^(lost|refused|unknown: refused)/],
		}).flatMap(([what, [names, verdicts]]) => names.map((name) => [what, name, verdicts] as const)),
	)('is %s: %s', (_, dialect, verdicts) => expect(verdict(spoken(dialect))).toMatch(verdicts));

	const withInterview = namesOf(DUPLICATE_DIALECTS).filter((name) => /with interview$/.test(name));
	it.each(withInterview)('has the interview that exists: %s', (dialect) => {
		const told = { kind: 'duplicate', linkSource: 'answer', interview: WHOLE };
		expect(outcome(spoken(dialect))).toMatchObject(told);
	});

	it('gives a link that is rebuilt, when it holds the ID alone', () => {
		const { id, interviewLink } = EXISTING;
		const rebuilt = { linkSource: 'rebuilt', interview: { id, interviewLink } };
		expect(outcome(spoken('409 with id only'))).toMatchObject(rebuilt);
	});

	const BOB = 'bob@example.com';
	const SAYS = 'Candidate already exists';
	const UNLINKED = {
		...{ kind: 'duplicate', linkSource: null },
		interview: { id: null, interviewLink: null },
	};
	it.each([
		['the ID of the job', { message: SAYS, data: { id: EXISTING.jobId.toUpperCase() } }],
		['words about another', { message: `${BOB} already exists`, data: { id: 'i-2' } }],
		['words with a help desk', { message: `${SAYS}. Ask ${BOB}`, data: { id: 'i-2' } }],
		['a help desk beside it', { message: SAYS, support: BOB, data: { id: 'i-2' } }],
	])('gives no link from %s', (_, body) => {
		expect(outcome(received({ status: 409, body }))).toMatchObject(UNLINKED);
	});

	it.each([
		['another candidate’s interview', { ...EXISTING, email: BOB }, SAYS],
		['an interview for another job', { ...EXISTING, jobId: 'j-2' }, SAYS],
	])('with %s is looked up, and gives no link', (_, data, message) => {
		const unknown = { kind: 'unknown', ifAbsent: { kind: 'refused' }, otherwise: UNLINKED };
		expect(outcome(received({ status: 409, body: { message, data } }))).toMatchObject(unknown);
	});
});

const PLAIN = 'Candidate already has an interview';
const NEAR = 'This candidate was invited already';
const ELSEWHERE = 'El candidato ya tiene una entrevista';
const WRONG = 'name is required';

describe('status and words together decide', () => {
	it.each<[number, string, string, string, string]>([
		// status, plain words, near words, words of another language, words of something else
		[400, 'duplicate', LIKELY, UNLIKELY, 'refused'],
		[409, 'duplicate', LIKELY, LIKELY, 'refused'],
		[412, 'duplicate', LIKELY, UNLIKELY, 'refused'],
		[422, 'duplicate', LIKELY, UNLIKELY, 'refused'],
		[403, UNLIKELY, UNLIKELY, UNLIKELY, 'refused'],
		[404, UNLIKELY, UNLIKELY, UNLIKELY, 'refused'],
		[500, MAY_BE_OWN, MAY_BE_OWN, 'lost', 'lost'],
		[502, 'lost', 'lost', 'lost', 'lost'],
		[401, 'refused', 'refused', 'refused', 'refused'],
		[402, 'refused', 'refused', 'refused', 'refused'],
		[405, UNLIKELY, UNLIKELY, UNLIKELY, 'refused'],
		[501, UNLIKELY, UNLIKELY, UNLIKELY, 'refused'],
		[302, 'refused', 'refused', 'refused', 'refused'],
		[303, 'duplicate', `${LIKELY}, may be created by this try`, MAY_BE_OWN, MAY_BE_OWN],
		[200, 'duplicate', `${LIKELY}, may be created by this try`, MAY_BE_OWN, MAY_BE_OWN],
	])('for %i and each kind of words', (status, plain, near, elsewhere, wrong) => {
		const told = [PLAIN, NEAR, ELSEWHERE, WRONG].map((words) => said(status, words));
		expect(told).toEqual([plain, near, elsewhere, wrong]);
	});

	it.each([
		[400, '', UNLIKELY],
		[409, { code: 409 }, LIKELY],
		[404, undefined, 'refused'],
		[400, { code: 401, message: PLAIN }, 'refused'],
		[200, { code: 413, message: PLAIN }, 'refused'],
		[200, { code: 429, message: PLAIN }, 'throttled'],
		[200, { code: 409 }, LIKELY],
		[409, { isDuplicate: true }, 'duplicate'],
		[400, { data: { existing: 1 } }, 'duplicate'],
		[422, { alreadyExists: 'true', message: ELSEWHERE }, 'duplicate'],
		[200, { success: false, duplicate: true }, 'duplicate'],
		[403, { isDuplicate: true }, UNLIKELY],
		[400, { isDuplicate: true, message: WRONG }, 'refused'],
		[422, { exists: true, code: 'INVALID', message: 'Job not found' }, UNLIKELY],
		[409, { data: { existing: 1 }, message: 'Interview limit reached' }, UNLIKELY],
		[200, { success: false, duplicate: true, message: WRONG }, MAY_BE_OWN],
		[400, { isDuplicate: false, message: ELSEWHERE }, UNLIKELY],
		[400, { created: false, isNew: false, message: ELSEWHERE }, UNLIKELY],
		[200, { code: 500, message: 'Oops' }, 'lost'],
	])('for %i with %j: %s', (status, body, expected) => {
		expect(answered(status, body)).toBe(expected);
	});
});

/** Answers with a link that can be used, all of them to this candidate. */
const USABLE = `documented, job ID in upper case, email in upper case, no email and no job, no data,
	email with a name, job by its title, a list alone, 200 without code, 200 with code 200, odd code, odd id,
	nothing in error and errors, words in data, link with a password, odd status, odd date, odd email,
	half a character as id, huge number as id, data as a list, data.interview, snake case`;
const NOT_USABLE = namesOf(CREATE_SHAPES).filter((name) => !USABLE.split(/,\s+/).includes(name));

describe('success', () => {
	const data = EXISTING;
	const shaped = (name: CreateShapeName) => received(CREATE_SHAPES[name](EXISTING));

	it.each(USABLE.split(/,\s+/) as CreateShapeName[])('is an interview with a link: %s', (name) => {
		const isOdd = name === 'link with a password';
		const interviewLink = isOdd ? expect.any(String) : data.interviewLink;
		const interview = { ...recipient.candidate, interviewLink, jobTitle: 'Cook' };
		expect(outcome(shaped(name))).toMatchObject({ kind: 'created', interview });
	});

	it.each(NOT_USABLE)('is not "%s", but that may have created the interview', (name) => {
		expect(verdict(shaped(name))).toBe(MAY_BE_OWN);
		expect(JSON.stringify(outcome(shaped(name)))).not.toContain(ANOTHER.interviewLink);
	});

	it('is completed from the request, whatever address a sentence or a link names', () => {
		const interviewLink = `${EXISTING.interviewLink}&as=jane.doe@example.com`;
		const body = { interviewLink, help: 'Write to help@example.com.' };
		const interview = { ...recipient.candidate, interviewLink, id: null, jobTitle: 'Cook' };
		expect(outcome(received({ status: 200, body }))).toMatchObject({ kind: 'created', interview });
	});

	it.each<[string, unknown]>([
		['no body', undefined],
		['HTML to sign in', '<html>Already have an account? Email already registered?</html>'],
		['null', null],
		['two interviews', { data: [data, data] }],
	])('is not %s, but that may have created the interview', (_, body) => {
		expect([201, 200].map((status) => answered(status, body))).toEqual([MAY_BE_OWN, MAY_BE_OWN]);
	});

	it('names both jobs when the answer is about another one', () => {
		const body = { data: { ...data, jobId: 'job-2' }, code: 201 };

		const words = /"job-2" instead of .* job-1, .* list of .* does not hold/;
		const message = expect.stringMatching(words);
		const lost = { since: ANSWERED_AT - 250, until: ANSWERED_AT };
		const unknown = { lost, ifAbsent: { kind: 'refused', message } };
		expect(outcome(received({ status: 201, body }))).toMatchObject(unknown);
	});

	it.each<[string, number, object, object, string]>([
		['a duplicate, by its age', 200, {}, { ...DATE }, 'duplicate'],
		['a duplicate, by its age and code 200', 201, { code: 200 }, { ...DATE }, 'duplicate'],
		['created, as code 201 says', 200, { code: 201 }, { ...DATE }, 'created'],
		['created, as status 201 says', 201, {}, { ...DATE }, 'created'],
		['created, where the service tells no time', 200, {}, {}, 'created'],
	])('with an old interview is %s', (_, status, more, headers, kind) => {
		expect(answered(status, { data, ...more }, headers)).toBe(kind);
	});

	it.each<[object, string]>([
		...[
			{ isDuplicate: true },
			{ alreadyExists: 'true' },
			{ existing: 1 },
			{ created: false },
			{ was_created: false },
		].map((flag): [object, string] => [flag, 'duplicate']),
		...[
			{ isDuplicate: false },
			{ created: true },
			{ created_at: 0 },
			{ candidateExists: true },
		].map((flag): [object, string] => [flag, 'created']),
	])('with the flag %j, in the answer or in its data, is %s', (flag, kind) => {
		const fresh = { ...data, createdAt: new Date(ANSWERED_AT - 30_000).toISOString() };
		const bodies = [
			...[{ data: fresh, ...flag }, { data: { ...fresh, ...flag } }, { ...fresh, ...flag }],
			{ data: fresh, meta: flag },
			{ data: { interview: fresh, ...flag } },
		];
		const notTheService = { data: { ...fresh, metadata: flag, interview: { ...fresh, ...flag } } };

		expect([...new Set(bodies.map((body) => answered(200, body, DATE)))]).toEqual([kind]);
		expect(answered(200, notTheService, DATE)).toBe('created');
		expect(answered(201, bodies[0], DATE)).toBe('created');
	});

	it.each([
		[1.001, 'duplicate'],
		[0.999, 'created'],
	])('is old by the service’s clock, which may be a week ahead: %d days ago, %s', (days, kind) => {
		const DAY = 24 * 3_600_000;
		const now = ANSWERED_AT + 7 * DAY;
		const createdAt = new Date(now - days * DAY).toISOString();
		const headers = { Date: new Date(now).toUTCString() };
		expect(answered(200, { data: { ...data, createdAt } }, headers)).toBe(kind);
	});

	it.each([
		['Existing interview returned', 3_600_000, 200, 'duplicate'],
		['Existing interview returned', 3_600_000, 201, 'created'],
		['Existing interview returned', 200, 200, 'created'],
		['Candidate was invited already', 70_000, 200, 'duplicate'],
		['Candidate registered', 5000, 200, 'created'],
		['No existing interview was found', 3_600_000, 200, 'created'],
	])('that says "%s", %i ms old, with code %i is %s', (message, age, code, kind) => {
		const createdAt = new Date(ANSWERED_AT - age).toISOString();
		expect(answered(200, { data: { ...data, createdAt }, code, message }, DATE)).toBe(kind);
	});

	it('does not depend on the texts of the interview, wherever that is', () => {
		const before = (ms: number) => new Date(ANSWERED_AT - ms).toISOString();
		const fresh = { ...data, createdAt: before(0) };
		const old = { ...data, createdAt: before(70_000) };
		const message = 'Candidate already exists';
		const told = { ...fresh, note: message, description: 'Interview exists' };
		const kindsOf = (...bodies: unknown[]) => [
			...new Set(bodies.map((body) => answered(200, body, DATE))),
		];

		expect(kindsOf({ data: told }, { interview: told }, told, [told])).toEqual(['created']);
		expect(
			kindsOf(
				...[
					{ ...told, message },
					{ ...told, msg: message },
					{ ...old, code: 'CANDIDATE_EXISTS' },
				],
				...[
					{ data: fresh, meta: { message } },
					{ data: old, message: 'OK', alreadyExists: true },
				],
			),
		).toEqual(['duplicate']);
	});

	it('belongs to this job, although the ID of the job is a number too large for JSON', () => {
		const id = '1234567890123456789';
		const json = JSON.stringify({ data: { ...data, jobId: 0 } });
		const body = json.replace('"jobId":0', `"jobId":${id}`);
		const headers = { 'content-type': 'application/json' };
		const judged = judge(received({ status: 201, headers, body }), ANSWERED_AT) as Answered;

		const candidate = { ...recipient.candidate, jobId: id };
		const interview = { jobId: id, interviewLink: data.interviewLink };
		const reading = outcomeOf(judged, { ...recipient, candidate });
		expect(reading).toMatchObject({ value: { kind: 'created', interview } });
	});
});

it.each([
	[401, 'Copy the key again'],
	[402, 'asks for payment (402)'],
	[403, 'the account of this job, and that no firewall blocks n8n.'],
	[404, 'found nothing for job "Cook" with the ID job-1 (404)'],
	[302, 'redirect'],
	[407, 'did not reach InterviewFlowAI'],
	[400, 'Correct the field'],
	[413, 'answered 413 and gave no interview'],
	[101, 'answered 101 and gave no interview'],
])('a refusal of %i says what to do, in the service’s words', (status, words) => {
	const refused = outcome(received({ status, body: { message: WRONG } }));
	expect(refused).toEqual({ kind: 'refused', message: expect.stringContaining(words) });
	expect(JSON.stringify(refused).includes(WRONG)).toBe(![302, 407].includes(status));
});
