import type { IDataObject } from 'n8n-workflow';
import type { Interview, ReceivedRequest } from '../interviewFlowAi/service.cts';
import type { Campaign, Row } from './campaign.cts';
import type { CampaignRun } from './runs.cts';

/** What the service's books say about what came out of the node. */
export interface Findings {
	candidates: number;
	created: number;
	duplicates: number;
	refusedInput: number;
	refused: number;
	/** Rows that did not come out exactly once as themselves, and interviews whose link reached nobody. */
	lost: number;
	wrongLinks: number;
	createdTwice: number;
	/** Requests for somebody whose last answer left nothing open. */
	sentWithoutNeed: number;
	sentAgain: number;
	createRequests: number;
	fetchRequests: number;
	maxInFlight: number;
	badInputs: Array<[string, number]>;
	faults: Array<[string, number]>;
}

const keyOf = (jobId: unknown, email: unknown) => `${String(jobId)} ${String(email).toLowerCase()}`;

export function audit({ rows, existing }: Campaign, run: CampaignRun): Findings {
	const held = new Map(run.interviews.map((one) => [keyOf(one.jobId, one.email), one]));
	const before = new Set(existing.map(({ jobId, email }) => keyOf(jobId, email)));
	const out = run.outputs.flatMap((items, output) =>
		items.map(({ json, pairedItem }) => ({
			json,
			output,
			row: rows[(pairedItem as { item: number }).item],
		})),
	);
	const created = out.filter(({ json, output }) => output === 0 && json.outcome === 'created');
	const duplicates = out.filter(({ json, output }) => output === 1 && json.outcome === 'duplicate');
	const refused = out.filter(({ json, output }) => output === 2 && typeof json.error === 'string');

	const createRequests = run.received.filter(({ endpoint }) => endpoint === 'create');
	const requestsBy = groupBy(createRequests, ({ body }) => {
		const { jobId, email } = body as IDataObject;
		return keyOf(jobId, email);
	});

	return {
		candidates: rows.length,
		created: created.length,
		duplicates: duplicates.length,
		refusedInput: refused.filter(({ row }) => row?.bad).length,
		refused: refused.filter(({ row }) => !row?.bad).length,
		lost:
			countLostRows(rows, [...created, ...duplicates, ...refused]) +
			countLostInterviews(held, before, created),
		wrongLinks: [...created, ...duplicates].filter(({ json, output }) => {
			const link = held.get(keyOf(json.jobId, json.email))?.interviewLink;
			return output === 0
				? json.interviewLink !== link
				: json.interviewLink !== link && json.interviewLink !== null;
		}).length,
		createdTwice: run.interviews.length - held.size,
		sentWithoutNeed: [...requestsBy.values()].flatMap((list) =>
			list.slice(1).filter((_, index) => leavesNothingOpen(list[index]!)),
		).length,
		sentAgain: createRequests.length - requestsBy.size,
		createRequests: createRequests.length,
		fetchRequests: run.counters.fetch,
		maxInFlight: run.maxInFlight,
		badInputs: tally(rows.flatMap(({ bad }) => bad ?? [])),
		faults: tally(
			run.received.flatMap(({ fault, status }) => (fault ? nameOf(fault, status) : [])),
		),
	};
}

/** Every row has to come out once, and with its own address. */
function countLostRows(rows: Row[], out: Array<{ json: IDataObject; row?: Row }>): number {
	const times = new Map<Row, number>();
	for (const { json, row } of out) {
		const isItself = row && (json.row === row.row || json.email === row.email.toLowerCase());
		if (isItself) times.set(row, (times.get(row) ?? 0) + 1);
	}
	return rows.filter((row) => times.get(row) !== 1).length;
}

/** An interview that this run made is lost when no item on Created tells of it. */
function countLostInterviews(
	held: Map<string, Interview>,
	before: Set<string>,
	created: Array<{ json: IDataObject }>,
): number {
	const told = new Set(created.map(({ json }) => keyOf(json.jobId, json.email)));
	return [...held.keys()].filter((key) => !before.has(key) && !told.has(key)).length;
}

/** The answer came whole and says that the interview exists, or may not be asked for again. */
function leavesNothingOpen({ status, fault }: ReceivedRequest): boolean {
	const answerIsLost =
		fault && ['reset', 'stall', 'stallBody', 'halfBodyReset', 'dripBody'].includes(fault);
	if (answerIsLost || status === undefined) return false;
	return status < 300 || status === 409;
}

function nameOf(fault: string, status: number | undefined): string {
	return ['status', 'html', 'empty', 'redirect'].includes(fault) ? `${fault} ${status}` : fault;
}

function tally(names: string[]): Array<[string, number]> {
	return [...groupBy(names, (name) => name)]
		.map(([name, list]): [string, number] => [name, list.length])
		.sort(([a], [b]) => (a < b ? -1 : 1));
}

function groupBy<T>(list: T[], key: (entry: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const entry of list) {
		const group = groups.get(key(entry));
		if (group) group.push(entry);
		else groups.set(key(entry), [entry]);
	}
	return groups;
}
