/*
 * Every run of the tests on n8n's engine is searched for the API key, by `createLinks`. If that search found nothing
 * where there is a key, all these tests would pass: so it is tested itself.
 */
import { createLinks } from '../../dev/engine/createLinks.cts';
import { createNodeType } from '../../dev/engine/nodeTypes.cts';

const credential = { url: 'http://127.0.0.1:9', apiKey: 'a/key-that-must-not-show' };

const fail = () => {
	throw Object.assign(new Error('refused'), { request: { key: credential.apiKey } });
};

it.each([
	['in an item', async () => [[{ json: { note: credential.apiKey } }]]],
	[
		'in another spelling',
		async () => [[{ json: { note: encodeURIComponent(credential.apiKey) } }]],
	],
	['in a property of the error', async () => fail()],
])('createLinks fails when the API key shows %s', async (_, execute) => {
	const credentials = [{ name: 'interviewFlowAiApi' }];
	const nodeType = createNodeType('fixture', execute, { credentials });
	await expect(createLinks(credential, { nodeType, items: [{}] })).rejects.toThrow(
		'The API key shows in',
	);
});
