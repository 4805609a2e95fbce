// Rules for everything that is not shipped. n8n's own are in eslint.config.mjs; they must stay as they are, and leave
// these files out.
import tseslint from 'typescript-eslint';

/** Texts of several words that users read; others are names and values. */
const TEXT = String.raw`(?=[^]*\S \S+ \S)(?!\s*[=<[]|e\.g\. )[^]*`;
const TWO_SENTENCES = String.raw`(?:^|[a-z)}"])\. [A-Z]`;
const ODD_WORDS = String.raw`\b(?:leaves? by|anew|(?:no|some|every|any)body|someone|anyone|whoever|whom)\b`;

/** What no text may hold, by why: in a plain text, and in a part of one with values in it. */
const forbidden = (words, message, flags = '') =>
	[
		`Literal[value=/^${TEXT}(?:${words})/${flags}]`,
		`TemplateElement[value.raw=/${words}/${flags}]`,
	].map((selector) => ({ selector, message }));

export default tseslint.config(
	{ ignores: ['dist/', 'build/', '*.ts'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.cts'],
		extends: [tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			// Tests of node:test are promises that node:test itself waits for.
			'@typescript-eslint/no-floating-promises': [
				'error',
				{
					allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: 'test' }],
				},
			],
			// A listener that fails ends the process, as it should.
			'@typescript-eslint/no-misused-promises': [
				'error',
				{ checksVoidReturn: { arguments: false } },
			],
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			// Methods are closures here; a function is async where its type asks for a promise; unknown values are shown as they are.
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/require-await': 'off',
			'@typescript-eslint/no-base-to-string': 'off',
			'@typescript-eslint/restrict-template-expressions': 'off',
		},
	},
	// jest's matchers stand for any value.
	{
		files: ['test/**'],
		rules: {
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
	{
		files: ['**/*.{js,cjs,mjs}'],
		extends: [tseslint.configs.recommended],
	},
	// What is shipped: plain words, and whole sentences where there are several.
	{
		files: ['**/*.ts'],
		languageOptions: { parser: tseslint.parser },
		rules: {
			'no-restricted-syntax': [
				'error',
				...forbidden(ODD_WORDS, 'A word that the texts do not use.', 'i'),
				...forbidden(
					String.raw` {2}|\. \.|\bundefined\b|\[object`,
					'A gap, or a value that is none.',
				),
				...[
					`Literal[value=/^${TEXT}${TWO_SENTENCES}[^]*[^.? ] ?$/]`,
					`TemplateLiteral:has(TemplateElement[value.raw=/${TWO_SENTENCES}/]) > TemplateElement[tail=true][value.raw=/[^.? ] ?$/]`,
				].map((selector) => ({
					selector,
					message: 'The last of these sentences has no full stop.',
				})),
			],
		},
	},
	// All of it is CommonJS.
	{ files: ['**/*.{cts,js,cjs}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
