/** Small workflows to run: given candidates, handed to the node. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { createNode } from '../../dev/engine/nodeTypes.cts';
import type { Credential } from '../../dev/n8n/client.cts';
import type { WorkflowFile } from '../../dev/workflowFile.cts';
import { NODE_TYPE } from '../../dev/packing.cts';
import { withCredential } from '../../dev/n8n/stack.cts';

/** Names of the two nodes of `candidatesTo`. */
export const START = 'Candidates';
export const NODE = 'InterviewFlowAI';

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The node with its fields mapped to `name` and `email` of each item. */
export function interviewNode(given: IDataObject, more: Partial<INode> = {}): INode {
	const mapped = { name: '={{ $json.name }}', email: '={{ $json.email }}' };
	const parameters = { ...mapped, ...given } as INodeParameters;
	return createNode(NODE, NODE_TYPE, { position: [260, 0], parameters, ...more });
}

/** A manual trigger with certain items, which leads nowhere yet. */
export const candidatesAlone = (candidates: IDataObject[], name = 'Candidates'): WorkflowFile => ({
	name,
	nodes: [createNode(START, 'n8n-nodes-base.manualTrigger')],
	connections: {},
	pinData: { [START]: candidates.map((json) => ({ json })) },
});

/** The same, and it hands them to a node. */
export function candidatesTo(
	node: INode,
	candidates: IDataObject[],
	credential: Credential,
): WorkflowFile {
	const alone = candidatesAlone(candidates);
	const connections = {
		[START]: { main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
	};
	return withCredential({ ...alone, nodes: [...alone.nodes, node], connections }, credential);
}
