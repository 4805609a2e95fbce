/**
 * Steers the service from another process, under a path the vendor does not have, such as `GET /__local/state`, or
 * `POST /__local/set` with switches (all but functions) as JSON. Needs no API key and counts as no request.
 */
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { parseJson, plainAnswer, type Answer } from './http.cts';
import type { LocalService, PastInterview } from './service.cts';
import type { Filling, Job } from './store.cts';
import type { Switches } from './switches.cts';

export const CONTROL_PREFIX = '/__local/';

/** What is asked for by method and name, given what the request holds. */
const ACTIONS: Record<string, (service: LocalService, given: never) => unknown> = {
	'GET state': (service) => {
		const { counters, interviews, jobs, maxInFlight } = service;
		return { counters, interviews, jobs, inFlight: service.inFlight(), maxInFlight };
	},
	'GET received': ({ received }) => received,
	'POST set': (service, switches: Switches) => service.set(switches),
	'POST jobs': (service, jobs: Job | Job[]) => [jobs].flat().map(service.addJob),
	'POST interviews': (service, all: PastInterview | PastInterview[]) =>
		[all].flat().map(service.addInterview),
	'POST fill': (service, filling: Filling) => service.fill(filling),
	'POST reset': (service) => service.reset(),
};

export async function answerControl(
	service: LocalService,
	request: IncomingMessage,
): Promise<Answer> {
	const { method, url = '' } = request;
	const given = parseJson(await text(request));
	const action = ACTIONS[`${method} ${url.slice(CONTROL_PREFIX.length)}`];
	if (!action) return plainAnswer(404, `Cannot ${method} ${url}`);
	try {
		return { status: 200, body: (await action(service, given as never)) ?? {} };
	} catch (error) {
		return plainAnswer(400, (error as Error).message);
	}
}
