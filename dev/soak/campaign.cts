import {
	ARRAYS_BEFORE,
	DATE_FORMATS,
	FAULT_CATALOGUE,
	FETCH_ROWS,
	type Fault,
	type Job,
	MORE_DUPLICATES,
	NEAR_MISSES,
	ODD_ANSWERS,
	PAGING_FIELDS,
	type Rule,
	type Switches,
} from '../interviewFlowAi/service.cts';
import { namesOf } from '../interviewFlowAi/named.cts';

/** One row of the spreadsheet; `row` tells them apart, whatever they hold. */
export interface Row {
	row: number;
	name: string;
	email: string;
	job: string;
	/** What is wrong with it, if anything is. */
	bad?: string;
}

export type Campaign = ReturnType<typeof planCampaign>;

/** One job takes no more candidates. */
const QUOTA_JOB = 'soak-job-quota';
const QUOTA: Fault = { kind: 'status', status: 429, body: 'Monthly interview quota is used up' };

/** One of this many requests meets a fault. */
const ONE_OF = 10;

/** So few that the list of a job can hold all of them. */
const CANDIDATES_PER_JOB = 2000;

const BAD_INPUTS: Array<[string, (row: Row) => Partial<Row>]> = [
	['blank name', () => ({ name: '  ' })],
	['no address', () => ({ email: '' })],
	['address without @', ({ email }) => ({ email: email.replace('@', '') })],
	['two addresses', ({ email }) => ({ email: `${email}, x@example.com` })],
	['blank job', () => ({ job: '' })],
	['name over several lines', ({ name }) => ({ name: `${name}\n${'x'.repeat(2000)}` })],
];

const ODD: Fault[] = [
	...ODD_ANSWERS,
	// So far apart that times in whole seconds differ, even when a request takes a second.
	{ kind: 'reset', strangerMsAgo: 4000 },
	{ kind: 'reset', strangerMsAgo: -60_000 },
];

/** Refusals whose words do not decide; without a 403 that is not looked up. */
const BETWEEN = Object.keys(MORE_DUPLICATES).filter((name) => !/^403 (empty|Only)/.test(name));
const NEAR = Object.keys(NEAR_MISSES);

/**
 * Every fourth candidate with an interview is refused in words that do not decide, and some others in words that resemble
 * those of a duplicate.
 */
function refusals(rows: Row[], existing: Array<{ email: string }>): Rule[] {
	const held = existing.filter((_, n) => n % 4 === 0).map(({ email }) => email);
	const others = rows.filter(({ row, bad }) => row % 100 === 11 && !bad).map(({ email }) => email);
	const refusedIn = (dialects: string[]) => (email: string, n: number) => ({
		on: { endpoint: 'create' as const, email, attempt: 0 },
		fault: { kind: 'refuse' as const, dialect: dialects[n % dialects.length]! },
	});
	return [...held.map(refusedIn(BETWEEN)), ...others.map(refusedIn(NEAR))];
}

const LONG_AGO = Date.UTC(2024, 0, 1);

/** The seed chooses how lists look: any form that gives the email, the time of creation and a link or an ID. */
function listing(seed: number): Pick<Switches, 'fetchShape' | 'fetchPaging' | 'createdAtFormat'> {
	const pick = <T,>(list: T[]) => list[seed % list.length]!;
	return {
		fetchShape: {
			at: pick(['data', '', 'data.candidates', 'result.items']),
			row: pick(namesOf(FETCH_ROWS).filter((row) => !/no email|^interviewId/.test(row))),
			paging: pick(namesOf(PAGING_FIELDS)),
			before: pick(namesOf(ARRAYS_BEFORE)),
			extraEntries: 'hostile',
		},
		fetchPaging: pick([
			{ pagesFrom: 0 },
			{ maxLimit: 50 },
			{ fixedPageSize: 70 },
			{ pageZero: 'first page' as const },
		]),
		createdAtFormat: pick(namesOf(DATE_FORMATS).filter((format) => !/only|null/.test(format))),
	};
}

/**
 * Draws up a campaign: 5 % have an interview already, 2 % come twice (in another case), 2 % hold something bad, 2 % are
 * for a job whose quota is used up.
 *
 * @param seed of the faults, and of how lists look
 */
export function planCampaign(count: number, seed: number) {
	const job = (id: string): Job => ({ id, title: `Job ${id}`, visibility: 'public' });
	const jobs = Array.from({ length: Math.max(3, Math.ceil(count / CANDIDATES_PER_JOB)) }, (_, n) =>
		job(`soak-job-${n}`),
	);
	const rows = Array.from({ length: count }, (_, row): Row => {
		const comesTwice = row % 50 === 49;
		const n = comesTwice ? row - 7 : row;
		const email = `soak.${n}@example.com`;
		const plain: Row = {
			row,
			name: `Candidate ${n}`,
			email: comesTwice ? email.toUpperCase() : email,
			job: n % 50 === 30 ? QUOTA_JOB : jobs[n % jobs.length]!.id,
		};
		if (row % 50 !== 25) return plain;
		const [bad, spoil] = BAD_INPUTS[Math.floor(row / 50) % BAD_INPUTS.length]!;
		return { ...plain, ...spoil(plain), bad };
	});
	const existing = rows
		.filter(({ row, bad, job }) => row % 20 === 3 && !bad && job !== QUOTA_JOB)
		.map(({ name, email, job }) => ({ jobId: job, name, email, createdAt: LONG_AGO }));

	const catalogue: Fault[] = Object.values(FAULT_CATALOGUE);
	// Lists meet only faults after which the node asks again: a redirect or a refusal ends them, as it should.
	const passing = catalogue.filter(
		({ kind }) => !['redirect', 'stall', 'stallBody'].includes(kind),
	);
	// Counted by job, so that no page of a list meets two faults one after the other.
	const ofLists = Array.from({ length: 100 }, (_, n) => ({
		on: { endpoint: 'fetch' as const, attempt: n * ONE_OF + ONE_OF - 1 },
		fault: passing[n % passing.length]!,
	}));
	return {
		rows,
		jobs: [...jobs, job(QUOTA_JOB)],
		/** Who has an interview already. */
		existing,
		switches: {
			...listing(seed),
			faults: [
				...refusals(rows, existing),
				{ on: { endpoint: 'create' as const, jobId: QUOTA_JOB }, fault: QUOTA },
				...ofLists,
			],
			faultMix: { seed, share: 1 / ONE_OF, faults: [...catalogue, ...ODD] },
		},
	};
}
