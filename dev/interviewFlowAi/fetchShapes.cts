/** The shapes the Fetch API may answer in. The vendor documents its request, not its answer. */
import { HOSTILE_ENTRIES } from './hostile.cts';
import { pageAnswer, type Answer } from './http.cts';
import { documented, type Shown } from './wire.cts';

export interface FetchPage {
	interviews: Shown[];
	/** On all pages. */
	total: number;
	page: number;
	limit: number;
	/** Whether one interview was asked for by its ID. */
	single?: boolean;
}

type Row = ReturnType<typeof rowOf>;

const OF_ANOTHER_JOB = {
	id: 'another-job-1',
	jobId: 'another-job',
	status: 'completed',
	createdAt: '2020-01-01T00:00:00.000Z',
	interviewLink: 'https://app.interviewflowai.com/form?interviewId=another-job-1',
};

/** How an interview stands in the list. Those with `extra` fields show them, too. */
export const FETCH_ROWS = {
	documented: each((one) => one),
	link: each(({ id, email, interviewLink, createdAt }) => {
		return { id, email, createdAt, link: interviewLink };
	}),
	'nested interview': each(({ id, name, email, interviewLink, createdAt }) => {
		return { name, email, interview: { id, createdAt, interviewLink } };
	}),
	/** One row for each email, with an ID of its own. */
	'candidates with interviews': (all) => candidates(all, []),
	/** The same, with the job of the candidate; an older interview for another job stands before them. */
	'candidates with interviews of another job, too': (all) => candidates(all, [OF_ANOTHER_JOB]),
	'the ID of the interview': each(({ id: interview, name, email }) => {
		return { id: `candidate-of-${email}`, name, email, interview };
	}),
	'candidates with IDs of interviews': (all) =>
		candidates(all, []).map(({ interviews, ...one }) => {
			return { ...one, interviews: interviews.map(({ id }) => id) };
		}),
	attributes: each(({ id, ...attributes }) => ({ type: 'candidates', id, attributes })),
	node: each((one) => ({ cursor: one.id, node: one })),
	'_id and candidateEmail': each(({ id, name, email, ...rest }) => {
		return { _id: id, candidateName: name, candidateEmail: email, ...rest };
	}),
	'snake case': each((one) => {
		const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
		return Object.fromEntries(Object.entries(one).map(([key, value]) => [snake(key), value]));
	}),
	'upper-case emails': each((one) => ({ ...one, email: one.email.toUpperCase() })),
	'job as an object': each(({ jobId, ...one }) => ({ ...one, interviewer: { id: jobId } })),
	'an error': each((one) => ({ ...one, error: 'Resume could not be read' })),
	'id only': each(({ id, email, createdAt, status }) => ({ id, email, createdAt, status })),
	'interviewId only': each(({ id, email }) => ({ interviewId: id, email })),
	'null link': each((one) => ({ ...one, interviewLink: null })),
	'no email': each(({ email: _, ...one }) => one),
} satisfies Record<string, (all: Shown[]) => unknown[]>;

/** What stands beside the list. */
export const PAGING_FIELDS = {
	none: () => ({}),
	total: ({ total, page, limit }) => ({ total, page, limit }),
	pagination: ({ total, page, limit }) => {
		const totalPages = Math.ceil(total / limit);
		return { pagination: { total, page, limit, totalPages, hasNextPage: page < totalPages } };
	},
	meta: ({ total, page, limit }) => ({
		meta: { total, current_page: page, per_page: limit, last_page: Math.ceil(total / limit) },
	}),
	'total of the page alone': ({ interviews }) => ({ total: interviews.length, hasMore: false }),
	nulls: () => ({ error: null, pagination: null }),
} satisfies Record<string, (page: FetchPage) => object>;

/** Another array before the list. */
export const ARRAYS_BEFORE = {
	none: {},
	empty: { filters: [] },
	jobs: { jobs: [{ id: 'job-1', title: 'Senior Backend Engineer' }] },
	fields: { fields: [{ id: 'f1', name: 'score', type: 'number' }] },
} satisfies Record<string, object>;

/** A shape put together of its parts. */
export interface FetchShapeParts {
	/** Where the list stands, e.g. `data.candidates`; empty for a bare array. */
	at: string;
	/** Default `documented`. */
	row?: keyof typeof FETCH_ROWS;
	paging?: keyof typeof PAGING_FIELDS;
	before?: keyof typeof ARRAYS_BEFORE;
	/** Entries before the rows of every page. */
	extraEntries?: 'hostile';
	/** What one interview asked for by its ID comes as: a list of one (default) or alone. */
	single?: 'list' | 'object';
}

/** Forms in which the node cannot find an interview. */
export const BROKEN_FETCH_SHAPES = {
	'404': { status: 404, body: { code: 404, message: 'Not found' } },
	'500': { status: 500, body: { code: 500, message: 'Internal server error' } },
	HTML: pageAnswer(200, 'Sign in'),
	empty: { status: 200 },
	'null data': { status: 200, body: { data: null } },
	'data without a list': { status: 200, body: { data: { total: 3 }, code: 200 } },
	'list of texts': { status: 200, body: { data: ['jane.doe@example.com'] } },
} satisfies Record<string, Answer>;

export type FetchShapeName = keyof typeof BROKEN_FETCH_SHAPES;

export type FetchShape = FetchShapeParts | FetchShapeName;

export function inShape(shape: FetchShape, page: FetchPage): Answer {
	if (typeof shape === 'string') return BROKEN_FETCH_SHAPES[shape];
	return { status: 200, body: bodyOf(shape, page) };
}

function bodyOf(parts: FetchShapeParts, page: FetchPage): unknown {
	const { at, row = 'documented', paging = 'none', before = 'none', extraEntries, single } = parts;
	const list = [...(extraEntries ? HOSTILE_ENTRIES : []), ...FETCH_ROWS[row](page.interviews)];
	const content = page.single && single === 'object' && list.length > 0 ? list[0] : list;
	if (at === '') return content;
	const keys = at.split('.');
	const beside = { ...ARRAYS_BEFORE[before], ...PAGING_FIELDS[paging](page) };
	const inner = { ...beside, [keys.pop()!]: content };
	const body = keys.reduceRight<object>((value, key) => ({ [key]: value }), inner);
	return { ...body, code: 200 };
}

function rowOf(interview: Shown) {
	return { ...documented(interview), ...interview.extra };
}

function each(show: (one: Row) => unknown) {
	return (all: Shown[]) => all.map((one) => show(rowOf(one)));
}

/** @param before interviews that each candidate has, too. */
function candidates(all: Shown[], before: Array<{ id: Row['id'] }>) {
	const byEmail = new Map<string, Row[]>();
	for (const one of all) byEmail.set(one.email, [...(byEmail.get(one.email) ?? []), rowOf(one)]);
	return [...byEmail].map(([email, own]) => ({
		id: `candidate-of-${email}`,
		name: own[0]!.name,
		email,
		...(before.length > 0 && { jobId: own[0]!.jobId }),
		interviews: [...before, ...own.map(({ name: _, email: _email, ...interview }) => interview)],
	}));
}
