/*
 * Answers that no service means to give, on n8n's engine: each costs its own candidate and no other. All answers of a
 * kind are played in one run, with candidates between them who meet none; then the service's books tell what is true.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	ANOTHER,
	CREATE_SHAPES,
	type CreateShapeName,
	type Fault,
	HOSTILE_BODIES,
	type HostileName,
	KEY_SPELLINGS,
	PLACES,
	said,
	startService,
} from '../../dev/interviewFlowAi/service.cts';
import { namesOf } from '../../dev/interviewFlowAi/named.cts';
import {
	after,
	createLinks,
	faultsOf,
	JOB,
	originsOf,
	people,
	person,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { create, createAll, ERROR_OUTPUT, service } from './localService.cts';
import { told } from './told.cts';

type Faults = Record<string, Fault>;

/** What became of the candidate who met a fault at the first try. */
interface Met {
	output: number | undefined;
	json: IDataObject;
	/** The link that the service holds for the candidate. */
	held: string | undefined;
}

/** One run in which each fault meets a candidate of its own, and every second candidate meets none. */
async function playAll(faults: Faults): Promise<Map<string, Met>> {
	const names = Object.keys(faults);
	const items = people(2 * names.length);
	service.set({
		faults: faultsOf(Object.fromEntries(names.map((name, n) => [2 * n, [faults[name]!]]))),
	});

	const { outputs, error } = await createAll(items);

	expect(error).toBeUndefined();
	const held = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
	expect(held.size).toBe(service.interviews.length);
	const met = new Map<number, Met>();
	for (const [output, list] of outputs.entries()) {
		for (const [at, from] of originsOf(list).entries()) {
			expect(met.has(from)).toBe(false);
			met.set(from, { output, json: list[at]!.json, held: held.get(items[from]!.email) });
		}
	}
	expect(met.size).toBe(items.length);
	for (const [from, { output, json, held: interviewLink }] of met) {
		if (from % 2 === 0) continue;
		expect({ output, ...json }).toMatchObject({ output: 0, outcome: 'created', interviewLink });
	}
	return new Map(names.map((name, n) => [name, met.get(2 * n)!]));
}

describe('an answer that holds anything at all', () => {
	const HOSTILE: Faults = Object.fromEntries(
		[201, 409].flatMap((status) =>
			namesOf(HOSTILE_BODIES).map((body): [string, Fault] => [
				`${body} with ${status}`,
				{ kind: 'hostile', status, body },
			]),
		),
	);

	it('costs its own candidate, who is refused, and no other', async () => {
		const met = await playAll(HOSTILE);

		for (const [name, { output, json, held }] of met) {
			expect({ name, output, held, error: json.error }).toEqual({
				name,
				output: 2,
				held: undefined,
				error: expect.any(String),
			});
		}
		expect(met.size).toBe(namesOf(HOSTILE).length);
	});

	it.each<HostileName>(['odd everywhere', 'deep array', '5 MB of words'])(
		'ends a run that stops, and nothing is sent after it: %s',
		async (body) => {
			service.set({ faults: faultsOf({ 3: [{ kind: 'hostile', status: 201, body }] }) });

			const { error, json } = await create(people(60));
			const sent = sentTo(service).length;
			await after(20);

			expect(told(error)).toContain('[item 3]');
			expect(json.flat()).toEqual([]);
			expect(sent).toBeLessThan(20);
			expect(sentTo(service)).toHaveLength(sent);
		},
	);
});

/** Answers with a link that can be used, all of them to this candidate. */
const USABLE: CreateShapeName[] = [
	...([
		'documented',
		'job ID in upper case',
		'email in upper case',
		'no email and no job',
		'email with a name',
		'job by its title',
		'a list alone',
	] as const),
	...(['200 without code', '200 with code 200', 'nothing in error and errors'] as const),
	...(['words in data', 'link with a password', 'odd code', 'odd id', 'odd status'] as const),
	...(['odd date', 'odd email', 'half a character as id', 'huge number as id'] as const),
	...(['data as a list', 'no data', 'data.interview', 'snake case'] as const),
];
const shapes = (names: readonly CreateShapeName[], carryOut: boolean): Faults =>
	Object.fromEntries(names.map((shape) => [shape, { kind: 'shape', shape, carryOut }]));

describe('the answer to an interview that was created', () => {
	it('leads to Created with the link that the service holds, whatever its shape', async () => {
		const met = await playAll(shapes(namesOf(CREATE_SHAPES), true));

		for (const [name, { output, json, held }] of met) {
			const interviewLink = name === 'link with a password' ? expect.any(String) : held;
			expect({ shape: name, output, ...json }).toMatchObject({
				shape: name,
				output: 0,
				outcome: 'created',
				interviewLink,
			});
		}
	});
});

describe('an answer like that of an interview that the service does not hold', () => {
	it('is no success without a usable link of this candidate', async () => {
		const notUsable = namesOf(CREATE_SHAPES).filter((name) => !USABLE.includes(name));
		const met = await playAll(shapes(notUsable, false));

		for (const [name, { output, json }] of met) {
			expect({ name, output, error: json.error }).toEqual({
				name,
				output: 2,
				error: expect.any(String),
			});
			expect(JSON.stringify(json)).not.toContain(ANOTHER.interviewLink);
		}
	});
});

describe('an answer with the interview of another candidate', () => {
	it.each<CreateShapeName>(['another candidate', 'another job without a link'])(
		'"%s": the candidate gets the link of the list, or none',
		async (shape) => {
			service.addInterview({ ...ANOTHER, jobId: JOB.id });
			const [absent, listed, older] = people(3);
			service.addInterview({ ...older!, jobId: JOB.id, createdAt: 0 });
			const fault: Fault = { kind: 'shape', shape };
			service.set({
				faults: faultsOf({ 0: [fault], 1: [{ ...fault, carryOut: true }], 2: [fault] }),
			});

			const { json } = await createAll([absent!, listed!, older!]);

			const link = ({ email }: { email: string }) =>
				service.interviews.find((one) => one.email === email)!.interviewLink;
			expect(json).toMatchObject([
				[{ outcome: 'created', ...listed, interviewLink: link(listed!) }],
				[{ outcome: 'duplicate', ...older, interviewLink: link(older!) }],
				[{ ...absent, error: expect.any(String) }],
			]);
			expect(service.counters.create).toBe(3);
		},
	);
});

describe('an answer with the same interview for several candidates', () => {
	it('gives each the link of the list, or none', async () => {
		const { id, interviewLink } = ANOTHER;
		const fault: Fault = { kind: 'json', status: 201, body: { data: { id, interviewLink } } };
		const carried = [{ ...fault, carryOut: true }];
		service.set({ faults: faultsOf({ 0: carried, 1: carried, 2: [fault] }) });

		const { json } = await createAll(people(3));

		const links = service.interviews.map((one) => one.interviewLink);
		expect(json[0]!.map((one) => one.interviewLink)).toEqual(links);
		expect(json[2]).toHaveLength(1);
		expect(JSON.stringify(json)).not.toContain(interviewLink);
	});
});

describe('a success that gives an interview of long ago', () => {
	const DAY = 24 * 3600 * 1000;

	it.each([
		[1.1, 0, 'duplicate'],
		[1.1, -7, 'duplicate'],
		[1.1, 7, 'duplicate'],
		[0.9, 0, 'created'],
	])('%d days ago, by a clock that is %i days off: %s', async (daysOld, daysOff, outcome) => {
		const clockOffset = daysOff * DAY;
		service.set({ duplicateDialect: '200 existing interview', clockOffset });
		const createdAt = Date.now() + clockOffset - daysOld * DAY;
		service.addInterview({ ...person(1), jobId: JOB.id, createdAt });

		const { json } = await create([person(1)]);

		expect(json.flat()).toMatchObject([{ outcome }]);
		expect(service.counters.fetch).toBe(0);
	});
});

describe('the reason of a refusal', () => {
	it('is shown wherever it stands', async () => {
		const WORDS = 'The workspace 4711 is frozen';
		const places = namesOf(PLACES);
		service.set({
			faults: faultsOf(
				Object.fromEntries(
					places.map((place, n) => [n, [{ kind: 'refuse', dialect: said(422, place, WORDS) }]]),
				),
			),
		});

		const { json } = await createAll(people(places.length));

		expect(json[2]).toHaveLength(places.length);
		const silent = json[2]!.filter(({ error }) => !String(error).includes(WORDS));
		expect(silent).toEqual([]);
	});
});

describe('an answer that repeats the API key', () => {
	it('is shown without it, however the key is spelled', async () => {
		const apiKey = 'sk/live+4711&x=y_Z';
		const keyed = await startService({ apiKey });
		const spellings = namesOf(KEY_SPELLINGS);
		const faults = spellings.flatMap((spelling): Fault[] =>
			[true, false].map((inJson) => ({ kind: 'echoKey', status: 400, spelling, inJson })),
		);
		const items = people(faults.length);
		keyed.set({ faults: faultsOf(faults.map((fault) => [fault])) });

		const { json, stored } = await createLinks(keyed, { items, onError: ERROR_OUTPUT });
		await keyed.stop();

		expect(json[2]).toHaveLength(items.length);
		for (const { error } of json[2]!) expect(error).toContain('[API key]');
		const shown = spellings.filter((spelling) => stored.includes(KEY_SPELLINGS[spelling](apiKey)));
		expect(shown).toEqual([]);
	});
});
