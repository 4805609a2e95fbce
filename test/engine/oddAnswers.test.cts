/*
 * Answers that no service means to give, on n8n's engine: each costs its own candidate and no other. All of them are
 * played in one run, with candidates between them who meet none; then the service's books tell what is true.
 */
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

it('an interview that was created leads to Created, in whatever shape it is told; anything else is refused', async () => {
	const shapes = namesOf(CREATE_SHAPES).map((shape) => {
		return { name: shape, fault: { kind: 'shape', shape, carryOut: true } as Fault };
	});
	const hostile = [201, 409].flatMap((status) =>
		namesOf(HOSTILE_BODIES).map((body) => {
			return { name: `${body} with ${status}`, fault: { kind: 'hostile', status, body } as Fault };
		}),
	);
	const others = Array.from({ length: 20 }, (_, n) => ({ name: `no fault ${n}`, fault: null }));
	const all = [...others.slice(10), ...shapes, ...others.slice(0, 10), ...hostile];
	service.set({ faults: faultsOf(all.map(({ fault }) => [fault])) });

	const { outputs, error } = await createAll(people(all.length));

	expect(error).toBeUndefined();
	const cameOut = outputs.map((items) => originsOf(items).map((from) => all[from]!.name));
	const created = all.slice(0, -hostile.length);
	expect(cameOut).toEqual([created, [], hostile].map((list) => list.map(({ name }) => name)));
	const held = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
	expect([held.size, service.interviews.length]).toEqual([created.length, created.length]);
	for (const [at, { json }] of outputs[0]!.entries()) {
		if (created[at]!.name === 'link with a password') continue;
		expect([created[at], json.interviewLink]).toEqual([created[at], held.get(String(json.email))]);
	}
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
