/* The credential: which keys and addresses are taken, and to whom the key may be sent. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { httpUrl, isPrivateHost } from '../../../nodes/InterviewFlowAi/shared/addresses';
import { readAccount, toAccount } from '../../../nodes/InterviewFlowAi/shared/credential';

type Credentials = typeof import('../../../credentials/InterviewFlowAiApi.credentials');

const SECRET = 'Pa55w0rd';

describe('the API key', () => {
	it('is taken without the blanks around it', () => {
		for (const apiKey of [' key ', '\u200Bkey\u2060', '\uFEFFkey\n']) {
			expect(toAccount({ apiKey })).toMatchObject({ ok: true, value: { apiKey: 'key' } });
		}
	});

	it.each([
		[undefined, 'is empty'],
		['Bearer key', 'begins with the word "Bearer"'],
		['"key"', 'stands between quotation marks'],
		["'key'", 'stands between quotation marks'],
		['k\u00e9y', 'contains spaces or other'],
		['X-API-KEY: key', 'contains spaces or other'],
	])('is not %j', (apiKey, words) => {
		const says = new RegExp(`^API Key of the .* ${words}.*correct it\\.$`);
		const refused = { ok: false, problem: expect.stringMatching(says) };
		expect(toAccount({ apiKey: apiKey as string })).toEqual(refused);
	});
});

describe('the Base URL', () => {
	it.each([
		['  ', 'https://api.interviewflowai.com'],
		[' https://api.example.com/ ', 'https://api.example.com'],
		['https://API.example.com/v1//', 'https://api.example.com/v1'],
		['http://flow:8080/', 'http://flow:8080'],
		['http://192.168.1.5/api', 'http://192.168.1.5/api'],
		['http://api.svc.cluster.local', 'http://api.svc.cluster.local'],
	])('%j is read as %s', (baseUrl, read) => {
		expect(toAccount({ apiKey: 'key', baseUrl })).toMatchObject({ value: { baseUrl: read } });
	});

	it.each([
		['ftp://api.example.com', 'not a web address'],
		['localhost:3000', 'not a web address'],
		[`https://hr:${SECRET}@api.example.com`, 'more than an address'],
		[`https://hr:Pa#${SECRET}@host/`, 'web address|more than'],
		[`https://api.example.com/?key=${SECRET}`, 'more than an address'],
		[`https://api.example.com/#${SECRET}`, 'more than an address'],
		['https://api.example.com/v1/#', 'more than an address'],
		['https://api.example.com/api/external/ingest/candidate', 'the path of an endpoint'],
		['https://api.example.com/v1/api/external/', 'the path of an endpoint'],
		['http://api.example.com', 'http://'],
		['http://8.8.8.8', 'http://'],
	])('%s is refused, and nothing of it is shown', (baseUrl, words) => {
		const account = toAccount({ apiKey: 'key', baseUrl });
		expect(account).toEqual({ ok: false, problem: expect.stringMatching(words) });
		expect(JSON.stringify(account)).not.toMatch(new RegExp(`${SECRET}|example`));
	});
});

describe('a host in a network of the user', () => {
	const toldOf = (host: string) => {
		const taken = ['http', 'https'].map(
			(scheme) => toAccount({ apiKey: 'key', baseUrl: `${scheme}://${host}` }).ok,
		);
		return [isPrivateHost(new URL(`http://${host}`).hostname), ...taken];
	};

	it.each([
		...['localhost', 'LOCALHOST.', 'app.localhost', 'n8n', 'nas.local', 'api.internal', 'pi.lan'],
		...['router.home.arpa', 'flow.default.svc', 'flow.default.svc.cluster.local'],
		...['127.0.0.1', '127.1', '0x7f000001', '10.0.0.1', '172.16.0.1', '172.31.255.1'],
		...['192.168.0.1', '169.254.169.254', '100.64.0.1', '100.127.0.1', '0.0.0.0'],
		...['[::1]', '[::]', '[::ffff:10.0.0.1]', '[::ffff:172.31.0.1]', '[::ffff:192.168.0.1]'],
		...['[::ffff:127.0.0.1]', '[fd00::1]', '[fc12::1]', '[fe80::1]'],
	])('is %s', (host) => expect(toldOf(host)).toEqual([true, true, true]));

	it.each([
		...['localhost.example.com', 'notlocal.com', 'internal.example.com', 'mylan.example'],
		...['8.8.8.8', '11.0.0.1', '172.15.0.1', '172.32.0.1', '192.169.0.1', '100.63.0.1'],
		...['100.128.0.1', '[2606:4700::1111]', '[2001:db8::1]', '[::ffff:8.8.8.8]', '[::8.8.8.8]'],
		...['[::ffff:172.32.0.1]', '[::ffff:160.0.0.1]'],
	])('is not %s', (host) => expect(toldOf(host)).toEqual([false, false, true]));
});

test('a web address may hold letters beyond ASCII, however often it is read', () => {
	const urls = Array.from({ length: 20_000 }, () => httpUrl('https://bücher.example/ä'));
	expect(urls).not.toContain(undefined);
});

describe('reading the credential', () => {
	type GetCredentials = (type: string, item?: number) => Promise<object>;
	const reading = (getCredentials: GetCredentials, itemCount?: number) =>
		readAccount({ getCredentials } as unknown as IExecuteFunctions, itemCount);

	it.each([
		[2, 1],
		[3, 1],
		[400, 57],
	])('refuses %i items of which item %i has another account', async (count, other) => {
		const ofItem: GetCredentials = async (_, item = 0) => {
			if (item >= count) throw new Error('No such item');
			return { apiKey: item === other ? 'another-key' : 'key' };
		};
		const problem = expect.stringContaining('several accounts');
		expect(await reading(ofItem, count)).toMatchObject({ problem });

		const getCredentials = jest.fn(async () => ({ apiKey: 'key' }));
		expect((await reading(getCredentials, count)).ok).toBe(true);
		expect(getCredentials.mock.calls.length).toBeLessThan(50);
	});

	it.each([new Error('No key'), null, 'text'])('tells what n8n threw: %s', async (thrown) => {
		const read = await reading(() => Promise.reject(thrown as Error));
		expect(read).toEqual({ ok: false, problem: expect.stringMatching(/^The credential of .*\.$/) });
	});
});

it.each([
	['1.120.31', false],
	['2.8.0', false],
	['2.9.1', true],
	['2.41.0', true],
	['3.0.0', true],
])('the credential test in n8n %s lets chosen statuses pass: %j', (version, picksStatuses) => {
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow/package.json', () => ({ version }));
		const file = '../../../credentials/InterviewFlowAiApi.credentials';
		const { InterviewFlowAiApi } = jest.requireActual<Credentials>(file);
		const { request } = new InterviewFlowAiApi().test;
		expect('ignoreHttpStatusErrors' in request).toBe(picksStatuses);
		if (picksStatuses) {
			const except = expect.arrayContaining([308, 401, 403, 407, 408, 425, 429, 499, 500, 599]);
			expect(request).toMatchObject({ ignoreHttpStatusErrors: { except } });
		}
		const savedJob = expect.stringContaining('$credentials.savedJobs');
		const interviewerId = picksStatuses ? expect.stringMatching(/^[0-]+$/) : savedJob;
		expect(request.body).toMatchObject({ interviewerId });
	});
});
