/** Where tests run: Node.js, and what loads n8n's own packages (see n8nPackages.cjs). */
const { TestEnvironment } = require('jest-environment-node');

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		this.global.requireFromNode = require;
	}
};
