/** Carries out a fault on the answer to one request. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { FaultContext } from './answers.cts';
import type { Fault, FaultKind } from './faults.cts';
import { HOSTILE_BODIES } from './hostile.cts';
import { type Answer, begin, pageAnswer, plainAnswer, render, send } from './http.cts';
import { retryAfterHeader } from './rateLimit.cts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

type Strike<K extends FaultKind> = (
	fault: Fault & { kind: K },
	context: FaultContext,
	response: ServerResponse,
	/** The true answer, if a replacing fault had the request carried out. */
	carried: Answer | undefined,
) => Outcome | Promise<Outcome>;

/** What is to be sent; nothing where the strike has sent, or broken off, itself. */
type Outcome = Answer | void;

const STRIKES: { [K in FaultKind]: Strike<K> } = {
	status: ({ status, retryAfter, body }, { now }) => ({
		status,
		headers: retryAfterHeader(retryAfter, now),
		body: body ?? plainAnswer(status, `Answered with ${status} on request`).body,
	}),
	refuse: ({ dialect }, { refuse }) => refuse(dialect),
	shape: ({ shape }, context, _, carried) => context.shape(shape, carried),
	hostile: ({ status, body }) => ({ status, headers: JSON_TYPE, body: HOSTILE_BODIES[body]() }),
	stall: () => undefined,
	reset: (_, _context, response) => void response.socket?.resetAndDestroy(),
	html: ({ status }) => pageAnswer(status, 'Please wait.'),
	empty: ({ status }) => ({ status }),
	json: ({ status, body }) => ({ status, body }),
	redirect: ({ status, location }) => ({ status, headers: { location } }),
	async hugeBody({ status, megabytes }, _, response) {
		const pieces = ['{"data":"', ...Array<string>(megabytes).fill('x'.repeat(2 ** 20)), '"}'];
		response.writeHead(status, JSON_TYPE);
		await pipeline(Readable.from(pieces), response);
	},
	echoKey: ({ status }, { apiKeySent: key }) => ({
		...plainAnswer(status, `Request with X-API-KEY ${key} could not be handled`),
		headers: { 'x-request-key': key },
	}),

	async slow({ ms }, { carryOut }) {
		await pause(ms);
		return carryOut();
	},
	async late({ ms }, { carryOut }) {
		const answer = carryOut();
		await pause(ms);
		return answer;
	},
	stallBody(_, { carryOut }, response) {
		response.write(firstHalf(begin(response, carryOut())));
	},
	async dripBody({ bytes: length, everyMs }, { carryOut }, response) {
		const bytes = begin(response, carryOut());
		for (let sent = 0; sent < bytes.length && !response.destroyed; sent += length) {
			response.write(bytes.subarray(sent, sent + length));
			await pause(everyMs);
		}
		response.end();
	},
	async halfBodyReset(_, { carryOut }, response) {
		// The reset would overtake bytes that are still on their way out.
		const half = firstHalf(begin(response, carryOut()));
		await new Promise((resolve) => response.write(half, resolve));
		response.socket?.resetAndDestroy();
	},
	truncatedJson: (_, { carryOut }) => changed(carryOut(), firstHalf),
	contentType: ({ type }, { carryOut }) =>
		changed(carryOut(), (bytes) => bytes, { 'content-type': type }),
	gzip: (_, { carryOut }) => changed(carryOut(), gzipSync, { 'content-encoding': 'gzip' }),
	oddKeys: (_, { carryOut }) => changed(carryOut(), capitaliseKeys),
};

/** Answers, or leaves unanswered, one request as the fault has it. */
export async function strike(
	fault: Fault,
	response: ServerResponse,
	context: FaultContext,
): Promise<void> {
	const { carryOut, strangerMsAgo } = { carryOut: false, strangerMsAgo: undefined, ...fault };
	if (strangerMsAgo !== undefined) context.createAsStranger(strangerMsAgo);
	const carried = carryOut ? context.carryOut() : undefined;
	const strikeIt = STRIKES[fault.kind] as Strike<FaultKind>;
	const outcome = await strikeIt(fault as never, context, response, carried);
	if (outcome) send(response, outcome);
}

/** A pause that keeps no process alive. */
export const pause = (ms: number) => setTimeout(ms, undefined, { ref: false });

function changed(
	answer: Answer,
	change: (bytes: Buffer) => Buffer,
	more: Record<string, string> = {},
): Answer {
	const { status, headers, bytes } = render(answer);
	return { status, headers: { ...headers, ...more }, body: change(bytes) };
}

const firstHalf = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));

function capitaliseKeys(bytes: Buffer): Buffer {
	const keys = /"(\w)(\w*":)/g;
	const capitalised = (_: string, first: string, rest: string) => `"${first.toUpperCase()}${rest}`;
	return Buffer.from(bytes.toString().replace(keys, capitalised));
}
