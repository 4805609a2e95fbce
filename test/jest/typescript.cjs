/**
 * Compiles TypeScript for jest with esbuild, as `tsx` does for the commands; `npm run lint` checks the types. Imports are
 * loaded before anything else: a module that takes a mock is loaded by `jest.requireActual`, below the mock.
 */
const { transformSync } = require('esbuild');

module.exports = {
	process: (source, sourcefile) =>
		transformSync(source, {
			...{ sourcefile, loader: 'ts', format: 'cjs', target: 'node20', sourcemap: 'external' },
		}),
};
