/** What a page of a list says of the pages that follow. Pure. */
import { fieldsOf, isEmpty, numberOf, pick, textOf } from './json';
import { booleanIn } from './values';

const NEXT = /^(?:@odata\.)?x?next(?:page|link|url|href|cursor|token|offset|start)*$/;
const MORE =
	/^x?(?:has(?:more|next)|(?:is)?(?:more(?:results|pages|items)?|truncated|incompleteresults)$)/;
const LAST = /^(?:is)?last(?:page)?$/;
const PAGES = /^x?(?:totalpages?|lastpage|pagecount|pages)$/;
/** Numbers in other objects, such as `usage`, are of something else. */
const OF_PAGES = /meta|pag|info/;
/** As in `<https://example.com/jobs?page=2>; rel="next"` (RFC 8288). */
const LINK = /<([^<>]*)>[^<,]*\brel="?next\b/i;

/**
 * Reads it at the top, in `data` and `meta`, in the headers, and in an object there such as `pagination` or `links`;
 * undefined is what is not said.
 *
 * @param nouns for what is listed, such as `jobs|interviewers`: a total of anything else says nothing of the list
 * @param headers of the answer, in lower case
 */
export function followingOf(json: unknown, nouns: string, headers: object = {}) {
	const top = fieldsOf(json);
	const heads = fieldsOf(headers);
	const places = [top, fieldsOf(top.data), fieldsOf(top.meta), heads];
	const inside = places.flatMap((place) => Object.entries(place));
	const entriesIn = (objects: typeof inside) =>
		[...places, ...objects.map(([, object]) => fieldsOf(object))].flatMap(Object.entries<unknown>);
	const said = entriesIn(inside);
	const counts = entriesIn(inside.filter(([name]) => OF_PAGES.test(name)));
	const largest = (key: RegExp) => {
		const found = counts.flatMap(([name, one]) => (key.test(name) ? (numberOf(one) ?? []) : []));
		return found.length > 0 ? Math.max(...found) : undefined;
	};
	const nexts = said
		.filter(([key, value]) => NEXT.test(key) && value && (numberOf(value) ?? 1) > 0)
		.filter(([, value]) => typeof value !== 'object' || !isEmpty(Object(value)))
		.map(([, value]) => textOf(value) ?? pick([fieldsOf(value)], ['href', 'url']) ?? '');
	const next = LINK.exec(String(heads.link))?.[1] ?? nexts.find((text) => /[/?]/.test(text));
	const flags = said.map(([key, value]) => {
		if (LAST.test(key) && typeof value === 'boolean') return !value;
		return MORE.test(key) ? booleanIn(value) : undefined;
	});
	/** Whether there is more, as a flag says. */
	const flag = flags.includes(true) || (flags.includes(false) ? false : undefined);
	const totals = `total(?:count|items|results|records|elements|${nouns})?`;
	/** In all; a `count` may be of this page. */
	const inAll = largest(new RegExp(`^x?${totals}$`)) ?? NaN;
	return {
		/** The link to the next page as the list gives it. */
		next,
		flag,
		/** Whether there is more without a link to it. Some lists give a cursor on their last page, too. */
		hasMore: next === undefined && (flag ?? nexts.some((text) => !(Number(text) >= inAll))),
		/** How many entries and pages there are in all. */
		total:
			largest(new RegExp(`^x?(?:count|${totals})$`)) ??
			numberOf(String(heads.contentrange).split('/')[1]),
		pages: largest(PAGES),
	};
}
