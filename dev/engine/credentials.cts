import {
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type ICredentialType,
	type IHttpRequestOptions,
	NodeHelpers,
} from 'n8n-workflow';

import { openWorkflow } from './workflow.cts';
import { Credentials as StoredCredentials, getAdditionalKeys } from './n8nCore.cts';
import { createNode, createNodeTypes, createNoOp } from './nodeTypes.cts';

/** What is typed into the credential's form, or one of the two ways a credential can be of no use. */
export type CredentialInput = ICredentialDataDecryptedObject | 'missing' | 'unreadable';

/**
 * n8n's credentials helper over one credential held in memory.
 *
 * Does what the server's own helper does for a plain API credential: fills in the form's defaults,
 * resolves expressions in the values, and authenticates by function or by the generic description.
 *
 * @param type the credential's type
 * @param input the stored values; `'unreadable'` makes every look-up fail as after a change of the
 *   server's encryption key. `'missing'` never gets here: such a node has no credential to look up.
 */
export function createCredentials(
	type: ICredentialType,
	input: CredentialInput,
): ICredentialsHelper {
	const helper: Partial<ICredentialsHelper> = {
		async getDecrypted(additionalData, { id, name }, typeName, mode, executeData, raw, item) {
			if (typeof input === 'string') {
				return await new StoredCredentials({ id, name }, typeName, 'of another key').getData();
			}
			if (raw) return input;

			const values = NodeHelpers.getNodeParameters(
				type.properties,
				input as never,
				true,
				false,
				null,
				null,
			) as ICredentialDataDecryptedObject;
			const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
			// Outside an execution, expressions are resolved in a workflow of their own.
			const at = item ?? { workflow: emptyWorkflow(), node: placeholder, ...NO_ITEM };
			return at.workflow.expression.getParameterValue(
				values as never,
				at.runExecutionData,
				at.runIndex,
				at.itemIndex,
				at.node.name,
				at.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				values,
			) as unknown as ICredentialDataDecryptedObject;
		},

		async authenticate(credentials, _typeName, requestOptions, workflow, node) {
			const request = requestOptions as IHttpRequestOptions;
			if (typeof type.authenticate === 'function') {
				return await type.authenticate(credentials, request);
			}
			const keys = { $credentials: credentials };
			const resolve = (value: string) =>
				String(workflow!.expression.getSimpleParameterValue(node!, value, 'internal', keys) || '');
			const parts = request as unknown as Record<string, Record<string, unknown>>;
			for (const [part, entries] of Object.entries(type.authenticate?.properties ?? {})) {
				for (const [key, value] of Object.entries(entries as Record<string, string>)) {
					(parts[part] ??= {})[resolve(key)] = resolve(value);
				}
			}
			return request;
		},

		isCredentialUsableByNode: () => true,
		getParentTypes: () => [],
		preAuthentication: async () => undefined,
	};
	// Nothing here stores credentials, or asks for more of them.
	return helper as ICredentialsHelper;
}

const NO_ITEM = { runExecutionData: null, runIndex: 0, itemIndex: 0, connectionInputData: [] };

const placeholder = createNode('mock', 'mock');

const emptyWorkflow = () =>
	openWorkflow(
		{ name: 'mock', nodes: [placeholder], connections: {} },
		createNodeTypes({ mock: createNoOp() }),
	);
