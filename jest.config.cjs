/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// Tests run on busy machines, too; a test that hangs is told by this, not by its speed.
	testTimeout: 30_000,
	testMatch: ['<rootDir>/test/{unit,engine}/**/*.test.{ts,cts}'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/'],
	transform: { '^.+\\.c?ts$': ['ts-jest', { transpilation: true }] },
};
