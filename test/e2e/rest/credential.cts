/** What a recruiter reads after saving the credential. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Fault } from '../../../dev/interviewFlowAi/faults.cts';
import { freePort, listen } from '../../../dev/processes.cts';
import { isOlder } from '../../../dev/n8n/install.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';

const PAGE = '<!DOCTYPE html><title>Welcome</title>';

/** Answers that show that nobody checked the key, and what the recruiter reads. */
const NOT_CONNECTED: Record<string, [fault: Fault & { status?: number }, words: RegExp]> = {
	'a web page': [{ kind: 'html', status: 200 }, /web page/],
	'a web page with a byte order mark': [text(200, `\uFEFF\r\n\r\n\r\n${PAGE}`), /web page/],
	'a page for what is not found': [{ kind: 'html', status: 404 }, /web page/],
	'403': [text(403, '{"error":"Forbidden"}'), /does not allow this API key/],
	'407 of a proxy': [text(407, '{}'), /proxy.*did not reach/],
	'500': [text(500, '{"error":"Internal"}'), /\(500\)/],
	'503 with a web page': [{ kind: 'html', status: 503 }, /\(503\)/],
};

/** Answers of a service that has accepted the key, whatever it says about the Interviewer that does not exist. */
const CONNECTED: Record<string, ReturnType<typeof text>> = {
	'an empty list': text(200, '[]'),
	'400': text(400, '{"error":"Invalid interviewerId"}'),
	'404': text(404, '{"error":"Interviewer not found"}'),
};

/** What the node refuses as well, before anything is sent. */
const REFUSED: Record<string, [change: Record<string, string>, words: RegExp]> = {
	'a key with Bearer': [{ apiKey: 'Bearer abc' }, /begins with the word "Bearer"/],
	'a public address without encryption': [{ baseUrl: 'http://api.example.com' }, /unprotected/],
	'an address with a password': [{ baseUrl: 'https://me:secret@127.0.0.1' }, /a password/],
};

const ANY_WORDS = /./;

function text(status: number, body: string) {
	return { kind: 'json', status, body } as const;
}

/** @param version of n8n: before 2.9, the test is red for any status but those of a success, in words of n8n's own. */
export function credentialTests({ n8n, credential, service }: Stack, version: string): void {
	const picksStatuses = !isOlder(version, 2, 9);
	const testWith = (change: Record<string, string>) =>
		n8n.testCredential({ ...credential, data: { ...credential.data, ...change } });
	const isRed = async (change: Record<string, string>, words: RegExp) => {
		const { status, message } = await testWith(change);
		assert.equal(status, 'Error');
		assert.match(message, words);
	};
	const isRedForStatus = (words: RegExp) => isRed({}, picksStatuses ? words : ANY_WORDS);
	const isGreen = async (change: Record<string, string> = {}) => {
		const { status, message } = await testWith(change);
		assert.equal(status, 'OK', message);
	};

	void describe('the credential test', () => {
		beforeEach(() => service.reset());
		after(() => service.reset());

		it('accepts the right key, and creates nothing', async () => {
			await isGreen();
			assert.equal(service.counters.create, 0);
		});

		it('says of a wrong key where to copy the right one', () =>
			isRed(
				{ apiKey: 'wrong' },
				picksStatuses
					? /does not accept this API key.*Settings > API Keys/
					: /check your credentials/,
			));

		it('does not pass when nobody answers at the Base URL', async () =>
			isRed({ baseUrl: `http://127.0.0.1:${await freePort()}` }, /refused|reach|connect/i));

		for (const [name, [fault, words]] of Object.entries(NOT_CONNECTED)) {
			it(`is red for ${name}`, async () => {
				service.set({ faults: { always: { fetch: fault } } });
				await (fault.status === 200 ? isRed({}, words) : isRedForStatus(words));
			});
		}

		for (const [name, fault] of Object.entries(CONNECTED)) {
			const green = picksStatuses || fault.status === 200;
			it(`is ${green ? 'green' : 'red'} for ${name}`, async () => {
				service.set({ faults: { always: { fetch: fault } } });
				await (green ? isGreen() : isRed({}, ANY_WORDS));
			});
		}

		it('reads key and Base URL as the node does: without blanks around them', async () => {
			await isGreen({ apiKey: ` ${service.apiKey}\n`, baseUrl: `  \u200B${service.url}/ ` });
		});

		it('asks InterviewFlowAI itself where the Base URL is blank', () =>
			isRed({ baseUrl: '  ' }, /ENOTFOUND|EAI_AGAIN|cannot be established/));

		for (const [name, [change, words]] of Object.entries(REFUSED)) {
			it(`says of ${name} what the node says`, () => isRed(change, words));
		}

		void describe('at a redirect', () => {
			let asked = 0;
			const elsewhere = createServer((_, response) => {
				asked++;
				response.end('[]');
			});
			let location: string;
			before(async () => {
				location = `http://127.0.0.1:${await listen(elsewhere)}/`;
			});
			after(() => elsewhere.close());

			for (const status of [302, 308]) {
				it(`${status} is red, and its target is not asked`, async () => {
					service.set({ faults: { always: { fetch: { kind: 'redirect', status, location } } } });
					await isRedForStatus(/redirect/i);
					assert.equal(asked, 0);
				});
			}
		});
	});
}
