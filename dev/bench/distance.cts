/** The local service as if it were far away: behind TLS, and behind a relay that takes its time. */
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { generate } from 'selfsigned';
import { temporaryFolder } from '../paths.cts';
import { listen } from '../processes.cts';

/** Milliseconds that everything takes to get to the service, and back. */
export const ONE_WAY_MS = 20;

export type Distance = Awaited<ReturnType<typeof startDistance>>;

/**
 * @param service `http://127.0.0.1:PORT`. Its servers end with this process.
 * @returns its URL, and the file with the certificate that has to be trusted
 */
export async function startDistance(service: string) {
	const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
	});
	const certificate = join(temporaryFolder('certificate'), 'certificate.pem');
	writeFileSync(certificate, cert);

	const servicePort = Number(new URL(service).port);
	const tls = createTlsServer({ cert, key }, (client) => couple(client, servicePort)).unref();
	const encrypted = await listen(tls);
	const relay = createServer((client) => couple(client, encrypted, ONE_WAY_MS)).unref();
	return { url: `https://127.0.0.1:${await listen(relay)}`, certificate };
}

/** Connects a client with a port of this machine. @param ms that everything takes, one way */
function couple(client: Socket, port: number, ms = 0): void {
	const target = connect(port, '127.0.0.1');
	// On this machine a connection takes no time; across a distance, there and back.
	const openAt = performance.now() + 2 * ms;
	for (const [from, to] of [
		[client, target],
		[target, client],
	] as const) {
		const later = (act: () => void) =>
			ms === 0 ? act() : setTimeout(act, Math.max(0, openAt - performance.now()) + ms);
		from.setNoDelay(true);
		from.on('data', (piece) => later(() => to.write(piece)));
		from.on('end', () => later(() => to.end()));
		from.on('error', () => to.destroy());
		from.on('close', () => later(() => to.destroy()));
	}
}
