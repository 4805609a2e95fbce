/*
 * Answers that no service means to give, on n8n's engine: each costs its own candidate and no other. All answers of a
 * kind are played in one run, with candidates between them who meet none; then the service's books tell what is true.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	ANOTHER,
	CREATE_SHAPES,
	type CreateShapeName,
	DATE_FORMATS,
	type Fault,
	HOSTILE_BODIES,
	KEY_SPELLINGS,
	PLACES,
	said,
	startService,
} from '../../dev/interviewFlowAi/service.cts';
import {
	after,
	createLinks,
	JOB,
	ON_ERROR,
	person,
	people,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { service } from './localService.cts';
import { told } from './told.cts';

const [STOP, , ERROR_OUTPUT] = ON_ERROR;

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
	const items = people(2 * names.length).map((one, row) => ({ ...one, row }));
	const perEmail = Object.fromEntries(
		names.map((name, n) => [items[2 * n]!.email, [faults[name]!]]),
	);
	service.set({ faults: { perEmail } });

	const { outputs, error } = await createLinks(service, { items, onError: ERROR_OUTPUT });

	expect(error).toBeUndefined();
	const came = outputs.flatMap((list, output) =>
		list.map(({ json, pairedItem }) => ({
			output,
			json,
			from: (pairedItem as { item: number }).item,
		})),
	);
	expect(came.map(({ from }) => from).sort((a, b) => a - b)).toEqual([...items.keys()]);
	const held = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
	expect(held.size).toBe(service.interviews.length);
	const met = came.map(({ output, json, from }): Met & { from: number } => {
		return { output, json, from, held: held.get(items[from]!.email) };
	});
	for (const { output, json, held } of met.filter(({ from }) => from % 2 === 1)) {
		expect({ output, ...json }).toMatchObject({
			output: 0,
			outcome: 'created',
			interviewLink: held,
		});
	}
	return new Map(met.flatMap((one) => (one.from % 2 ? [] : [[names[one.from / 2]!, one]])));
}

const namesOf = <T extends object>(table: T) => Object.keys(table) as Array<keyof T & string>;

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

	it.each(namesOf(HOSTILE_BODIES))(
		'ends a run that stops, and nothing is sent after it: %s',
		async (body) => {
			service.set({
				faults: { perEmail: { [person(3).email]: [{ kind: 'hostile', status: 201, body }] } },
			});

			const { error, json } = await createLinks(service, { items: people(60), onError: STOP });
			const sent = sentTo(service).length;
			await after(20);

			expect(told(error)).toContain('[item 3]');
			expect(json.flat()).toEqual([]);
			expect(sent).toBeLessThan(20);
			expect(sentTo(service)).toHaveLength(sent);
		},
	);
});

/** Answers that tell of another candidate or another job. */
const OF_ANOTHER = namesOf(CREATE_SHAPES).filter((name) => name.startsWith('another'));

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

	it('names both jobs where it tells of another one', async () => {
		const met = await playAll(shapes(['another job', 'another candidate and job'], false));

		const { error } = met.get('another job')!.json;
		expect(error).toContain(JOB.id);
		expect(error).toContain(ANOTHER.jobId);
	});
});

describe('an answer with the interview of another candidate', () => {
	it.each(OF_ANOTHER)('"%s": the candidate gets the link of the list, or none', async (shape) => {
		service.addInterview({ ...ANOTHER, jobId: JOB.id });
		const [absent, listed, older] = people(3);
		service.addInterview({ ...older!, jobId: JOB.id, createdAt: 0 });
		service.set({
			faults: {
				perEmail: {
					[absent!.email]: [{ kind: 'shape', shape }],
					[listed!.email]: [{ kind: 'shape', shape, carryOut: true }],
					[older!.email]: [{ kind: 'shape', shape }],
				},
			},
		});

		const { json } = await createLinks(service, {
			items: [absent!, listed!, older!],
			onError: ERROR_OUTPUT,
		});

		const link = ({ email }: { email: string }) =>
			service.interviews.find((one) => one.email === email)!.interviewLink;
		expect(json).toMatchObject([
			[{ outcome: 'created', ...listed, interviewLink: link(listed!) }],
			[{ outcome: 'duplicate', ...older, interviewLink: link(older!) }],
			[{ ...absent, error: expect.any(String) }],
		]);
		expect(service.counters.create).toBe(3);
	});
});

describe('an answer with the same interview for several candidates', () => {
	const { id, interviewLink } = ANOTHER;
	const same = (carryOut: boolean): Fault[] => [
		{ kind: 'json', status: 201, body: { data: { id, interviewLink } }, carryOut },
	];

	it.each(ON_ERROR)('gives each the link of the list, or none, with %s', async (onError) => {
		const [made, alsoMade, absent] = people(3);
		service.set({
			faults: {
				perEmail: {
					[made!.email]: same(true),
					[alsoMade!.email]: same(true),
					[absent!.email]: same(false),
				},
			},
		});

		const { json, error } = await createLinks(service, {
			items: onError === STOP ? [made!, alsoMade!] : [made!, alsoMade!, absent!],
			onError,
		});

		expect(error).toBeUndefined();
		const links = service.interviews.map((one) => one.interviewLink);
		const created = json[0]!.filter(({ outcome }) => outcome === 'created');
		expect(created.map((one) => one.interviewLink)).toEqual(links);
		const refused = json.flat().filter(({ error: reason }) => reason !== undefined);
		expect(refused).toHaveLength(onError === STOP ? 0 : 1);
		expect(JSON.stringify(json)).not.toContain(interviewLink);
	});
});

describe('a success that gives an interview of long ago', () => {
	const DAY = 24 * 3600 * 1000;
	const TOLD = namesOf(DATE_FORMATS).filter(
		(format) => !/no zone|date only|null|words/.test(format),
	);
	const play = async (daysOld: number, switches: Parameters<typeof service.set>[0] = {}) => {
		const offset = switches.clockOffset ?? 0;
		service.set({ duplicateDialect: '200 existing interview', ...switches });
		service.addInterview({
			...person(1),
			jobId: JOB.id,
			createdAt: Date.now() + offset - daysOld * DAY,
		});
		const { json } = await createLinks(service, { items: [person(1)] });
		return json.flat()[0]!.outcome;
	};

	it.each(TOLD)('is a duplicate, its time told as %s', async (createdAtFormat) => {
		expect(await play(1.1, { createdAtFormat })).toBe('duplicate');
		expect(service.counters.fetch).toBe(0);
	});

	it.each([-7, 7])('is told by the service’s own clock, %i days off', async (days) => {
		expect(await play(1.1, { clockOffset: days * DAY })).toBe('duplicate');
	});

	it('is no duplicate within a day of the request', async () => {
		expect(await play(0.9)).toBe('created');
	});
});

describe('the reason of a refusal', () => {
	it.each([400, 403, 422, 429, 501])('is shown wherever it stands, with %i', async (status) => {
		const WORDS = 'The workspace 4711 is frozen';
		const retryAfter = { 'retry-after': '3600' };
		const faults = namesOf(PLACES).map((place): [string, Fault] => {
			const dialect = {
				...said(status, place, WORDS),
				...(status === 429 && { headers: retryAfter }),
			};
			return [place, { kind: 'refuse', dialect }];
		});
		// A job that asks to wait for an hour is given up; so each place has a job of its own.
		const items = faults.map(([place], n) => ({ ...person(n), job: `job ${place}` }));
		service.set({
			acceptAnyJob: true,
			faults: {
				perEmail: Object.fromEntries(faults.map(([, fault], n) => [person(n).email, [fault]])),
			},
		});

		const { json } = await createLinks(service, {
			items,
			parameters: { job: { __rl: true, mode: 'list', value: '={{ $json.job }}' } },
			onError: ERROR_OUTPUT,
		});

		const silent = json[2]!.filter(({ error }) => !String(error).includes(WORDS));
		expect(silent.map(({ job }) => job)).toEqual([]);
		expect(json[2]).toHaveLength(items.length);
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
		keyed.set({
			faults: { perEmail: Object.fromEntries(items.map(({ email }, n) => [email, [faults[n]!]])) },
		});

		const { json, stored } = await createLinks(keyed, { items, onError: ERROR_OUTPUT });
		await keyed.stop();

		expect(json[2]).toHaveLength(items.length);
		for (const { error } of json[2]!) expect(error).toContain('[API key]');
		const shown = spellings.filter((spelling) => stored.includes(KEY_SPELLINGS[spelling](apiKey)));
		expect(shown).toEqual([]);
	});
});
