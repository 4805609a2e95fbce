/*
 * The bench is n8n's real engine: the rules of n8n this package is built on hold on it.
 */
import { parse } from 'flatted';
import {
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeOperationError,
} from 'n8n-workflow';

import { type Echo, startEchoServer } from '../../dev/engine/echoServer.cts';
import {
	createNode,
	createNodeType,
	runNode,
	runWorkflow,
	searchList,
} from '../../dev/engine/engine.cts';

const credentialType: ICredentialType = {
	name: 'fixtureApi',
	displayName: 'Fixture API',
	properties: [
		{ displayName: 'Key', name: 'apiKey', type: 'string', default: '' },
		{ displayName: 'URL', name: 'baseUrl', type: 'string', default: 'http://default' },
	],
	authenticate: async ({ apiKey }, request) => ({
		...request,
		headers: { ...request.headers, 'X-API-KEY': apiKey },
	}),
};
const credentials = { apiKey: 'key-1', baseUrl: 'http://127.0.0.1' };

/** A node with two outputs and a parameter `name`. */
function fixture(
	execute: INodeType['execute'],
	description: Partial<INodeTypeDescription> = {},
): { nodeType: INodeType; credentialType: ICredentialType } {
	const nodeType = createNodeType('fixture', execute, {
		outputs: ['main', 'main'],
		usableAsTool: true,
		credentials: [{ name: 'fixtureApi', required: true }],
		properties: [{ displayName: 'Name', name: 'name', type: 'string', default: 'nobody' }],
		...description,
	});
	return { nodeType, credentialType };
}

/** Hands on what the function makes of each item, all on output 0 and paired. */
const map = (
	make: (this: IExecuteFunctions, index: number) => IDataObject | Promise<IDataObject>,
	description?: Partial<INodeTypeDescription>,
) =>
	fixture(async function (this: IExecuteFunctions) {
		const created: INodeExecutionData[] = [];
		for (const item of this.getInputData().keys()) {
			created.push({ json: await make.call(this, item), pairedItem: { item } });
		}
		return [created, []];
	}, description);

/** Returns the same whatever comes in. */
const answer = (...outputs: INodeExecutionData[][]) => fixture(async () => outputs);

const ada = { name: 'Ada', email: 'ada@example.com' };
const bob = { name: 'Bob', email: 'bob@example.com' };

describe('what flows in and out', () => {
	it('keeps the outputs apart', async () => {
		const { json, error, run } = await runNode({
			...answer([{ json: { n: 1 } }], [{ json: { n: 2 } }, { json: { n: 3 } }]),
			items: [ada],
		});

		expect(json).toEqual([[{ n: 1 }], [{ n: 2 }, { n: 3 }]]);
		expect(error).toBeUndefined();
		expect(run.status).toBe('success');
	});

	it('gives every output an array', async () => {
		const { outputs } = await runNode({ ...answer([{ json: {} }]), items: [ada] });

		expect(outputs).toHaveLength(2);
		expect(outputs[1]).toEqual([]);
	});

	it('resolves parameters for each item and fills in defaults', async () => {
		const greet = map(function (item) {
			return { name: this.getNodeParameter('name', item) as string };
		});

		const byExpression = await runNode({
			...greet,
			items: [ada, bob],
			parameters: { name: '={{ $json.name.toUpperCase() }}' },
		});
		const byDefault = await runNode({ ...greet, items: [ada] });

		expect(byExpression.json[0]).toEqual([{ name: 'ADA' }, { name: 'BOB' }]);
		expect(byDefault.json[0]).toEqual([{ name: 'nobody' }]);
	});

	it('takes whole items, with binary data, and leaves the caller’s own untouched', async () => {
		const item = { json: { ...ada }, binary: { cv: { data: '', mimeType: 'text/plain' } } };
		const { outputs } = await runNode({
			...fixture(async function (this: IExecuteFunctions) {
				const items = this.getInputData();
				items[0]!.json.name = 'changed';
				return [items, []];
			}),
			items: [item],
		});

		expect(outputs[0]).toMatchObject([{ json: { name: 'changed' }, binary: item.binary }]);
		expect(item.json).toEqual(ada);
	});

	it('runs the node once per batch within one execution', async () => {
		const { runs, json } = await runNode({
			...map(function (item) {
				const { $runIndex, $json } = this.getWorkflowDataProxy(item);
				return { run: $runIndex, name: $json.name };
			}),
			batches: [[ada, bob], [{ name: 'Cleo' }]],
		});

		expect(runs).toHaveLength(2);
		expect(json[0]).toEqual([
			{ run: 0, name: 'Ada' },
			{ run: 0, name: 'Bob' },
			{ run: 1, name: 'Cleo' },
		]);
	});

	it('hands only the first item to a node that executes once', async () => {
		const { json } = await runNode({
			...map(function (item) {
				return this.getInputData()[item]!.json;
			}),
			items: [ada, bob],
			executeOnce: true,
		});

		expect(json[0]).toEqual([ada]);
	});

	it('adds an empty item to output 0 for Always Output Data, even when output 1 has items', async () => {
		const { json } = await runNode({
			...answer([], [{ json: { n: 1 }, pairedItem: { item: 0 } }]),
			items: [ada],
			alwaysOutputData: true,
		});

		expect(json).toEqual([[{}], [{ n: 1 }]]);
	});

	it('collects execution hints', async () => {
		const { hints } = await runNode({
			...map(function () {
				this.addExecutionHints({ message: 'Look here' });
				return {};
			}),
			items: [ada],
		});

		expect(hints).toEqual([{ message: 'Look here' }]);
	});

	it('gives the execution as n8n stores it', async () => {
		const { stored } = await runNode({ ...answer([{ json: { n: 'kept' } }]), items: [ada] });

		expect(stored).toContain('ada@example.com');
		expect(parse(stored).resultData.runData.Node[0].data.main[0][0].json).toEqual({ n: 'kept' });
	});

	it('refuses to start while a required parameter is empty', async () => {
		const required = fixture(async () => [[], []], {
			properties: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', required: true },
			],
		});

		await expect(runNode({ ...required, items: [ada] })).rejects.toMatchObject({
			name: 'WorkflowHasIssuesError',
		});
	});
});

describe('On Error', () => {
	const failing = map(function (item) {
		if (item === 1) throw new Error('Bob was refused');
		return { outcome: 'created' };
	});

	it('stops the workflow by default and hands on nothing', async () => {
		const { error, outputs, run } = await runNode({ ...failing, items: [ada, bob] });

		expect(error?.message).toBe('Bob was refused');
		expect(outputs).toEqual([[], []]);
		expect(run.status).toBe('error');
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: a node that throws hands on its input as if it had succeeded',
		async (onError) => {
			const { json, error } = await runNode({ ...failing, items: [ada, bob], onError });

			expect(json[0]).toEqual([ada, bob]);
			// n8n keeps it because no node ran afterwards; so a test can tell that the node threw.
			expect(error?.message).toBe('Bob was refused');
		},
	);

	it('continueRegularOutput moves and merges nothing', async () => {
		const { json } = await runNode({
			...answer([], [{ json: { error: 'refused' }, pairedItem: { item: 0 } }]),
			items: [ada],
			onError: 'continueRegularOutput',
		});

		expect(json).toEqual([[], [{ error: 'refused' }]]);
	});

	it.each([
		{
			pushed: 'only an error',
			item: { json: { error: 'refused' }, pairedItem: { item: 1 } },
			lands: [[], [], [{ ...bob, error: 'refused' }]],
		},
		{
			pushed: 'an error and a message',
			item: { json: { error: 'refused', message: 'why' }, pairedItem: { item: 1 } },
			lands: [[], [], [{ ...bob, error: 'refused', message: 'why' }]],
		},
		{
			pushed: 'an error beside any other key',
			item: { json: { error: 'refused', statusCode: 400 }, pairedItem: { item: 1 } },
			lands: [[{ error: 'refused', statusCode: 400 }], [], []],
		},
		{
			pushed: 'an error without pairing',
			item: { json: { error: 'refused' } },
			lands: [[], [], [{ error: 'refused' }]],
		},
		{
			pushed: 'an error object beside the JSON',
			item: {
				json: { name: 'Bob' },
				error: new NodeOperationError(createNode('Node', 'fixture'), 'refused'),
				pairedItem: { item: 1 },
			},
			lands: [[], [], [{ error: 'refused' }]],
		},
		{
			pushed: 'an error paired by a bare number',
			item: { json: { error: 'refused' }, pairedItem: 1 },
			lands: [[], [], [{ error: 'refused' }]],
		},
	])('continueErrorOutput: $pushed', async ({ item, lands }) => {
		const { json } = await runNode({
			...answer([item], []),
			items: [ada, bob],
			onError: 'continueErrorOutput',
		});

		expect(json).toEqual(lands);
	});

	it('continueErrorOutput moves errors from output 1 as well', async () => {
		const { json } = await runNode({
			...answer(
				[{ json: { outcome: 'created' }, pairedItem: { item: 0 } }],
				[{ json: { error: 'refused' }, pairedItem: { item: 1 } }],
			),
			items: [ada, bob],
			onError: 'continueErrorOutput',
		});

		expect(json).toEqual([[{ outcome: 'created' }], [], [{ ...bob, error: 'refused' }]]);
	});
});

describe('Retry On Fail', () => {
	const retryOnFail = { maxTries: 3, waitBetweenTries: 1 };

	it('runs the whole node again, with all items', async () => {
		const seen: string[] = [];
		const { error } = await runNode({
			...map(function (item) {
				seen.push(this.getInputData()[item]!.json.name as string);
				if (item === 1) throw new Error('refused');
				return {};
			}),
			items: [ada, bob],
			retryOnFail,
		});

		expect(seen).toEqual(['Ada', 'Bob', 'Ada', 'Bob', 'Ada', 'Bob']);
		expect(error?.message).toBe('refused');
	});

	it('runs again when the first item of output 0 has an error', async () => {
		const execute = jest.fn(async () => [[{ json: { error: 'refused' } }], []]);
		await runNode({ ...fixture(execute), items: [ada], retryOnFail });

		expect(execute).toHaveBeenCalledTimes(3);
	});

	it('does not run again for an error on output 1', async () => {
		const execute = jest.fn(async () => [[], [{ json: { error: 'refused' } }]]);
		await runNode({
			...fixture(execute),
			items: [ada],
			retryOnFail,
			onError: 'continueErrorOutput',
		});

		expect(execute).toHaveBeenCalledTimes(1);
	});

	it('keeps what a node remembers in its context', async () => {
		const { json } = await runNode({
			...map(function () {
				const memory = this.getContext('node');
				memory.tries = ((memory.tries as number | undefined) ?? 0) + 1;
				if (memory.tries === 1) throw new Error('first try');
				return { tries: memory.tries };
			}),
			items: [ada],
			retryOnFail,
		});

		expect(json[0]).toEqual([{ tries: 2 }]);
	});
});

describe('credentials', () => {
	const readCredential = map(async function (item) {
		return { ...(await this.getCredentials('fixtureApi', item)) };
	});

	it('fills in defaults, resolves expressions and counts look-ups', async () => {
		const { json, credentialLookups } = await runNode({
			...readCredential,
			items: [ada, bob],
			credentials: { apiKey: '={{ "key-" + (1 + 1) }}' },
		});

		expect(json[0]).toEqual(Array(2).fill({ apiKey: 'key-2', baseUrl: 'http://default' }));
		expect(credentialLookups).toBe(2);
	});

	it.each([
		['missing', 'Node does not have any credentials set'],
		['unreadable', 'Credentials could not be decrypted'],
	] as const)('%s', async (state, message) => {
		const { error } = await runNode({ ...readCredential, items: [ada], credentials: state });

		expect(error?.message).toContain(message);
	});

	describe('over HTTP', () => {
		let server: Awaited<ReturnType<typeof startEchoServer>>;
		beforeAll(async () => {
			server = await startEchoServer();
		});
		afterAll(() => server.stop());

		const post = map(async function () {
			const { baseUrl } = await this.getCredentials('fixtureApi');
			const url = `${baseUrl as string}/candidate`;
			const request = { method: 'POST', url, body: { name: 'Ada' }, json: true } as const;
			return await this.helpers.httpRequestWithAuthentication.call(this, 'fixtureApi', request);
		});
		const generic: ICredentialType = {
			...credentialType,
			authenticate: {
				type: 'generic',
				properties: { headers: { 'X-API-KEY': '={{ $credentials.apiKey }}' } },
			},
		};

		it.each([
			['by a function', credentialType],
			['by the generic description', generic],
		])('authenticates %s', async (_, type) => {
			const { json } = await runNode({
				...post,
				credentialType: type,
				items: [ada],
				credentials: { ...credentials, baseUrl: server.url },
			});

			const echo = json[0]![0] as unknown as Echo;
			expect(echo).toMatchObject({ method: 'POST', path: '/candidate', body: '{"name":"Ada"}' });
			expect(echo.headers).toMatchObject({ 'x-api-key': 'key-1' });
		});

		it('turns a refused connection into a stopped workflow', async () => {
			const { error } = await runNode({
				...post,
				items: [ada],
				credentials: { ...credentials, baseUrl: 'http://127.0.0.1:1' },
			});

			expect(error).toMatchObject({ name: 'NodeApiError', httpCode: 'ECONNREFUSED' });
		});
	});
});

describe('cancelling', () => {
	it('aborts the signal the node got and marks the execution', async () => {
		let started = () => {};
		const cancelWhen = new Promise<void>((resolve) => {
			started = resolve;
		});
		const { run } = await runNode({
			...map(async function () {
				const signal = this.getExecutionCancelSignal()!;
				started();
				await new Promise((resolve) => signal.addEventListener('abort', resolve));
				return { outcome: 'cancelled' };
			}),
			items: [ada],
			cancelWhen,
		});

		expect(run.status).toBe('canceled');
		expect(run.data.resultData.error?.message).toContain('cancelled');
	});
});

describe('as an agent’s tool', () => {
	const tool = map(function (item) {
		return { name: this.getNodeParameter('name', item) as string, type: this.getNode().type };
	});
	const parameters = { name: "={{ $fromAI('candidate', '', 'string') }}" };

	it('is called once per item with the arguments the model chose', async () => {
		const { json, runs } = await runNode({
			...tool,
			items: [{ candidate: 'Ada' }, { candidate: 'Bob' }],
			parameters,
			asTool: true,
		});

		const type = 'n8n-nodes-interviewflowai.fixtureTool';
		expect(runs).toHaveLength(2);
		expect(json[0]).toEqual([
			{ name: 'Ada', type },
			{ name: 'Bob', type },
		]);
	});

	it('shows the agent output 0 only', async () => {
		const { json, run } = await runNode({
			...answer([], [{ json: { outcome: 'duplicate' } }]),
			items: [{ candidate: 'Ada' }],
			asTool: true,
		});

		expect(json).toEqual([[], [{ outcome: 'duplicate' }]]);
		expect(run.data.resultData.runData.Agent![0]!.data!.main).toEqual([[]]);
	});

	it('hides output 0 from the agent when the tool has an Error output', async () => {
		const { json } = await runNode({
			...answer([{ json: { outcome: 'created' } }], []),
			items: [{ candidate: 'Ada' }],
			asTool: true,
			onError: 'continueErrorOutput',
		});

		expect(json[0]).toEqual([]);
	});

	it('tells the agent the message when the node throws', async () => {
		const { json, run } = await runNode({
			...map(() => {
				throw new Error('No such job');
			}),
			items: [{ candidate: 'Ada' }],
			asTool: true,
		});

		expect(json[0]).toEqual([{ error: 'No such job' }]);
		expect(run.data.resultData.runData.Agent![0]!.data!.main![0]).toMatchObject([
			{ json: { error: 'No such job' } },
		]);
	});
});

describe('list search', () => {
	const search = fixture(async () => null);
	search.nodeType.methods = {
		listSearch: {
			async searchJobs(this: ILoadOptionsFunctions, filter?: string, paginationToken?: string) {
				const { apiKey } = await this.getCredentials('fixtureApi');
				const name = [filter, paginationToken, this.getCurrentNodeParameter('name')].join(' ');
				return { results: [{ name, value: apiKey as string }], paginationToken: '2' };
			},
		},
	};

	it('passes on filter, page, form values and credential', async () => {
		const page = await searchList({
			...search,
			method: 'searchJobs',
			filter: 'dev',
			paginationToken: '1',
			parameters: { name: 'Ada' },
			credentials,
		});

		expect(page).toEqual({
			results: [{ name: 'dev 1 Ada', value: 'key-1' }],
			paginationToken: '2',
		});
	});

	it('fails as the editor sees it when no credential was picked', async () => {
		await expect(searchList({ ...search, method: 'searchJobs' })).rejects.toThrow(
			'Node does not have any credentials set',
		);
	});
});

describe('whole workflows', () => {
	const at = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	const workflow = {
		nodes: [
			{ ...at, id: '1', name: 'Webhook', type: 'n8n-nodes-base.webhook' },
			{ ...at, id: '2', name: 'Split', type: 'n8n-nodes-interviewflowai.fixture' },
			{ ...at, id: '3', name: 'Created', type: 'test.origin' },
			{ ...at, id: '4', name: 'Duplicate', type: 'n8n-nodes-base.noOp' },
			{ ...at, id: '5', name: 'Note', type: 'n8n-nodes-base.stickyNote' },
		],
		connections: {
			Webhook: { main: [to('Split')] },
			Split: { main: [to('Created'), to('Duplicate')] },
		},
	};
	/** Says which of the trigger's items n8n itself traces each of its items back to. */
	const origin = createNodeType('origin', async function (this: IExecuteFunctions) {
		const items = this.getInputData();
		const source = (item: number) =>
			this.evaluateExpression("{{ $('Webhook').item.json.name }}", item) as string;
		return [items.map(({ json }, item) => ({ json: { ...json, from: source(item) } }))];
	});
	/** Output 0 takes the even items in reverse, output 1 the odd ones. */
	const split = fixture(async function (this: IExecuteFunctions) {
		const items = this.getInputData().map(({ json }, item) => ({ json, pairedItem: { item } }));
		return [items.filter((_, i) => i % 2 === 0).reverse(), items.filter((_, i) => i % 2 === 1)];
	});
	const nodeTypes = { 'test.origin': origin };
	const cleo = { name: 'Cleo' };

	it('gives what every node handed on, paired through the branches', async () => {
		const { byNode, error } = await runWorkflow(workflow, {
			...split,
			nodeTypes,
			inputs: { Webhook: [ada, bob, cleo] },
		});

		expect(error).toBeUndefined();
		expect(byNode.Created![0]!.map(({ json }) => json)).toEqual([
			{ name: 'Cleo', from: 'Cleo' },
			{ ...ada, from: 'Ada' },
		]);
		expect(byNode.Duplicate![0]!.map(({ json }) => json)).toEqual([bob]);
	});

	it('does not run a branch without items', async () => {
		const { byNode } = await runWorkflow(workflow, {
			...split,
			nodeTypes,
			inputs: { Webhook: [ada] },
		});

		expect(Object.keys(byNode)).toEqual(['Webhook', 'Split', 'Created']);
	});

	it('gives the credential to every node that takes it', async () => {
		const { credentialLookups, error } = await runWorkflow(workflow, {
			...map(async function () {
				return { ...(await this.getCredentials('fixtureApi')) };
			}),
			nodeTypes,
			inputs: { Webhook: [ada, bob] },
			credentials,
		});

		expect(error).toBeUndefined();
		expect(credentialLookups).toBe(2);
	});

	it('leaves the workflow file as it was', async () => {
		const before = JSON.stringify(workflow);
		await runWorkflow(workflow, { ...split, nodeTypes, inputs: { Webhook: [ada] }, credentials });

		expect(JSON.stringify(workflow)).toBe(before);
	});

	it('names a node type it does not know', async () => {
		await expect(runWorkflow(workflow, { ...split, inputs: { Webhook: [ada] } })).rejects.toThrow(
			'knows no node type "test.origin"',
		);
	});
});
