/** What a run tells beside its results. Pure. */
import { counted, quoted, seconds } from '../../../shared/texts';
import type { Sent, Task } from './sendAll';

/** A shorter pause is not worth a word, in milliseconds. */
const SHORT_PAUSE_MS = 1000;

/**
 * The hints of a run, each a sentence or two.
 *
 * @param problems why links of duplicates may be missing, as phrases
 * @param pausedMs how long the run paused because the service asked for it
 */
export function hintsOf(
	tasks: ReadonlyArray<Task | undefined>,
	outcomes: Sent['outcomes'],
	problems: string[],
	pausedMs: number,
): string[] {
	const links = problems.map(
		(problem) =>
			`Links of candidates who already have an interview could not be looked up: ${problem}. They are in the InterviewFlowAI dashboard.`,
	);
	const pause =
		pausedMs >= SHORT_PAUSE_MS
			? [
					`InterviewFlowAI takes a limited number of requests, so this run paused for ${seconds(pausedMs)}. No candidate was lost by that.`,
				]
			: [];
	return [...links, ...pause, ...draftHint(tasks, outcomes), ...resumeHints(tasks)];
}

function draftHint(tasks: ReadonlyArray<Task | undefined>, outcomes: Sent['outcomes']): string[] {
	const drafts = outcomes.filter(
		(outcome, item) =>
			outcome?.kind === 'created' &&
			outcome.interview.status?.toLowerCase() === 'draft' &&
			tasks[item]?.candidate.status === undefined,
	).length;
	if (drafts === 0) return [];
	return [
		`${counted(drafts, 'interview')} ${drafts === 1 ? 'was' : 'were'} created as draft, because the job is set so. The link of a draft may open an application form instead of the interview; to avoid that, set Status to Shortlisted.`,
	];
}

/** Links of storage services that open a page, and how the link to the file itself looks where there is one. */
const PAGES: Array<{ pattern: RegExp; direct?: (match: RegExpExecArray) => string }> = [
	{
		// Google Forms gives the second form for a file that was uploaded.
		pattern: /^https?:\/\/drive\.google\.com\/(?:file\/d\/|open\?(?:.*&)?id=)([\w-]+)/,
		direct: ([, id]) => `https://drive.google.com/uc?export=download&id=${id}`,
	},
	{
		pattern: /^https?:\/\/docs\.google\.com\/document\/d\/([\w-]+)\/(?!export)/,
		direct: ([, id]) => `https://docs.google.com/document/d/${id}/export?format=pdf`,
	},
	{
		pattern: /^(https?:\/\/(?:www\.)?dropbox\.com\/.*[?&])dl=0/,
		direct: ([, address]) => `${address}dl=1`,
	},
	{
		pattern: /^(https?:\/\/[\w-]+\.sharepoint\.com\/:\w:\/[^?]*)(?!.*[?&]download=1)/,
		direct: ([, address]) => `${address}?download=1`,
	},
	{ pattern: /^https?:\/\/(?:1drv\.ms|onedrive\.live\.com)\// },
	{ pattern: /\.docx?(?:[?#]|$)/i },
];

/** Resume links that probably are no PDF files; they are sent all the same, because InterviewFlowAI may cope with them. */
function resumeHints(tasks: ReadonlyArray<Task | undefined>): string[] {
	const pages = tasks.flatMap((task) => {
		const url = task?.candidate.resumeUrl;
		const page = url && PAGES.find(({ pattern }) => pattern.test(url));
		return task && url && page ? [{ email: task.candidate.email, url, page }] : [];
	});
	const [first] = pages;
	if (!first) return [];
	const match = first.page.pattern.exec(first.url);
	const direct = match && first.page.direct?.(match);
	const remedy = direct
		? ` The address of the file itself is ${quoted(direct)}.`
		: ' Use the address of a PDF file.';
	return [
		`${counted(pages.length, 'Resume URL')} may open a page or a document instead of a PDF file, the first one for ${first.email}: ${quoted(first.url)}. It was sent as it is.${remedy}`,
	];
}
