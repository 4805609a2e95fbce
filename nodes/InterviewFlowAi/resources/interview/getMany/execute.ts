/** The operation "Get Many": the interviews of a job, filtered. */
import { isExpression, tryToParseDateTime } from 'n8n-workflow';
import { plainEmail } from '../../../shared/emails';
import { readInstant } from '../../../shared/instants';
import type { ListedInterview } from '../../../shared/interview';
import { numberOf, plainKey, textOf } from '../../../shared/json';
import type { Handover } from '../../../shared/items';
import { type Field, fieldReader, fieldsReader, rawParameter } from '../../../shared/parameters';
import { allOf, ok, type Result, wrong } from '../../../shared/result';
import { quoted, shown, were } from '../../../shared/texts';
import { booleanIn, isBlank, isDate, trimmed } from '../../../shared/values';
import type { Execution } from '../execution';
import { type Query, readInterviews, type ReadQuery } from '../reading';
import { readEmail } from '../values/email';
import { readLine } from '../../../shared/line';
import { isNothing, readNamesAndValues } from '../values/namesAndValues';

/** How many statuses a message names. A service can have any number of them. */
const MOST_NAMED = 10;

/**
 * Counts interviews or items for a hint: `3 interviews were …`.
 *
 * @param what the end of the hint; it tells the hints apart
 * @param interview counts only once for each hint
 */
type Count = (noun: 'interview' | 'item', what: string, interview?: object) => void;

export async function execute(execution: Execution): Promise<Handover> {
	const hints = new Map<string, { noun: string; seen: WeakSet<object>; times: number }>();
	const count: Count = (noun, what, counted = {}) => {
		const hint = hints.get(what) ?? { noun, seen: new WeakSet(), times: 0 };
		hints.set(what, hint);
		// Several items may count the same interview. A WeakSet does not keep it in memory.
		if (!hint.seen.has(counted)) hint.times++;
		hint.seen.add(counted);
	};
	const handover = await readInterviews(execution, queryReader(execution, count));
	for (const [what, { noun, times }] of hints) {
		const message = `${were(times, noun)} ${what}`;
		execution.context.addExecutionHints({ message, location: 'outputPane' });
	}
	return handover;
}

function queryReader(execution: Execution, count: Count): ReadQuery {
	const zone = execution.context.getTimezone();
	const filter = <T>(label: string, name: string, check: Field<T>['check']) => {
		const path = `filters.${name}`;
		const raw = rawParameter(execution, path);
		const hasRows = typeof raw !== 'string';
		// An expression may give nothing because it is wrong, so the user gets a hint.
		const what = `read without ${hasRows ? 'a row of ' : ''}the filter ${label}, because its expression gives nothing there.`;
		const checked = (value: unknown): Result<T | undefined> => {
			const read = isBlank(value) ? ok(undefined) : check(value, label);
			if (read.ok && givesNothing(raw, hasRows ? value : read.value)) count('item', what);
			return read;
		};
		return { label, path, check: checked };
	};
	const checkTime = (value: unknown, label: string) => readTime(value, label, zone);
	const readFilters = fieldsReader(execution, {
		additionalFields: filter('Additional Fields', 'additionalFields', readNamesAndValues('flat')),
		email: filter('Email', 'email', readEmail),
		status: filter('Status', 'status', (value, label) => readLine(value, label, 'a status', 200)),
		createdAfter: filter('Created After', 'createdAfter', checkTime),
		createdBefore: filter('Created Before', 'createdBefore', checkTime),
	});
	const readAll = fieldReader(execution, 'Return All', 'returnAll', checkReturnAll);
	const readLimit = fieldReader(execution, 'Limit', 'limit', checkLimit);
	return (itemIndex, job) => {
		const all = readAll(itemIndex);
		const limit = all.ok && all.value ? ok(Infinity) : readLimit(itemIndex);
		const read = allOf({ all, limit, filters: allOf<Filters>(readFilters(itemIndex)) });
		if (!read.ok) return read;
		const { filters } = read.value;
		const { createdAfter = -Infinity, createdBefore = Infinity } = filters;
		if (createdAfter >= createdBefore) {
			return wrong(
				'Created Before is no later than Created After. For the interviews of one day, choose the next day in Created Before.',
			);
		}
		return ok({
			email: filters.email && plainEmail(filters.email),
			fetch: { jobId: job.id, additionalFields: filters.additionalFields },
			job,
			limit: read.value.limit,
			mustBeFound: false,
			...matcher(filters, count),
		});
	};
}

/**
 * Whether an expression gives nothing. In an object, such as the rows of Additional Fields, one of its expressions is
 * enough.
 *
 * @param raw the expression as it was typed; a value that was typed without an expression does not count
 */
function givesNothing(raw: unknown, value: unknown): boolean {
	if (typeof raw === 'string') return isExpression(raw) && isNothing(value);
	const inner = Object(value) as Record<string, unknown>;
	return Object.entries<unknown>(Object(raw)).some(([key, one]) => givesNothing(one, inner[key]));
}

function checkReturnAll(value: unknown): Result<boolean> {
	const all = isBlank(value) ? false : booleanIn(value);
	return all === undefined ? wrong(`Return All is ${shown(value)}. Map true or false.`) : ok(all);
}

function checkLimit(value: unknown): Result<number> {
	const number = numberOf(value) ?? 0;
	return Number.isInteger(number) && number >= 1
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

/**
 * Dates that n8n's own function reads in the time zone of the workflow. Other texts are not given to it, because it lets
 * JavaScript read them in the time zone of the machine.
 */
const DATE = /^\d{4}-\d\d(?:$|[^(]*\/|-\d\d(?:[T ]\d\d(?::\d\d)*(?:[.,]\d+)?)?$)/i;

/** Reads a date as the editor or an expression gives it. */
function readTime(value: unknown, label: string, zone: string): Result<number> {
	const given = trimmed(textOf(value) ?? '');
	const [day] = /^\d{4}-\d\d-\d\d/.exec(given) ?? [];
	// JavaScript reads February 30 as March 2, so such a day is refused.
	const text = day && new Date(day).getUTCDate() !== Number(day.slice(-2)) ? '' : given;
	const instant = readInstant(text);
	if (instant) return ok(instant.from);
	const mayBeDate = isDate(value) || DATE.test(text);
	try {
		if (mayBeDate) return ok(tryToParseDateTime(given || value, zone).toMillis());
	} catch {
		// The value is refused below, like one that does not look like a date.
	}
	return wrong(
		`${label} is ${isDate(value) ? 'not a valid date' : `${shown(value)}, which is not a date`}. Choose one, or map a date such as 2026-01-31 or 2026-01-31T09:00:00Z.`,
	);
}

/** Makes the part of a query that applies the filters. It counts for hints what they leave out because a value is missing. */
function matcher(filters: Filters, count: Count): Pick<Query, 'matches' | 'noneFound'> {
	/** For an AI agent, which sees no hints. */
	let leftOut = '';
	const leaveOut = (interview: object, by: string, lacking: string) => {
		const what = `left out by the ${by}, because no ${lacking} can be read there.`;
		leftOut = ` Some were ${what}`;
		count('interview', what, interview);
		return false;
	};
	const { email, status, createdAfter = -Infinity, createdBefore = Infinity } = filters;
	const hasDateFilter = createdAfter !== -Infinity || createdBefore !== Infinity;
	/** The statuses of interviews that the filter Status leaves out. */
	const otherStatuses = new Set<string>();
	let isStatusMet = false;
	const matches = ({ interview }: ListedInterview) => {
		if (email && interview.email === null) return leaveOut(interview, 'filter Email', 'email');
		if (status !== undefined) {
			if (interview.status === null) return leaveOut(interview, 'filter Status', 'status');
			if (plainKey(interview.status) !== plainKey(status)) {
				otherStatuses.add(interview.status);
				return false;
			}
			isStatusMet = true;
		}
		if (!hasDateFilter) return true;
		const created = readInstant(interview.createdAt);
		if (!created) return leaveOut(interview, 'date filters', 'date with a time zone');
		return created.from >= createdAfter && created.from < createdBefore;
	};
	const noneFound = () => {
		const none = `No interviews were found.${leftOut}`;
		if (isStatusMet || otherStatuses.size === 0) return none;
		const read = [...otherStatuses].slice(0, MOST_NAMED).map(quoted).join(', ');
		const why = `none has the status ${shown(status)}, only ${read}.`;
		count('item', `given no interview, because ${why}`);
		return `${none} Of those that were read, ${why}`;
	};
	return { matches, noneFound };
}
