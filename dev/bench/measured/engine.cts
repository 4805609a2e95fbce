import { createCredentials } from '../../engine/credentials.cts';
import { execute, openWorkflow, runsOf, toItems } from '../../engine/execute.cts';
import { createFeed, createNode, createNodeTypes } from '../../engine/nodeTypes.cts';

import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import type { SendAll } from './job.cts';

/** A node as the user has set it up. */
export interface SetUp {
	/** Name of the node's type once its package is installed. */
	type: string;
	typeVersion: number;
	nodeType: INodeType;
	parameters: INodeParameters;
	credentialType: ICredentialType;
	credentials: ICredentialDataDecryptedObject;
	/** The interview link in an item that the node hands on. */
	linkIn: (json: IDataObject) => unknown;
}

/** Feeds candidates into a node on n8n's engine, in the mode of an activated workflow that goes on after refusals. */
export function onEngine(setUp: SetUp): SendAll {
	const { type, typeVersion, nodeType, parameters, credentialType, linkIn } = setUp;
	return async (candidates) => {
		const workflow = openWorkflow(
			{
				nodes: [
					createNode('Feed', 'bench.feed'),
					createNode('Node', type, {
						typeVersion,
						parameters,
						onError: 'continueRegularOutput',
						credentials: { [credentialType.name]: { id: '1', name: 'Account' } },
					}),
				],
				connections: { Feed: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
			},
			createNodeTypes({ 'bench.feed': createFeed([toItems(candidates)]), [type]: nodeType }),
		);
		const { run, error } = await execute({
			workflow,
			start: 'Feed',
			credentials: createCredentials(credentialType, setUp.credentials),
			mode: 'trigger',
		});
		if (error) throw error;
		const items = runsOf('Node', workflow, run).flat(2);
		return items.filter(({ json }) => typeof linkIn(json) === 'string').length;
	};
}
