import { join } from 'node:path';
import type { ICredentialType, INode, INodeType } from 'n8n-workflow';

import { PACKAGE_NAME, REPOSITORY } from '../paths.cts';
import type { CredentialInput } from './credentials.cts';

/** Which node and credential a run uses; by default this package's own, from its sources. */
export interface UnderTest {
	/** Another node than the package's: a fixture, or the compiled one. */
	nodeType?: INodeType;
	/** The credential type of that node. */
	credentialType?: ICredentialType;
}

/** The sources are loaded only where nothing else is named: compiled classes may be run instead. */
export function resolveUnderTest({ nodeType, credentialType }: UnderTest): Required<UnderTest> {
	if (nodeType && credentialType) return { nodeType, credentialType };
	const own = loadFrom(REPOSITORY, 'ts');
	return {
		nodeType: nodeType ?? own.nodeType,
		credentialType: credentialType ?? own.credentialType,
	};
}

/** The compiled package. @param folder the one that holds its `dist` */
export function compiled(folder: string): Required<UnderTest> {
	return loadFrom(join(folder, 'dist'), 'js');
}

/** Loads the classes from the files that n8n loads them from. */
function loadFrom(folder: string, extension: 'js' | 'ts'): Required<UnderTest> {
	const node = require(
		join(folder, `nodes/InterviewFlowAi/InterviewFlowAi.node.${extension}`),
	) as typeof import('../../nodes/InterviewFlowAi/InterviewFlowAi.node.ts');
	const credential = require(
		join(folder, `credentials/InterviewFlowAiApi.credentials.${extension}`),
	) as typeof import('../../credentials/InterviewFlowAiApi.credentials.ts');
	return {
		nodeType: new node.InterviewFlowAi(),
		credentialType: new credential.InterviewFlowAiApi(),
	};
}

/** The name a node type has in workflow files once the package is installed. */
export function installedName(nodeType: INodeType): string {
	return `${PACKAGE_NAME}.${nodeType.description.name}`;
}

/** What a node keeps about the credential the user picked for it. */
export function pickCredential(
	credentialType: ICredentialType,
	input: CredentialInput,
): Pick<INode, 'credentials'> {
	if (input === 'missing') return {};
	return { credentials: { [credentialType.name]: { id: '1', name: credentialType.displayName } } };
}
