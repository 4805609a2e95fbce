/** The operation "Get Many": the interviews of a job, filtered. */
import { tryToParseDateTime } from 'n8n-workflow';
import { plainEmail } from '../../../shared/emails';
import { readInstant } from '../../../shared/instants';
import type { ListedInterview } from '../../../shared/interview';
import { numberOf, plainKey, textOf } from '../../../shared/json';
import type { Handover } from '../../../shared/items';
import { fieldReader } from '../../../shared/parameters';
import { allOf, ok, type Result, wrong } from '../../../shared/result';
import { shown, were } from '../../../shared/texts';
import { booleanIn, isBlank, isDate } from '../../../shared/values';
import type { Execution } from '../execution';
import { readInterviews, type ReadQuery } from '../reading';
import { readEmail } from '../values/email';
import { readLine } from '../values/line';
import { readNamesAndValues } from '../values/namesAndValues';

/** What this node filters by, and the filters for it. */
const FILTERS = {
	email: 'filter Email',
	status: 'filter Status',
	date: 'filters Created After and Created Before',
};

/** Leaves out an interview that does not tell what it is filtered by. */
type LeaveOut = (field: keyof typeof FILTERS, interview: object) => false;

/** For how many items a filter is an expression that gives nothing: n8n gives nothing for one that fails, too. */
type Unset = Map<string, number>;

export async function execute(execution: Execution): Promise<Handover> {
	// Several items may meet the same interview, which is not kept for that.
	const none = () => ({ seen: new WeakSet(), count: 0 });
	const leftOut = { email: none(), status: none(), date: none() };
	const leaveOut: LeaveOut = (field, interview) => {
		const those = leftOut[field];
		if (!those.seen.has(interview)) those.count++;
		those.seen.add(interview);
		return false;
	};
	const unset: Unset = new Map();
	const handover = await readInterviews(execution, queryReader(execution, leaveOut, unset));
	const messages = (['email', 'status', 'date'] as const).flatMap((field) => {
		const { count } = leftOut[field];
		const why = `left out by the ${FILTERS[field]}, because no ${field} can be read there.`;
		return count > 0 ? `${were(count, 'interview')} ${why}` : [];
	});
	for (const [label, count] of unset) {
		const why = `read without the filter ${label}, because its expression gives nothing there.`;
		messages.push(`${were(count, 'item')} ${why}`);
	}
	for (const message of messages) {
		execution.context.addExecutionHints({ message, location: 'outputPane' });
	}
	return handover;
}

function queryReader(execution: Execution, leaveOut: LeaveOut, unset: Unset): ReadQuery {
	const readAll = fieldReader(execution, 'Return All', 'returnAll', checkReturnAll);
	const readLimit = fieldReader(execution, 'Limit', 'limit', checkLimit);
	const zone = execution.context.getTimezone();
	const reader = <T>(
		label: string,
		name: string,
		check: (value: unknown, label: string) => Result<T>,
	) => {
		const path = `filters.${name}`;
		const raw = execution.context.getNodeParameter(path, 0, '', { rawExpressions: true });
		return fieldReader(execution, label, path, (value) => {
			if (!isBlank(value)) return check(value, label);
			if (String(raw).startsWith('=')) unset.set(label, (unset.get(label) ?? 0) + 1);
			return ok(undefined);
		});
	};
	const checkTime = (value: unknown, label: string) => readTime(value, label, zone);
	const readFields = reader('Additional Fields', 'additionalFields', readNamesAndValues('flat'));
	const readAddress = reader('Email', 'email', readEmail);
	const readStatus = reader('Status', 'status', (value, label) =>
		readLine(label, 'a status', 200, value),
	);
	const readAfter = reader('Created After', 'createdAfter', checkTime);
	const readBefore = reader('Created Before', 'createdBefore', checkTime);
	return (itemIndex, job) => {
		const all = readAll(itemIndex);
		const limit = all.ok && all.value ? ok(Infinity) : readLimit(itemIndex);
		const filters = allOf<Filters>({
			additionalFields: readFields(itemIndex),
			email: readAddress(itemIndex),
			status: readStatus(itemIndex),
			createdAfter: readAfter(itemIndex),
			createdBefore: readBefore(itemIndex),
		});
		const read = allOf({ all, limit, filters });
		if (!read.ok) return read;
		const { additionalFields, email } = read.value.filters;
		return ok({
			email: email && plainEmail(email),
			fetch: { jobId: job.id, ...(additionalFields && { additionalFields }) },
			jobTitle: job.title,
			limit: read.value.limit,
			matches: matcher(read.value.filters, leaveOut),
		});
	};
}

function checkReturnAll(value: unknown): Result<boolean> {
	const all = isBlank(value) ? false : booleanIn(value);
	return all === undefined ? wrong(`Return All is ${shown(value)}. Map true or false.`) : ok(all);
}

function checkLimit(value: unknown): Result<number> {
	const number = numberOf(value);
	return number !== undefined && Number.isInteger(number) && number >= 1
		? ok(number)
		: wrong(`Limit is ${shown(value)}. Enter a whole number from 1 on, or turn on Return All.`);
}

/** Filters that were checked; times in milliseconds since 1970. */
interface Filters {
	additionalFields?: Record<string, unknown>;
	email?: string;
	status?: string;
	createdAfter?: number;
	createdBefore?: number;
}

/** What n8n reads as such. It gives all else to JavaScript, which takes the zone of the machine where none is named. */
const DATE =
	/^\d{4}-\d\d(?:$|[^(]*\/|-\d\d(?:[T ]\d\d(?::\d\d)*(?:[.,]\d+)?)?$)|^[a-z]{3}, .*[+-]\d{4}$/i;

/** Reads a date as the editor or an expression gives it. */
function readTime(value: unknown, label: string, zone: string): Result<number> {
	const given = textOf(value);
	const [day] = /^\d{4}-\d\d-\d\d/.exec(given ?? '') ?? [];
	// JavaScript takes February 30 for March 2.
	const text = day && new Date(day).getUTCDate() !== Number(day.slice(-2)) ? null : given;
	const instant = readInstant(text);
	if (instant) return ok(instant.from);
	const mayBeDate = isDate(value) || (text !== null && DATE.test(text));
	try {
		if (mayBeDate) return ok(tryToParseDateTime(value, zone).toMillis());
	} catch {
		// Told below, together with what does not look like a date.
	}
	return wrong(
		`${label} is ${isDate(value) ? 'not a valid date' : `${shown(value)}, which is not a date`}. Choose one, or map a date such as 2026-01-31 or 2026-01-31T09:00:00Z.`,
	);
}

function matcher(filters: Filters, leaveOut: LeaveOut): (listed: ListedInterview) => boolean {
	const { email, status, createdAfter = -Infinity, createdBefore = Infinity } = filters;
	const hasDateFilter = createdAfter !== -Infinity || createdBefore !== Infinity;
	return ({ interview }) => {
		if (email && interview.email === null) return leaveOut('email', interview);
		if (status !== undefined) {
			if (interview.status === null) return leaveOut('status', interview);
			if (plainKey(interview.status) !== plainKey(status)) return false;
		}
		if (!hasDateFilter) return true;
		const created = readInstant(interview.createdAt);
		if (!created) return leaveOut('date', interview);
		return created.from >= createdAfter && created.from < createdBefore;
	};
}
