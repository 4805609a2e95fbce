import { stringify } from 'flatted';
import {
	createRunExecutionData,
	deepCopy,
	type ExecutionError,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type ITaskData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { createCredentials, type CredentialInput } from './credentials.cts';
import { WorkflowExecute } from './n8nCore.cts';
import type { WorkflowFile } from '../workflowFile.cts';
import { createNoOp, createNodeTypes } from './nodeTypes.cts';
import { installedName, pickCredential, resolveUnderTest, type UnderTest } from './underTest.cts';
import { createAdditionalData, openWorkflow } from './workflow.cts';

export interface WorkflowRunOptions extends UnderTest {
	/** How workflows name the node. Default: as the package has it. */
	typeName?: string;
	/** Node types besides it, by their full name. */
	types?: Record<string, INodeType>;
	/**
	 * Items of nodes that are not to run, by node name, like data pinned in the editor: the trigger
	 * that starts the workflow first, then any other node that would reach out into the world.
	 */
	inputs: Record<string, Array<INodeExecutionData | IDataObject>>;
	/** The nodes it starts with, one after the other. Default: the first with items. */
	starts?: string[];
	/** For every node that takes the credential. Default `'missing'`: none was picked. */
	credentials?: CredentialInput;
	/** Default `'trigger'`: as an activated workflow. */
	mode?: WorkflowExecuteMode;
	/** Stops the execution when it settles, as the editor's Stop button does. */
	cancelWhen?: Promise<unknown>;
}

/** How an execution went. */
export interface WorkflowRun {
	/** The execution as the engine leaves it. */
	run: IRun;
	/**
	 * Why the workflow stopped, if it did. Also set when the last node that ran has thrown although
	 * its On Error setting lets the workflow go on.
	 */
	error?: ExecutionError;
	/** The execution as n8n writes it to its database. */
	readonly stored: string;
	/** Wall time of the execution. */
	seconds: number;
	/**
	 * What each node that ran handed on, output by output: after the engine's routing and as the editor shows it, the
	 * runs of a node joined.
	 */
	byNode: Record<string, INodeExecutionData[][]>;
}

/**
 * Runs a whole workflow, as exported by n8n, on n8n's real engine. The file stays as it is.
 *
 * @throws WorkflowHasIssuesError when n8n refuses to start, e.g. because a required parameter is empty
 */
export async function runWorkflow(
	file: WorkflowFile,
	options: WorkflowRunOptions,
): Promise<WorkflowRun> {
	const { inputs, credentials = 'missing', mode = 'trigger', cancelWhen } = options;
	const { nodeType, credentialType } = resolveUnderTest(options);
	const { typeName = installedName(nodeType), starts = Object.keys(inputs).slice(0, 1) } = options;
	const types: Record<string, INodeType> = {
		'n8n-nodes-base.noOp': createNoOp(),
		'n8n-nodes-base.stickyNote': createNoOp(),
		[typeName]: nodeType,
		...options.types,
	};
	for (const { name, type } of file.nodes) {
		if (inputs[name]) types[type] ??= createNoOp();
	}
	const picked = { credentials: undefined, ...pickCredential(credentialType, credentials) };
	const nodes = file.nodes.map((node) => (node.type === typeName ? { ...node, ...picked } : node));
	const workflow = openWorkflow({ ...file, nodes }, createNodeTypes(types));
	const pinned = Object.entries(inputs).map(([name, all]) => [name, toItems(all)] as const);
	const runExecutionData = createRunExecutionData({
		resultData: { pinData: Object.fromEntries(pinned) },
		executionData: {
			nodeExecutionStack: starts.map((name) => {
				return { node: workflow.nodes[name]!, data: { main: [[{ json: {} }]] }, source: null };
			}),
		},
	});
	const helper = createCredentials(credentialType, credentials);
	const startedAt = performance.now();
	const execution = new WorkflowExecute(
		createAdditionalData(workflow, mode, helper),
		mode,
		runExecutionData,
	).processRunExecutionData(workflow);

	const cancel = () => execution.cancel();
	void cancelWhen?.then(cancel, cancel);

	const run = await execution;
	const seconds = (performance.now() - startedAt) / 1000;
	const { runData, error } = run.data.resultData;
	const byNode: WorkflowRun['byNode'] = {};
	for (const name of Object.keys(runData)) byNode[name] = handedOn(runData[name]!);
	return {
		run,
		error,
		get stored() {
			return stringify(run.data);
		},
		seconds,
		byNode,
	};
}

/** Items as a trigger would hand them on: own copies, bare records wrapped as `json`. */
function toItems(records: Array<INodeExecutionData | IDataObject>): INodeExecutionData[] {
	return records.map((record) => deepCopy(isItem(record) ? record : { json: record }));
}

function isItem(record: INodeExecutionData | IDataObject): record is INodeExecutionData {
	return typeof record.json === 'object' && record.json !== null && !Array.isArray(record.json);
}

function handedOn(tasks: ITaskData[]): INodeExecutionData[][] {
	const runs = tasks.map(({ data }) => data?.main ?? data?.ai_tool ?? []);
	const most = Math.max(...runs.map(({ length }) => length));
	return Array.from({ length: most }, (_, n) => runs.flatMap((outputs) => outputs[n] ?? []));
}
