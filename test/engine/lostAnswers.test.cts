/*
 * Requests whose answer got lost, on n8n's engine: what the service holds decides what the candidate is told, and
 * no candidate gets two interviews.
 */
import { DATE_FORMATS, FAULT_CATALOGUE, type Fault } from '../../dev/interviewFlowAi/service.cts';
import {
	after,
	createLinks,
	JOB,
	ON_DUPLICATE,
	ON_ERROR,
	people,
	person,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { service } from './localService.cts';

const jane = person(1);
const reset: Fault = { kind: 'reset', carryOut: true };
const loseAnswer = (...faults: Fault[]) =>
	service.set({ faults: { perEmail: { [jane.email]: faults } } });
const YEAR_AGO = Date.now() - 365 * 24 * 3600 * 1000;

/** Faults after which the interview exists and no usable answer came; all end by themselves. */
const AFTER_CREATING: Fault[] = [
	...Object.entries(FAULT_CATALOGUE)
		.filter(([name]) => name.endsWith('after creating') && !/stall|late/.test(name))
		.map(([, fault]) => fault),
	FAULT_CATALOGUE['half a body, then reset'],
	FAULT_CATALOGUE['truncated JSON'],
	{ kind: 'empty', status: 204, carryOut: true },
	{ kind: 'json', status: 200, body: { error: null }, carryOut: true },
	{ kind: 'hugeBody', status: 200, megabytes: 6, carryOut: true },
];

const nameOf = (fault: Fault) => ({ name: JSON.stringify(fault), fault });

describe('an interview that was created although its answer is of no use', () => {
	it.each(AFTER_CREATING.map(nameOf))(
		'$name: Created, once, with the right link',
		async ({ fault }) => {
			loseAnswer(fault);

			const { json, error } = await createLinks(service, { items: [jane] });

			expect(error).toBeUndefined();
			expect(service.interviews).toHaveLength(1);
			const { id, interviewLink, createdAt } = service.interviews[0]!;
			expect(json).toMatchObject([
				[{ outcome: 'created', ...jane, id, interviewLink, createdAt }],
				[],
			]);
		},
	);

	it.each(AFTER_CREATING.map(nameOf))(
		'$name, but an older interview exists: Duplicate',
		async ({ fault }) => {
			const { id, interviewLink } = service.addInterview({
				jobId: JOB.id,
				...jane,
				createdAt: YEAR_AGO,
			});
			loseAnswer(fault);

			const { json } = await createLinks(service, { items: [jane] });

			expect(service.interviews).toHaveLength(1);
			expect(json).toMatchObject([[], [{ outcome: 'duplicate', id, interviewLink }]]);
			expect(json[1]![0]).not.toHaveProperty('afterLostAnswer');
		},
	);

	it.each(
		ON_DUPLICATE.flatMap((onDuplicate) => ON_ERROR.map((onError) => ({ onDuplicate, onError }))),
	)('is Created with $onDuplicate and $onError', async ({ onDuplicate, onError }) => {
		loseAnswer(reset);

		const { json, error } = await createLinks(service, {
			items: [jane, person(2)],
			onDuplicate,
			onError,
		});

		expect(error).toBeUndefined();
		expect(json[0]!.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
	});

	it('is found although every try lost its answer', async () => {
		loseAnswer(reset, reset, reset);

		const { json } = await createLinks(service, { items: [jane] });

		expect(sentTo(service)).toHaveLength(3);
		expect(json[0]).toMatchObject([
			{ outcome: 'created', interviewLink: service.interviews[0]!.interviewLink },
		]);
	});

	it('is found although looking up links is switched off', async () => {
		loseAnswer(reset);

		const { json } = await createLinks(service, {
			items: [jane],
			options: { lookUpExistingLink: false },
		});

		expect(json[0]).toMatchObject([{ outcome: 'created' }]);
	});

	it('is told that its link was rebuilt when the listing gives only IDs', async () => {
		service.set({ fetchShape: 'id only' });
		loseAnswer(reset);

		const { json } = await createLinks(service, { items: [jane] });

		const { interviewLink } = service.interviews[0]!;
		expect(json[0]).toMatchObject([{ outcome: 'created', linkSource: 'rebuilt', interviewLink }]);
	});

	it.each([
		['stopWorkflow', 2],
		['continueErrorOutput', 1],
	] as const)(
		'among many others, all lost at once, with %s: %i listings',
		async (onError, listings) => {
			service.set({
				faults: ({ endpoint, attempt }) =>
					endpoint === 'create' && attempt === 0 ? reset : undefined,
			});
			const all = people(40);

			const { json } = await createLinks(service, { items: all, onError });

			expect(service.interviews).toHaveLength(40);
			expect(service.counters.fetch).toBe(listings);
			expect(json[0]!.map(({ email, outcome }) => `${outcome} ${email}`)).toEqual(
				all.map(({ email }) => `created ${email}`),
			);
		},
	);
});

describe('whose interview it is', () => {
	it.each([
		['an hour ahead', 3_600_000],
		['an hour behind', -3_600_000],
		['a day ahead', 86_400_000],
	])('is judged by the service’s clock: %s', async (_, clockOffset) => {
		service.set({ clockOffset });
		loseAnswer(reset);
		const older = person(2);
		service.addInterview({ jobId: JOB.id, ...older, createdAt: Date.now() + clockOffset - 5_000 });
		service.set({
			faults: { perEmail: { [jane.email]: [reset], [older.email]: [reset] } },
		});

		const { json } = await createLinks(service, { items: [jane, older] });

		expect(json[0]).toMatchObject([{ outcome: 'created', email: jane.email }]);
		expect(json[1]).toMatchObject([{ outcome: 'duplicate', email: older.email }]);
	});

	const COARSE = [
		'ISO without seconds',
		'no zone',
		'no zone, with a blank',
		'date only',
		'null',
		'words',
	];

	it.each(Object.keys(DATE_FORMATS) as Array<keyof typeof DATE_FORMATS>)(
		'is told by a time that is written as "%s", or left open where that is too coarse',
		async (createdAtFormat) => {
			const older = person(2);
			service.addInterview({ jobId: JOB.id, ...older, createdAt: YEAR_AGO });
			service.set({
				createdAtFormat,
				faults: { perEmail: { [jane.email]: [reset], [older.email]: [reset] } },
			});

			const { json } = await createLinks(service, { items: [jane, older] });

			const [own] = json.flat().filter(({ email }) => email === jane.email);
			expect(own).toMatchObject(
				COARSE.includes(createdAtFormat)
					? { outcome: 'duplicate', afterLostAnswer: true }
					: { outcome: 'created' },
			);
			expect(own!.interviewLink).toBe(service.interviews[1]!.interviewLink);
			expect(json[1]!.filter(({ email }) => email === older.email)).toHaveLength(1);
		},
	);

	const STRANGERS: Array<[string, number]> = [
		['1.5 s older', 1500],
		['7 s older', 7000],
		['5 s in the future', -5000],
		['a day in the future', -86_400_000],
	];
	const CLOCKS = {
		'to the millisecond': {},
		'to the second': { createdAtFormat: 'ISO without milliseconds' },
		'to the minute': { createdAtFormat: 'ISO without seconds' },
		'by a clock an hour ahead': { clockOffset: 3_600_000 },
		'in a slow list': { faults: { always: { fetch: { kind: 'slow', ms: 700 } } } },
	} as const;

	it.each(
		STRANGERS.flatMap(([age, ms]) =>
			Object.entries(CLOCKS).map(([told, switches]) => ({ age, ms, told, switches })),
		),
	)('is another client’s that is $age, told $told', async ({ ms, switches }) => {
		const stranger: Fault = { kind: 'reset', strangerMsAgo: ms };
		const faults = 'faults' in switches ? switches.faults : {};
		service.set({ ...switches, faults: { ...faults, perEmail: { [jane.email]: [stranger] } } });

		const { json } = await createLinks(service, { items: [jane] });

		const { interviewLink } = service.interviews[0]!;
		expect(service.interviews).toHaveLength(1);
		expect(json).toMatchObject([[], [{ outcome: 'duplicate', interviewLink }]]);
	});

	it.each([
		['the service shows no clock', { dateHeader: false }],
		['the listing shows no dates', { fetchShape: 'interviewId only' as const }],
	])('cannot be told when %s: a duplicate that says so', async (_, switches) => {
		service.set(switches);
		loseAnswer(reset);

		const { json } = await createLinks(service, { items: [jane] });

		const { interviewLink } = service.interviews[0]!;
		expect(json[1]).toMatchObject([{ outcome: 'duplicate', afterLostAnswer: true, interviewLink }]);
	});

	it.each(['409 JSON', '409 other words'] as const)(
		'cannot be told when the listing is of no use: a duplicate that says so, by %s',
		async (duplicateDialect) => {
			service.set({ fetchShape: '404', duplicateDialect });
			loseAnswer(reset);

			const { json, hints } = await createLinks(service, { items: [jane] });

			expect(json[1]).toMatchObject([
				{ outcome: 'duplicate', afterLostAnswer: true, interviewLink: null },
			]);
			expect(hints).toMatchObject([{ message: expect.stringContaining('404') }]);
		},
	);

	it('is not asked when the answer was lost before anything was created', async () => {
		loseAnswer({ kind: 'reset' });

		const { json } = await createLinks(service, { items: [jane] });

		expect(json[0]).toMatchObject([{ outcome: 'created' }]);
		expect(service.counters).toMatchObject({ create: 2, fetch: 0 });
	});
});

describe('two executions at once that create the same candidate', () => {
	const LOSING: Record<string, Fault> = {
		'a reset before creating': { kind: 'reset' },
		'a reset after creating': reset,
		'500': { kind: 'status', status: 500 },
		'500 after creating': { kind: 'status', status: 500, carryOut: true },
		'half a body': FAULT_CATALOGUE['half a body, then reset'],
		'408': { kind: 'status', status: 408 },
	};

	const LATE: Fault = { kind: 'late', ms: 150 };
	const CREATES = Object.entries(LOSING).flatMap(([name, fault]) => [
		{ name, create: [fault] },
		{ name: `${name}, while the other waits for its answer`, create: [fault, LATE] },
	]);

	it.each(CREATES)(
		'never both say Created when one loses its first try: $name',
		async ({ create }) => {
			for (let round = 0; round < 6; round++) {
				service.reset();
				service.set({ latency: round, faults: { sequence: { create } } });
				const play = () => createLinks(service, { items: [jane], onError: 'continueErrorOutput' });

				const runs = await Promise.all([play(), after(2 * round).then(play)]);

				const told = runs.map(({ json }) => json.flat()[0]!);
				expect(told.filter(({ outcome }) => outcome === 'created').length).toBeLessThanOrEqual(1);
				const links = told.map(({ interviewLink }) => interviewLink);
				expect(links).toEqual(Array(2).fill(service.interviews[0]!.interviewLink));
				expect(service.interviews).toHaveLength(1);
			}
		},
	);
});

describe('a repeat of a candidate whose answer was lost', () => {
	it('is a duplicate of the interview that was created', async () => {
		loseAnswer(reset);

		const { json } = await createLinks(service, { items: [jane, jane] });

		const { interviewLink } = service.interviews[0]!;
		expect(json).toMatchObject([
			[{ outcome: 'created', interviewLink }],
			[{ outcome: 'duplicate', interviewLink }],
		]);
		expect(service.interviews).toHaveLength(1);
	});
});
