import { stringify } from 'flatted';
// Adds `hooks` to n8n-workflow's type of the additional data.
import type {} from 'n8n-core';
import {
	createRunExecutionData,
	deepCopy,
	type ExecutionError,
	type ICredentialsHelper,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import {
	Container,
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	WorkflowExecute,
} from './n8nCore.cts';
import { createNodeTypes } from './nodeTypes.cts';
import type { WorkflowFile } from '../workflowFile.cts';

/** How an execution went. */
export interface Execution {
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
	 * What each node that ran handed on, run by run and output by output: after the engine's routing and as the
	 * editor shows it. Every output has an array, even when the engine holds none for it.
	 */
	runsByNode: Record<string, INodeExecutionData[][][]>;
}

const workflowId = 'engine';
const executionId = '1';

/** Builds n8n's own workflow object from a copy, so that a run never changes the file it came from. */
export function openWorkflow(file: WorkflowFile, nodeTypes: INodeTypes): Workflow {
	const { name, nodes, connections, settings } = deepCopy(file);
	return new Workflow({
		...{ id: workflowId, name, nodes, connections, nodeTypes, active: false },
		settings: { ...settings, executionOrder: 'v1' },
	});
}

/**
 * Runs a workflow on n8n's engine.
 *
 * @param setup.types the node types of the workflow, by their full name
 * @param setup.inputs items of nodes that are not to run, by node name, as pinned in the editor
 * @param setup.starts the nodes it starts with, one after the other
 * @param setup.cancelWhen stops the execution when it settles, as the editor's Stop button does
 * @throws WorkflowHasIssuesError when n8n refuses to start, e.g. because a required parameter is empty
 */
export async function execute(setup: {
	file: WorkflowFile;
	types: Record<string, INodeType>;
	inputs: Record<string, Array<INodeExecutionData | IDataObject>>;
	starts: string[];
	credentials: ICredentialsHelper;
	mode: WorkflowExecuteMode;
	cancelWhen?: Promise<unknown>;
}): Promise<Execution> {
	const { mode, cancelWhen } = setup;
	const workflow = openWorkflow(setup.file, createNodeTypes(setup.types));
	const inputs = Object.entries(setup.inputs);
	const runExecutionData = createRunExecutionData({
		resultData: {
			pinData: Object.fromEntries(inputs.map(([name, records]) => [name, toItems(records)])),
		},
		executionData: {
			nodeExecutionStack: setup.starts.map((name) => {
				return { node: workflow.nodes[name]!, data: { main: [[{ json: {} }]] }, source: null };
			}),
		},
	});
	const startedAt = performance.now();
	const execution = new WorkflowExecute(
		createAdditionalData(workflow, mode, setup.credentials),
		mode,
		runExecutionData,
	).processRunExecutionData(workflow);

	const cancel = () => execution.cancel();
	void cancelWhen?.then(cancel, cancel);

	const run = await execution;
	const { runData, error } = run.data.resultData;
	return {
		run,
		error,
		get stored() {
			return stringify(run.data);
		},
		seconds: (performance.now() - startedAt) / 1000,
		runsByNode: Object.fromEntries(
			Object.entries(runData).map(([name, tasks]) => [name, handedOn(name, workflow, tasks)]),
		),
	};
}

/** What the server provides to an execution besides the workflow, as far as single workflows need it. */
export function createAdditionalData(
	workflow: Workflow,
	mode: WorkflowExecuteMode,
	credentialsHelper: ICredentialsHelper,
): IWorkflowExecuteAdditionalData {
	const { name = '', nodes, connectionsBySourceNode: connections, settings } = workflow;
	const at = new Date(0);
	const provided: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks(mode, executionId, {
			id: workflowId,
			name,
			active: false,
			activeVersionId: null,
			isArchived: false,
			createdAt: at,
			updatedAt: at,
			nodes: Object.values(nodes),
			connections,
			settings,
		}),
		executionId,
		workflowId,
		currentNodeExecutionIndex: 0,
		variables: {},
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		formWaitingBaseUrl: 'http://127.0.0.1:5678/form-waiting',
		webhookWaitingBaseUrl: 'http://127.0.0.1:5678/webhook-waiting',
		logAiEvent: () => {},
	};
	return provided as IWorkflowExecuteAdditionalData;
}

/** Items as a trigger would hand them on: own copies, bare records wrapped as `json`. */
function toItems(records: Array<INodeExecutionData | IDataObject>): INodeExecutionData[] {
	return records.map((record) => deepCopy(isItem(record) ? record : { json: record }));
}

function isItem(record: INodeExecutionData | IDataObject): record is INodeExecutionData {
	return typeof record.json === 'object' && record.json !== null && !Array.isArray(record.json);
}

function handedOn(name: string, workflow: Workflow, tasks: ITaskData[]): INodeExecutionData[][][] {
	const node = workflow.nodes[name]!;
	const { description } = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const { length } = NodeHelpers.getNodeOutputs(workflow, node, description);
	return tasks.map(({ data }) => {
		const outputs = data?.main ?? data?.ai_tool ?? [];
		return Array.from(
			{ length: Math.max(length, outputs.length) },
			(_, output) => outputs[output] ?? [],
		);
	});
}

/** Joins the outputs of several runs of a node, output by output, in the order of the runs. */
export function joinOutputs(runs: INodeExecutionData[][][]): INodeExecutionData[][] {
	const count = Math.max(0, ...runs.map((outputs) => outputs.length));
	return Array.from({ length: count }, (_, output) => runs.flatMap((run) => run[output] ?? []));
}
