import { Module } from 'node:module';
import type { ICredentialType, INode, INodeType } from 'n8n-workflow';

import type { CredentialInput } from './credentials.cts';

/** Which node and credential a run uses; by default this package's own, from its sources. */
export interface UnderTest {
	/** Another node than the package's: a fixture, or the compiled one. */
	nodeType?: INodeType;
	/** The credential type of that node. */
	credentialType?: ICredentialType;
}

/** The package's sources are loaded only when asked for: compiled classes may be run instead. */
export function resolveUnderTest({ nodeType, credentialType }: UnderTest): Required<UnderTest> {
	return {
		nodeType: nodeType ?? packageNode(),
		credentialType: credentialType ?? packageCredential(),
	};
}

function packageNode(): INodeType {
	const { InterviewFlowAi } =
		require('../../nodes/InterviewFlowAi/InterviewFlowAi.node.ts') as typeof import('../../nodes/InterviewFlowAi/InterviewFlowAi.node.ts');
	return new InterviewFlowAi();
}

function packageCredential(): ICredentialType {
	const { InterviewFlowAiApi } =
		require('../../credentials/InterviewFlowAiApi.credentials.ts') as typeof import('../../credentials/InterviewFlowAiApi.credentials.ts');
	return new InterviewFlowAiApi();
}

/** The name a node type has in workflow files once the package is installed. */
export function installedName(nodeType: INodeType): string {
	return `n8n-nodes-interviewflowai.${nodeType.description.name}`;
}

/** What a node keeps about the credential the user picked for it. */
export function pickCredential(
	credentialType: ICredentialType,
	input: CredentialInput,
): Pick<INode, 'credentials'> {
	if (input === 'missing') return {};
	return { credentials: { [credentialType.name]: { id: '1', name: credentialType.displayName } } };
}

interface Compiler {
	_compile: (code: string, filename: string) => unknown;
}

/**
 * Makes `import()` in the package's sources a `require()`, as the compiled package has it. tsx leaves it to Node, which
 * does not find TypeScript files; jest does the same by itself.
 */
function requireInsteadOfImport(): void {
	const modules = Module.prototype as unknown as Compiler;
	const compile = modules._compile;
	modules._compile = function (code, filename) {
		const isOurs = /[\\/]nodes[\\/]InterviewFlowAi[\\/].*\.ts$/.test(filename);
		const text = isOurs
			? code.replace(/\bimport\(("[^"]+"|'[^']+')\)/g, 'Promise.resolve(require($1))')
			: code;
		return compile.call(this, text, filename);
	};
}

requireInsteadOfImport();
