import type { IDataObject } from 'n8n-workflow';
import { groupBy } from '../../nodes/InterviewFlowAi/shared/groups.ts';
import type { ReceivedRequest } from '../interviewFlowAi/service.cts';
import type { Campaign, Row } from './campaign.cts';
import type { CampaignRun } from './runs.cts';

const keyOf = (jobId: unknown, email: unknown) => `${String(jobId)} ${String(email).toLowerCase()}`;

/** Compares what came out of the node with what the service holds. */
export function audit({ rows, existing }: Campaign, run: CampaignRun) {
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
	const reportedCreated = keysOf(created);
	const reportedUnclear = keysOf(duplicates.filter(({ json }) => json.afterLostAnswer));
	const reportedDuplicate = keysOf(duplicates);
	const isExplained = (key: string) => reportedCreated.has(key) || reportedUnclear.has(key);

	const createRequests = run.received.filter(({ endpoint }) => endpoint === 'create');
	const requestsBy = groupBy(createRequests, ({ body }) => {
		const { jobId, email } = body as IDataObject;
		return keyOf(jobId, email);
	});

	return {
		figures: {
			candidates: rows.length,
			created: created.length,
			duplicates: duplicates.length,
			'refused: bad input': refused.filter(({ row }) => row?.bad).length,
			'refused: by what the service answered': refused.filter(({ row }) => !row?.bad).length,
			'left open after a lost answer': [...reportedUnclear].filter(isOwn).length,
			'sent again': createRequests.length - requestsBy.size,
			'create requests': createRequests.length,
			'listing requests': run.counters.fetch,
			'most requests at once': run.maxInFlight,
		},
		mustBeZero: {
			/** Rows that did not come out exactly once, and interviews of this run that no item names. */
			lost:
				countLostRows(rows, [...created, ...duplicates, ...refused]) +
				[...held.keys()].filter((key) => isOwn(key) && !isExplained(key)).length,
			'wrong links': [...created, ...duplicates].filter(({ json, output }) => {
				const link = held.get(keyOf(json.jobId, json.email))?.interviewLink;
				return json.interviewLink !== link && (output === 0 || json.interviewLink !== null);
			}).length,
			'created twice': run.interviews.length - held.size,
			'reported as created, but not created': [...reportedCreated].filter(
				(key) => before.has(key) || !isOwn(key),
			).length,
			'reported as duplicate or refused, but created or not there':
				[...reportedDuplicate].filter((key) => !held.has(key) || (isOwn(key) && !isExplained(key)))
					.length +
				refused.filter(({ row }) => {
					const key = row && !row.bad && keyOf(row.job, row.email);
					if (!key || !held.has(key)) return false;
					// A redirect is not followed; and a repeat may have been sent after its first was refused.
					const isRedirected = requestsBy.get(key)?.some(({ fault }) => fault === 'redirect');
					return !isRedirected && !reportedCreated.has(key) && !reportedDuplicate.has(key);
				}).length,
			/** Requests for a candidate whose last answer left nothing open. */
			'sent again without need': [...requestsBy.values()].flatMap((list) =>
				list.slice(1).filter((_, index) => leavesNothingOpen(list[index]!)),
			).length,
		},
		tried: [
			...tally(rows.flatMap(({ bad }) => (bad ? `input: ${bad}` : []))),
			...tally(
				run.received.flatMap(({ fault, status }) =>
					fault ? `fault: ${nameOf(fault, status)}` : [],
				),
			),
		],
	};
}

/** Counts the rows that did not come out exactly once with their own address. */
function countLostRows(rows: Row[], out: Array<{ json: IDataObject; row?: Row }>): number {
	const times = new Map<Row, number>();
	for (const { json, row } of out) {
		const isItself = row && (json.row === row.row || json.email === row.email.toLowerCase());
		if (isItself) times.set(row, (times.get(row) ?? 0) + 1);
	}
	return rows.filter((row) => times.get(row) !== 1).length;
}

/** The whole answer came, and says that the interview exists: the candidate must not be sent again. */
function leavesNothingOpen({ status, fault }: ReceivedRequest): boolean {
	const answerIsLost =
		// A fault that refuses says nothing about what the service holds.
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
