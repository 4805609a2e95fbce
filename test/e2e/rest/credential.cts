/** What a recruiter reads after saving the credential. */
import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { always, type Fault } from '../../../dev/interviewFlowAi/service.cts';
import { isOlder } from '../../../dev/n8n/install.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';

const json = (status: number, body: string) => ({ kind: 'json', status, body }) as const;
const html = (status: number) => ({ kind: 'html', status }) as const;
const redirect = (status: number) => ({ kind: 'redirect', status, location: '/other' }) as const;

const PAGE = '<!DOCTYPE html><title>Welcome</title>';

/**
 * Answers to the test, and what the recruiter reads; nothing where the key was accepted, whatever the service says about
 * the Interviewer that does not exist.
 */
const ANSWERS: Record<string, [answer: Fault & { status: number }, words?: RegExp]> = {
	'a web page': [html(200), /web page/],
	'a web page with a byte order mark': [json(200, `\uFEFF\r\n\r\n\r\n${PAGE}`), /web page/],
	'a page for what is not found': [html(404), /web page/],
	'403': [json(403, '{"error":"Forbidden"}'), /does not allow this API key/],
	'407 of a proxy': [json(407, '{}'), /proxy.*did not reach/],
	'500': [json(500, '{"error":"Internal"}'), /\(500\)/],
	'503 with a web page': [html(503), /\(503\)/],
	'302, whose target is not asked': [redirect(302), /redirect/i],
	'308, whose target is not asked': [redirect(308), /redirect/i],
	'an empty list': [json(200, '[]')],
	'400': [json(400, '{"error":"Invalid interviewerId"}')],
	'404': [json(404, '{"error":"Interviewer not found"}')],
};

/** What is typed into the credential instead, and what the recruiter reads. */
const VALUES: Record<string, [value: Record<string, string>, words: RegExp]> = {
	'an address where no server answers': [
		{ baseUrl: 'http://127.0.0.1:9' },
		/refused|reach|connect/i,
	],
	'no address, which stands for that of InterviewFlowAI': [
		{ baseUrl: '  ' },
		/ENOTFOUND|EAI_AGAIN|cannot be established/,
	],
	'a key with Bearer': [{ apiKey: 'Bearer abc' }, /begins with the word "Bearer"/],
	'a public address without encryption': [{ baseUrl: 'http://api.example.com' }, /unprotected/],
	'an address with a password': [{ baseUrl: 'https://me:secret@127.0.0.1' }, /a password/],
};

/** @param version of n8n: before 2.9, the test is red for any status but those of a success, in words of n8n's own. */
export function credentialTests({ n8n, credential, service }: Stack, version: string): void {
	const picksStatuses = !isOlder(version, 2, 9);
	const says = async (
		expected: 'OK' | 'Error',
		words = /./,
		change: Record<string, string> = {},
	) => {
		const data = { ...credential.data, ...change };
		const { status, message } = await n8n.testCredential({ ...credential, data });
		assert.equal(status, expected, message);
		assert.match(message, words);
	};

	void describe('the credential test', () => {
		beforeEach(() => service.reset());
		after(() => service.reset());

		it('accepts the right key, also with blanks around it, and creates nothing', async () => {
			await says('OK');
			const padded = { apiKey: ` ${service.apiKey}\n`, baseUrl: `  \u200B${service.url}/ ` };
			await says('OK', undefined, padded);
			assert.equal(service.counters.create, 0);
		});

		it('says of a wrong key where to copy the right one', () => {
			const words = /does not accept this API key.*Settings > API Keys/;
			const change = { apiKey: 'wrong' };
			return says('Error', picksStatuses ? words : /check your credentials/, change);
		});

		for (const [name, [answer, words]] of Object.entries(ANSWERS)) {
			const isJudged = picksStatuses || answer.status === 200;
			const expected = words || !isJudged ? 'Error' : 'OK';
			it(`is ${expected === 'OK' ? 'green' : 'red'} for ${name}`, async () => {
				service.set({ faults: always('fetch', answer) });
				await says(expected, isJudged ? words : undefined);
				assert.equal(service.counters.other, 0);
			});
		}

		for (const [name, [value, words]] of Object.entries(VALUES)) {
			it(`says what is wrong with ${name}`, () => says('Error', words, value));
		}
	});
}
