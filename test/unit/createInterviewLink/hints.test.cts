/* The messages above the results of a run: resume links that open no file, and drafts. */
import { hintsOf } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/hints';
import { EXISTING } from '../../../dev/engine/answers.cts';

const SETTINGS = { jobTitle: null, onDuplicate: 'duplicateBranch', looksUp: true } as const;

const hintsFor = (...urls: Array<string | undefined>) => {
	const tasks = urls.map((resumeUrl, n) => {
		const candidate = { jobId: 'job-1', name: 'Jane', email: `jane.${n}@example.com`, resumeUrl };
		return { candidate, item: n, ...SETTINGS };
	});
	return [...hintsOf(tasks, [])];
};

describe('a resume link that opens a page', () => {
	const FILE = '/uc?export=download&id=1aB_c-2';

	it.each([
		['https://drive.google.com', '/file/d/1aB_c-2/view?usp=sharing', FILE],
		['https://drive.google.com', '/open?id=1aB_c-2', FILE],
		['https://drive.google.com', '/open?usp=forms_web&id=1aB_c-2', FILE],
		['https://docs.google.com/document/d/1aB', '/edit', '/export?format=pdf'],
		['https://www.dropbox.com/s/1/cv.pdf', '?dl=0', '?dl=1'],
		[`https://www.dropbox.com/scl/fi/${'1'.repeat(90)}/cv.pdf?rlkey=2`, '&dl=0', '&dl=1'],
		['https://acme.sharepoint.com/:b:/g/1aB', '?e=2', '?download=1'],
	])('gets a message with the address of the file: %s%s', (start, page, file) => {
		const hint = expect.stringContaining(`"${start}${file}"`);
		expect(hintsFor(undefined, start + page)).toEqual([hint]);
		expect(hintsFor(start + file)).toEqual([]);
	});

	const NO_FILES = [
		...['https://1drv.ms/b/s!1', 'https://app.box.com/s/1', 'https://de.linkedin.com/in/jane'],
		...['https://example.com/cv.DOCX?a=1', 'https://example.com/cv.jpeg', 'https://a.co/1/cv.odt'],
	];
	it.each(NO_FILES)('gets a message that says what to use instead: %s', (url) => {
		const words = /^2 Resume URLs .* jane\.0@example\.com: .* Use the address of a PDF/;
		expect(hintsFor(url, url)).toEqual([expect.stringMatching(words)]);
	});

	it('is not the link of a PDF file', () => {
		expect(hintsFor('https://example.com/cv.pdf', 'https://drive.google.com/uc?id=1')).toEqual([]);
	});
});

test.each([
	['Draft', undefined, [expect.stringMatching(/^1 interview was created as draft, because/)]],
	['draft', 'draft', []],
	['shortlisted', undefined, []],
] as const)(
	'a created %s, where the user chose %s, gets a message or none',
	(given, status, hints) => {
		const { jobId, name, email } = EXISTING;
		const interview = { ...EXISTING, status: given, jobTitle: null };
		const settled = { kind: 'created', interview } as const;
		const task = { ...SETTINGS, candidate: { jobId, name, email, status }, item: 0, settled };
		expect([...hintsOf([task], [])]).toEqual(hints);
	},
);
