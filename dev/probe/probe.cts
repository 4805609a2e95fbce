/**
 * Asks the real service what its documentation leaves open, and writes a report to paste into an issue:
 *
 *     npm run probe [-- --base-url URL] [--job ID] [--email ADDRESS] [--out FILE] [--yes]
 *
 * The API key comes from INTERVIEWFLOWAI_API_KEY or is typed in, and is not shown. In a terminal, the probe asks for what
 * is missing, says what it is going to do, and goes on only after "yes"; elsewhere, `--yes` says so.
 *
 * Ends with code 0 only if everything was asked and the node reads every answer rightly.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { toAccount } from '../../nodes/InterviewFlowAi/shared/credential.ts';
import type { Result } from '../../nodes/InterviewFlowAi/shared/result.ts';
import { readEmail } from '../../nodes/InterviewFlowAi/resources/interview/values/email.ts';
import { readJobId } from '../../nodes/InterviewFlowAi/shared/jobs/resolveJob.ts';
import { version } from '../../package.json';
import { runCommand } from '../processes.cts';
import { inquire } from './asking.cts';
import { QUESTIONS } from './questions.cts';
import { isSound, leftBehind, reportOf } from './report.cts';

const BASE_URL = 'https://api.interviewflowai.com';
const PACE = { everyMs: 500, timeoutMs: 30_000 };

type Ask = (question: string, isHidden?: boolean) => Promise<string>;

/**
 * @param ask gives what is typed in; nothing where that is not possible
 * @returns whether everything was asked, and the node reads every answer rightly
 */
export async function probe(args: string[], key?: string, ask: Ask = async () => '') {
	const text = { type: 'string' } as const;
	const { values: given } = parseArgs({
		args,
		options: {
			...{ 'base-url': text, job: text, email: text },
			out: { ...text, default: 'probe-report.md' },
			yes: { type: 'boolean', default: false },
		},
	});
	const madeUp = `probe-${Date.now().toString(36)}@example.com`;
	const baseUrl = given['base-url'] ?? (await ask(`Base URL [${BASE_URL}]`));
	const apiKey = key || (await ask('API key (not shown)', true));
	const job =
		given.job ?? (await ask('ID of a job (Interviewer), best of one with few candidates'));
	const email = given.email ?? (await ask(`Email of the made-up candidate [${madeUp}]`));
	if (!apiKey) throw new Error('The API key is missing: set INTERVIEWFLOWAI_API_KEY to it.');
	if (!job) throw new Error('The ID of a job is missing: add --job ID.');

	const account = valueOf(toAccount({ apiKey, baseUrl: baseUrl || BASE_URL }));
	const candidate = {
		jobId: valueOf(readJobId(job, 'The ID of the job')),
		name: 'Probe Candidate',
		email: valueOf(readEmail(email || madeUp, 'The email')),
		status: 'draft' as const,
	};
	const out = resolve(given.out);
	console.log(`
What happens now
  * ${QUESTIONS.length} requests go to ${account.baseUrl}, one at a time, at most two a second.
  * One draft interview is created, of the made-up candidate ${candidate.email}. InterviewFlowAI sends no
    email. The interview stays in your account until you delete it, and may use up one interview of your plan.
  * Whatever else could create an interview is asked for that same candidate, who cannot get a second one. The
    probe stops asking at the first sign of another new interview, of a rate limit or of a refused key.
  * The report is written to ${out}.
    It holds no API key, no address, no link and no value of other candidates. It is sent nowhere.
`);
	if (!given.yes && (await ask('Type "yes" to go on')).toLowerCase() !== 'yes') {
		throw new Error('Nothing was sent. Type "yes", or add --yes.');
	}

	const found = await inquire(QUESTIONS, account, candidate, PACE, console.log);
	const where = account.baseUrl === BASE_URL ? 'the default' : 'another than the default';
	const facts = [`Version of the package: ${version}`, `Base URL: ${where}`];
	writeFileSync(out, reportOf(found, account.apiKey, facts));
	const isDone = isSound(found);
	console.log(`
${leftBehind(found)}
${isDone ? 'Everything was asked, and the node reads every answer rightly.' : 'Not everything was asked, or something differs; the report says what and why.'}
The report is in ${out}. Read it, then paste it into an issue.`);
	return isDone;
}

function valueOf<T>(checked: Result<T>): T {
	if (!checked.ok) throw new Error(`The node would refuse this. ${checked.problem}`);
	return checked.value;
}

/** Asks one question in the terminal. */
async function inTerminal(question: string, isHidden = false): Promise<string> {
	process.stdout.write(`${question}: `);
	const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
	const output = isHidden ? nowhere : process.stdout;
	// If `terminal` were undefined, readline would erase the question from the screen.
	const lines = createInterface({ input: process.stdin, output, terminal: isHidden });
	lines.once('SIGINT', () => process.exit(130));
	const answer = await lines.question('');
	lines.close();
	if (isHidden) process.stdout.write('\n');
	return answer.trim();
}

// The tests import this file, too.
if (require.main === module) {
	const { argv, env, stdin, stdout } = process;
	const ask = stdin.isTTY && stdout.isTTY ? inTerminal : undefined;
	runCommand(() => probe(argv.slice(2), env.INTERVIEWFLOWAI_API_KEY, ask));
}
