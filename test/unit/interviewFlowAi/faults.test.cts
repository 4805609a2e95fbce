import { request as httpRequest } from 'node:http';
import {
	FAULT_CATALOGUE,
	startService,
	type Fault,
	type FaultKind,
	type LocalService,
} from '../../../dev/interviewFlowAi/service.cts';
import { CREATE_PATH } from '../../../dev/interviewFlowAi/contract.cts';
import { candidate, create, request } from './client.cts';

let service: LocalService;
beforeAll(async () => (service = await startService()));
afterAll(() => service.stop());
beforeEach(() => service.reset());

/** What a client saw of one create request, byte for byte. */
interface Sight {
	status?: number;
	headers: Record<string, unknown>;
	text: string;
	/** Whether all that was promised arrived. */
	complete: boolean;
	failed?: string;
}

/** Long enough for an answer on a busy machine; the tests wait for it only where no answer comes. */
const PATIENCE_MS = 250;

/** Gives up after `patienceMs` without a complete answer. */
function observe(fault: Fault, patienceMs = 5000): Promise<Sight> {
	service.set({ faults: { sequence: { create: [fault] } } });
	return new Promise((resolve) => {
		const sight: Sight = { headers: {}, text: '', complete: false };
		const end = (changes: Partial<Sight>) => {
			clearTimeout(patience);
			resolve({ ...sight, ...changes });
			call.destroy();
		};
		const call = httpRequest(`${service.url}${CREATE_PATH}`, {
			method: 'POST',
			headers: { 'X-API-KEY': service.apiKey, 'Content-Type': 'application/json' },
		});
		const patience = setTimeout(() => end({ failed: 'timeout' }), patienceMs);
		call.on('error', (error: NodeJS.ErrnoException) => end({ failed: error.code }));
		call.on('response', (response) => {
			Object.assign(sight, { status: response.statusCode, headers: response.headers });
			response.on('data', (chunk: Buffer) => (sight.text += chunk.toString('latin1')));
			response.on('error', (error: NodeJS.ErrnoException) => end({ failed: error.code }));
			response.on('end', () => end({ complete: response.complete }));
		});
		call.end(JSON.stringify(candidate()));
	});
}

const held = () => service.interviews.length;

test('a status with a body of its own', async () => {
	const body = { code: 500, message: 'Out of coffee' };
	const { status, text } = await observe({ kind: 'status', status: 500, body });
	expect([status, JSON.parse(text), held()]).toEqual([500, body, 0]);
});

test.each([
	[3, '3'],
	['soon', 'soon'],
	[{ dateIn: 90 }, 'Thu, 01 Jan 2026 00:01:30 GMT'],
	[undefined, undefined],
])('429 with Retry-After %j', async (retryAfter, header) => {
	service.set({ clockOffset: Date.UTC(2026, 0, 1) - Date.now() });
	const { status, headers } = await observe({ kind: 'status', status: 429, retryAfter });
	expect([status, headers['retry-after']]).toEqual([429, header]);
});

test('a refusal in a dialect', async () => {
	const { status, text } = await observe({ kind: 'refuse', dialect: '409 with interview' });
	expect([status, held()]).toEqual([409, 0]);
	expect(text).toContain('jane.doe@example.com');
});

test.each([
	[false, 0],
	[true, 1],
])('stall and reset, carried out: %s', async (carryOut, interviews) => {
	expect(await observe({ kind: 'stall', carryOut }, PATIENCE_MS)).toMatchObject({
		failed: 'timeout',
	});
	expect(held()).toBe(interviews);
	service.reset();
	expect(await observe({ kind: 'reset', carryOut })).toMatchObject({ failed: 'ECONNRESET' });
	expect(held()).toBe(interviews);
	expect(service.received[0]).toMatchObject({ fault: 'reset' });
	expect(service.received[0]!.status).toBeUndefined();
});

test('HTML, nothing, any JSON', async () => {
	const html = await observe({ kind: 'html', status: 201, carryOut: true });
	expect(html).toMatchObject({ status: 201, headers: { 'content-type': /html/ } as object });
	expect([html.text.slice(0, 9), held()]).toEqual(['<!DOCTYPE', 1]);
	for (const status of [200, 201, 204]) {
		expect(await observe({ kind: 'empty', status })).toMatchObject({
			status,
			text: '',
			complete: true,
		});
	}
	const json = await observe({ kind: 'json', status: 200, body: { error: null } });
	expect(json).toMatchObject({ status: 200, text: '{"error":null}' });
});

test.each([302, 307] as const)('a redirect %s elsewhere', async (status) => {
	const location = 'http://127.0.0.1:9/elsewhere';
	expect(await observe({ kind: 'redirect', status, location })).toMatchObject({
		status,
		headers: { location },
	});
});

test('a huge body', async () => {
	const { text, headers } = await observe({ kind: 'hugeBody', status: 200, megabytes: 2 });
	expect(JSON.parse(text)).toEqual({ data: 'x'.repeat(2 * 1024 * 1024) });
	expect(headers['content-length']).toBeUndefined();
});

test('a client may leave a huge body half read', async () => {
	const megabytes = 10_000;
	expect(await observe({ kind: 'hugeBody', status: 200, megabytes }, PATIENCE_MS)).toMatchObject({
		failed: 'timeout',
	});
	expect((await create(service)).status).toBe(201);
	expect(service.inFlight()).toBe(0);
});

test('the API key in body and header of an answer', async () => {
	const { status, headers, text } = await observe({ kind: 'echoKey', status: 500 });
	expect([status, headers['x-request-key']]).toEqual([500, service.apiKey]);
	expect(text).toContain(service.apiKey);
});

test('slow: carried out after the wait; late: carried out before it', async () => {
	expect(await observe({ kind: 'slow', ms: 2 * PATIENCE_MS }, PATIENCE_MS)).toMatchObject({
		failed: 'timeout',
	});
	expect(held()).toBe(0);
	service.reset();
	expect(await observe({ kind: 'late', ms: 2 * PATIENCE_MS }, PATIENCE_MS)).toMatchObject({
		failed: 'timeout',
	});
	expect(held()).toBe(1);
	service.reset();
	expect(await observe({ kind: 'late', ms: 10 })).toMatchObject({ status: 201 });
});

test('half a body, then silence or a reset', async () => {
	const stalled = await observe({ kind: 'stallBody' }, PATIENCE_MS);
	expect(stalled).toMatchObject({ status: 201, complete: false, failed: 'timeout' });
	expect(stalled.text).toHaveLength(Math.floor(Number(stalled.headers['content-length']) / 2));
	service.reset();
	const reset = await observe({ kind: 'halfBodyReset' });
	expect(reset).toMatchObject({ status: 201, complete: false, failed: 'ECONNRESET' });
	expect(reset.text).toMatch(/^\{"data":/);
	expect(held()).toBe(1);
});

test('a dripping body arrives whole in the end', async () => {
	const { text } = await observe({ kind: 'dripBody', bytes: 50, everyMs: 2 });
	expect(JSON.parse(text)).toMatchObject({ code: 201 });
});

test('truncated JSON has a content length that fits', async () => {
	const { status, text, complete, headers } = await observe({ kind: 'truncatedJson' });
	expect([status, complete, headers['content-length']]).toEqual([201, true, String(text.length)]);
	expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
});

test('JSON under another content type, zipped, and with odd keys', async () => {
	const odd = await observe({ kind: 'contentType', type: 'text/plain' });
	expect(odd.headers['content-type']).toBe('text/plain');
	expect(JSON.parse(odd.text)).toMatchObject({ code: 201 });

	service.reset();
	expect(await observe({ kind: 'gzip' })).toMatchObject({
		headers: { 'content-encoding': 'gzip' },
	});
	service.reset();
	service.set({ faults: { always: { create: { kind: 'gzip' } } } });
	expect((await create(service)).body).toMatchObject({ code: 201 });

	service.reset();
	const keys = await observe({ kind: 'oddKeys' });
	expect(JSON.parse(keys.text)).toMatchObject({
		Data: { InterviewLink: service.interviews[0]!.interviewLink },
	});
});

describe('the catalogue', () => {
	const ALL_KINDS: Record<Exclude<FaultKind, 'refuse'>, true> = {
		status: true,
		stall: true,
		reset: true,
		html: true,
		empty: true,
		json: true,
		redirect: true,
		hugeBody: true,
		echoKey: true,
		slow: true,
		late: true,
		stallBody: true,
		dripBody: true,
		halfBodyReset: true,
		truncatedJson: true,
		contentType: true,
		gzip: true,
		oddKeys: true,
	};

	test('has an example of every kind but dialects', () => {
		const kinds = new Set(Object.values(FAULT_CATALOGUE).map(({ kind }) => kind));
		expect([...kinds].sort()).toEqual(Object.keys(ALL_KINDS).sort());
	});

	test.each(Object.entries(FAULT_CATALOGUE))(
		'%s creates when its name says so',
		async (name, fault: Fault) => {
			await observe(fault, PATIENCE_MS);
			if (name.includes('after creating')) expect(held()).toBe(1);
			if (name.includes('before creating')) expect(held()).toBe(0);
			expect(service.counters.faults).toBe(1);
		},
	);
});

describe('plans', () => {
	const unavailable: Fault = { kind: 'status', status: 503 };
	const statuses = async (emails: string[]) => {
		const seen: number[] = [];
		for (const email of emails) seen.push((await create(service, { email })).status);
		return seen;
	};

	test('a sequence strikes requests in order of arrival, null lets one pass', async () => {
		service.set({ faults: { sequence: { create: [unavailable, null, unavailable] } } });
		expect(await statuses(['a@x.io', 'b@x.io', 'c@x.io', 'd@x.io'])).toEqual([503, 201, 503, 201]);
	});

	test('per e-mail', async () => {
		service.set({ faults: { perEmail: { 'B@x.io': [unavailable, unavailable] } } });
		expect(await statuses(['a@x.io', 'b@x.io', 'b@x.io', 'b@x.io'])).toEqual([201, 503, 503, 201]);
	});

	test('a function of the request', async () => {
		service.set({
			faults: ({ email }, n) => (n > 0 && email === 'b@x.io' ? unavailable : undefined),
		});
		expect(await statuses(['b@x.io', 'a@x.io', 'b@x.io'])).toEqual([201, 201, 503]);
	});

	test('a mix strikes its share, the same candidates whatever their order', async () => {
		const emails = Array.from({ length: 200 }, (_, n) => `c${n}@example.com`);
		const mix = { seed: 7, share: 0.25, faults: [unavailable], attempts: 1 };
		const struck = async (order: string[]) => {
			service.reset();
			service.set({ faults: { mix } });
			const seen = await statuses(order);
			return order.filter((_, i) => seen[i] === 503).sort();
		};
		const first = await struck(emails);
		expect(first.length).toBeGreaterThan(30);
		expect(first.length).toBeLessThan(70);
		expect(await struck([...emails].reverse())).toEqual(first);
		expect(await statuses(first)).toEqual(first.map(() => 201));
	});

	test('a plan that fails itself is seen', async () => {
		service.set({
			faults: () => {
				throw new Error('no such plan');
			},
		});
		const { status, text } = await create(service);
		expect(status).toBe(500);
		expect(text).toContain('The local service failed: Error: no such plan');
	});

	test('faults strike the list of jobs, too', async () => {
		service.set({ faults: { always: { jobs: { kind: 'html', status: 200 } } } });
		expect((await request(`${service.url}/jobs`)).text).toContain('<html>');
		expect((await create(service)).status).toBe(201);
	});
});
