/* Every text in the shipped code: plain words, and whole sentences where there are several. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const UNWANTED =
	/\b(leaves? by|anew|nobody|somebody|everybody|anybody|nobody's|someone|anyone|whoever|whom)\b/i;

/** The texts of a file; what is filled in later stands as {}. */
function textsIn(file: string): string[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(join(ROOT, file), 'utf8'),
		ts.ScriptTarget.ES2022,
	);
	const texts: string[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) texts.push(node.text);
		if (ts.isTemplateExpression(node)) {
			texts.push(
				node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join(''),
			);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

const files = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file)),
);
/** Texts of several words; the others are names and values. */
const texts = files.flatMap((file) =>
	textsIn(file)
		.filter((text) => /\S \S+ \S/.test(text) && !/^(?:\s*[=<[]|e\.g\. )/.test(text))
		.map((text) => ({ file, text })),
);

test('all files are read', () => {
	expect(files.length).toBeGreaterThan(40);
	expect(texts.length).toBeGreaterThan(150);
});

test('no text has words that the house does not use', () => {
	expect(texts.filter(({ text }) => UNWANTED.test(text))).toEqual([]);
});

test('a text of several sentences ends with a full stop, and none has double blanks', () => {
	const several = texts.filter(({ text }) => /[a-z)}"]\. [A-Z]/.test(text));

	expect(several.length).toBeGreaterThan(60);
	expect(several.filter(({ text }) => !/(?:[.?]|\{\}) ?$/.test(text))).toEqual([]);
	expect(texts.filter(({ text }) => / {2}|\. \.|\bundefined\b|\[object/.test(text))).toEqual([]);
});
