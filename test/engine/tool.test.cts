/*
 * The node as an AI agent's tool: everything comes back on the one output an agent sees, and `outcome` or the thrown
 * message tells it what to do next.
 */
import { createLinks, JOB, ON_DUPLICATE, ON_ERROR, person } from '../../dev/engine/createLinks.cts';
import { service } from './localService.cts';

const jane = person(1);

const call = (
	items: Array<{ name: string; email: string }>,
	onError: (typeof ON_ERROR)[number],
	onDuplicate?: (typeof ON_DUPLICATE)[number],
) => createLinks(service, { items, onError, onDuplicate, asTool: true });

const [STOP, GO_ON, ERROR_OUTPUT] = ON_ERROR;

describe.each([STOP, GO_ON])('a tool with %s', (onError) => {
	it('answers with the interview it created', async () => {
		const { json } = await call([jane], onError);

		expect(json[0]).toMatchObject([
			{ outcome: 'created', ...jane, interviewLink: service.interviews[0]!.interviewLink },
		]);
	});

	it.each([
		['duplicateBranch', 'duplicate'],
		['existingLink', 'existing'],
	] as const)('answers with the interview that exists: %s', async (onDuplicate, outcome) => {
		const { interviewLink } = service.addInterview({ jobId: JOB.id, ...jane });

		const { json } = await call([jane], onError, onDuplicate);

		expect(json[0]).toMatchObject([{ outcome, ...jane, interviewLink }]);
	});

	it('is called once per candidate', async () => {
		const { json } = await call([person(1), person(2), person(1)], onError);

		expect(json[0]!.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'duplicate']);
	});
});

describe.each([STOP, GO_ON])('a refusal of a tool with %s', (onError) => {
	it.each([
		['a duplicate that is refused', { ...jane }, 'set "If Interview Exists"'],
		['an address that is none', { ...jane, email: 'jane' }, 'Candidate Email'],
		['a candidate the service refuses', person(2), 'job does not exist'],
	])('says what happened and what to do: %s', async (_, item, words) => {
		service.addInterview({ jobId: JOB.id, ...jane });
		const fault = { kind: 'refuse', dialect: '400 job does not exist' } as const;
		service.set({ faults: { perEmail: { [person(2).email]: [fault] } } });

		const { json } = await call([item], onError, 'error');

		expect(json[0]).toMatchObject([{ error: expect.stringContaining(words) }]);
		if (onError === 'continueRegularOutput') expect(json[0]![0]!.outcome).toBe('refused');
	});
});

// n8n hands on nothing that a tool with this setting returns: an agent would not see that an interview was created.
it('a tool with Continue (using error output) sends nothing, and says which setting to choose', async () => {
	const { json } = await call([jane], ERROR_OUTPUT);

	expect(json[0]).toMatchObject([{ error: expect.stringMatching(/nothing was sent.*On Error/) }]);
	expect(service.received).toEqual([]);
});

it('a tool without an On Error setting answers with what happened and what to do, instead of throwing', async () => {
	const { json, error } = await createLinks(service, {
		items: [{ ...jane, email: 'jane' }],
		asTool: true,
	});

	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject([
		{ outcome: 'refused', error: expect.stringContaining('Candidate Email') },
	]);
});
