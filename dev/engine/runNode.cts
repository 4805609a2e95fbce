import {
	type IConnections,
	type IDataObject,
	type INodeExecutionData,
	type INodeParameters,
	NodeConnectionTypes,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { createCredentials, type CredentialInput } from './credentials.cts';
import { execute, type Execution, joinOutputs, openWorkflow, runsOf, toItems } from './execute.cts';
import { createAgent, createFeed, createNode, createNodeTypes, toTool } from './nodeTypes.cts';
import { installedName, pickCredential, resolveUnderTest, type UnderTest } from './underTest.cts';

export interface NodeRunOptions extends UnderTest {
	/** What flows in; bare records become items. */
	items?: Array<INodeExecutionData | IDataObject>;
	/** Instead of `items`: the node runs once per batch, within one execution, as in a loop. */
	batches?: Array<Array<INodeExecutionData | IDataObject>>;
	/** Default: the name the package has it under, and 1. */
	type?: { name: string; version: number };
	/** As saved in a workflow file; what is left out gets the description's defaults. */
	parameters?: INodeParameters;
	/** Default `'missing'`: the user picked no credential. */
	credentials?: CredentialInput;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** n8n allows 2 to 5 tries and at most 5,000 ms; 0 ms is taken for "not set", which is 1,000. */
	retryOnFail?: { maxTries: number; waitBetweenTries?: number };
	/** An agent calls the node as its tool, once per item. */
	asTool?: boolean;
	/** The execution is cancelled when this settles. */
	cancelWhen?: Promise<unknown>;
	/** Default `'manual'`, as if started from the editor. */
	mode?: WorkflowExecuteMode;
}

export interface NodeRun extends Execution {
	/** What the node handed on, by output and after n8n's routing; the Error output is the last. */
	outputs: INodeExecutionData[][];
	/** The same without pairing and binary data. */
	json: IDataObject[][];
	/** The same once per run of the node (see `batches` and `asTool`). */
	runs: INodeExecutionData[][][];
	hints: NodeExecutionHint[];
}

/** The name of the trigger that feeds the node, for expressions such as `$('Feed').item`. */
export const feedName = 'Feed';
const agentName = 'Agent';

/** The name of the node under test, for expressions and for looking into `run`. */
export const nodeName = 'Node';

/**
 * Runs one node on n8n's real engine, fed by a trigger.
 *
 * @throws WorkflowHasIssuesError when n8n refuses to start, e.g. because a required parameter is empty
 */
export async function runNode(options: NodeRunOptions): Promise<NodeRun> {
	const { credentials: input = 'missing', mode = 'manual', asTool = false } = options;
	const underTest = resolveUnderTest(options);
	const nodeType = asTool ? toTool(underTest.nodeType) : underTest.nodeType;
	const batches = (options.batches ?? [options.items ?? []]).map(toItems);
	const { name: typeName, version: typeVersion } = options.type ?? {
		name: installedName(nodeType),
		version: 1,
	};
	const node = createNode(nodeName, typeName, {
		typeVersion,
		parameters: options.parameters,
		...pickCredential(underTest.credentialType, input),
		onError: options.onError,
		retryOnFail: options.retryOnFail !== undefined,
		...options.retryOnFail,
	});
	const credentials = createCredentials(underTest.credentialType, input);
	const workflow = openWorkflow(
		{
			name: 'One node',
			nodes: [
				createNode(feedName, 'engine.feed'),
				node,
				...(asTool ? [createNode(agentName, 'engine.agent')] : []),
			],
			connections: connect(batches.length, asTool),
		},
		createNodeTypes({
			// Of several branches to one node the engine runs the last first.
			'engine.feed': createFeed(batches.toReversed()),
			'engine.agent': createAgent(nodeName),
			[node.type]: nodeType,
		}),
	);

	const execution = await execute({
		workflow,
		start: feedName,
		credentials,
		mode,
		cancelWhen: options.cancelWhen,
	});

	const runs = runsOf(nodeName, workflow, execution.run);
	const outputs = joinOutputs(runs);
	const tasks = execution.run.data.resultData.runData[nodeName] ?? [];
	return Object.assign(execution, {
		outputs,
		json: outputs.map((items) => items.map(({ json }) => json)),
		runs,
		hints: tasks.flatMap((task) => task.hints ?? []),
	});
}

function connect(batchCount: number, asTool: boolean): IConnections {
	const { Main, AiTool } = NodeConnectionTypes;
	if (asTool) {
		return {
			[feedName]: { main: [[{ node: agentName, type: Main, index: 0 }]] },
			[nodeName]: { ai_tool: [[{ node: agentName, type: AiTool, index: 0 }]] },
		};
	}
	const toNode = Array.from({ length: batchCount }, () => [
		{ node: nodeName, type: Main, index: 0 },
	]);
	return { [feedName]: { main: toNode } };
}
