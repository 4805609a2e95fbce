import type {
	IConnections,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	NodeConnectionType,
	NodeExecutionHint,
} from 'n8n-workflow';

import { createAgent, createNode, toTool } from './nodeTypes.cts';
import { runWorkflow, type WorkflowRun, type WorkflowRunOptions } from './runWorkflow.cts';
import { installedName, resolveUnderTest } from './underTest.cts';

/** As for a workflow; but the default mode is `'manual'`, as if started from the editor. */
export interface NodeRunOptions
	extends Omit<WorkflowRunOptions, 'types' | 'typeName' | 'inputs' | 'starts'> {
	/** What flows in; bare records become items. */
	items?: Array<INodeExecutionData | IDataObject>;
	/** Instead of `items`: the node runs once per batch, within one execution, as in a loop. */
	batches?: Array<Array<INodeExecutionData | IDataObject>>;
	/** Default: the name the package has it under, and 1. */
	type?: { name: string; version: number };
	/** As saved in a workflow file; what is left out gets the description's defaults. */
	parameters?: INodeParameters;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	/** n8n allows 2 to 5 tries and at most 5,000 ms; 0 ms is taken for "not set", which is 1,000. */
	retryOnFail?: { maxTries: number; waitBetweenTries?: number };
	/** An agent calls the node as its tool, once per item. */
	asTool?: boolean;
}

export interface NodeRun extends WorkflowRun {
	/** What the node handed on, by output and after n8n's routing; the Error output is the last. */
	outputs: INodeExecutionData[][];
	/** The same without pairing and binary data. */
	json: IDataObject[][];
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
	const { asTool = false, retryOnFail, onError, parameters } = options;
	const { credentialType, ...underTest } = resolveUnderTest(options);
	const nodeType = asTool ? toTool(underTest.nodeType) : underTest.nodeType;
	const type = options.type ?? { name: installedName(nodeType), version: 1 };
	const node = createNode(nodeName, type.name, {
		...{ typeVersion: type.version, parameters, onError },
		retryOnFail: retryOnFail !== undefined,
		...retryOnFail,
	});
	const batches = options.batches ?? [options.items ?? []];
	const inputs = Object.fromEntries(batches.map((items, n) => [`Feed ${n}`, items]));
	const starts = Object.keys(inputs);
	const feeds = starts.map((name) => createNode(name, 'engine.feed'));
	const agents = asTool ? [createNode(agentName, 'engine.agent')] : [];
	const wire = (target: string, type: NodeConnectionType) => {
		return { [type]: [[{ node: target, type, index: 0 }]] };
	};
	const connections = feeds.map(({ name }) => [name, wire(asTool ? agentName : nodeName, 'main')]);
	if (asTool) connections.push([nodeName, wire(agentName, 'ai_tool')]);

	const file = {
		name: 'One node',
		nodes: [...feeds, node, ...agents],
		connections: Object.fromEntries(connections) as IConnections,
	};
	const ran = await runWorkflow(file, {
		...{ mode: 'manual', ...options, nodeType, credentialType, inputs, starts },
		types: { 'engine.agent': createAgent(nodeName) },
		typeName: type.name,
	});
	const outputs = ran.byNode[nodeName] ?? [];
	const tasks = ran.run.data.resultData.runData[nodeName] ?? [];
	return Object.assign(ran, {
		outputs,
		json: outputs.map((items) => items.map(({ json }) => json)),
		hints: tasks.flatMap((task) => task.hints ?? []),
	});
}
