/**
 * A chat model that follows a script, in the words of OpenAI's API: asked by a user, it calls a tool it is offered; told
 * what the tool said, it says the same to the user.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { IDataObject } from 'n8n-workflow';
import { close, listen } from '../../../dev/processes.cts';

export type ChatModel = Awaited<ReturnType<typeof startChatModel>>;

interface ChatRequest {
	messages: Array<{ role: string; content: string }>;
	tools: Array<{ function: { name: string } }>;
}

export async function startChatModel() {
	let [wanted, fields] = ['', {} as IDataObject];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const { messages, tools } = JSON.parse(body) as ChatRequest;
			const last = messages.at(-1);
			const tool = tools.map((one) => one.function.name).find((name) => name.includes(wanted));
			const answer =
				last?.role === 'tool'
					? { content: last.content }
					: { content: null, tool_calls: [callTo(tool, fields)] };
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(completion(answer)));
		});
	});
	return {
		/** The Base URL of a credential for it. */
		url: `http://127.0.0.1:${await listen(server)}/v1`,
		/** The tool it calls from now on, and what it fills into its fields. @param tool a part of its name */
		willCall(tool: string, next: IDataObject) {
			[wanted, fields] = [tool, next];
		},
		stop: () => close(server),
	};
}

const callTo = (tool: string | undefined, fields: IDataObject) => ({
	id: 'call_1',
	type: 'function',
	function: { name: tool, arguments: JSON.stringify(fields) },
});

const completion = (message: IDataObject) => ({
	choices: [{ index: 0, message: { role: 'assistant', ...message } }],
});
