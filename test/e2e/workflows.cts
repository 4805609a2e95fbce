/** Small workflows to run: given candidates, handed to the node. */
import type { IDataObject, INode } from 'n8n-workflow';
import type { Credential } from '../../dev/n8n/client.cts';
import type { WorkflowFile } from '../../dev/workflowFile.cts';
import { NODE_TYPE } from '../../dev/packing.cts';
import { withCredential } from '../../dev/n8n/stack.cts';

/** Names of the two nodes of `candidatesTo`. */
export const START = 'Candidates';
export const NODE = 'InterviewFlowAI';

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** The node with its fields mapped to `name` and `email` of each item. */
export function interviewNode(
	parameters: IDataObject,
	more: Partial<INode> = {},
): INode & { parameters: IDataObject } {
	return {
		id: NODE,
		name: NODE,
		type: NODE_TYPE,
		typeVersion: 1,
		position: [260, 0],
		parameters: { name: '={{ $json.name }}', email: '={{ $json.email }}', ...parameters },
		...more,
	};
}

/** A manual trigger that hands certain items to a node. */
export function candidatesTo(
	node: INode,
	candidates: IDataObject[],
	credential: Credential,
): WorkflowFile {
	const start: INode = {
		id: START,
		name: START,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return withCredential(
		{
			name: 'Candidates',
			nodes: [start, node],
			connections: { [START]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
			pinData: { [START]: candidates.map((json) => ({ json })) },
		},
		credential,
	);
}
