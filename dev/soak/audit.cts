import type { IDataObject } from 'n8n-workflow';
import type { ReceivedRequest } from '../interviewFlowAi/service.cts';
import type { Campaign, Row } from './campaign.cts';
import type { CampaignRun } from './runs.cts';

/** What the service's books say about what came out of the node. */
export interface Findings {
	candidates: number;
	created: number;
	duplicates: number;
	refusedInput: number;
	refused: number;
	/** Rows that did not come out exactly once as themselves, and interviews of this run that no item tells of. */
	lost: number;
	wrongLinks: number;
	createdTwice: number;
	/** Told as created, although the interview was there before or another client created it. */
	claimed: number;
	/** Told as duplicate or refused, although the books say otherwise. */
	toldWrongly: number;
	/** Interviews of this run that are told as duplicates with `afterLostAnswer`. */
	leftOpen: number;
	/** Requests for a candidate whose last answer left nothing open. */
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

	const own = new Set(run.received.flatMap(({ createdId }) => createdId ?? []));
	const isOwn = (key: string) => own.has(held.get(key)?.id ?? '');
	const keysOf = (items: typeof out) =>
		new Set(items.map(({ json }) => keyOf(json.jobId, json.email)));
	const toldCreated = keysOf(created);
	const toldOpen = keysOf(duplicates.filter(({ json }) => json.afterLostAnswer));
	const toldDuplicate = keysOf(duplicates);
	const isExplained = (key: string) => toldCreated.has(key) || toldOpen.has(key);

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
			[...held.keys()].filter((key) => isOwn(key) && !isExplained(key)).length,
		wrongLinks: [...created, ...duplicates].filter(({ json, output }) => {
			const link = held.get(keyOf(json.jobId, json.email))?.interviewLink;
			return output === 0
				? json.interviewLink !== link
				: json.interviewLink !== link && json.interviewLink !== null;
		}).length,
		createdTwice: run.interviews.length - held.size,
		claimed: [...toldCreated].filter((key) => before.has(key) || !isOwn(key)).length,
		toldWrongly:
			[...toldDuplicate].filter((key) => !held.has(key) || (isOwn(key) && !isExplained(key)))
				.length +
			refused.filter(({ row }) => {
				const key = row && !row.bad && keyOf(row.job, row.email);
				if (!key || !held.has(key)) return false;
				// A redirect is not followed; and a repeat may have been sent after its first was refused.
				const isRedirected = requestsBy.get(key)?.some(({ fault }) => fault === 'redirect');
				return !isRedirected && !toldCreated.has(key) && !toldDuplicate.has(key);
			}).length,
		leftOpen: [...toldOpen].filter(isOwn).length,
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

/** The answer came whole and says that the interview exists, or may not be asked for again. */
function leavesNothingOpen({ status, fault }: ReceivedRequest): boolean {
	const answerIsLost =
		// A refusal that was made up says nothing of what the service holds.
		fault && ['refuse', 'reset', 'stall', 'stallBody', 'halfBodyReset', 'dripBody'].includes(fault);
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
