/*
 * What becomes of what n8n's HTTP helper gives or throws: always a value, never the API key in it.
 */
import { Readable } from 'node:stream';
import { inspect } from 'node:util';
import { type IExecuteFunctions, sleep } from 'n8n-workflow';
import type { Account } from '../../../nodes/InterviewFlowAi/shared/credential.ts';
import { type Answer, createSend, type Reply } from '../../../nodes/InterviewFlowAi/shared/send.ts';

const KEY = 'sk/live-"4711"&x';
/** Largest answer that is read here, in bytes. */
const MOST_BYTES = 100_000;
const account: Account = { apiKey: KEY, baseUrl: 'http://x', data: { apiKey: KEY } };

interface Response {
	statusCode?: number;
	headers?: object;
	body?: unknown;
}

/** Sends one request through a helper that answers or throws, and tells which of n8n's two was used. */
async function send(
	helper: () => Promise<Response>,
	{ timeoutMs = 1000, authenticated = true, cancelled = false } = {},
): Promise<Reply & { used: string[] }> {
	const used: string[] = [];
	const request = (name: string) => () => {
		used.push(name);
		return helper();
	};
	const httpRequestWithAuthentication = request('with key');
	const helpers = { httpRequest: request('without key'), httpRequestWithAuthentication };
	const cancel = cancelled ? AbortSignal.abort() : undefined;
	const reply = await createSend(
		{ helpers } as unknown as IExecuteFunctions,
		account,
		cancel,
	)({
		...{ method: 'POST', url: 'http://x/y', body: { name: 'Jane' } },
		...{ timeoutMs, authenticated, mostBytes: MOST_BYTES },
	});
	return { ...reply, used };
}

const answering = (given: string | Readable, more: Response = {}) => {
	const body = typeof given === 'string' ? stream(given) : given;
	return send(async () => ({ statusCode: 200, headers: {}, body, ...more }));
};
const throwing = (error: unknown) => send(() => Promise.reject(error as Error));
const stream = (...chunks: Array<string | Buffer>) =>
	Readable.from(chunks.map((c) => Buffer.from(c)));

const utf8 = (text: string) => Buffer.from(text);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => utf16(`\uFEFF${text}`).swap16();
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('an answer', () => {
	it('has the times when the request was sent and when the headers came, before the body', async () => {
		const late = new Readable({
			read() {
				setTimeout(() => this.push(null), 60);
			},
		});
		let calledAt = 0;
		const slow = async () => {
			calledAt = Date.now();
			await sleep(30);
			return { statusCode: 200, headers: {}, body: late };
		};
		const { sentAt, headersAt } = (await send(slow)) as Answer;

		expect(sentAt).toBeLessThanOrEqual(calledAt);
		expect(headersAt - sentAt).toBeGreaterThanOrEqual(25);
		expect(Date.now() - headersAt).toBeGreaterThan(40);
	});

	it('is read from a stream, wherever its pieces were cut', async () => {
		const bytes = Buffer.from('{"name":"Zoë 🎉"}');
		const pieces = [...bytes].map((byte) => Buffer.from([byte]));
		const json = { name: 'Zoë 🎉' };
		expect(await answering(stream(...pieces))).toMatchObject({ kind: 'answer', status: 200, json });
	});

	it.each([
		['text with a byte order mark', '\uFEFF{"a":1}', { a: 1 }],
		['half of it', '{"a":', undefined],
		['words between quotation marks', '"[a] {b}"', '[a] {b}'],
		['nothing', '', undefined],
	])('is read from %s', async (_, body, json) => {
		expect(await answering(body)).toMatchObject({ kind: 'answer', json });
	});

	it.each<[string, string, Buffer, unknown]>([
		['of a charset of its own', 'application/json; charset=iso-8859-1', latin1('"é"'), 'é'],
		['that is UTF-8, whatever charset it names', 'text/html; charset=iso-8859-1', utf8('"é"'), 'é'],
		['in UTF-16', 'application/json; charset=utf-16le', utf16('"é"'), 'é'],
		['in UTF-16 that names no charset', 'application/json', utf16('"e"'), 'e'],
		['in UTF-16 as Java writes it', 'application/json; charset=utf-16', utf16be('"é"'), 'é'],
		['in the same without a mark', 'application/json', utf16be('"é"').subarray(2), 'é'],
		['of an unknown charset', 'application/json; charset=x-odd', latin1('"é"'), '\uFFFD'],
	])('%s is read', async (_, type, bytes, json) => {
		const headers = { 'content-type': type };
		expect(await answering(stream(bytes), { headers })).toMatchObject({ json });
	});

	it.each([
		['[{"data": {"id": "1"}, "code": 201}]', { data: { id: '1' }, code: 201 }],
		['[{"Data": []}]', { Data: [] }],
		['[{"id": "1", "data": {"score": 5}}]', [{ id: '1', data: { score: 5 } }]],
		['[{"candidateEmail": "a@b.co", "data": {}}]', [{ candidateEmail: 'a@b.co', data: {} }]],
		['[{"data": []}, {"data": []}]', [{ data: [] }, { data: [] }]],
		['[{"data": "text"}]', [{ data: 'text' }]],
	])('%s is taken out of a list of one, unless it is an entry', async (body, json) => {
		expect(await answering(body)).toMatchObject({ text: body, json });
	});

	it('that holds JSON as a text is read as that JSON', async () => {
		const text = '{"a":1}';
		expect(await answering(`\uFEFF${JSON.stringify(text)}\n`)).toMatchObject({
			text,
			json: { a: 1 },
		});
	});

	const escaped = (text: string) =>
		text.replace(/[^[]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
	it.each<[string, (text: string) => string | Readable]>([
		['in UTF-16', (text) => stream(utf16(text))],
		['in UTF-16 as Java writes it', (text) => stream(utf16be(text))],
		['that holds JSON as a text', (text) => `"${escaped(text)}"`],
	])('%s shows no API key either', async (_, written) => {
		const reply = await answering(written(JSON.stringify([`no key ${KEY}`])));
		const json = ['no key [API key]'];
		expect(reply).toMatchObject({ text: JSON.stringify(json), json });
	});

	it('that is too large is not read to its end', async () => {
		let sent = 0;
		function* pieces() {
			for (; ; sent += 1024) yield Buffer.alloc(1024, 'x');
		}
		const endless = Readable.from(pieces());

		const text = expect.stringMatching(/^\(more than \d+ kB, which this node does not read\)$/);
		expect(await answering(endless)).toMatchObject({ tooLarge: true, text, json: undefined });
		expect(sent).toBeLessThan(MOST_BYTES * 2);
		expect(endless.destroyed).toBe(true);
	});

	it('of just the size that is allowed is read', async () => {
		const text = `"${'x'.repeat(MOST_BYTES - 2)}"`;
		expect(await answering(stream(text))).toMatchObject({ tooLarge: false });
	});

	it('whose body stalls is lost when the time is up', async () => {
		const body = new Readable({ read() {} });
		body.push('{"a":');
		const helper = async () => ({ statusCode: 200, headers: {}, body });
		const reply = await send(helper, { timeoutMs: 30 });
		expect(reply).toMatchObject({ kind: 'lost', reason: 'no answer came in time' });
	});

	const aborted = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
	it.each([aborted, undefined])('whose body breaks off is lost, by %j', async (error) => {
		const broken = new Readable({ read() {} });
		broken.push('{"a":');
		broken.destroy(error);
		const reason = 'the connection was cut';
		expect(await answering(broken)).toMatchObject({ kind: 'lost', reason });
	});
});

describe('no answer', () => {
	const withCode = (code: string) => Object.assign(new Error(code), { code });

	it.each([
		['neverArrived', 'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH'],
		['lost', 'ECONNABORTED ETIMEDOUT ECONNRESET EPIPE HPE_INVALID_CONSTANT Z_DATA_ERROR'],
		['lost', 'ERR_BAD_RESPONSE ESOMETHINGNEW'],
		['impossible', 'CERT_HAS_EXPIRED SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
		['impossible', 'ERR_TLS_CERT_ALTNAME_INVALID EPROTO ERR_INVALID_URL ERR_INVALID_CHAR'],
	])('is %s with code %s', async (kind, codes) => {
		for (const code of codes.split(' ')) {
			const plain = await throwing(withCode(code));
			const wrapped = await throwing({ message: 'x', httpCode: code });
			const cause = { cause: withCode(code) };
			const caused = await throwing({ message: 'x', httpCode: null, cause });

			expect([code, plain.kind, wrapped.kind, caused.kind]).toEqual([code, kind, kind, kind]);
		}
	});

	const unknown = [undefined, null, 'text', {}, new Error('No idea')];
	it.each(unknown)('for no known reason, %p, is not tried again', async (thrown) => {
		const reason = expect.stringMatching(/./);
		expect(await throwing(thrown)).toMatchObject({ kind: 'impossible', reason });
	});

	it('in a cancelled execution is of the kind "cancelled"', async () => {
		const reply = await send(() => Promise.reject(withCode('ERR_CANCELED')), { cancelled: true });
		expect(reply.kind).toBe('cancelled');
	});
});

describe('the API key', () => {
	const inUrl = encodeURIComponent(KEY);
	const handedOn = (reply: Reply) =>
		inspect([reply, 'json' in reply && JSON.stringify(reply.json)], { depth: null });
	const holdsKey = (text: string) =>
		[KEY, JSON.stringify(KEY).slice(1, -1), inUrl].some((spelling) => text.includes(spelling));

	const spellings = [KEY, JSON.stringify(KEY), `http://x/?key=${inUrl}`];
	it.each(spellings)('is not handed on from an answer, or an error: %s', async (spelling) => {
		const text = await answering(stream(`Bad key ${spelling}`));
		const json = await answering(stream(JSON.stringify({ message: spelling, [spelling]: 1 })));
		const thrown = handedOn(await throwing(new Error(spelling)));
		const late = handedOn(await throwing(new Error(`${'x'.repeat(190)}${spelling}`)));

		expect(json).toMatchObject({ json: { message: expect.stringContaining('[API key]') } });
		expect(holdsKey(handedOn(text) + handedOn(json) + thrown + late)).toBe(false);
		expect(thrown + late).not.toContain('sk/l');
	});

	it('is sent only with a request that asks for it', async () => {
		const helper = async () => ({ statusCode: 200, headers: {}, body: stream('') });
		expect((await send(helper)).used).toEqual(['with key']);
		expect((await send(helper, { authenticated: false })).used).toEqual(['without key']);
	});
});
