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
} from '../../dev/interviewFlowAi/service.cts';
import { namesOf } from '../../dev/interviewFlowAi/named.cts';
import { faultsOf, JOB, originsOf, people } from '../../dev/engine/createLinks.cts';
import { createAll, service } from './localService.cts';

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
});

describe('the answer to an interview that was created', () => {
	it('leads to Created with the link that the service holds, whatever its shape', async () => {
		const shapes = namesOf(CREATE_SHAPES).map((shape): [string, Fault] => [
			shape,
			{ kind: 'shape', shape, carryOut: true },
		]);
		const met = await playAll(Object.fromEntries(shapes));

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
