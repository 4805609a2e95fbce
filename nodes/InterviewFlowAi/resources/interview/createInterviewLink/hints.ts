import { counted, quoted, were } from '../../../shared/texts';
import type { Task } from './outcome';

/**
 * The messages that n8n shows above the results of a run.
 *
 * @param problems phrases that say why links of duplicates may be missing
 */
export function* hintsOf(tasks: Task[], problems: string[]): Generator<string> {
	for (const problem of problems) {
		yield `Links of candidates who already have an interview could not be looked up: ${problem}. They are in the InterviewFlowAI dashboard.`;
	}
	const drafts = tasks.filter(({ settled, candidate }) => {
		const status = settled?.kind === 'created' && settled.interview.status?.toLowerCase();
		return status === 'draft' && candidate.status === undefined;
	});
	if (drafts.length > 0) {
		yield `${were(drafts.length, 'interview')} created as draft, because the job is set so. The link of a draft may open an application form instead of the interview; to avoid that, set Status to Shortlisted.`;
	}
	const pages = tasks.flatMap(({ candidate: { email, resumeUrl: url = '' } }) => {
		const page = PAGES.find(([pattern]) => pattern.test(url));
		return page ? [{ email, url, page }] : [];
	});
	const [first] = pages;
	if (!first) return;
	const { email, url, page } = first;
	const [pattern, file] = page;
	const remedy = file
		? ` The address of the file itself is "${url.replace(pattern, file)}".`
		: ' Use the address of a PDF file.';
	yield `${counted(pages.length, 'Resume URL')} may open a page or a document instead of a PDF file, the first one for ${email}: ${quoted(url)}. It was sent as it is.${remedy}`;
}

/**
 * Addresses that open a page or a document that is no PDF file, and the replacement that makes each the address of the
 * file, where it is known. They are sent all the same, because InterviewFlowAI may be able to read them.
 */
const PAGES: Array<[page: RegExp, file?: string]> = [
	// `open?id=…` is what Google Forms gives for an uploaded file.
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
	[/^https?:\/\/(?:1drv\.ms|onedrive\.live\.com|app\.box\.com|(?:\w+\.)?linkedin\.com)\//],
	[/\.(?:docx?|odt|rtf|pages|jpe?g|png)(?:[?#]|$)/i],
];
