/*
 * Everything that can go wrong between the node and the service, all in a few runs: each candidate meets a fault of its
 * own at the first try. Afterwards each is on the right output, and the service holds no candidate twice. Many faults
 * at once are played in properties.test.cts.
 */
import { setTimeout as after } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { namesOf } from '../../dev/interviewFlowAi/named.cts';
import {
	always,
	ANOTHER,
	CREATE_SHAPES,
	FAULT_CATALOGUE,
	type Fault,
	inTurn,
} from '../../dev/interviewFlowAi/service.cts';
import { faultsOf, JOB, originsOf, people, person, sentTo } from '../../dev/engine/createLinks.cts';
import { until } from '../../dev/processes.cts';
import { createAll, service } from './localService.cts';

type Faults = Record<string, Fault>;

const ERROR_NULL = { error: null };
/** The interview is created, or exists already, and the answer that says so is lost. */
const LOST: Faults = {
	...Object.fromEntries(
		Object.entries<Fault>(FAULT_CATALOGUE).filter(
			([, fault]) => 'carryOut' in fault && fault.kind !== 'stall',
		),
	),
	'408 after creating': { kind: 'status', status: 408, carryOut: true },
	'empty 204 after creating': { kind: 'empty', status: 204, carryOut: true },
	'error: null after creating': { kind: 'json', status: 200, body: ERROR_NULL, carryOut: true },
	'6 MB after creating': { kind: 'hugeBody', status: 200, megabytes: 6, carryOut: true },
};

/** Answers about an interview of another candidate or job, while nothing is created. */
const OF_ANOTHER: Faults = Object.fromEntries(
	namesOf(CREATE_SHAPES)
		.filter((shape) => shape.startsWith('another'))
		.map((shape) => [`${shape}, from a cache`, { kind: 'shape', shape }]),
);

const ALL: Faults = {
	...FAULT_CATALOGUE,
	...LOST,
	...OF_ANOTHER,
	'echoed API key with 400': { kind: 'echoKey', status: 400 },
	'echoed API key with 201': { kind: 'echoKey', status: 201 },
};

/** Only the time set ends these; a busy machine would need it for other answers, too, if there were many. */
const ENDLESS: Faults = {
	...Object.fromEntries(Object.entries(ALL).filter(([, { kind }]) => kind.startsWith('stall'))),
	'a body that drips for too long': { kind: 'dripBody', bytes: 8, everyMs: 150 },
};

const ENDING: Faults = Object.fromEntries(
	Object.entries(ALL).filter(([name]) => !(name in ENDLESS)),
);

/** These are no reason to try again: the candidate is refused. All others end with an interview. */
const REFUSED: Record<string, RegExp> = {
	...Object.fromEntries(
		[
			...['HTML with 200', 'empty 200', 'empty 204', 'huge body', 'error: null'],
			'echoed API key with 201',
		].map((name) => [name, /gave no interview link/]),
	),
	'echoed API key with 400': /did not accept this candidate \(400\)/,
	'redirect 302': /redirect to another address \(302\)/,
	'redirect 307': /redirect to another address \(307\)/,
	...Object.fromEntries(
		Object.keys(OF_ANOTHER).map((name) => [name, /does not hold this candidate/]),
	),
};

/** One try is enough. */
const NOT_SENT_AGAIN = [
	...Object.keys(REFUSED),
	// With these, the first answer can be read.
	...['slow', 'late answer after creating', 'dripping body'],
	...['JSON as text/plain', 'gzip', 'odd keys'],
	// Their answer is lost although it came: it is looked up.
	...['truncated JSON', 'HTML with 201 after creating', 'empty 201 after creating'],
	...['empty 204 after creating', 'error: null after creating', '6 MB after creating'],
];

it.each<[string, Faults, INodeParameters]>([
	['a fault', ENDING, { concurrency: 50 }],
	['a fault without an end', ENDLESS, { timeout: 5 }],
	['a lost answer, after an older interview', { ...LOST, ...OF_ANOTHER }, {}],
])(
	'%s at the first try: each candidate gets the right output and link, or a refusal with its reason, after no more tries than needed',
	async (kind, these, options) => {
		const isOlder = kind.endsWith('older interview');
		const faults = Object.entries(these);
		service.addInterview({ ...ANOTHER, jobId: JOB.id });
		const older = isOlder ? people(faults.length) : [];
		for (const one of older) service.addInterview({ ...one, jobId: JOB.id, createdAt: 0 });
		service.set({ faults: faultsOf(faults.map(([, fault]) => [fault])) });

		const { outputs } = await createAll(people(faults.length), { options });

		const sent = sentTo(service);
		const isOf = (n: number) => (email: unknown) => email === person(n).email;
		const linksOf = (n: number) =>
			service.interviews.filter(({ email }) => isOf(n)(email)).map((one) => one.interviewLink);
		const found = outputs.map((items) =>
			originsOf(items).map((from, at) => {
				const { error, outcome, interviewLink, afterLostAnswer } = items[at]!.json;
				const says = error ?? [outcome, interviewLink, afterLostAnswer].join(' ').trim();
				return {
					name: faults[from]![0],
					tries: sent.filter(isOf(from)).length,
					says,
					links: linksOf(from),
				};
			}),
		);
		const [settled, refused] = [false, true].map((isRefused) =>
			faults.flatMap(([name], from) => {
				if ((!isOlder && name in REFUSED) !== isRefused) return [];
				const [link] = linksOf(from);
				return isRefused
					? { name, tries: 1, says: expect.stringMatching(REFUSED[name]!), links: [] }
					: {
							name,
							tries: NOT_SENT_AGAIN.includes(name) ? 1 : 2,
							says: `${isOlder ? 'duplicate' : 'created'} ${link}`,
							links: [link],
						};
			}),
		);
		expect(found).toEqual(isOlder ? [[], settled, refused] : [settled, [], refused]);
		expect(service.counters.other).toBe(0);
		await until(() => service.inFlight() === 0, 60_000, 2);
	},
);

it('a request without an answer ends after Timeout, and is sent Max Tries times', async () => {
	service.set({ faults: always('create', { kind: 'stall' }) });
	const startedAt = Date.now();
	const { json } = await createAll([person(0)], { options: { timeout: 1, maxTries: 1 } });
	expect(json[2]![0]!.error).toMatch(/tried once.*no answer came in time/);
	expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);
});

const LATE: Fault = { kind: 'late', ms: 100 };
const LOSING: Record<string, Fault[]> = {
	'a reset before creating': [{ kind: 'reset' }, LATE],
	'a reset after creating, while the other waits for its answer': [
		{ kind: 'reset', carryOut: true },
		LATE,
	],
	'500 after creating': [{ kind: 'status', status: 500, carryOut: true }],
};

it.each(Object.entries(LOSING))('two executions never both say Created: %s', async (_, faults) => {
	for (let round = 0; round < 4; round++) {
		service.reset();
		service.set({ latency: round, faults: inTurn('create', ...faults) });
		const play = () => createAll([person(1)]);

		const runs = await Promise.all([play(), after(2 * round).then(play)]);

		const told = runs.map(({ json }) => json.flat()[0]!);
		expect(told.filter(({ outcome }) => outcome === 'created').length).toBeLessThanOrEqual(1);
		const { interviewLink } = service.interviews[0]!;
		expect(told).toMatchObject([{ interviewLink }, { interviewLink }]);
		expect(service.interviews).toHaveLength(1);
	}
});
