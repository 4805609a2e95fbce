/** Starts n8n and, for queue mode, its workers: on 127.0.0.1, on free ports, and with nothing sent outside. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { N8nInstallation } from './install.cts';
import { install } from '../packing.cts';
import { CACHE, LOGS, temporaryFolder } from '../paths.cts';
import { freePort, ready, start, type Running } from '../processes.cts';

const STARTING_TAKES_AT_MOST_MS = 180_000;

const MCP_REGISTRY = 'mcp-registry';

export interface N8nServer {
	readonly url: string;
	readonly process: Running;
}

/** A throw-away folder for n8n, with the packed node installed in it. */
export async function createUserFolder(tarball: string): Promise<string> {
	const folder = temporaryFolder('n8n');
	await install(tarball, folder);
	return folder;
}

export async function startN8n(
	installation: N8nInstallation,
	userFolder: string,
	name = 'n8n',
	settings: NodeJS.ProcessEnv = {},
): Promise<N8nServer> {
	const port = settings.N8N_PORT ?? String(await freePort());
	const url = `http://127.0.0.1:${port}`;
	// n8n 1 says that it is ready before it has its REST interface.
	const isReady = async () =>
		(await answers(`${url}/healthz/readiness`)) && (await answers(`${url}/rest/settings`));
	const all = { ...settings, N8N_PORT: port };
	return { url, process: await launch(installation, userFolder, name, ['start'], all, isReady) };
}

export async function startWorker(
	installation: N8nInstallation,
	userFolder: string,
	name: string,
	concurrency: number,
	settings: NodeJS.ProcessEnv,
): Promise<Running> {
	const port = String(await freePort());
	const isReady = () => answers(`http://127.0.0.1:${port}/healthz/readiness`);
	const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: port };
	const parameters = ['worker', `--concurrency=${concurrency}`];
	return await launch(
		installation,
		userFolder,
		name,
		parameters,
		{ ...health, ...settings },
		isReady,
	);
}

/** Starts n8n with the environment of this machine, but without its own settings of n8n. */
async function launch(
	{ node, n8n }: N8nInstallation,
	userFolder: string,
	name: string,
	parameters: string[],
	settings: NodeJS.ProcessEnv,
	isReady: () => Promise<boolean>,
): Promise<Running> {
	const foreign = /^(N8N_|DB_|QUEUE_|EXECUTIONS_|WEBHOOK_|NODE_OPTIONS$|GENERIC_TIMEZONE$)/;
	// A module that asks n8n's own servers; a version that does not have it refuses its name.
	const asksOutside = existsSync(join(dirname(n8n), '../dist/modules', MCP_REGISTRY));
	const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
	const env = {
		...Object.fromEntries(own),
		NODE_ENV: 'production',
		NODE_COMPILE_CACHE: join(CACHE, 'compile-cache'),
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'throw-away',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		...(asksOutside && { N8N_DISABLED_MODULES: MCP_REGISTRY }),
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		...settings,
	};
	const log = join(LOGS, `${name}.log`);
	const command = [node, n8n, ...parameters] as const;
	const process_ = start({ name, command, env, cwd: userFolder, log });
	await ready(process_, isReady, STARTING_TAKES_AT_MOST_MS);
	return process_;
}

async function answers(url: string): Promise<boolean> {
	return (await fetch(url, { signal: AbortSignal.timeout(10_000) })).ok;
}
