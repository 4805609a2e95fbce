/** What a page of a list says of the pages that follow. Pure. */
import { fieldsOf, numberOf, textOf } from './json';

const NEXT = /^(?:@odata\.)?next(?:page|link|url|cursor|token)*$/;
const PAGES = /^(?:totalpages?|lastpage|pagecount|pages)$/;
/** Numbers in other objects, such as `usage`, are of something else. */
const OF_PAGES = /meta|pag|info/;
/** As in `<https://example.com/jobs?page=2>; rel="next"` (RFC 8288). */
const LINK = /<([^<>]*)>[^<,]*\brel="?next\b/i;

/**
 * Reads it at the top, in `data` and `meta`, and in an object there such as `pagination` or `links`; undefined is what is not said.
 *
 * @param nouns for what is listed, such as `jobs|interviewers`: a total of anything else says nothing of the list
 * @param link the Link header, which can name the next page
 */
export function followingOf(json: unknown, nouns: string, link?: unknown) {
	const top = fieldsOf(json);
	const places = [top, fieldsOf(top.data), fieldsOf(top.meta)];
	const inside = places.flatMap((place) => Object.entries(place));
	const entriesIn = (objects: typeof inside) =>
		[...places, ...objects.map(([, object]) => fieldsOf(object))].flatMap(Object.entries<unknown>);
	const said = entriesIn(inside);
	const counts = entriesIn(inside.filter(([name]) => OF_PAGES.test(name)));
	const largest = (key: RegExp) => {
		const found = counts.flatMap(([name, of]) => (key.test(name) ? (numberOf(of) ?? []) : []));
		return found.length > 0 ? Math.max(...found) : undefined;
	};
	const texts = said
		.filter(([key]) => NEXT.test(key))
		.map(([, value]) => textOf(value || null) ?? textOf(fieldsOf(value).href))
		.filter((text) => text !== null);
	const next = LINK.exec(String(link))?.[1] ?? texts.find((text) => /[/?]/.test(text));
	const flags = said.filter(([key]) => /^has(?:more|next)/.test(key)).map(([, value]) => value);
	/** Whether there is more, as a flag says. */
	const flag = flags.includes(true) || (flags.includes(false) ? false : undefined);
	const total = new RegExp(`^(?:count|total(?:count|items|results|records|elements|${nouns})?)$`);
	return {
		/** The link to the next page as the list gives it. */
		next,
		flag,
		/** Whether there is more without a link to it. Some lists give a cursor on their last page, too. */
		hasMore: next === undefined && (flag ?? texts.length > 0),
		/** How many entries and pages there are in all. */
		total: largest(total),
		pages: largest(PAGES),
	};
}
