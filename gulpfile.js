const { mkdir, rm, writeFile } = require('fs/promises');
const { join, posix } = require('path');
const { build } = require('esbuild');
const { dest, parallel, src } = require('gulp');
const { n8n } = require('./package.json');

// Icons are copied as they are, not as text.
const asIs = { encoding: false };

/**
 * Makes the file load n8n-workflow once, with these names. Otherwise esbuild loads it again for each part, under other
 * names. All parts import a part without a file, which exports these. If a name is missing here, the build fails.
 */
const n8nOnce = {
	name: 'n8n-once',
	setup: (bundle) => {
		const names =
			'isExpression, NodeConnectionTypes, NodeOperationError, sleep, tryToParseDateTime';
		bundle.onResolve({ filter: /^n8n-workflow$/ }, ({ path, namespace }) =>
			namespace === 'once' ? { path, external: true } : { path, namespace: 'once' },
		);
		bundle.onLoad({ filter: /./, namespace: 'once' }, ({ path }) => ({
			contents: `export { ${names} } from '${path}';`,
		}));
	},
};

/** These parts come first, so that similar parts are near each other: that makes the package half a kilobyte smaller. */
const first = [
	'trigger/readDelivery',
	'shared/listSoFar',
	'resources/interview/createInterviewLink/sendAll',
	'resources/interview/get/execute',
	'resources/interview/values/namesAndValues',
];

/** Puts what the compiler made into one file: in fewer characters, but with the tabs, names and lines of the sources. */
const code = async () => {
	const modules = join(__dirname, 'build/modules');
	const imports = first.map((file) => `import './nodes/InterviewFlowAi/${file}.js';`);
	const { outputFiles } = await build({
		absWorkingDir: modules,
		stdin: { contents: `${imports.join('')}export * from './index.js';`, resolveDir: modules },
		outfile: '../../dist/index.js',
		write: false,
		bundle: true,
		plugins: [n8nOnce],
		minifySyntax: true,
		format: 'esm',
		packages: 'external',
		platform: 'node',
		target: 'es2022',
	});
	const text = outputFiles[0].text
		// Removes the comments that name the file of each part, which is not shipped, and those for other bundlers.
		.replace(/^\n?\/\/ \S+(?:\.js|:n8n-workflow)\n|\/\* @__PURE__ \*\/ /gm, '')
		.replace(/^(?: {2})+/gm, (blanks) => '\t'.repeat(blanks.length / 2))
		// Puts a statement in the line of its condition, as in the sources.
		.replace(/^(\t*(?:(?:else )?if|for) \(.*\))\n\t+/gm, '$1 ')
		// n8n loads the file by `require`. esbuild's own way to do so takes ten times as many characters.
		.replace(
			/^import ([^;]+) from (.+);/gm,
			(_, names, from) => `const ${names.replaceAll(' as ', ': ')} = require(${from});`,
		)
		.replace(/^export \{/m, 'module.exports = {');
	await mkdir('dist', { recursive: true });
	await writeFile('dist/index.js', `'use strict';\n${text}`);
};

/** n8n loads each class from a file with the name of the class, and looks for icons beside it. */
const entries = () =>
	Promise.all(
		[...n8n.nodes, ...n8n.credentials].map(async (entry) => {
			const folder = posix.dirname(entry);
			await mkdir(folder, { recursive: true });
			await writeFile(
				entry,
				`module.exports = require('${posix.relative(folder, 'dist/index.js')}');\n`,
			);
		}),
	);

/** n8n looks for codex (`*.node.json`) and `__schema__` beside the node. */
const nodeAssets = () => src('nodes/**/*.json', asIs).pipe(dest('dist/nodes'));

const icons = () => src('icons/*.svg', asIs).pipe(dest('dist/icons'));

exports.clean = () =>
	Promise.all(
		['dist', 'build/modules'].map((folder) => rm(folder, { recursive: true, force: true })),
	);
exports.default = parallel(code, entries, nodeAssets, icons);
