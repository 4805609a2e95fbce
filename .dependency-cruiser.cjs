/** Which file may import which: from the node down to `shared`, and from tests to `dev`, never the other way. */
const SHIPPED = '^(nodes|credentials|index\\.ts)';
const NODE = '^nodes/InterviewFlowAi/';

/** A folder of the node that may import itself and some others of the node. */
const layer = (name, ...others) => ({
	name: `${name}-imports-${others.join('-or-') || 'itself'}-only`,
	severity: 'error',
	from: { path: `${NODE}${name}/` },
	to: { path: NODE, pathNot: [name, ...others].map((folder) => `${NODE}${folder}/`) },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no-circle-in-what-is-shipped',
			severity: 'error',
			from: { path: SHIPPED },
			to: { circular: true },
		},
		{
			name: 'no-circle-but-of-types',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
		},
		layer('shared'),
		layer('resources', 'shared'),
		layer('listSearch', 'shared'),
		layer('trigger', 'shared'),
		{
			name: 'nothing-shipped-imports-a-node',
			severity: 'error',
			from: { path: SHIPPED, pathNot: '^index\\.ts$' },
			to: { path: '\\.node\\.ts$' },
		},
		{
			name: 'nothing-shipped-imports-dev-or-test',
			severity: 'error',
			from: { path: SHIPPED },
			to: { path: '^(dev|test)/' },
		},
		{
			name: 'dev-does-not-import-test',
			severity: 'error',
			from: { path: '^dev/' },
			to: { path: '^test/' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		// Types count, too: a file that needs them depends on theirs.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
