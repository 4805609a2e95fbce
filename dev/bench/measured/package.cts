import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

/** Loads the node's class from the file that n8n loads it from. */
export function loadNode(packageFolder: string): new () => INodeType {
	const file = join(packageFolder, 'dist/nodes/InterviewFlowAi/InterviewFlowAi.node.js');
	return (require(file) as { InterviewFlowAi: new () => INodeType }).InterviewFlowAi;
}

/** Loads the credential's class from the file that n8n loads it from. */
export function loadCredential(packageFolder: string): new () => ICredentialType {
	const file = join(packageFolder, 'dist/credentials/InterviewFlowAiApi.credentials.js');
	return (require(file) as { InterviewFlowAiApi: new () => ICredentialType }).InterviewFlowAiApi;
}
