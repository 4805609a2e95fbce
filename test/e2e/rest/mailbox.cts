/**
 * A mail server that keeps every email, but refuses those to `unknown@…`. It knows as much of RFC 5321 as n8n's Send
 * Email node needs.
 */
import { createServer } from 'node:net';
import { close, listen } from '../../../dev/processes.cts';

export type Mailbox = Awaited<ReturnType<typeof startMailbox>>;

export async function startMailbox() {
	/** In order of arrival: headers and text, with the lines joined that were broken for sending. */
	const letters: string[] = [];
	const server = createServer((socket) => {
		let received = '';
		let isLetter = false;
		socket.on('error', () => {});
		socket.setEncoding('utf8').on('data', (part: string) => {
			received += part;
			const end = isLetter ? '\r\n.\r\n' : '\r\n';
			if (!received.endsWith(end)) return;
			const text = received;
			received = '';
			if (isLetter) letters.push(readable(text));
			isLetter = /^DATA/i.test(text);
			const isUnknown = /^RCPT TO:<unknown@/i.test(text);
			socket.write(isLetter ? '354 Go on\r\n' : isUnknown ? '550 Unknown\r\n' : '250 OK\r\n');
			if (/^QUIT/i.test(text)) socket.end();
		});
		socket.write('220 Mailbox\r\n');
	});
	return {
		port: await listen(server),
		letters,
		stop: () => close(server),
	};
}

/** Undoes "quoted-printable" (RFC 2045), as far as ASCII needs it. */
const readable = (letter: string) =>
	letter.replace(/=\r\n/g, '').replaceAll('=3D', '=').replaceAll('\r', '');
