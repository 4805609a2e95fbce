/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/{unit,engine}/**/*.test.{ts,cts}'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/build/'],
	transform: { '^.+\\.c?ts$': ['ts-jest', { transpilation: true }] },
};
