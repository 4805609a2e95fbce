/*
 * Candidates who already have an interview, on n8n's engine: every dialect a service may refuse them in, with every
 * setting there is, to the last field of what comes out.
 */
import type { IDataObject } from 'n8n-workflow';
import {
	DUPLICATE_DIALECTS,
	NOT_DUPLICATE_DIALECTS,
	type DuplicateDialectName,
	type NotDuplicateDialectName,
} from '../../dev/interviewFlowAi/dialects.cts';
import {
	type Interview,
	type LocalService,
	startService,
} from '../../dev/interviewFlowAi/service.cts';
import {
	createLinks,
	JOB,
	ON_DUPLICATE,
	ON_ERROR,
	type OnDuplicate,
	type OnError,
	people,
	person,
	sentTo,
} from '../../dev/engine/createLinks.cts';

const jane = { name: 'Jane Doe', email: 'jane.doe@example.com' };
const ALREADY = 'Candidate already has an interview for this Interviewer';

/** What the service says in each dialect. */
const SAID: Record<DuplicateDialectName, string> = {
	'409 JSON': ALREADY,
	'409 code only': '',
	'409 empty object': '',
	'409 empty body': '',
	'409 text': ALREADY,
	'409 HTML': '409 Conflict',
	'409 other words': 'Conflict',
	'400 code CANDIDATE_ALREADY_EXISTS': 'Bad request',
	'400 code DUPLICATE': 'Bad request',
	'400 body code 409': 'Bad request',
	'400 error code': 'Validation failed',
	'422 code DUPLICATE': 'DUPLICATE',
	'422 code INTERVIEW_EXISTS': 'INTERVIEW_EXISTS',
	'422 errors code': 'candidate_already_exists',
	'400 message': ALREADY,
	'400 error': ALREADY,
	'400 error.message': ALREADY,
	'400 errors[0].message': ALREADY,
	'400 errors[0]': ALREADY,
	'400 detail': ALREADY,
	'400 error beside message': ALREADY,
	'400 text': ALREADY,
	'422 message': ALREADY,
	'422 error': ALREADY,
	'422 error.message': ALREADY,
	'422 errors[0].message': ALREADY,
	'422 errors[0]': ALREADY,
	'422 detail': ALREADY,
	'400 already invited': 'This candidate was already invited',
	'400 already applied': 'Candidate has already applied for this job',
	'400 duplicate email': 'Duplicate email',
	'400 candidate exists': 'Candidate exists',
	'400 interview already exists': 'Interview already exists',
	'400 upper case': 'CANDIDATE ALREADY EXISTS',
	'422 already invited': 'This candidate was already invited',
	'422 duplicate candidate': 'Duplicate candidate for this Interviewer',
	'200 body code 409': ALREADY,
	'201 body code 409': ALREADY,
	'200 body code 409 with null data': ALREADY,
	'409 with interview': ALREADY,
	'409 with id only': ALREADY,
	'400 with interview': ALREADY,
	'200 body code 409 with interview': ALREADY,
	'201 body code 409 with interview': ALREADY,
};

const refused = (status: number, words: string) => say.refused(status, words, JOB.id);

/** What the node says of a candidate who is refused for another reason. */
const REFUSALS: Record<NotDuplicateDialectName, string> = {
	'400 plain': refused(400, 'Bad request'),
	'400 empty body': refused(400, ''),
	'400 empty object': refused(400, ''),
	'400 job does not exist': refused(400, 'job does not exist'),
	'400 email is invalid': refused(400, 'email is invalid'),
	'400 no candidate exists': refused(400, 'No candidate exists with this email'),
	'400 Interviewer already closed': refused(400, 'This Interviewer is already closed'),
	'400 duplicate skills': refused(400, 'skills must not contain duplicates'),
	'400 HTML': refused(400, 'Bad Request'),
	'401': refused(401, 'API key is invalid'),
	'403': refused(403, 'Forbidden'),
	'404 not found': refused(404, 'not found'),
	'404 Interviewer does not exist': refused(404, 'Interviewer does not exist'),
	'404 empty body': refused(404, ''),
	'413': refused(413, 'Payload too large'),
	'415': refused(415, 'Unsupported media type'),
	'422 plain': refused(422, 'Unprocessable entity'),
	'422 interview does not exist': refused(422, 'interview does not exist'),
	'422 other field': refused(422, 'name must not be blank'),
	'200 body code 400': refused(400, 'email is invalid'),
	'200 body code 401': refused(401, 'API key is invalid'),
	'200 body code 404': refused(404, 'Interviewer does not exist'),
	'200 body code 500': say.gaveUp({
		gaveUp: 'lost',
		reason: 'it answered 500',
		tries: 3,
		unsent: false,
	}),
	'201 without data': say.unusable(201, 'Success'),
	'201 null data': say.unusable(201, 'Success'),
	'201 without link': say.unusable(201, ''),
};

/** All settings, in words for the name of a test. */
const SETTINGS = ON_DUPLICATE.flatMap((onDuplicate) =>
	ON_ERROR.map((onError) => ({ onDuplicate, onError })),
);

interface Expected {
	/** By output, after n8n's routing. */
	json: IDataObject[][];
	message?: string;
}

function expectRefusal(message: string, onError: OnError): Expected {
	const error = say.ofItem(message, 0);
	switch (onError) {
		case 'stopWorkflow':
			return { json: [[], []], message: error };
		case 'continueRegularOutput':
			return { json: [[{ ...jane, outcome: 'refused', error }], []] };
		case 'continueErrorOutput':
			return { json: [[], [], [{ ...jane, error }]] };
	}
}

function expectDuplicate(
	{ id, status, createdAt, interviewLink }: Interview,
	words: string,
	onDuplicate: OnDuplicate,
	onError: OnError,
): Expected {
	const errorOutput = onError === 'continueErrorOutput' ? [[]] : [];
	const details = { id, status, createdAt, interviewLink, linkSource: 'answer' };
	const known = { jobId: JOB.id, ...jane };
	switch (onDuplicate) {
		case 'error':
			return expectRefusal(say.duplicateRefused(jane.email), onError);
		case 'existingLink':
			return { json: [[{ outcome: 'existing', ...known, ...details }], [], ...errorOutput] };
		case 'duplicateBranch': {
			const message = say.duplicate(jane.email, words, true);
			const json = { outcome: 'duplicate', ...known, message, ...details };
			return { json: [[], [json], ...errorOutput] };
		}
	}
}

// Beside other suites a thousand candidates take their time.
jest.setTimeout(30_000);

let service: LocalService;

beforeAll(async () => {
	service = await startService();
});
afterAll(() => service.stop());
beforeEach(() => {
	service.reset();
	// Random waits are random parts of a limit: none of it.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

describe('the tables', () => {
	it('cover every dialect the service speaks', () => {
		expect(Object.keys(SAID).sort()).toEqual(Object.keys(DUPLICATE_DIALECTS).sort());
		expect(Object.keys(REFUSALS).sort()).toEqual(Object.keys(NOT_DUPLICATE_DIALECTS).sort());
	});

	it('cover every setting', () => {
		expect(SETTINGS).toHaveLength(9);
	});
});

describe.each(Object.keys(SAID) as DuplicateDialectName[])(
	'a duplicate refused as "%s"',
	(dialect) => {
		it.each(SETTINGS)('$onDuplicate, $onError', async ({ onDuplicate, onError }) => {
			service.set({ duplicateDialect: dialect });
			const existing = service.addInterview({ jobId: JOB.id, ...jane, createdAt: 0 });
			const expected = expectDuplicate(existing, SAID[dialect], onDuplicate, onError);

			const { json, error, hints } = await createLinks(service, {
				items: [jane],
				onDuplicate,
				onError,
			});

			expect(json).toEqual(expected.json);
			expect(error?.message).toBe(expected.message);
			expect(hints).toEqual([]);
			expect(service.interviews).toHaveLength(1);
			const tellsLink = dialect.endsWith('with interview') || onDuplicate === 'error';
			expect(service.counters).toMatchObject({ create: 1, fetch: tellsLink ? 0 : 1 });
		});
	},
);

describe.each(Object.keys(REFUSALS) as NotDuplicateDialectName[])(
	'a candidate refused as "%s" is no duplicate',
	(dialect) => {
		it.each(SETTINGS)('$onDuplicate, $onError', async ({ onDuplicate, onError }) => {
			service.set({ refuseAll: dialect });
			const expected = expectRefusal(REFUSALS[dialect], onError);

			const { json, error } = await createLinks(service, { items: [jane], onDuplicate, onError });

			expect(json).toEqual(expected.json);
			expect(error?.message).toBe(expected.message);
			expect(service.counters.create).toBe(dialect === '200 body code 500' ? 3 : 1);
		});
	},
);

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

	it('without Look Up Existing Link: no listing at all', async () => {
		service.addInterview({ jobId: JOB.id, ...jane });

		const { json, hints } = await createLinks(service, {
			items: [jane],
			options: { lookUpExistingLink: false },
		});

		expect(service.counters.fetch).toBe(0);
		expect(json[1]).toMatchObject([{ id: null, interviewLink: null, linkSource: null }]);
		expect(hints).toEqual([]);
	});
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
		service.set({ faults: { perEmail: { [jane.email]: [{ kind: 'status', status: 400 }] } } });

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
