/*
 * The engine under these tests is n8n's own. What is built around it could overlook an API key, and every test that
 * relies on that would pass.
 */
import { createLinks } from '../../dev/engine/createLinks.cts';
import { createNodeType } from '../../dev/engine/nodeTypes.cts';

const credential = { url: 'http://127.0.0.1:9', apiKey: 'a/key-that-must-not-show' };

const fail = () => {
	throw Object.assign(new Error('refused'), { request: { key: credential.apiKey } });
};

it.each([
	['in an item', async () => [[{ json: { note: credential.apiKey } }]]],
	['spelled otherwise', async () => [[{ json: { note: encodeURIComponent(credential.apiKey) } }]]],
	['in a property of the error', async () => fail()],
])('a run that shows the API key is refused: %s', async (_, execute) => {
	const credentials = [{ name: 'interviewFlowAiApi' }];
	const nodeType = createNodeType('fixture', execute, { credentials });
	await expect(createLinks(credential, { nodeType, items: [{}] })).rejects.toThrow(
		'The API key shows in',
	);
});
