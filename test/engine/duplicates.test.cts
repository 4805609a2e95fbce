/*
 * Candidates who already have an interview, on n8n's engine: every dialect a service may refuse them in, and every
 * setting there is, to the last field of what comes out. What each dialect means is a matter of pure rules, which the
 * unit tests prove; here each is sent once.
 */
import {
	DUPLICATE_DIALECTS,
	NOT_DUPLICATE_DIALECTS,
	speak,
	type DialectName,
} from '../../dev/interviewFlowAi/dialects.cts';
import type { Interview } from '../../dev/interviewFlowAi/service.cts';
import {
	createLinks,
	JOB,
	ON_DUPLICATE,
	ON_ERROR,
	type OnError,
	people,
	person,
	sentTo,
} from '../../dev/engine/createLinks.cts';
import { service } from './localService.cts';
import { told } from './told.cts';

const jane = { name: 'Jane Doe', email: 'jane.doe@example.com' };
const ALREADY = 'Candidate already has an interview for this Interviewer';

const names = (dialects: object) => Object.keys(dialects) as DialectName[];

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
	it.each(names(DUPLICATE_DIALECTS))('refused as "%s" goes to Duplicate', async (dialect) => {
		service.set({ duplicateDialect: dialect });
		const existing = service.addInterview({ jobId: JOB.id, ...jane, createdAt: 0 });

		const { json, error } = await createLinks(service, { items: [jane] });

		const { id, status, createdAt, interviewLink } = existing;
		const isQuoted = JSON.stringify(speak(dialect, existing)).includes(ALREADY);
		const message = expect.stringContaining(isQuoted ? ALREADY : jane.email);
		expect(json).toEqual([
			[],
			[
				{
					...{ outcome: 'duplicate', jobId: JOB.id, jobTitle: null, ...jane, message },
					...{ id, status, createdAt, interviewLink, linkSource: 'answer' },
				},
			],
		]);
		expect(error).toBeUndefined();
		const tellsLink = dialect.endsWith('with interview');
		expect(service.counters).toMatchObject({ create: 1, fetch: tellsLink ? 0 : 1 });
	});

	it.each(
		ON_DUPLICATE.flatMap((onDuplicate) => ON_ERROR.map((onError) => ({ onDuplicate, onError }))),
	)('$onDuplicate, $onError', async ({ onDuplicate, onError }) => {
		const { interviewLink } = service.addInterview({ jobId: JOB.id, ...jane });

		const { json, error, hints } = await createLinks(service, {
			items: [jane],
			onDuplicate,
			onError,
		});

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
});

describe('a candidate who is refused for another reason', () => {
	it.each(names(NOT_DUPLICATE_DIALECTS))('"%s" is no duplicate', async (dialect) => {
		service.set({ refuseAll: dialect });

		const { json } = await createLinks(service, { items: [jane], onError: 'continueErrorOutput' });

		expect(json).toEqual(expectRefusal('continueErrorOutput', ''));
		expect(service.counters.create).toBe(dialect === '200 body code 500' ? 3 : 1);
	});

	it.each(ON_ERROR)('%s', async (onError) => {
		service.set({ refuseAll: '400 email is invalid' });

		const { json, error } = await createLinks(service, { items: [jane], onError });

		const words = 'email is invalid';
		expect(json).toEqual(expectRefusal(onError, words));
		expect(told(error)).toEqual(
			onError === 'stopWorkflow' ? expect.stringContaining(words) : undefined,
		);
	});
});

describe('many duplicates', () => {
	it('1,000 candidates, 400 of them duplicates: one listing, every link the right one', async () => {
		const isDuplicate = (n: number) => n % 5 < 2;
		const all = people(1000);
		for (const one of all.filter((_, n) => isDuplicate(n))) {
			service.addInterview({ jobId: JOB.id, ...one, createdAt: 0 });
		}

		const { json, outputs } = await createLinks(service, { items: all });

		expect(service.counters.create).toBe(1000);
		expect(service.counters.fetch).toBeLessThanOrEqual(11);
		expect(json.map((items) => items.length)).toEqual([600, 400]);
		const links = new Map(service.interviews.map((one) => [one.email, one.interviewLink]));
		expect(new Set(links.values()).size).toBe(1000);
		for (const { email, interviewLink } of json.flat()) {
			expect(interviewLink).toBe(links.get(String(email)));
		}
		const order = outputs.map((items) => items.map(({ pairedItem }) => pairedItem));
		const numbers = all.map((_, item) => ({ item }));
		expect(order).toEqual([
			numbers.filter(({ item }) => !isDuplicate(item)),
			numbers.filter(({ item }) => isDuplicate(item)),
		]);
	});

	it('of several jobs: one listing each', async () => {
		const items = people(12).map((one, n) => ({ ...one, job: service.jobs[n % 3]!.id }));
		for (const { job, ...one } of items) service.addInterview({ jobId: job, ...one, createdAt: 0 });

		const { json } = await createLinks(service, {
			items,
			parameters: { job: { __rl: true, mode: 'id', value: '={{ $json.job }}' } },
		});

		expect(service.counters.fetch).toBe(3);
		expect(json[1]!.map(({ interviewLink }) => interviewLink)).toEqual(
			service.interviews.map(({ interviewLink }) => interviewLink),
		);
	});

	it.each([
		[false, false],
		['={{ "FALSE" }}', '={{ "false" }}'],
		['={{ "false" }}', '={{ "TRUE" }}'],
	])(
		'with Look Up Existing Link %s: no listing at all; Include Input Fields %s',
		async (lookUpExistingLink, includeInputFields) => {
			service.addInterview({ jobId: JOB.id, ...jane });

			const { json, hints } = await createLinks(service, {
				items: [{ ...jane, phone: '1' }],
				options: { lookUpExistingLink, includeInputFields },
			});

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

		const { json, outputs } = await createLinks(service, { items, options: { concurrency: 50 } });

		expect(sentTo(service)).toEqual([jane.email]);
		expect(service.counters.fetch).toBe(0);
		const [{ interviewLink }] = service.interviews as [Interview];
		expect(json).toMatchObject([
			[{ outcome: 'created', email: jane.email, interviewLink }],
			[
				{ outcome: 'duplicate', email: jane.email, interviewLink },
				{ outcome: 'duplicate', email: jane.email, interviewLink },
			],
		]);
		expect(outputs[1]!.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 2 }]);
	});

	it('is sent again when the first is refused', async () => {
		const refuse = { kind: 'refuse', dialect: '400 email is invalid' } as const;
		service.set({ faults: { perEmail: { [jane.email]: [refuse] } } });

		const { json } = await createLinks(service, {
			items: [jane, jane, jane],
			onError: 'continueErrorOutput',
		});

		expect(sentTo(service)).toHaveLength(2);
		expect(json.map((items) => items.length)).toEqual([1, 1, 1]);
	});

	it('is another candidate for another job', async () => {
		const items = service.jobs.map(({ id }) => ({ ...jane, job: id }));

		const { json } = await createLinks(service, {
			items,
			parameters: { job: { __rl: true, mode: 'id', value: '={{ $json.job }}' } },
		});

		expect(json.map((all) => all.length)).toEqual([3, 0]);
	});

	it('repeats of a duplicate share the one look-up', async () => {
		service.addInterview({ jobId: JOB.id, ...jane });

		const { json } = await createLinks(service, {
			items: [jane, jane, person(1), jane],
			onDuplicate: 'existingLink',
		});

		expect(service.counters).toMatchObject({ create: 2, fetch: 1 });
		expect(json[0]!.map(({ outcome }) => outcome)).toEqual([
			'existing',
			'existing',
			'created',
			'existing',
		]);
		expect(new Set(json[0]!.map(({ interviewLink }) => interviewLink)).size).toBe(2);
	});
});
