/**
 * n8n in queue mode as it is run for real: a main process that takes webhooks, workers that carry the executions out,
 * Redis between them, and PostgreSQL, because n8n does not support queue mode with sqlite.
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { startService } from '../interviewFlowAi/service.cts';
import { LOGS, temporaryFolder } from '../paths.cts';
import { freePort, ready, run, start } from '../processes.cts';
import { signIn } from './client.cts';
import type { N8nInstallation } from './install.cts';
import { createUserFolder, startN8n, startWorker } from './server.cts';
import { createCredential } from './stack.cts';

export type Cluster = Awaited<ReturnType<typeof startCluster>>;

const DATABASE_USER = 'n8n';

/** Redis and PostgreSQL; a quiet machine needs a second. */
const STARTING_TAKES_AT_MOST_MS = 60_000;

export async function startCluster(
	installation: N8nInstallation,
	tarball: string,
	[redisServer, initdb]: readonly [redisServer: string, initdb: string],
	size: { workers: number; executionsPerWorker: number },
) {
	const userFolder = await createUserFolder(tarball);
	const service = await startService();
	try {
		const [redis, postgres] = await Promise.all([startRedis(redisServer), startPostgres(initdb)]);
		const port = String(await freePort());
		const settings = {
			// A worker does not learn the address of webhooks in any other way.
			WEBHOOK_URL: `http://127.0.0.1:${port}`,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: DATABASE_USER,
			DB_POSTGRESDB_DATABASE: 'postgres',
			// n8n's own 2 are too few for 200 webhooks at once on a busy machine: it answers 503 then.
			DB_POSTGRESDB_POOL_SIZE: '10',
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		};
		const [main, ...workers] = await Promise.all([
			startN8n(installation, userFolder, 'queue-main', { ...settings, N8N_PORT: port }),
			...Array.from({ length: size.workers }, (_, n) => {
				const name = `queue-worker-${n + 1}`;
				return startWorker(installation, userFolder, name, size.executionsPerWorker, settings);
			}),
		]);
		const n8n = await signIn(main);
		return {
			n8n,
			service,
			credential: await createCredential(n8n, service),
			workers,
			async stop() {
				for (const all of [[main.process, ...workers], [redis, postgres], [service]]) {
					await Promise.all(all.map((one) => one.stop()));
				}
			},
		};
	} catch (error) {
		await service.stop();
		throw error;
	}
}

async function startRedis(redisServer: string) {
	const port = await freePort();
	const folder = temporaryFolder('redis');
	const flags = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
	const redis = start({
		name: 'redis',
		command: [redisServer, '--port', String(port), ...flags],
		log: join(LOGS, 'redis.log'),
	});
	await ready(redis, () => accepts(port), STARTING_TAKES_AT_MOST_MS);
	return { ...redis, port };
}

async function startPostgres(initdb: string) {
	const port = await freePort();
	const folder = temporaryFolder('postgres');
	const uid = postgresUser();
	if (uid !== undefined) chownSync(folder, uid, -1);
	const log = join(LOGS, 'postgres.log');
	const common = { log, uid, cwd: folder };
	const create = ['-D', folder, '-U', DATABASE_USER, '--auth=trust', '--encoding=UTF8'];
	await run({ name: 'initdb', command: [initdb, ...create, '--no-sync'], ...common });
	// The data is temporary, so PostgreSQL need not write it to the disk at once.
	const hasty = ['fsync', 'synchronous_commit', 'full_page_writes'];
	const postgres = start({
		name: 'postgres',
		command: [
			join(dirname(initdb), 'postgres'),
			...['-D', folder, '-h', '127.0.0.1', '-p', String(port), '-k', folder],
			...hasty.flatMap((name) => ['-c', `${name}=off`]),
		],
		...common,
	});
	await ready(postgres, () => accepts(port), STARTING_TAKES_AT_MOST_MS);
	return { ...postgres, port };
}

/** PostgreSQL does not run as root; its Debian package brings a user for it. */
function postgresUser(): number | undefined {
	if (process.getuid?.() !== 0) return undefined;
	return Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }));
}

async function accepts(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	await once(socket, 'connect');
	socket.destroy();
	return true;
}
