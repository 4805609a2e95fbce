/** The example of an AI agent, chatted with from end to end; only the chat model follows a script. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { IDataObject } from 'n8n-workflow';
import type { Credential, Workflow } from '../../../dev/n8n/client.cts';
import { withCredential, type Stack } from '../../../dev/n8n/stack.cts';
import { withSettings } from '../../../dev/workflowFile.cts';
import { post } from '../http.cts';
import { startChatModel, type ChatModel } from './chatModel.cts';

/** Agents call a tool in one way up to version 2, and in another since version 3. */
const AGENT_VERSIONS = [2.2, 3];

const jane = {
	candidate_name: 'Jane Doe',
	candidate_email: 'jane.doe@example.com',
	job_title: 'customer support specialist',
};

/** @param example the example's content, imported anew for each version of the agent. */
export function agentTests({ n8n, service, credential }: Stack, example: () => Workflow): void {
	let model: ChatModel;
	let modelCredential: Credential;
	before(async () => {
		model = await startChatModel();
		const data = { apiKey: 'none', url: model.url, header: false };
		modelCredential = await n8n.createCredential('Chat model', 'openAiApi', data);
	});
	after(() => model.stop());

	for (const version of AGENT_VERSIONS) {
		void describe(`with an agent of version ${version}`, () => {
			let address: string;
			before(async () => {
				service.reset();
				const path = `chat-with-agent-${version * 10}`;
				const { id, name } = modelCredential;
				const { connections, nodes } = withSettings(example(), {
					'Recruiting assistant': { typeVersion: version },
					Chat: { webhookId: path, parameters: { public: true } },
					'Chat model': { credentials: { openAiApi: { id, name } } },
				});
				const file = withCredential({ name: path, connections, nodes }, credential);
				const workflow = await n8n.createWorkflow(file);
				await n8n.activate(workflow);
				address = `${n8n.url}/webhook/${path}/chat`;
			});

			const ask = async (chatInput: string, tool: string, fields: IDataObject) => {
				model.willCall(tool, fields);
				const message = { action: 'sendMessage', sessionId: 'one', chatInput };
				const response = await post(address, message);
				const { output } = (await response.json()) as { output: string };
				return JSON.parse(output) as IDataObject[];
			};
			const chat = async (fields: IDataObject) => (await ask('Invite Jane', 'Create', fields))[0];

			it('the agent is told the link of the new interview, and that of the duplicate', async () => {
				for (const outcome of ['created', 'duplicate']) {
					const answer = await chat(jane);
					assert.equal(answer?.outcome, outcome);
					assert.equal(answer?.interviewLink, service.interviews[0]?.interviewLink);
				}
			});

			it('the agent is told what to do about a refusal', async () => {
				const answer = await chat({
					candidate_name: 'Jane',
					candidate_email: 'jane',
					job_title: 'Suport',
				});
				assert.equal(answer?.outcome, 'refused');
				assert.match(String(answer?.error), /Candidate Email is "jane".*Enter one/);
				assert.match(String(answer?.error), /Known titles: "Customer Support Specialist"/);
			});

			it('asked who has not finished yet, the agent is told who, in few words', async () => {
				const jobId = service.jobs[2]?.id as string;
				service.reset();
				const extra = { transcript: 'word '.repeat(2000) };
				service.fill({
					jobId,
					count: 30,
					statuses: ['completed', 'shortlisted', 'started'],
					extra,
				});
				const { job_title } = jane;
				const question = 'Who has not finished yet?';

				const all = await ask(question, 'Get', { job_title });
				assert.equal(all.length, 30);
				assert.ok(JSON.stringify(all).length < 15_000);
				const waiting = await ask(question, 'Get', { job_title, status: 'shortlisted' });
				assert.deepEqual(
					waiting.map(({ email }) => email),
					all.filter(({ status }) => status === 'shortlisted').map(({ email }) => email),
				);
				assert.equal(waiting.length, 10);
				const [none] = await ask(question, 'Get', { job_title, status: 'declined' });
				const told = /^No interviews were found\. .* status "declined", only ".*"shortlisted"/;
				assert.match(String(none?.message), told);
			});
		});
	}
}
