import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { filesBelow, REPOSITORY } from '../../dev/paths.cts';

/** Read by people who follow them word by word. */
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];

/** Pages that README leads to. */
const DETAILS = readdirSync(join(REPOSITORY, 'docs'))
	.filter((file) => file.endsWith('.md'))
	.map((file) => `docs/${file}`);

/** Named in the documents, but made by commands. */
const MADE = ['build/', 'dist/', 'probe-report.md'];

/** Folders of sources, each with a place on the map in CONTRIBUTING. */
const MAPPED = /^(?:nodes\/InterviewFlowAi\/([^/]+\/)|((?:dev|test)\/[^/]+\/))/;

/** Not part of the repository. */
const OUTSIDE = ['node_modules', '.git', 'dist', 'build'];

/** The paths of all files in the repository. */
const FILES = readdirSync(REPOSITORY, { withFileTypes: true })
	.filter(({ name }) => !OUTSIDE.includes(name))
	.flatMap((entry) => (entry.isDirectory() ? filesIn(entry.name) : entry.name));

const WORKFLOWS = readdirSync(join(REPOSITORY, '.github/workflows'));
const CI = ['.ci/run', ...WORKFLOWS.map((file) => `.github/workflows/${file}`)];

/** Scripts CI cannot run, and why. */
const NOT_IN_CI: Record<string, string> = {
	bench: 'measures; on a shared machine its bars would fail by chance',
	'bench:workers': 'measures; on a shared machine its bars would fail by chance',
	dev: 'stays open until it is ended; the end-to-end tests run what it is made of',
	format: 'changes files; lint fails where it would',
	probe: 'asks the real service; the unit tests let it ask the local one',
};

export function documentationTests(): void {
	const manifest = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const scripts = Object.keys(manifest.scripts);
	const documented = new Set(DOCUMENTS.flatMap((file) => scriptsNamedIn(read(file))));
	const run = new Set([
		...CI.flatMap((file) => scriptsNamedIn(read(file))),
		// The helper of .ci/run that counts tests takes the bare name of a script.
		...[...read('.ci/run').matchAll(/^suite '[^']*' (\S+)$/gm)].map(([, script]) => script),
	]);

	void describe('what the documents say', () => {
		it('names every script, and none that is not there', () => {
			assert.deepEqual([...documented].sort(), scripts.sort());
		});

		it('names no script that CI does not run, but for those that cannot be run there', () => {
			assertNone([...documented].filter((script) => !run.has(script) && !(script in NOT_IN_CI)));
			assertNone(Object.keys(NOT_IN_CI).filter((script) => run.has(script)));
		});

		it('begins with the commands for a fresh clone', () => {
			const [, block = ''] = /```\w*\n([\s\S]*?)```/.exec(read('README.md')) ?? [];
			const commands = block.split('\n').map((line) => line.replace(/\s*#.*/, ''));
			const scripts = ['run demo', 'test', 'run dev'].map((script) => `npm ci && npm ${script}`);
			assert.deepEqual(commands.filter(Boolean), scripts);
		});

		for (const file of [...DOCUMENTS, 'examples/README.md', ...DETAILS]) {
			it(`${file} links to files and headings that are there`, () => {
				assertNone(linksIn(read(file)).filter((link) => !leadsSomewhere(link, file)));
			});
		}

		for (const file of ['CONTRIBUTING.md', 'docs/around-n8n.md']) {
			it(`${file} names files and folders that are there`, () => {
				const named = pathsNamedIn(read(file));
				assert.ok(named.length >= 5);
				assertNone(named.filter((path) => !MADE.includes(path) && !isInRepository(path)));
			});
		}

		it('README.md has the headings that the package links to', () => {
			const linked = [...filesIn('nodes'), ...filesIn('credentials')]
				.filter((file) => /\.(ts|json)$/.test(file))
				.flatMap((file) => [...read(file).matchAll(/n8n-nodes-interviewflowai#([\w-]+)/g)])
				.map(([, heading]) => heading as string)
				.filter((heading) => heading !== 'readme');
			assert.ok(linked.length >= 3);
			const headings = headingsOf(read('README.md'));
			assertNone(linked.filter((heading) => !headings.includes(heading)));
		});

		it('names every folder of the sources in CONTRIBUTING.md', () => {
			const named = pathsNamedIn(read('CONTRIBUTING.md'));
			const folders = FILES.flatMap((file) => MAPPED.exec(file)?.slice(1).filter(Boolean) ?? []);
			assert.ok(folders.length > 0);
			assertNone(folders.filter((folder) => !named.some((path) => path.includes(folder))));
		});

		it('shows each field of node and trigger by the name it has in the editor', () => {
			const readme = read('README.md');
			const names = filesIn('nodes')
				.filter((file) => /(fields|description)\.ts$/.test(file))
				.flatMap((file) => [...read(file).matchAll(/displayName: '([^']+)'/g)])
				.map(([, name]) => name);
			assert.ok(names.length >= 19);
			assertNone(names.filter((name) => !readme.includes(`**${name}**`)));
		});
	});

	void describe('the workflows of GitHub Actions', () => {
		for (const file of WORKFLOWS) {
			it(`${file} pins every action to a commit and says which version that is`, () => {
				const uses = [...read(`.github/workflows/${file}`).matchAll(/uses: ([^.].*)/g)];
				assert.ok(uses.length > 0);
				for (const [, action] of uses) assert.match(action as string, /@[0-9a-f]{40} # v\d/);
			});
		}
	});
}

const assertNone = (found: unknown[]) => assert.deepEqual(found, []);

const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');

function filesIn(folder: string): string[] {
	return filesBelow(join(REPOSITORY, folder)).map((file) => join(folder, file));
}

/** `npm test` and `npm run X`, in whatever text. */
function scriptsNamedIn(text: string): string[] {
	const named = text.matchAll(/npm (?:run (?:--silent )?([\w:-]+)|(test)\b)/g);
	return [...named].map(([, script, test]) => script ?? test ?? '');
}

/** Files and folders named in code style, such as `shared/run.ts` and `dev/n8n/`. */
function pathsNamedIn(markdown: string): string[] {
	const named = markdown.matchAll(/`((?:[\w.-]+\/)*[\w.-]+(?:\/|\.(?:[cm]?[jt]s|json|md|yml)))`/g);
	return [...named].map(([, path]) => path as string);
}

/** Whether a path, or the end of one, is that of a file or folder. */
function isInRepository(path: string): boolean {
	return FILES.some((file) =>
		path.endsWith('/') ? `/${file}`.includes(`/${path}`) : `/${file}`.endsWith(`/${path}`),
	);
}

/** Targets of Markdown links and pictures; addresses on the web are left alone. */
function linksIn(markdown: string): string[] {
	const targets = [...markdown.matchAll(/\]\(([^)\s]+)\)|<img [^>]*src="([^"]+)"/g)];
	const links = targets.map(([, link, image]) => link ?? image ?? '');
	return links.filter((link) => !/^https?:/.test(link));
}

function leadsSomewhere(link: string, from: string): boolean {
	const [path = '', heading] = link.split('#');
	const file = path ? join(dirname(from), path) : from;
	if (!existsSync(join(REPOSITORY, file))) return false;
	return !heading || headingsOf(read(file)).includes(heading);
}

/** Headings as GitHub makes anchors of them. */
function headingsOf(markdown: string): string[] {
	const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
	const plain = headings.map((heading) => heading.replace(/[^\p{L}\p{N}\s_-]/gu, ''));
	return plain.map((heading) => heading.toLowerCase().replace(/\s/g, '-'));
}
