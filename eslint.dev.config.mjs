// Rules for everything that is not shipped. n8n's own are in eslint.config.mjs; they must stay as they are, and leave
// these files out.
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['dist/', 'build/', '**/*.ts'] },
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
	// All of it is CommonJS.
	{ files: ['**/*.{cts,js,cjs}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
