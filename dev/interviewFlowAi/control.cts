/**
 * Steers the service from another process, under a path the vendor does not have. Needs no API key and
 * counts as no request:
 *
 * - `GET  /__local/state`      → counters, interviews, requests in flight
 * - `GET  /__local/received`   → every request, as far as they are recorded
 * - `POST /__local/set`        ← switches (all but functions)
 * - `POST /__local/jobs`       ← a job, or an array of jobs
 * - `POST /__local/interviews` ← an interview from before the run, or an array of them
 * - `POST /__local/reset`
 */
import type { IncomingMessage } from 'node:http';
import { parseJson, plainAnswer, readBody, type Answer } from './http.cts';
import type { LocalService, PastInterview } from './service.cts';
import type { Job } from './store.cts';
import type { Switches } from './switches.cts';

export const CONTROL_PREFIX = '/__local/';

export async function answerControl(
	service: LocalService,
	request: IncomingMessage,
): Promise<Answer> {
	const body = parseJson(await readBody(request));
	switch (`${request.method} ${request.url}`) {
		case `GET ${CONTROL_PREFIX}state`: {
			const { counters, interviews, jobs, maxInFlight } = service;
			const inFlight = service.inFlight();
			return ok({ counters, interviews, jobs, inFlight, maxInFlight });
		}
		case `GET ${CONTROL_PREFIX}received`:
			return ok(service.received);
		case `POST ${CONTROL_PREFIX}set`:
			try {
				service.set(body as Partial<Switches>);
				return ok({});
			} catch (error) {
				return plainAnswer(400, (error as Error).message);
			}
		case `POST ${CONTROL_PREFIX}jobs`:
			return ok([body as Job | Job[]].flat().map((job) => service.addJob(job)));
		case `POST ${CONTROL_PREFIX}interviews`:
			return ok(
				[body as PastInterview | PastInterview[]].flat().map((past) => service.addInterview(past)),
			);
		case `POST ${CONTROL_PREFIX}reset`:
			service.reset();
			return ok({});
		default:
			return plainAnswer(404, `Cannot ${request.method} ${request.url}`);
	}
}

function ok(body: unknown): Answer {
	return { status: 200, body };
}
