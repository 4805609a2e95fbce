import { type INodeListSearchResult, type INodeParameters, UnexpectedError } from 'n8n-workflow';

import { createCredentials, type CredentialInput } from './credentials.cts';
import { createAdditionalData, openWorkflow } from './workflow.cts';
import { LoadOptionsContext } from './n8nCore.cts';
import { createNode, createNodeTypes } from './nodeTypes.cts';
import { installedName, pickCredential, resolveUnderTest, type UnderTest } from './underTest.cts';

export interface ListSearchOptions extends UnderTest {
	/** The name under `methods.listSearch`. */
	method: string;
	/** What the user typed into the list's search field. */
	filter?: string;
	/** The token the list's last page came with. */
	paginationToken?: string;
	/** The form's values at that moment. */
	parameters?: INodeParameters;
	/** Default `'missing'`: the user picked no credential. */
	credentials?: CredentialInput;
}

/**
 * Fills a resource locator's list the way the editor has it filled.
 *
 * @throws whatever the method throws; the editor shows the error's `message` and nothing else of it
 */
export async function searchList(options: ListSearchOptions): Promise<INodeListSearchResult> {
	const { method, filter, paginationToken, credentials = 'missing' } = options;
	const { nodeType, credentialType } = resolveUnderTest(options);
	const search = nodeType.methods?.listSearch?.[method];
	if (!search) throw new UnexpectedError(`The node has no list search method named "${method}"`);

	// n8n's list requests know nothing of the workflow: the node stands alone in a temporary one.
	const node = createNode('Temp-Node', installedName(nodeType), {
		parameters: options.parameters,
		...pickCredential(credentialType, credentials),
	});
	const workflow = openWorkflow(
		{ name: 'List', nodes: [node], connections: {} },
		createNodeTypes({ [node.type]: nodeType }),
	);
	const additionalData = createAdditionalData(
		workflow,
		'internal',
		createCredentials(credentialType, credentials),
	);
	const context = new LoadOptionsContext(
		workflow,
		workflow.nodes[node.name]!,
		{ ...additionalData, currentNodeParameters: options.parameters ?? {} },
		'',
	);
	return await search.call(context, filter, paginationToken);
}
