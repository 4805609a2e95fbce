/**
 * `npm run dev`: a real n8n with this node in it, to try by hand. Everything is on this machine and thrown away
 * afterwards: n8n, the account, and a local service that answers in InterviewFlowAI's place.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OWNER, type WorkflowFile } from './n8n/client.cts';
import { installN8n } from './n8n/install.cts';
import { packNode } from './packing.cts';
import { REPOSITORY } from './paths.cts';
import { endTogether, stopAll } from './processes.cts';
import { startStack, withCredential, type Stack } from './n8n/stack.cts';

async function main(): Promise<void> {
	let stack: Stack | undefined;
	endTogether(async () => await stack?.stop());

	const installation = await installN8n(say);
	say('Building and packing the node');
	const tarball = await packNode();
	say(`Starting n8n ${installation.version}`);
	stack = await startStack(installation, tarball);
	await importExamples(stack);
	say(welcome(stack));
}

async function importExamples({ n8n, credential }: Stack): Promise<void> {
	const folder = join(REPOSITORY, 'examples');
	for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
		const workflow = JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile;
		await n8n.createWorkflow(withCredential(workflow, credential));
	}
}

function welcome({ n8n, service }: Stack): string {
	return `
n8n is ready:        ${n8n.url}
Sign in with         ${OWNER.email} / ${OWNER.password}

Things to try
  * Open "Invite a spreadsheet of candidates and report on each" and press Execute workflow. Press it again:
    everybody is a duplicate now, with the link of before.
  * Start a workflow of your own: press +, search for "interview", choose the job From List.
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
