/** The findings as Markdown to paste into an issue. Pure. */
import { redactor } from '../../nodes/InterviewFlowAi/shared/redact.ts';
import { table } from '../table.cts';
import type { Findings } from './asking.cts';
import * as plan from './questions.cts';
import { headersOf, knownWords, type OwnValues, shapeOf } from './shape.cts';

type Verdict = 'agrees' | 'differs' | 'new' | 'not told';

/** `new`: not documented, and the node reads it rightly. */
export function verdictOf(question: plan.Question, found: Findings): Verdict {
	const reading = found.readings.get(question);
	if (!reading || found.obstacles.has(question)) return 'not told';
	if (question === plan.CREATE && reading.kind === 'duplicate') return 'not told';
	if (!question.isRight(reading, found)) return 'differs';
	// A wrong value that is answered as a duplicate was not looked at, or accepted.
	const isAskedAbout = reading.kind !== 'duplicate' || question.isRight !== plan.rejected;
	return question.basis.isDocumented && isAskedAbout ? 'agrees' : 'new';
}

/** Whether everything was asked, and the node reads every answer rightly. */
export const isSound = (found: Findings) =>
	found.questions.every((question) => ['agrees', 'new'].includes(verdictOf(question, found)));

/** What is left in the account, as a sentence. */
export function leftBehind({ created, unclear }: Findings): string {
	const more = unclear > 0 ? `, and perhaps ${unclear} more: not every answer tells` : '';
	return `Left behind in the account: ${created === 1 ? '1 interview' : `${created} interviews`} of the made-up candidate${more}.`;
}

/**
 * @param apiKey is taken out wherever it stands; nothing puts it in
 * @param facts lines about how it was asked, such as the version of the package
 */
export function reportOf(found: Findings, apiKey: string, facts: string[]): string {
	const own = ownValues(found);
	const summary = found.questions.map((question, index) => [
		`${index + 1}. ${question.title}`,
		basisOf(question),
		verdictOf(question, found),
		toldBy(question, found),
	]);
	const parts = [
		'# Report of the contract probe',
		'It holds no API key, no address, no link, and of values only what they are. Read it before you paste it.',
		[...facts, leftBehind(found), `Rate limits: ${limitsIn(found)}`]
			.map((fact) => `- ${fact}`)
			.join('\n'),
		'**agrees**: as documented. **new**: not documented, and the node reads it rightly. **differs**: not as documented, or the node does not read it rightly. A question about a wrong value that is answered as a duplicate tells that the value was accepted, or that the duplicate is told first.',
		table(['question', 'what is known', 'verdict', 'what the node makes of it'], summary),
		...found.questions.map((question, index) => section(question, index + 1, found, own)),
	];
	return `${withoutAddresses(redactor(apiKey)(parts.join('\n\n')))}\n`;
}

const basisOf = ({ basis: { isDocumented, text } }: plan.Question) =>
	`${isDocumented ? 'documented' : 'not documented'}: ${text}`;

const toldBy = (question: plan.Question, { obstacles, readings }: Findings) =>
	obstacles.get(question) ?? readings.get(question)?.text ?? '';

const limitsIn = ({ obstacles }: Findings) =>
	[...obstacles.values()].find((reason) => reason.startsWith('rate limit')) ?? 'none was met';

function section(question: plan.Question, number: number, found: Findings, own: OwnValues): string {
	const head = `## ${number}. ${question.title}: ${verdictOf(question, found)}`;
	const { reply, judged } = found.asked.get(question) ?? {};
	const made = toldBy(question, found);
	if (reply?.kind !== 'answer') return `${head}\n\n${made}.`;
	const said = judged?.kind === 'answered' ? judged.said : undefined;
	const isList = found.readings.get(question)?.kind === 'list';
	const came = [
		`HTTP ${reply.status}${said?.code ? `, code ${said.code} in the body` : ''}`,
		...headersOf(reply.headers),
		...(reply.tooLarge ? ['larger than the node reads'] : []),
		...(said?.failed ? ['calls itself failed'] : []),
		...(said?.message && !isList ? [`says: ${knownWords(said.message, own)}`] : []),
	];
	const sides = table(['what came', 'what the node makes of it'], [[came.join('<br>'), made]]);
	return `${head}\n\n${sides}\n\n\`\`\`\n${shapeOf(reply.json, own).slice(0, 5000)}\n\`\`\``;
}

function ownValues({ candidate: { email, name, jobId }, interviewId }: Findings): OwnValues {
	const values: Array<[string | null, string]> = [
		[email, "the candidate's email"],
		[name, "the candidate's name"],
		[jobId, "the job's ID"],
		[interviewId, "the interview's ID"],
		['draft', '"draft"'],
		[plan.NO_JOB, 'the ID of no job'],
		[plan.NO_STATUS, 'the status that does not exist'],
		[plan.NO_FIELD, 'the field that does not exist'],
		[plan.TEXT, 'the custom question'],
	];
	return new Map(values.flatMap(([value, label]) => (value ? [[value.toLowerCase(), label]] : [])));
}

/** No code puts an address into the report; if some does by mistake, this replaces it. */
const withoutAddresses = (text: string) =>
	text.replace(/https?:\/\/[^\s|)]+/gi, '[link]').replace(/[^\s|[<>(]+@[^\s|\]<>)]+/g, '[address]');
