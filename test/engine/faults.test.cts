/*
 * Everything that can go wrong between the node and the service, all in one run: each candidate meets a fault of its
 * own at the first try. Afterwards each is on the right output, and the service holds no candidate twice.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	FAULT_CATALOGUE,
	type Fault,
	type LocalService,
	startService,
} from '../../dev/interviewFlowAi/service.cts';
import {
	createLinks,
	faultsOf,
	people,
	person,
	sentTo,
	until,
} from '../../dev/engine/createLinks.cts';

/** Waits for an answer, in seconds. */
const TIMEOUT = 3;

type Faults = Record<string, Fault>;

/** What the catalogue has one example of, with a redirect to a server that listens. */
function allFaults(elsewhere: string): Faults {
	const location = `${elsewhere}/elsewhere`;
	return {
		...FAULT_CATALOGUE,
		'a body that drips for too long': { kind: 'dripBody', bytes: 8, everyMs: 150 },
		'408': { kind: 'status', status: 408 },
		'408 after creating': { kind: 'status', status: 408, carryOut: true },
		'418': { kind: 'status', status: 418 },
		'599 HTML': { kind: 'html', status: 599 },
		'echoed API key with 400': { kind: 'echoKey', status: 400 },
		'echoed API key with 201': { kind: 'echoKey', status: 201 },
		'a bare null': { kind: 'json', status: 201, body: null },
		'a link that is none': { kind: 'json', status: 201, body: { data: { interviewLink: 'x' } } },
		'redirect 302': { kind: 'redirect', status: 302, location },
		'redirect 307': { kind: 'redirect', status: 307, location },
	};
}

/** These are no reason to try again: the candidate is refused. All others end as Created. */
const REFUSED: Record<string, RegExp> = {
	...Object.fromEntries(
		[
			...['HTML with 200', 'empty 200', 'empty 204', 'huge body', 'error: null'],
			...['echoed API key with 201', 'a bare null', 'a link that is none'],
		].map((name) => [name, /gave no interview link/]),
	),
	'echoed API key with 400': /did not accept this candidate \(400\)/,
	'418': /answered 418/,
	'redirect 302': /redirect to another address \(302\)/,
	'redirect 307': /redirect to another address \(307\)/,
};

/** Faults that spoil nothing: the first answer counts. */
const HARMLESS = [
	...['slow', 'late answer after creating', 'dripping body'],
	...['JSON as text/plain', 'gzip', 'odd keys'],
];

/** The answer is lost although it came; it is looked up instead of being sent again. */
const UNREADABLE = ['truncated JSON', 'HTML with 201 after creating', 'empty 201 after creating'];

const names = Object.keys(allFaults(''));
let service: LocalService;
let elsewhere: LocalService;
let byName: Map<string, { output: number; json: IDataObject }>;
let sent: string[];

beforeAll(async () => {
	[service, elsewhere] = await Promise.all([startService(), startService()]);
	const faults = Object.values(allFaults(elsewhere.url));
	const all = people(names.length);
	service.set({ faults: faultsOf(faults.map((fault) => [fault])) });
	const { json } = await createLinks(service, {
		items: all,
		onError: 'continueErrorOutput',
		options: { timeout: TIMEOUT, concurrency: 50 },
	});
	const found = json.flatMap((items, output) => items.map((one) => ({ output, json: one })));
	byName = new Map(
		names.map((name, n) => [name, found.find((one) => one.json.email === person(n).email)!]),
	);
	sent = sentTo(service);
});

afterAll(() => Promise.all([service.stop(), elsewhere.stop()]));

const triesOf = (name: string) =>
	sent.filter((email) => email === person(names.indexOf(name)).email).length;

describe('a first try that meets', () => {
	it.each(names.filter((name) => !REFUSED[name]))(
		'%s: ends as Created, with the right link',
		(name) => {
			const { email } = person(names.indexOf(name));
			const held = service.interviews.filter((interview) => interview.email === email);
			const { output, json } = byName.get(name)!;

			expect(held).toHaveLength(1);
			expect(json).toMatchObject({ outcome: 'created', interviewLink: held[0]!.interviewLink });
			expect(output).toBe(0);
		},
	);

	it.each(Object.keys(REFUSED))('%s: is refused, with a reason, and holds no interview', (name) => {
		const { email } = person(names.indexOf(name));
		const { output, json } = byName.get(name)!;

		expect(json.error).toMatch(REFUSED[name]!);
		expect(output).toBe(2);
		expect(service.interviews.map((interview) => interview.email)).not.toContain(email);
		expect(triesOf(name)).toBe(1);
	});

	it.each([...HARMLESS, ...UNREADABLE])('%s: is not sent again', (name) => {
		expect(triesOf(name)).toBe(1);
	});

	it('anything else: is sent once more, and no oftener', () => {
		const others = names.filter(
			(name) => !REFUSED[name] && ![...HARMLESS, ...UNREADABLE].includes(name),
		);

		expect(others.filter((name) => triesOf(name) !== 2)).toEqual([]);
	});
});

describe('all faults together', () => {
	it('leave no connection open', async () => {
		await until(() => service.inFlight() === 0);
	});

	it('lead to no other server', () => {
		expect(elsewhere.received).toEqual([]);
	});
});

it('no answer at all: is given up after the time set, as often as set', async () => {
	service.reset();
	service.set({ faults: { always: { create: { kind: 'stall' } } } });
	const startedAt = Date.now();

	const { json } = await createLinks(service, {
		items: [person(0)],
		onError: 'continueErrorOutput',
		options: { timeout: 1, maxTries: 1 },
	});

	expect(json[2]![0]!.error).toMatch(/tried once.*no answer came in time/);
	expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
});
