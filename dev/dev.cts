/**
 * `npm run dev`: a real n8n with this node in it, to try by hand. When a source file of the package is saved, n8n gets
 * the node anew. Everything is on this machine and thrown away afterwards: n8n, the account, and a local service that
 * answers in InterviewFlowAI's place.
 */
import { OWNER } from './n8n/client.cts';
import { installN8n } from './n8n/install.cts';
import { startStack, withCredential, type Stack } from './n8n/stack.cts';
import { pack } from './packing.cts';
import { REPOSITORY } from './paths.cts';
import { runCommand } from './processes.cts';
import { reloadOnSave } from './reload.cts';
import { exampleFiles, readExample } from './workflowFile.cts';

async function main(): Promise<void> {
	const installation = await installN8n();
	console.error('Building and packing the node');
	const { tarball } = await pack();
	console.error(`Starting n8n ${installation.version}`);
	const stack = await startStack(installation, tarball, { N8N_DEV_RELOAD: 'true' });
	const examples = await importExamples(stack);
	await reloadOnSave(REPOSITORY, stack.userFolder);
	console.log(welcome(stack, `${stack.n8n.url}/workflow/${examples.get(FIRST)}`));
}

/** The example to begin with. */
const FIRST = 'spreadsheet-campaign.json';

/** @returns the ID of each workflow, by the file it came from */
async function importExamples({ n8n, credential }: Stack): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const file of exampleFiles()) {
		const { id } = await n8n.createWorkflow(withCredential(readExample(file), credential));
		ids.set(file, id);
	}
	return ids;
}

function welcome({ n8n, service, credential }: Stack, first: string): string {
	return `
n8n is ready:        ${n8n.url}
Sign in with         ${OWNER.email} / ${OWNER.password}

A local service answers in InterviewFlowAI's place. The credential "${credential.name}" for it is ready, and
offers ${service.jobs.length} jobs. To practice creating one, use this Base URL and this API key:
                     ${service.url}
                     ${service.apiKey}

Things to try
  * Open ${first} and choose Execute workflow. It invites
    the candidates of a spreadsheet and reports on each. Choose it again: those who were created are duplicates
    now, with the same links; those who were refused are refused again.
  * Start a workflow of your own: choose +, search for "interview", and choose the job From List.
  * Change a file in nodes/, credentials/ or icons/ and save it: n8n gets the new node after some seconds.
  * See which interviews the local service has: ${service.url}/__local/state
  * Let the local service answer two requests a second and refuse the others, as a busy service does:
    curl ${service.url}/__local/set -d '{"rateLimit": {"perSecond": 2}}'
    What else it can do is listed in dev/interviewFlowAi/switches.cts.

Ctrl-C ends everything. Workflows made here are gone then; download what you want to keep.`;
}

runCommand(main);
