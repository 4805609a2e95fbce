import type {
	IConnections,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	NodeConnectionType,
	NodeExecutionHint,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { createCredentials, type CredentialInput } from './credentials.cts';
import { execute, type Execution, joinOutputs } from './execute.cts';
import { createAgent, createNode, createNoOp, toTool } from './nodeTypes.cts';
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

const agentName = 'Agent';

/** The name of the node under test, for looking into `run`. */
export const nodeName = 'Node';

/**
 * Runs one node on n8n's real engine, fed by a trigger.
 *
 * @throws WorkflowHasIssuesError when n8n refuses to start, e.g. because a required parameter is empty
 */
export async function runNode(options: NodeRunOptions): Promise<NodeRun> {
	const { credentials: input = 'missing', mode = 'manual', asTool = false } = options;
	const { credentialType, ...underTest } = resolveUnderTest(options);
	const nodeType = asTool ? toTool(underTest.nodeType) : underTest.nodeType;
	const type = options.type ?? { name: installedName(nodeType), version: 1 };
	const node = createNode(nodeName, type.name, {
		typeVersion: type.version,
		parameters: options.parameters,
		...pickCredential(credentialType, input),
		onError: options.onError,
		retryOnFail: options.retryOnFail !== undefined,
		...options.retryOnFail,
	});
	const batches = options.batches ?? [options.items ?? []];
	const inputs = Object.fromEntries(batches.map((items, n) => [`Feed ${n}`, items]));
	const feeds = Object.keys(inputs).map((name) => createNode(name, 'engine.feed'));
	const agents = asTool ? [createNode(agentName, 'engine.agent')] : [];
	const wire = (target: string, type: NodeConnectionType) => {
		return { [type]: [[{ node: target, type, index: 0 }]] };
	};
	const connections = feeds.map(({ name }) => [name, wire(asTool ? agentName : nodeName, 'main')]);
	if (asTool) connections.push([nodeName, wire(agentName, 'ai_tool')]);

	const execution = await execute({
		file: {
			name: 'One node',
			nodes: [...feeds, node, ...agents],
			connections: Object.fromEntries(connections) as IConnections,
		},
		types: {
			'engine.feed': createNoOp(),
			'engine.agent': createAgent(nodeName),
			[node.type]: nodeType,
		},
		inputs,
		starts: Object.keys(inputs),
		credentials: createCredentials(credentialType, input),
		mode,
		cancelWhen: options.cancelWhen,
	});
	const runs = execution.runsByNode[nodeName] ?? [];
	const outputs = joinOutputs(runs);
	const tasks = execution.run.data.resultData.runData[nodeName] ?? [];
	return Object.assign(execution, {
		outputs,
		json: outputs.map((items) => items.map(({ json }) => json)),
		runs,
		hints: tasks.flatMap((task) => task.hints ?? []),
	});
}
