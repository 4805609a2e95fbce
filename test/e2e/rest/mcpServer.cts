/** An MCP server that lists Interviewers, made with the official SDK: the one that n8n's MCP Client uses itself. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { N8nInstallation } from '../../../dev/n8n/install.cts';
import { close, listen } from '../../../dev/processes.cts';

export type McpServer = Awaited<ReturnType<typeof startMcpServer>>;

/** As the MCP specification has it. */
export interface ToolResult {
	content: Array<{ type: 'text'; text: string }>;
	structuredContent?: Record<string, unknown>;
}

/** The name is of our own: InterviewFlowAI does not document its. */
export const TOOL = 'list_all_interviewers';

interface Sdk {
	McpServer: new (info: { name: string; version: string }) => {
		registerTool(name: string, config: { description: string }, run: () => ToolResult): void;
		connect(transport: Transport): Promise<void>;
	};
	StreamableHTTPServerTransport: new (options: { sessionIdGenerator: undefined }) => Transport;
}

interface Transport {
	handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export async function startMcpServer({ n8n }: N8nInstallation) {
	const require = createRequire(n8n);
	const load = <Name extends keyof Sdk>(file: string) =>
		require(`@modelcontextprotocol/sdk/server/${file}.js`) as Pick<Sdk, Name>;
	const { McpServer } = load<'McpServer'>('mcp');
	const { StreamableHTTPServerTransport } = load<'StreamableHTTPServerTransport'>('streamableHttp');

	let result: ToolResult = { content: [] };
	const server = createServer((request, response) => {
		const mcp = new McpServer({ name: 'InterviewFlowAI', version: '1.0.0' });
		mcp.registerTool(TOOL, { description: 'Lists all Interviewers' }, () => result);
		const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
		void mcp.connect(transport).then(() => transport.handleRequest(request, response));
	});
	return {
		url: `http://127.0.0.1:${await listen(server)}/mcp`,
		/** What its tool answers from now on. */
		answerWith(given: ToolResult) {
			result = given;
		},
		stop: () => close(server),
	};
}
