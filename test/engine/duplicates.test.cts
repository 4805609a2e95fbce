/*
 * Candidates who already have an interview, on n8n's engine: every setting there is, and what the list of interviews
 * decides and gives. Which refusals are looked up, and the shapes and pages of lists, are the matter of the unit tests.
 */
import {
	faultsOf,
	JOB,
	ON_DUPLICATE,
	ON_ERROR,
	type OnError,
	people,
	person,
} from '../../dev/engine/createLinks.cts';
import type { Fault } from '../../dev/interviewFlowAi/service.cts';
import { pages } from './getInterviews.cts';
import { create, createAll, service, wordsOf } from './localService.cts';

const jane = { name: 'Jane Doe', email: 'jane.doe@example.com' };

/** The outputs of a run whose only candidate is refused. */
function expectRefusal(onError: OnError, words: string) {
	const error = expect.stringContaining(words);
	return {
		stopWorkflow: [],
		continueRegularOutput: [[{ ...jane, outcome: 'refused', error }], []],
		continueErrorOutput: [[], [], [{ ...jane, error }]],
	}[onError];
}

describe('a duplicate', () => {
	const SETTINGS = ON_DUPLICATE.flatMap((choice) =>
		ON_ERROR.map((onError) => [choice, onError] as const),
	);
	it.each(SETTINGS)('goes where the settings send it: %s, %s', async (onDuplicate, onError) => {
		const { interviewLink } = service.addInterview({ jobId: JOB.id, ...jane });

		const { json, error, hints } = await create([jane], { onDuplicate, onError });

		const words = 'already has an interview';
		const none = onError === 'continueErrorOutput' ? [[]] : [];
		const expected = {
			error: expectRefusal(onError, words),
			existingLink: [[{ outcome: 'existing', ...jane, interviewLink }], [], ...none],
			duplicateBranch: [[], [{ outcome: 'duplicate', ...jane, interviewLink }], ...none],
		}[onDuplicate];
		expect(json).toMatchObject(expected);
		const isRefusedAmongOthers = onDuplicate === 'error' && onError === 'continueRegularOutput';
		expect(hints).toHaveLength(isRefusedAmongOthers ? 1 : 0);
		const stops = onDuplicate === 'error' && onError === 'stopWorkflow';
		expect(wordsOf(error)).toEqual(stops ? expect.stringContaining(words) : undefined);
		expect(service.interviews).toHaveLength(1);
		expect(service.counters).toMatchObject({ create: 1, fetch: onDuplicate === 'error' ? 0 : 1 });
	});

	// An AI model has to fill in every field that is left to it, and writes nothing where it has no opinion.
	const NO_CHOICES = ['', ' ', null, 'Send to duplicate output'];
	it.each(NO_CHOICES)('goes to Duplicate where the choice is %j', async (choice) => {
		service.addInterview({ jobId: JOB.id, ...jane });
		const parameters = { onDuplicate: '={{ $json.choice }}' };
		const { json } = await create([{ ...jane, choice }], { parameters });
		expect(json).toMatchObject([[], [{ outcome: 'duplicate' }]]);
	});
});

it.each([
	[false, false, undefined],
	['={{ "FALSE" }}', '={{ 0 }}', undefined],
	['={{ "false" }}', '={{ "TRUE" }}', '1'],
])(
	'a duplicate has no link, and the list is not asked for: Look Up Existing Link %s, Include Input Fields %s',
	async (looksUp, takesAll, phone) => {
		service.addInterview({ jobId: JOB.id, ...jane });

		const options = { lookUpExistingLink: looksUp, includeInputFields: takesAll };
		const { json, hints } = await create([{ ...jane, phone: '1' }], { options });

		expect(service.counters.fetch).toBe(0);
		expect(json[1]).toMatchObject([{ id: null, interviewLink: null, linkSource: null }]);
		expect(json[1]?.[0]?.phone).toBe(phone);
		expect(hints).toEqual([]);
	},
);

it('when the words of a refusal decide nothing, the list of interviews does, even with Look Up Existing Link off', async () => {
	const refuseIn = (dialect: string) => Array<Fault>(3).fill({ kind: 'refuse', dialect });
	service.set({ faults: faultsOf([refuseIn('409 other words'), refuseIn('400 plain')]) });
	const { interviewLink } = service.addInterview({ ...person(0), jobId: JOB.id });

	const { json } = await createAll(people(2), { options: { lookUpExistingLink: false } });

	const error = expect.stringMatching(/^(?!.*could not be looked up).*"Bad request"/);
	expect(json).toMatchObject([[], [{ ...person(0), interviewLink }], [{ ...person(1), error }]]);
	expect(pages().filter((page) => page === 1)).toHaveLength(1);
});

it('when the list cannot be read, the fields of a duplicate are null, and a hint says why', async () => {
	service.set({ fetchShape: '404' });
	service.addInterview({ jobId: JOB.id, ...jane, createdAt: 0 });

	const { json, hints, error } = await create([jane, person(2)]);

	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject([{ outcome: 'created', email: person(2).email }]);
	const without = { id: null, status: null, createdAt: null, interviewLink: null };
	const duplicate = { outcome: 'duplicate', email: jane.email, linkSource: null, ...without };
	expect(json[1]).toMatchObject([duplicate]);
	const message = expect.stringContaining('the service answered 404');
	expect(hints).toMatchObject([{ message }]);
});
