/**
 * The contract probe asks the local service. What it does to an account and what it tells of it is tested here:
 * it creates one interview and no second, it stops where it is not wanted, and no answer shows in its report.
 */
import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { always, ANOTHER, inTurn, startService } from '../../dev/interviewFlowAi/service.cts';
import type { CreateShapeName, Fault, LocalService } from '../../dev/interviewFlowAi/service.cts';
import type { Switches } from '../../dev/interviewFlowAi/switches.cts';
import { REPOSITORY, temporaryFolder } from '../../dev/paths.cts';
import { inquire } from '../../dev/probe/asking.cts';
import { probe as command } from '../../dev/probe/probe.cts';
import { AGAIN, CREATE, LIST, QUESTIONS } from '../../dev/probe/questions.cts';
import { isSound, reportOf, verdictOf } from '../../dev/probe/report.cts';
import { headersOf, knownWords, shapeOf } from '../../dev/probe/shape.cts';

const KEY = 'sk/live+4711&probe=x';
const EMAIL = 'made.up@example.com';
const FOREIGN = {
	name: 'Zaphod Beeblebrox',
	email: 'zaphod@heart-of-gold.example',
	extra: {
		reportLink: 'https://reports.example.com/of/zaphod',
		notes: 'Two heads are better',
		reviews: { 'ford@betelgeuse.example': { stars: 5 }, Marvin: { stars: 1 } },
		metadata: { towel: 'green' },
	},
};
/** Addresses, links, IDs, and what is told of another candidate. */
const SECRETS =
	/zaphod|beeblebrox|heads|ford|marvin|towel|green|another.candidate|dec0de|c0ffee|b1f4c6a2|https?:|@|made\.up|4711/i;

/** A letter per question: agrees, new, Differs, not told. */
const LETTERS = { agrees: 'a', new: 'n', differs: 'D', 'not told': '-' };
const ALL_RIGHT = 'nannaanannnaannnna';

const CREATIONS = QUESTIONS.filter(({ api }) => api === 'create');
/** The questions that decide whether others are asked, and one of the others. */
const FIRST = [CREATE, AGAIN, LIST, CREATIONS[2]!];

let service: LocalService;
let now = Date.now;
beforeAll(async () => (service = await startService({ apiKey: KEY, now: () => now() })));
afterEach(() => (now = Date.now));
afterAll(() => service.stop());
beforeEach(() => service.reset());

/** What the probe finds; whatever that is, its report holds no secret. */
async function probe(
	switches: Switches = {},
	{ questions = QUESTIONS, everyMs = 0, timeoutMs = 20_000 } = {},
) {
	const jobId = service.jobs[0]!.id;
	service.set(switches);
	service.addInterview({ ...FOREIGN, jobId, createdAt: Date.now() - 60_000 });
	const account = { apiKey: KEY, baseUrl: service.url, data: {} };
	const candidate = { jobId, name: 'Probe Candidate', email: EMAIL, status: 'draft' as const };
	const lines: string[] = [];
	const say = (line: string) => lines.push(line);
	const found = await inquire(questions, account, candidate, { everyMs, timeoutMs }, say);
	const report = reportOf(found, KEY, []);
	expect(report).not.toMatch(SECRETS);
	const verdicts = questions.map((question) => LETTERS[verdictOf(question, found)]).join('');
	const { created, unclear } = found;
	const held = service.interviews.filter(({ email }) => email.toLowerCase() === EMAIL).length;
	return { verdicts, isSound: isSound(found), created, unclear, held, report, lines };
}

const answering = (fault: Fault): Switches => ({ faults: [{ on: {}, fault }] });
const ignores = (field: 'page' | 'interviewId' | 'limit' | 'additionalFields'): Switches => {
	return { fetchPaging: { ignores: [field] } };
};

describe('a service that keeps to its documentation', () => {
	it('is asked everything, and agrees', async () => {
		const { report, lines, ...found } = await probe();
		expect(found).toMatchObject({ verdicts: ALL_RIGHT, isSound: true, created: 1, unclear: 0 });
		expect(lines[2]).toBe('[3/18] The same candidate once more: 409');
		expect(report).toContain('Left behind in the account: 1 interview of the made-up candidate.');
		expect(report).toContain('says: Candidate already has an interview for this Interviewer');
		expect(report).toContain("of { id: the interview's ID or text (UUID), jobId: the job's ID");
		expect(report).toContain('reviews?: { (keys not shown): { stars: number } }');
		expect(report).toContain('metadata?: { (keys not shown): text }');
	});

	it('is asked one request at a time, with a pause before the next', async () => {
		await probe({}, { everyMs: 20 });
		const [first, last] = [service.received[0]!, service.received.at(-1)!];
		expect(service.maxInFlight).toBe(1);
		expect(last.at - first.at).toBeGreaterThanOrEqual((QUESTIONS.length - 2) * 20);
	});

	it('creates nothing for an address that has an interview already', async () => {
		service.addInterview({ jobId: service.jobs[0]!.id, name: 'Made Up', email: EMAIL });
		const verdicts = ALL_RIGHT.replace('a', '-');
		expect(await probe()).toMatchObject({ verdicts, created: 0, held: 1 });
	});
});

describe('what the node reads is told as it reads it', () => {
	test.each([
		['409 JSON', 'anna', 0],
		['403 empty body', 'aDn-', 0],
		// The node would send again.
		['500 empty body', 'aDn-', 1],
	])('a duplicate refused as "%s": %s', async (duplicateDialect, verdicts, unclear) => {
		// On a slow machine, a second passes between two requests.
		const startedAt = Date.now();
		now = () => startedAt;
		const found = await probe({ duplicateDialect }, { questions: FIRST });
		expect(found).toMatchObject({ verdicts, unclear, created: 1, held: 1 });
	});

	test.each(['400 plain', '201 null data'])('a refusal like "%s" ends it', async (dialect) => {
		const faults = always('create', { kind: 'refuse', dialect });
		const found = await probe({ faults }, { questions: FIRST });
		expect(found.verdicts).toMatch(/^[D-]/);
		expect(found).toMatchObject({ created: 0, held: 0, isSound: false });
		expect(service.counters.create).toBeLessThanOrEqual(2);
	});

	test.each<[CreateShapeName, Switches['fetchShape'], string]>([
		['email in upper case', { at: 'data.items', paging: 'total' }, 'anna'],
		['snake case', { at: 'data', row: 'null link' }, 'Dnna'],
		// In doubt, which ends the asking.
		['another candidate', '404', 'D-D-'],
		['success: false', { at: 'data' }, 'D-n-'],
	])('a creation answered with "%s", a list like %j: %s', async (shape, fetchShape, expected) => {
		const faults = always('create', { kind: 'shape', shape, carryOut: true });
		const switches = { fetchShape, faults };
		expect((await probe(switches, { questions: FIRST })).verdicts).toBe(expected);
	});
});

test.each<[string, Switches, string]>([
	['a wrong key gets 403', { wrongKeyStatus: 403 }, ALL_RIGHT],
	['no date is given', { createdAtFormat: 'null' }, 'nDnnaanannnaannnna'],
	['an unknown job is accepted', { acceptAnyJob: true }, 'nannaaD----aannnna'],
	['pages count from 0', { fetchPaging: { pagesFrom: 0 } }, 'nanDaanannnaannnna'],
	['page is ignored', ignores('page'), 'nannaanannnaaDnnna'],
	['interviewId is ignored', ignores('interviewId'), 'nannaanannnDannnna'],
	['limit is ignored', ignores('limit'), 'nannaanannnaDnnnna'],
	['filters are ignored', ignores('additionalFields'), 'nannaanannnaannDna'],
	['a gateway answers', answering({ kind: 'html', status: 502 }), 'DD-D--------DDDDDD'],
])('the verdicts show it when %s', async (_, switches, expected) => {
	expect((await probe(switches)).verdicts).toBe(expected);
});

describe('what could create something', () => {
	const another = { ...ANOTHER, email: EMAIL, jobId: 'b1f4c6a2-0d3e-4a57-9c1b-5e8f7a2d4c01' };
	const body = { data: { ...another, status: 'draft' }, code: 201 };

	const later = CREATIONS.slice(1).map(({ title }, index) => [title, index + 1] as const);
	test.each(later)('is not asked after "%s" created an interview', async (_, nth) => {
		const created: Fault = { kind: 'json', status: 201, body };
		const faults = [{ on: { endpoint: 'create', n: nth } as const, fault: created }];
		const { report, ...found } = await probe({ faults });
		expect(service.counters.create).toBe(nth + 1);
		expect([found.created + found.unclear, found.isSound]).toEqual([2, false]);
		expect(report).toMatch(/account: (?:2 interviews|1 interview .* and perhaps 1 more)/);
	});

	it('is not asked after an answer that got lost, and the report says what may be left', async () => {
		const faults = inTurn('create', { kind: 'stall', carryOut: true });
		const { report, verdicts } = await probe({ faults }, { timeoutMs: 1000 });
		expect(verdicts).toBe('n-----------------');
		expect(report).toContain('0 interviews of the made-up candidate, and perhaps 1 more');
		expect(report).toContain('no answer came in time');
	});
});

const FORBIDDEN = { faults: always('create', { kind: 'refuse', dialect: '403' }) };
const NONE_LEFT = { status: 409, headers: { 'x-ratelimit-remaining': '0' } };
test.each<[string, Switches, number, RegExp]>([
	['at the first 429', { rateLimit: { perSecond: 0, burst: 2 } }, 3, /rate limit: .*wait/],
	['when no requests are left', { duplicateDialect: NONE_LEFT }, 3, /x-ratelimit-remaining: 0/],
	['at a refused key', answering({ kind: 'refuse', dialect: '401' }), 1, /key was refused \(401\)/],
	['when creating is forbidden', FORBIDDEN, 2, /key was refused \(403\)/],
	['when the connection breaks', answering({ kind: 'reset' }), 1, /no answer came: the connection/],
])('a probe that stops %s says so', async (_, switches, requests, words) => {
	const { report, isSound } = await probe(switches);
	expect([isSound, service.received.length]).toEqual([false, requests]);
	expect(report).toMatch(words);
});

test('a key that comes back is in no report', async () => {
	const spelled = KEY.replace(/./g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
	const fault: Fault = { kind: 'json', status: 400, body: `Wrong key ${spelled}` };
	const { report } = await probe(answering(fault), { questions: FIRST });
	expect(report).not.toContain(spelled);
});

test('a report of a hostile answer is as short as any', async () => {
	const hostile = answering({ kind: 'hostile', status: 409, body: 'odd everywhere' });
	const { report } = await probe(hostile, { questions: FIRST });
	expect(report.length).toBeLessThan(20_000);
});

describe('what is shown of an answer', () => {
	const own = new Map([[EMAIL, 'the email']]);

	test.each([
		['CANDIDATE_ALREADY_EXISTS', 'CANDIDATE_ALREADY_EXISTS'],
		[`Zaphod (${EMAIL}) was invited by Ford`, '… [the email] was invited by …'],
		['Look at https://x.example/a or zaphod@x.example!', '… at … or …'],
	])('of the words "%s": "%s"', (said, expected) => expect(knownWords(said, own)).toBe(expected));

	test.each<[unknown, string]>([
		[{ a: 1, b: [null, true] }, '{ a: number, b: list of null or boolean }'],
		[{ c: '2026-01-31T09:00:00Z' }, '{ c: time (0000-00-00T00:00:00Z) }'],
		[[{ a: 'x' }, { b: 'a@b.example' }], 'list of { a?: text, b?: text (email address) }'],
		[{ 'Zaphod B.': { x: 1 }, other: { x: 2 } }, '{ (keys not shown): { x: number } }'],
		[[{ at: { x: 1 } }, { at: { x: 2 } }], 'list of { at: { x: number } }'],
		[undefined, 'no JSON'],
	])('of %j: the shape', (json, expected) => expect(shapeOf(json, own)).toBe(expected));

	it('of headers: formats and limits alone', () => {
		const told = { 'content-type': 'text/html', location: '/x', 'retry-after': 'zaphod' };
		const shown = ['content-type: text/html', 'location', 'retry-after'];
		expect(headersOf({ ...told, 'set-cookie': 'y' })).toEqual(shown);
	});
});

it('names what is not documented as README does', () => {
	const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
	const named = QUESTIONS.flatMap(({ basis }) => (basis.isDocumented ? [] : [basis.text]));
	const others = [...new Set(named)].filter((text) => !readme.includes(`| ${text} `));
	expect(others).toEqual(['what a wrong key gets']);
});

describe('npm run probe', () => {
	it.each([
		['a key', ['--job', '1', '--yes'], '', /set INTERVIEWFLOWAI_API_KEY/],
		['a yes', ['--job', '1'], KEY, /^Nothing was sent\./],
	])('sends nothing without %s', async (_, options, key, words) => {
		const log = jest.spyOn(console, 'log').mockImplementation();
		const where = ['--base-url', service.url, ...options];
		await expect(command(where, key)).rejects.toThrow(words);
		const told = log.mock.calls.join();
		expect(told.includes('Whatever else could create')).toBe(key === KEY);
		expect(told).not.toContain(KEY);
		expect(service.received).toEqual([]);
	});

	it('writes the report and ends with 1 when not everything was asked', async () => {
		const folder = temporaryFolder('probe');
		const file = join(folder, 'report.md');
		service.set({ rateLimit: { perSecond: 0, burst: 0 } });
		const where = ['--base-url', service.url, '--job', 'no-job', '--out', file, '--yes'];
		const run = ['--require', 'tsx/cjs', 'dev/probe/probe.cts', ...where];
		const how = { cwd: REPOSITORY, env: { ...process.env, INTERVIEWFLOWAI_API_KEY: KEY } };
		const stdout = expect.stringMatching(/not asked[^]*says what and why/);
		await expect(promisify(execFile)(process.execPath, run, how)).rejects.toMatchObject({
			...{ code: 1, stdout },
		});
		expect(readFileSync(file, 'utf8')).toContain('rate limit');
		// Tests on jest are not told of the end of their process.
		rmSync(folder, { recursive: true });
	});
});
