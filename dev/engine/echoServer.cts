import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface Echo {
	method?: string;
	path?: string;
	headers: IncomingHttpHeaders;
	body: string;
}

/** A server on 127.0.0.1 that answers every request with the request itself, as JSON. */
export async function startEchoServer(): Promise<{ url: string; stop: () => Promise<void> }> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method, url: path, headers } = request;
			const echo: Echo = { method, path, headers, body: Buffer.concat(chunks).toString() };
			response.setHeader('content-type', 'application/json').end(JSON.stringify(echo));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
