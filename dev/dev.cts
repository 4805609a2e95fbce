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
import { endTogether, stopAll } from './processes.cts';
import { reloadOnSave } from './reload.cts';
import { exampleFiles, readExample } from './workflowFile.cts';

async function main(): Promise<void> {
	endTogether();

	const installation = await installN8n(say);
	say('Building and packing the node');
	const { tarball } = await pack();
	say(`Starting n8n ${installation.version}`);
	const stack = await startStack(installation, tarball, { N8N_DEV_RELOAD: 'true' });
	await importExamples(stack);
	await reloadOnSave(REPOSITORY, stack.userFolder, say);
	say(welcome(stack));
}

async function importExamples({ n8n, credential }: Stack): Promise<void> {
	for (const file of exampleFiles()) {
		await n8n.createWorkflow(withCredential(readExample(file), credential));
	}
}

function welcome({ n8n, service }: Stack): string {
	return `
n8n is ready:        ${n8n.url}
Sign in with         ${OWNER.email} / ${OWNER.password}

Things to try
  * Open "Invite a spreadsheet of candidates and report on each" and press Execute workflow. Press it again:
    every candidate is a duplicate now, with the link of before.
  * Start a workflow of your own: press +, search for "interview", choose the job From List.
  * Change a file in nodes/, credentials/ or icons/ and save it: n8n gets the new node after some seconds.
  * See what the local service holds: ${service.url}/__local/state
  * Make it misbehave: curl ${service.url}/__local/set -d '{"rateLimit": {"perSecond": 2}}'
    (all switches are in dev/interviewFlowAi/switches.cts)

Ctrl-C ends everything. Workflows made here are gone then; download what you want to keep.`;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

main().catch(async (error: Error) => {
	process.stderr.write(`${error.message}\n`);
	await stopAll();
	process.exit(1);
});
