/** Where tests run: Node.js, and what loads n8n's own packages (see n8nPackages.cjs). */
const { TestEnvironment } = require('jest-environment-node');

// A worker can take longer to free its memory than jest waits, which jest then tells as a leak of the tests.
if (process.argv[1]?.includes('jest-worker')) process.once('exit', (code) => process.exit(code));

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global.requireFromNode = require;
	}
};
