const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: '<rootDir>/test/jest/environment.cjs',
	// Tests run on busy machines, too; a test that hangs is told by this, not by its speed.
	testTimeout: 120_000,
	// Half of the time, tests wait for answers that are late on purpose.
	maxWorkers: 1.5 * availableParallelism(),
	testMatch: ['<rootDir>/test/{unit,engine}/**/*.test.cts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/'],
	transform: {
		'/node_modules/.+\\.js$': '<rootDir>/test/jest/n8nPackages.cjs',
		'^.+\\.c?ts$': ['ts-jest', { transpilation: true }],
	},
	transformIgnorePatterns: ['/node_modules/(?!(@n8n|n8n-core|n8n-workflow)/)'],
};
