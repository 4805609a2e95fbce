/** What a run tells beside its results. Pure. */
import { counted, quoted, seconds, were } from '../../../shared/texts';
import type { Sent, Task } from './sendAll';

/** A shorter pause is not worth a word, in milliseconds. */
const SHORT_PAUSE_MS = 1000;

/** The hints of a run, each a sentence or two; `problems` say why links of duplicates may be missing. */
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
		`${were(drafts, 'interview')} created as draft, because the job is set so. The link of a draft may open an application form instead of the interview; to avoid that, set Status to Shortlisted.`,
	];
}

/** Links of storage services that open a page, and how the link to the file itself looks where there is one. */
const PAGES: Array<[page: RegExp, file?: string]> = [
	// Google Forms gives the second form for a file that was uploaded.
	[
		/^https?:\/\/drive\.google\.com\/(?:file\/d\/|open\?(?:.*&)?id=)([\w-]+).*/,
		'https://drive.google.com/uc?export=download&id=$1',
	],
	[
		/^https?:\/\/docs\.google\.com\/document\/d\/([\w-]+)\/(?!export).*/,
		'https://docs.google.com/document/d/$1/export?format=pdf',
	],
	[/^(https?:\/\/(?:www\.)?dropbox\.com\/.*[?&])dl=0.*/, '$1dl=1'],
	[/^(https?:\/\/[\w-]+\.sharepoint\.com\/:\w:\/[^?]*)(?!.*[?&]download=1).*/, '$1?download=1'],
	[/^https?:\/\/(?:1drv\.ms|onedrive\.live\.com)\//],
	[/\.docx?(?:[?#]|$)/i],
];

/** Resume links that probably are no PDF files; they are sent all the same, because InterviewFlowAI may cope with them. */
function resumeHints(tasks: ReadonlyArray<Task | undefined>): string[] {
	const found = tasks.flatMap((task) => {
		const { email, resumeUrl: url = '' } = task?.candidate ?? {};
		const page = PAGES.find(([pattern]) => pattern.test(url));
		return page ? [{ email, url, page }] : [];
	});
	const [first] = found;
	if (!first) return [];
	const { email, url, page } = first;
	const [pattern, file] = page;
	const remedy = file
		? ` The address of the file itself is ${quoted(url.replace(pattern, file))}.`
		: ' Use the address of a PDF file.';
	return [
		`${counted(found.length, 'Resume URL')} may open a page or a document instead of a PDF file, the first one for ${email}: ${quoted(url)}. It was sent as it is.${remedy}`,
	];
}
