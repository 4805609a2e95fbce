/*
 * Whatever comes together, on n8n's engine: any candidates, any faults, any settings. Each item that goes in comes
 * out once, paired and in order; no candidate has two interviews; and every link that comes out is the one the service holds.
 */
import fc from 'fast-check';
import type { INodeExecutionData } from 'n8n-workflow';
import { DUPLICATE_DIALECTS } from '../../dev/interviewFlowAi/dialects.cts';
import { FAULT_CATALOGUE, type Fault, ODD_ANSWERS } from '../../dev/interviewFlowAi/service.cts';
import {
	createLinks,
	faultsOf,
	JOB_OF_ITEM,
	ON_DUPLICATE,
	ON_ERROR,
	originsOf,
	person,
} from '../../dev/engine/createLinks.cts';
import { expectEachOnce, service } from './localService.cts';

jest.setTimeout(300_000);

/** How many mixes are tried. */
const RUNS = 60;

/** Those that end by themselves and keep no candidate waiting; the others have tests of their own. */
const QUICK: Fault[] = [
	...Object.entries<Fault>(FAULT_CATALOGUE)
		.filter(([name]) => !/stall|429|503 .* seconds|huge body|redirect|slow|late |drip/.test(name))
		.map(([, fault]) => fault),
	...ODD_ANSWERS,
	{ kind: 'status', status: 429, retryAfter: '0.002' },
	{ kind: 'refuse', dialect: '400 plain' },
	{ kind: 'refuse', dialect: '404 not found' },
];

/** A candidate out of a few, so that some come twice; some under a bad address, in another case or for another job. */
const anyItem = fc.record({
	n: fc.integer({ min: 0, max: 7 }),
	job: fc.integer({ min: 0, max: 1 }),
	address: fc.constantFrom('plain', 'plain', 'plain', 'upper', 'bad'),
});

const anyMix = fc.record({
	items: fc.array(anyItem, { maxLength: 14 }),
	existing: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 4 }),
	faults: fc.array(fc.array(fc.option(fc.constantFrom(...QUICK), { freq: 2 }), { maxLength: 4 }), {
		minLength: 8,
		maxLength: 8,
	}),
	dialect: fc.constantFrom(...Object.keys(DUPLICATE_DIALECTS)),
	onDuplicate: fc.constantFrom(...ON_DUPLICATE),
	onError: fc.constantFrom(...ON_ERROR),
	concurrency: fc.integer({ min: 1, max: 8 }),
	maxTries: fc.integer({ min: 1, max: 4 }),
	lookUpExistingLink: fc.boolean(),
	includeInputFields: fc.boolean(),
	retries: fc.boolean(),
});

function addressOf({ n, address }: { n: number; address: string }): string {
	const { email } = person(n);
	if (address === 'bad') return email.replace('@', ' at ');
	return address === 'upper' ? email.toUpperCase() : email;
}

/** The items a run gives, with the output each came out of. */
const flat = (outputs: INodeExecutionData[][]) =>
	outputs.flatMap((items, output) =>
		originsOf(items).map((from, at) => ({ output, json: items[at]!.json, from })),
	);

const keyOf = ({ jobId, email }: { jobId?: unknown; email?: unknown }) =>
	`${String(email)} ${String(jobId)}`;

it('any mix of candidates, faults and settings loses and mixes up no candidate, and creates nothing twice', async () => {
	let [items, faulted] = [0, 0];
	await fc.assert(
		fc.asyncProperty(anyMix, async (mix) => {
			service.reset();
			const { onDuplicate, onError, concurrency, maxTries } = mix;
			const { lookUpExistingLink, includeInputFields } = mix;
			const jobs = service.jobs.map(({ id }) => id);
			for (const n of mix.existing) {
				service.addInterview({ jobId: jobs[n % 2]!, ...person(n), createdAt: 0 });
			}
			const faults = faultsOf(mix.faults);
			service.set({ duplicateDialect: mix.dialect, latency: 1, faults });
			const before = new Set(service.interviews.map(keyOf));
			const input = mix.items.map((item, row) => {
				return { row, ...person(item.n), email: addressOf(item), job: jobs[item.job]! };
			});

			const { outputs, error } = await createLinks(service, {
				items: input,
				onDuplicate,
				onError,
				parameters: JOB_OF_ITEM,
				options: { concurrency, maxTries, lookUpExistingLink, includeInputFields },
				...(mix.retries && { retryOnFail: { maxTries: 2, waitBetweenTries: 1 } }),
			});
			items += input.length;
			faulted += service.received.filter(({ fault }) => fault).length;

			const held = new Map(service.interviews.map((one) => [keyOf(one), one]));
			expect(held.size).toBe(service.interviews.length);
			expect(service.maxInFlight).toBeLessThanOrEqual(concurrency);

			const came = flat(outputs);
			if (error) {
				expect(onError).toBe('stopWorkflow');
				expect(came).toEqual([]);
				return;
			}
			expectEachOnce({ outputs }, input.length);

			const told = new Map<string, number>();
			for (const { json, output, from } of came) {
				const source = input[from]!;
				const key = keyOf({ jobId: source.job, email: source.email.toLowerCase() });
				if (json.error !== undefined) {
					expect(output).toBe(onError === 'continueErrorOutput' ? 2 : 0);
					expect(json).toMatchObject({ row: source.row, email: source.email });
					continue;
				}
				expect(keyOf(json)).toBe(key);
				expect(output).toBe(json.outcome === 'duplicate' ? 1 : 0);
				expect(['created', 'existing', 'duplicate']).toContain(json.outcome);
				if (output === 0 || json.interviewLink !== null) {
					expect(json.interviewLink).toBe(held.get(key)?.interviewLink);
				}
				if (json.outcome === 'created') {
					expect(before.has(key)).toBe(false);
					told.set(key, (told.get(key) ?? 0) + 1);
				}
				if (json.outcome !== 'created') expect(held.has(key)).toBe(true);
			}
			const made = [...held.keys()].filter((key) => !before.has(key));
			expect(Object.fromEntries(told)).toEqual(Object.fromEntries(made.map((key) => [key, 1])));
		}),
		{ numRuns: RUNS, seed: 4711 },
	);
	expect(items).toBeGreaterThan(RUNS);
	expect(faulted).toBeGreaterThan(RUNS / 2);
});
