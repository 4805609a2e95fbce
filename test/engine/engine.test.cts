/*
 * The engine under these tests is n8n's own. What is built around it could make other tests pass that should fail: it
 * could lose an output, route an error elsewhere than n8n does, not repeat, not cancel, or overlook an API key.
 */
import { type INodeExecutionData, type INodeType, NodeOperationError } from 'n8n-workflow';
import { createLinks } from '../../dev/engine/createLinks.cts';
import { createNode, createNodeType, runNode } from '../../dev/engine/engine.cts';

const [ada, bob] = [{ name: 'Ada' }, { name: 'Bob' }];
const credential = { url: 'http://127.0.0.1:9', apiKey: 'a-key-that-must-not-show' };

/** A node with two outputs. */
const fixture = (execute: INodeType['execute']) => ({
	nodeType: createNodeType('fixture', execute, {
		outputs: ['main', 'main'],
		usableAsTool: true,
		credentials: [{ name: 'interviewFlowAiApi' }],
	}),
});
const answer = (...outputs: INodeExecutionData[][]) => fixture(async () => outputs);
const failing = fixture(async () => {
	throw new Error('refused');
});
const retryOnFail = { maxTries: 3, waitBetweenTries: 1 };

describe('On Error', () => {
	it('stops the workflow by default and hands on nothing', async () => {
		const { error, outputs } = await runNode({ ...failing, items: [ada] });

		expect(error?.message).toBe('refused');
		expect(outputs).toEqual([[], []]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: a node that throws hands on its input as if it had succeeded, and a test can tell',
		async (onError) => {
			const { json, error } = await runNode({ ...failing, items: [ada], onError });

			expect(json[0]).toEqual([ada]);
			expect(error?.message).toBe('refused');
		},
	);

	const refusal = new NodeOperationError(createNode('Node', 'fixture'), 'refused');
	it.each([
		['only an error', { json: { error: 'refused' } }, { ...bob, error: 'refused' }],
		['an error object', { json: ada, error: refusal }, { error: 'refused' }],
		['an error and another field', { json: { error: 'refused', code: 400 } }, undefined],
	])('continueErrorOutput moves an item with %s as n8n does', async (_, item, moved) => {
		const { json } = await runNode({
			...answer([], [{ ...item, pairedItem: { item: 1 } }]),
			items: [ada, bob],
			onError: 'continueErrorOutput',
		});

		expect(json).toEqual(moved ? [[], [], [moved]] : [[], [item.json], []]);
	});
});

describe('Retry On Fail', () => {
	it.each([
		['a node that throws', [], 3],
		['an error first on output 0', [[{ json: { error: 'refused' } }], []], 3],
		['an error on output 1', [[], [{ json: { error: 'refused' } }]], 1],
	])('after %s', async (_, outputs, runs) => {
		const execute = jest.fn(async () => {
			if (outputs.length === 0) throw new Error('refused');
			return outputs;
		});
		const onError = 'continueErrorOutput';
		await runNode({ ...fixture(execute), items: [ada], retryOnFail, onError });

		expect(execute).toHaveBeenCalledTimes(runs);
	});
});

describe('an agent that calls the node as its tool', () => {
	it('sees output 0 only, and the message of a node that throws', async () => {
		const sees = async (node: typeof failing) => {
			const { run } = await runNode({ ...node, items: [ada], asTool: true });
			return run.data.resultData.runData.Agent?.[0]?.data?.main?.[0]?.map(({ json }) => json);
		};

		expect(await sees(answer([], [{ json: ada }]))).toEqual([]);
		expect(await sees(failing)).toEqual([{ error: 'refused' }]);
	});
});

describe('a run that shows the API key', () => {
	it.each([
		['in an item', async () => [[{ json: { note: credential.apiKey } }]]],
		[
			'in a property of the error',
			async () => {
				throw Object.assign(new Error('refused'), { request: { key: credential.apiKey } });
			},
		],
	])('is refused: %s', async (_, execute) => {
		await expect(createLinks(credential, { ...fixture(execute), items: [ada] })).rejects.toThrow(
			'The API key shows in',
		);
	});
});
