/**
 * Processes that are started here are also ended here, by their process id, however this process ends.
 *
 * Each gets a process group of its own, so that what it starts itself (such as n8n's task runner) ends with it.
 */
import { spawn, type StdioOptions } from 'node:child_process';
import { appendFileSync, closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { Server as HttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Running {
	readonly name: string;
	readonly pid: number;
	/** Where everything it prints goes. */
	readonly log: string;
	/** The exit code; -1 when a signal ended it. */
	readonly ended: Promise<number>;
	/** Asks it to end, and kills it if it has not ended after ten seconds. */
	stop(): Promise<void>;
	/** Kills it at once, as a crash would. */
	kill(): Promise<void>;
}

export interface Command {
	name: string;
	/** The program and its arguments. */
	command: readonly [string, ...string[]];
	log: string;
	env?: NodeJS.ProcessEnv;
	cwd?: string;
	/** The user to run it as, by number. */
	uid?: number;
}

const ENDING_TAKES_AT_MOST_MS = 10_000;

const running = new Set<Running>();

/** Starts a process that runs until it is stopped. */
export function start({ name, command, log, env, cwd, uid }: Command): Running {
	mkdirSync(dirname(log), { recursive: true });
	const [program, ...parameters] = command;
	const file = openSync(log, 'a');
	const stdio: StdioOptions = ['ignore', file, file];
	const child = spawn(program, parameters, { env, cwd, uid, detached: true, stdio });
	closeSync(file);
	const ended = new Promise<number>((resolve) => {
		const end = (code: number | null) => {
			endGroup(child.pid);
			running.delete(process_);
			resolve(code ?? -1);
		};
		child.once('exit', end);
		child.once('error', (error) => {
			appendFileSync(log, `${error}\n`);
			end(null);
		});
	});
	const process_: Running = {
		name,
		pid: child.pid ?? 0,
		log,
		ended,
		async stop() {
			child.kill('SIGTERM');
			const killLater = setTimeout(endGroup, ENDING_TAKES_AT_MOST_MS, child.pid);
			await ended;
			clearTimeout(killLater);
		},
		async kill() {
			endGroup(child.pid);
			await ended;
		},
	};
	running.add(process_);
	return process_;
}

/** Runs a command to its end; what it prints goes to its log. @throws with the end of the log when it fails. */
export async function run(command: Command): Promise<void> {
	const { ended, log } = start(command);
	const code = await ended;
	if (code !== 0) {
		throw new Error(`${command.command.join(' ')} failed (${code}).\n${endOfLog(log)}`);
	}
}

/** Waits until a process is ready for use. @throws with the end of its log when it ends before, or takes too long. */
export async function ready(
	{ name, log, ended }: Running,
	isReady: () => Promise<boolean>,
	patienceMs: number,
): Promise<void> {
	let code: number | undefined;
	void ended.then((given) => (code = given));
	const isSo = async () => {
		if (code !== undefined) throw new Error(`Ended with code ${code}`);
		return await isReady().catch(() => false);
	};
	await until(isSo, patienceMs).catch(({ message }: Error) => {
		throw new Error(`${name} is not ready. ${message}.\n${endOfLog(log)}`);
	});
}

/** Asks again and again until there is an answer. @throws when that takes longer than `patienceMs`. */
export async function until<T>(
	ask: () => T | false | Promise<T | false>,
	patienceMs: number,
	everyMs = 100,
): Promise<T> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const answer = await ask();
		if (answer) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${patienceMs / 1000} s without success`);
		await pause(everyMs);
	}
}

export async function stopAll(): Promise<void> {
	await Promise.all([...running].map((process_) => process_.stop()));
}

/**
 * Runs a command, and ends all that it started when it is over or fails.
 *
 * @param main gives whether the command succeeded; nothing when it goes on, as `npm run dev` does
 */
export function runCommand(main: () => Promise<boolean | void>): void {
	endTogether();
	const end = async (isWell: boolean) => {
		await stopAll();
		process.exit(isWell ? 0 : 1);
	};
	main().then(
		(isWell) => (isWell === undefined ? undefined : end(isWell)),
		(error: Error) => {
			process.stderr.write(`${error.message}\n`);
			return end(false);
		},
	);
}

/** From now on Ctrl-C, SIGTERM and the end of this process, for whatever reason, end all that was started. */
function endTogether(): void {
	let isEnding = false;
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (isEnding) return;
			isEnding = true;
			void stopAll().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
		});
	}
	process.on('exit', () => {
		for (const { pid } of running) endGroup(pid);
	});
}

/** A port that no process listens on right now. */
export async function freePort(): Promise<number> {
	const server = createServer();
	const port = await listen(server);
	await close(server);
	return port;
}

/** Lets a server listen on this machine alone. @param port any free one, if none is named. @returns its port */
export async function listen(server: Server, port = 0): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}

/** Ends a server, and breaks off what is open where it is one of HTTP. */
export async function close(server: Server | HttpServer): Promise<void> {
	const closed = new Promise((resolve) => server.close(resolve));
	if (server instanceof HttpServer) server.closeAllConnections();
	await closed;
}

function endOfLog(log: string): string {
	if (!existsSync(log)) return '';
	const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-20);
	return `The end of ${log}:\n${lines.map((line) => `    ${line}`).join('\n')}`;
}

/** Ends a process, if it could be started, and all that it started. */
function endGroup(pid: number | undefined): void {
	try {
		if (pid) process.kill(-pid, 'SIGKILL');
	} catch {
		// No process of the group is left.
	}
}
