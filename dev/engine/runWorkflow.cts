import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

import { createCredentials, type CredentialInput } from './credentials.cts';
import { execute, type Execution, joinOutputs } from './execute.cts';
import type { WorkflowFile } from '../workflowFile.cts';
import { createNoOp } from './nodeTypes.cts';
import { installedName, pickCredential, resolveUnderTest, type UnderTest } from './underTest.cts';

interface WorkflowRunOptions extends UnderTest {
	/**
	 * Items of nodes that are not to run, by node name, like data pinned in the editor: the trigger
	 * that starts the workflow first, then any other node that would reach out into the world.
	 */
	inputs: Record<string, Array<INodeExecutionData | IDataObject>>;
	/** For every node that takes the credential. Default `'missing'`: none was picked. */
	credentials?: CredentialInput;
}

interface WorkflowRun extends Execution {
	/** What each node that ran handed on, by output; several runs of a node are joined. */
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
	const { inputs, credentials: input = 'missing' } = options;
	const { nodeType, credentialType } = resolveUnderTest(options);
	const own = installedName(nodeType);
	const types: Record<string, INodeType> = {
		'n8n-nodes-base.noOp': createNoOp(),
		'n8n-nodes-base.stickyNote': createNoOp(),
		[own]: nodeType,
	};
	for (const { name, type } of file.nodes) {
		if (inputs[name]) types[type] ??= createNoOp();
	}
	const picked = { credentials: undefined, ...pickCredential(credentialType, input) };
	const nodes = file.nodes.map((node) => (node.type === own ? { ...node, ...picked } : node));
	const execution = await execute({
		file: { ...file, nodes },
		types,
		inputs,
		starts: Object.keys(inputs).slice(0, 1),
		credentials: createCredentials(credentialType, input),
		// As an activated workflow.
		mode: 'trigger',
	});
	const byNode = Object.entries(execution.runsByNode).map(
		([name, runs]) => [name, joinOutputs(runs)] as const,
	);
	return Object.assign(execution, { byNode: Object.fromEntries(byNode) });
}
