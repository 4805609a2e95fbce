/*
 * Candidates who already have an interview, on n8n's engine: every dialect a service may refuse them in, and every
 * setting there is, to the last field of what comes out. What each dialect means is a matter of pure rules, which the
 * unit tests prove; here each is sent once, all in one run.
 */
import {
	DUPLICATE_DIALECTS,
	NOT_DUPLICATE_DIALECTS,
	speak,
} from '../../dev/interviewFlowAi/dialects.cts';
import { namesOf } from '../../dev/interviewFlowAi/named.cts';
import {
	faultsOf,
	JOB,
	ON_DUPLICATE,
	ON_ERROR,
	type OnError,
	originsOf,
	people,
	person,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { create, createAll, service } from './localService.cts';
import { told } from './told.cts';

const jane = { name: 'Jane Doe', email: 'jane.doe@example.com' };
const ALREADY = 'Candidate already has an interview for this Interviewer';

/** The outputs of a run whose only candidate is refused. */
function expectRefusal(onError: OnError, words: string) {
	const error = expect.stringContaining(words);
	return {
		stopWorkflow: [[], []],
		continueRegularOutput: [[{ ...jane, outcome: 'refused', error }], []],
		continueErrorOutput: [[], [], [{ ...jane, error }]],
	}[onError];
}

describe('a duplicate', () => {
	it('refused in any dialect goes to Duplicate', async () => {
		const dialects = namesOf(DUPLICATE_DIALECTS);
		const all = people(dialects.length);
		const held = all.map((one) => service.addInterview({ jobId: JOB.id, ...one, createdAt: 0 }));
		service.set({
			faults: faultsOf(
				held.map((one, n) => [{ kind: 'refuse', dialect: speak(dialects[n]!, one) }]),
			),
		});

		const { json, error } = await createAll(all);

		const expected = held.map((existing, n) => {
			const isQuoted = JSON.stringify(speak(dialects[n]!, existing)).includes(ALREADY);
			const message = expect.stringContaining(isQuoted ? ALREADY : existing.email);
			return { outcome: 'duplicate', message, jobTitle: null, ...existing, linkSource: 'answer' };
		});
		expect(json).toEqual([[], expected, []]);
		expect(error).toBeUndefined();
		expect(service.counters).toMatchObject({ create: all.length, fetch: 1 });
	});

	it.each(
		ON_DUPLICATE.flatMap((onDuplicate) => ON_ERROR.map((onError) => ({ onDuplicate, onError }))),
	)('$onDuplicate, $onError', async ({ onDuplicate, onError }) => {
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
		expect(told(error)).toEqual(stops ? expect.stringContaining(words) : undefined);
		expect(service.interviews).toHaveLength(1);
		expect(service.counters).toMatchObject({ create: 1, fetch: onDuplicate === 'error' ? 0 : 1 });
	});

	// An AI model has to fill in every field that is left to it, and writes nothing where it has no opinion.
	it.each(['', ' ', null])(
		'the Duplicate output, where %j is mapped to the choice',
		async (choice) => {
			service.addInterview({ jobId: JOB.id, ...jane });
			const parameters = { onDuplicate: '={{ $json.choice }}' };

			const { json } = await create([{ ...jane, choice }], { parameters });

			expect(json).toMatchObject([[], [{ outcome: 'duplicate' }]]);
		},
	);
});

describe('a candidate who is refused for another reason', () => {
	it('is no duplicate in any dialect', async () => {
		const dialects = namesOf(NOT_DUPLICATE_DIALECTS);
		const all = people(dialects.length);
		service.set({
			faults: faultsOf(dialects.map((dialect) => Array(3).fill({ kind: 'refuse', dialect }))),
		});

		const { json } = await createAll(all);

		const refused = all.map((one) => ({ ...one, error: expect.any(String) }));
		expect(json).toEqual([[], [], refused]);
		// Only "200 body code 500" is a reason to try again, twice.
		expect(service.counters.create).toBe(all.length + 2);
	});
});

describe('many duplicates', () => {
	it('250 candidates, 100 of them duplicates: one listing, every link the right one', async () => {
		const all = people(250);
		const [duplicates, others] = [0, 1].map((kind) =>
			[...all.keys()].filter((n) => (n % 5 < 2 ? 0 : 1) === kind),
		);
		for (const n of duplicates!) {
			service.addInterview({ jobId: JOB.id, ...all[n]!, createdAt: 0 });
		}

		const { json, outputs } = await create(all);

		expect(service.counters.create).toBe(250);
		expect(service.counters.fetch).toBeLessThanOrEqual(4);
		const links = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
		expect(new Set(links.values()).size).toBe(250);
		for (const { email, interviewLink } of json.flat()) {
			expect(interviewLink).toBe(links.get(String(email)));
		}
		expect(outputs.map(originsOf)).toEqual([others, duplicates]);
	});

	it.each([
		[false, false],
		['={{ "FALSE" }}', '={{ "false" }}'],
		['={{ "false" }}', '={{ "TRUE" }}'],
	])(
		'with Look Up Existing Link %s: no listing at all; Include Input Fields %s',
		async (lookUpExistingLink, includeInputFields) => {
			service.addInterview({ jobId: JOB.id, ...jane });

			const options = { lookUpExistingLink, includeInputFields };
			const { json, hints } = await create([{ ...jane, phone: '1' }], { options });

			expect(service.counters.fetch).toBe(0);
			expect(json[1]).toMatchObject([{ id: null, interviewLink: null, linkSource: null }]);
			expect(json[1]?.[0]?.phone).toBe(
				String(includeInputFields).includes('TRUE') ? '1' : undefined,
			);
			expect(hints).toEqual([]);
		},
	);
});

describe('the same candidate several times in one run', () => {
	const spellings = ['jane.doe@example.com', 'Jane.Doe@Example.com', ' JANE.DOE@EXAMPLE.COM '];

	it('is sent once; the others are duplicates with the link of the first', async () => {
		const items = spellings.map((email) => ({ ...jane, email }));

		const { json, outputs } = await create(items, { options: { concurrency: 50 } });

		expect(sentTo(service)).toEqual([jane.email]);
		expect(service.counters.fetch).toBe(0);
		const { interviewLink } = service.interviews[0]!;
		expect(json).toMatchObject([
			[{ outcome: 'created', email: jane.email, interviewLink }],
			Array(2).fill({ outcome: 'duplicate', email: jane.email, interviewLink }),
		]);
		expect(originsOf(outputs[1])).toEqual([1, 2]);
	});

	it('repeats of a duplicate share the one look-up', async () => {
		service.addInterview({ jobId: JOB.id, ...jane });

		const { json } = await create([jane, jane, person(1), jane], { onDuplicate: 'existingLink' });

		expect(service.counters).toMatchObject({ create: 2, fetch: 1 });
		const outcomes = json[0]!.map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['existing', 'existing', 'created', 'existing']);
		expect(new Set(json[0]!.map(({ interviewLink }) => interviewLink)).size).toBe(2);
	});
});
