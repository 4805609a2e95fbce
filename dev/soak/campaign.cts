import { FAULT_CATALOGUE, type Fault, type Switches } from '../interviewFlowAi/service.cts';

/** One row of the spreadsheet; `row` tells them apart, whatever they hold. */
export interface Row {
	row: number;
	name: string;
	email: string;
	job: string;
	/** What is wrong with it, if anything is. */
	bad?: string;
}

export interface Campaign {
	rows: Row[];
	jobs: Array<{ id: string; title: string; visibility: 'public' }>;
	/** Who has an interview already. */
	existing: Array<{ jobId: string; name: string; email: string; createdAt: number }>;
	switches: Partial<Switches>;
}

/** Few enough for the listing of a job to hold them all. */
const CANDIDATES_PER_JOB = 2000;

const BAD_INPUTS: Array<[string, (row: Row) => Partial<Row>]> = [
	['blank name', () => ({ name: '  ' })],
	['no address', () => ({ email: '' })],
	['address without @', ({ email }) => ({ email: email.replace('@', '') })],
	['two addresses', ({ email }) => ({ email: `${email}, x@example.com` })],
	['blank job', () => ({ job: '' })],
	['name over several lines', ({ name }) => ({ name: `${name}\n${'x'.repeat(2000)}` })],
];

/**
 * Draws up a campaign: 5 % have an interview already, 2 % come twice (in another case), 2 % hold something bad.
 *
 * @param share of the create requests that meet a fault, from 0 to 1
 */
export function planCampaign(count: number, share: number, seed: number): Campaign {
	const jobs = Array.from(
		{ length: Math.max(3, Math.ceil(count / CANDIDATES_PER_JOB)) },
		(_, n) => ({
			id: `soak-job-${n}`,
			title: `Soak Job ${n}`,
			visibility: 'public' as const,
		}),
	);
	const rows = Array.from({ length: count }, (_, row): Row => {
		const comesTwice = row % 50 === 49;
		const n = comesTwice ? row - 7 : row;
		const email = `soak.${n}@example.com`;
		const plain: Row = {
			row,
			name: `Candidate ${n}`,
			email: comesTwice ? email.toUpperCase() : email,
			job: jobs[n % jobs.length]!.id,
		};
		if (row % 50 !== 25) return plain;
		const [bad, spoil] = BAD_INPUTS[Math.floor(row / 50) % BAD_INPUTS.length]!;
		return { ...plain, ...spoil(plain), bad };
	});
	const existing = rows
		.filter(({ row, bad }) => row % 20 === 3 && !bad)
		.map(({ name, email, job }) => ({ jobId: job, name, email, createdAt: 0 }));

	const all: Fault[] = Object.values(FAULT_CATALOGUE);
	// Listings meet what may pass: a redirect or a refusal ends them for good, as it should.
	const passing = all.filter(({ kind }) => !['redirect', 'stall', 'stallBody'].includes(kind));
	const every = Math.round(1 / Math.max(share, 0.001));
	const fetch = Array.from({ length: 1000 }, (_, n) =>
		n % every === every - 1 ? passing[Math.floor(n / every) % passing.length]! : null,
	);
	return {
		rows,
		jobs,
		existing,
		switches: { faults: { mix: { seed, share, faults: all }, sequence: { fetch } } },
	};
}
