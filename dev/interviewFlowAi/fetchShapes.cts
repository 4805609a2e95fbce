/** The shapes the Fetch API may answer in. The vendor documents its request, not its answer. */
import type { Answer } from './http.cts';
import type { Interview } from './store.cts';

export interface FetchPage {
	interviews: Interview[];
	/** On all pages. */
	total: number;
	page: number;
	limit: number;
}

export interface FetchShape {
	/** Whether the answer carries the interview link itself, not just an id to build it from. */
	givesLink: boolean;
	answer(page: FetchPage): Answer;
}

/** Every interview can be found in these. */
export const FETCH_SHAPES = {
	'data array': withLink(({ interviews }) => ({ data: interviews.map(row), code: 200 })),
	'data.candidates': withLink(({ interviews }) => ({
		data: { candidates: interviews.map(row) },
		code: 200,
	})),
	'data.items with total': withLink(({ interviews, total, page, limit }) => ({
		data: { total, page, limit, items: interviews.map(row) },
	})),
	candidates: withLink(({ interviews }) => ({ candidates: interviews.map(row) })),
	'top-level array': withLink(({ interviews }) => interviews.map(row)),
	'empty array before the interviews': withLink(({ interviews }) => ({
		data: { filters: [], candidates: interviews.map(row) },
	})),
	'interviewId instead of id': withLink(({ interviews }) => ({
		data: interviews.map(({ id, email, interviewLink }) => ({
			interviewId: id,
			email,
			interviewLink,
		})),
	})),
	'link instead of interviewLink': withLink(({ interviews }) => ({
		data: interviews.map(({ id, email, interviewLink, createdAt }) => ({
			id,
			email,
			createdAt,
			link: interviewLink,
		})),
	})),
	'nested interview': withLink(({ interviews }) => ({
		data: interviews.map(({ id, name, email, interviewLink, createdAt }) => ({
			name,
			email,
			interview: { id, createdAt, interviewLink },
		})),
	})),
	'upper-case emails': withLink(({ interviews }) => ({
		data: interviews.map((interview) => ({
			...row(interview),
			email: interview.email.toUpperCase(),
		})),
	})),
	'extra nulls': withLink(({ interviews }) => ({
		data: interviews.map((interview) => ({ resumeUrl: null, score: null, ...row(interview) })),
		error: null,
		pagination: null,
	})),
	'id only': withoutLink(({ interviews }) => ({
		data: interviews.map(({ id, email, createdAt, status }) => ({ id, email, createdAt, status })),
	})),
	'interviewId only': withoutLink(({ interviews }) => ({
		data: interviews.map(({ id, email }) => ({ interviewId: id, email })),
	})),
	'null link': withoutLink(({ interviews }) => ({
		data: interviews.map((interview) => ({ ...row(interview), interviewLink: null })),
	})),
} satisfies Record<string, FetchShape>;

/** Nothing can be found in these. */
export const BROKEN_FETCH_SHAPES = {
	'404': { status: 404, body: { code: 404, message: 'Not found' } },
	'500': { status: 500, body: { code: 500, message: 'Internal server error' } },
	HTML: {
		status: 200,
		headers: { 'Content-Type': 'text/html; charset=utf-8' },
		body: '<html><body>Sign in</body></html>',
	},
	empty: { status: 200 },
	'null data': { status: 200, body: { data: null } },
	'data without a list': { status: 200, body: { data: { total: 3 }, code: 200 } },
	'list of texts': { status: 200, body: { data: ['jane.doe@example.com'] } },
} satisfies Record<string, Answer>;

export type FetchShapeName = keyof typeof FETCH_SHAPES | keyof typeof BROKEN_FETCH_SHAPES;

/**
 * How the service treats `page` and `limit`: as asked; the first page whatever is asked; or pages of a
 * size of its own.
 */
export type FetchPaging = 'as asked' | 'ignores page' | { fixedPageSize: number };

export type FetchOrder = 'newest first' | 'oldest first';

const DEFAULT_LIMIT = 10;

/** Cuts one page out of all interviews found (given in order of creation). */
export function cutPage(
	found: Interview[],
	asked: { page?: number; limit?: number },
	order: FetchOrder,
	paging: FetchPaging,
): FetchPage {
	const page = paging === 'ignores page' ? 1 : (asked.page ?? 1);
	const limit = typeof paging === 'object' ? paging.fixedPageSize : (asked.limit ?? DEFAULT_LIMIT);
	const sorted = [...found].sort((a, b) => compareText(a.createdAt, b.createdAt));
	if (order === 'newest first') sorted.reverse();
	const interviews = sorted.slice((page - 1) * limit, page * limit);
	return { interviews, total: found.length, page, limit };
}

/** @throws when no shape has this name. */
export function fetchShapeNamed(name: string): (page: FetchPage) => Answer {
	const shapes: Record<string, FetchShape> = FETCH_SHAPES;
	const brokenShapes: Record<string, Answer> = BROKEN_FETCH_SHAPES;
	const broken = brokenShapes[name];
	const answer = broken ? () => broken : shapes[name]?.answer;
	if (answer === undefined) throw new Error(`No fetch shape is named "${name}"`);
	return answer;
}

function withLink(body: (page: FetchPage) => unknown): FetchShape {
	return { givesLink: true, answer: (page) => ({ status: 200, body: body(page) }) };
}

function withoutLink(body: (page: FetchPage) => unknown): FetchShape {
	return { givesLink: false, answer: (page) => ({ status: 200, body: body(page) }) };
}

function row({ id, jobId, name, email, status, createdAt, interviewLink }: Interview) {
	return { id, jobId, name, email, status, createdAt, interviewLink };
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
