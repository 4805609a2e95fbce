// Adds `hooks` to n8n-workflow's type of the additional data.
import type {} from 'n8n-core';
import {
	deepCopy,
	type ICredentialsHelper,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { Container, ExecutionLifecycleHooks, ExternalSecretsProxy } from './n8nCore.cts';
import type { WorkflowFile } from '../workflowFile.cts';

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
