/** What a page of a list says about the pages that follow it. Pure. */
import { fieldsOf, isNone, numberOf, pick, textOf } from './json';
import { booleanIn } from './values';

// Patterns for keys in the form of `plainKey`.

/** A link or a cursor to the next page: `nextPage`, `next_cursor`, `@odata.nextLink`. */
const NEXT = /^(?:@odata\.)?x?next(?:page|link|url|href|cursor|token|offset|start)*$/;
/** A flag that is true if there are more pages: `hasMore`, `isTruncated`. */
const MORE =
	/^x?(?:has(?:more|next)|(?:is)?(?:more(?:results|pages|items)?|truncated|incompleteresults)$)/;
/** A flag that is true on the last page. */
const LAST = /^(?:is)?last(?:page)?$/;
/** The number of pages. */
const PAGES = /^x?(?:totalpages?|lastpage|pagecount|pages)$/;
/** Objects with numbers of the list: `meta`, `pagination`, `pageInfo`. Others, such as `usage`, count something else. */
const OF_PAGES = /meta|pag|info/;
/** The header Link: `<https://example.com/jobs?page=2>; rel="next"` (RFC 8288). */
const LINK = /<([^<>]*)>[^<,]*\brel="?next\b/i;

/**
 * Reads what a page says about the following pages, wherever services write it: at the top, in `data`, in `meta`, in the
 * headers, and in objects inside of these, such as `pagination`. What the page does not say is `undefined`, and `hasMore`
 * is false.
 *
 * @param nouns words for the entries of the list, such as `jobs|interviewers`: `totalJobs` is a total of them
 * @param headers of the answer; their names are in lower case
 */
export function followingOf(json: unknown, nouns: string, headers: object = {}) {
	const top = fieldsOf(json);
	const heads = fieldsOf(headers);
	const places = [top, fieldsOf(top.data), fieldsOf(top.meta), heads];
	const inside = places.flatMap((place) => Object.entries(place));
	const entriesIn = (objects: typeof inside) =>
		[...places, ...objects.map(([, object]) => fieldsOf(object))].flatMap(Object.entries<unknown>);
	const all = entriesIn(inside);
	const ofPages = entriesIn(inside.filter(([name]) => OF_PAGES.test(name)));
	const largest = (key: RegExp) => {
		const found = ofPages.flatMap(([name, value]) =>
			key.test(name) ? (numberOf(value) ?? []) : [],
		);
		return found.length > 0 ? Math.max(...found) : undefined;
	};
	const nexts = all
		.filter(([key, value]) => NEXT.test(key) && value && !isNone(value))
		.filter(([, value]) => (numberOf(value) ?? 1) > 0)
		.map(([, value]) => textOf(value) ?? pick([fieldsOf(value)], ['href', 'url']) ?? '');
	const next = LINK.exec(String(heads.link))?.[1] ?? nexts.find((text) => /[/?]/.test(text));
	const flags = all.map(([key, value]) => {
		if (LAST.test(key) && typeof value === 'boolean') return !value;
		return MORE.test(key) ? booleanIn(value) : undefined;
	});
	/** Whether there are more pages, if a flag says so. */
	const flag = flags.includes(true) || (flags.includes(false) ? false : undefined);
	const totals = `total(?:count|items|results|records|elements|${nouns})?`;
	/** How many entries there are in all. A `count` is not read here, because it may be the number on this page. */
	const inAll = largest(new RegExp(`^x?${totals}$`)) ?? NaN;
	return {
		/** The link to the next page as it is written in the answer. */
		next,
		flag,
		/**
		 * Whether there are more pages, but no link to the next one. A flag decides, because some services give a cursor on
		 * the last page, too. Without a flag, a cursor decides, unless it is an offset at the end of the list.
		 */
		hasMore: next === undefined && (flag ?? nexts.some((text) => !(Number(text) >= inAll))),
		/** How many entries there are in all. */
		total:
			largest(new RegExp(`^x?(?:count|${totals})$`)) ??
			numberOf(String(heads.contentrange).split('/')[1]),
		/** How many pages there are in all. */
		pages: largest(PAGES),
	};
}
