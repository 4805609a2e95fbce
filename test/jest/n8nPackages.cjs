/**
 * Lets Node.js itself load n8n's packages, once per process of jest. Jest would load them anew for each test file,
 * which takes two seconds.
 */
module.exports = {
	process: (_source, file) => ({
		code: `module.exports = requireFromNode(${JSON.stringify(file)});`,
	}),
};
