/** What runs together: the local service, a real n8n with the packed node, and a user signed in to it. */
import type { INode } from 'n8n-workflow';
import { startService, type LocalService } from '../interviewFlowAi/service.cts';
import { signIn, type Credential, type N8nClient } from './client.cts';
import type { N8nInstallation } from './install.cts';
import { createUserFolder, startN8n } from './server.cts';

export type Stack = Awaited<ReturnType<typeof startStack>>;

export const CREDENTIAL_TYPE = 'interviewFlowAiApi';

export async function startStack(
	installation: N8nInstallation,
	tarball: string,
	settings: NodeJS.ProcessEnv = {},
) {
	const userFolder = await createUserFolder(tarball);
	const service = await startService();
	const server = await startN8n(installation, userFolder, 'n8n', settings);
	const n8n = await signIn(server);
	return {
		service,
		server,
		n8n,
		/** One with everything filled in: the jobs of the service saved, and its job list. */
		credential: await createCredential(n8n, service),
		userFolder,
		async stop() {
			await server.process.stop();
			await service.stop();
		},
	};
}

/** The credential of a recruiter who typed in two jobs and knows an address that lists them all. */
export async function createCredential(n8n: N8nClient, service: LocalService): Promise<Credential> {
	return await n8n.createCredential('InterviewFlowAI account', CREDENTIAL_TYPE, {
		apiKey: service.apiKey,
		baseUrl: service.url,
		savedJobs: { jobs: service.jobs.slice(0, 2).map(({ title, id }) => ({ title, id })) },
		jobListUrl: `${service.url}/jobs`,
	});
}

/** Gives a credential to the nodes of a workflow that ask for it: this package's, as a node or as an AI agent's tool. */
export function withCredential<T extends { nodes: INode[] }>(
	workflow: T,
	credential: Credential,
): T {
	const { id, name, type } = credential;
	const nodes = workflow.nodes.map((node) =>
		/\.interviewFlowAi(Tool)?$/.test(node.type)
			? { ...node, credentials: { [type]: { id, name } } }
			: node,
	);
	return { ...workflow, nodes };
}
