/** Removes the API key from texts. Pure. */

/** Keys with fewer characters are not looked for: other texts would contain them by chance. */
const SHORTEST = 4;

const SHOWN = '[API key]';

/**
 * The characters that begin and end a spelling such as `%2F`, `\/`, `\u002f` and `&#47;`. Each of them can be spelled in
 * such a way itself: where a URL stands in a URL, `%2F` is `%252F`.
 */
const PERCENT = '(?:%|&#0{0,5}37;?|&percnt;|\\\\u0025)(?:25){0,3}';
const BACKSLASH = `(?:\\\\|${PERCENT}5c|&#0{0,5}92;?|&bsol;)`;
const AND = `(?:(?:&|\\\\u0026)(?:amp;){0,3}|${PERCENT}26(?:amp(?:;|${PERCENT}3b)){0,3})`;
const HASH = `(?:#|${PERCENT}23)`;
const END = `(?:;|${PERCENT}3b)`;

/**
 * A regular expression for one character, in all spellings of JSON, URLs and HTML. It is used without regard to case: an
 * answer may write the key in upper case, and a key in hexadecimal digits is known from that.
 *
 * @param backslashes how many backslashes may stand before it
 */
function spellings(character: string, backslashes: number): string {
	const code = character.charCodeAt(0);
	const hex = code.toString(16).padStart(2, '0');
	const isLetter = /[a-z\d]/i.test(character);
	const quoted = [
		isLetter ? character : `\\${character}`,
		`${PERCENT}(?:u00)?${hex}`,
		`${AND}${HASH}(?:0{0,5}${code}|x0{0,5}${hex})${END}?`,
		// HTML has names for characters that are no letters or digits, such as `&sol;` for the slash.
		...(isLetter ? [] : [`${AND}[a-z]{2,8}${END}`]),
	].join('|');
	return `${BACKSLASH}{0,${backslashes}}(?:${quoted})|${BACKSLASH}{1,7}(?:u\\{?0{0,6}|x)${hex}\\}?`;
}

/**
 * Regular expressions for the key in Base64. Base64 writes three characters as four, so the key can be written in three
 * ways: after 0, 1 or 2 other characters. Beginning and end are left out, because they depend on the text around the key.
 */
const inBase64 = (apiKey: string) =>
	[0, 1, 2].map((before) => {
		const text = btoa(' '.repeat(before) + apiKey).slice(before && before + 1);
		return text.replace(/.=+$/, '').replace(/[+/]/g, '\\\\?[+/_-]');
	});

/** Gives a function that replaces the API key in a text, in all spellings of JSON, URLs, HTML and Base64. */
export function redactor(apiKey: string): (text: string) => string {
	if (apiKey.length < SHORTEST) return (text) => text;
	// Backslashes before the first character do not matter, and searching them would take long in a row of backslashes.
	const spelled = [...apiKey].map((one, at) => `(?:${spellings(one, at === 0 ? 0 : 7)})`);
	const pattern = new RegExp(spelled.join(''), 'gi');
	// V8 does not compile the long pattern of a long key, so it is slow. Most answers do not hold even its beginning.
	const beginning = new RegExp(spelled.slice(0, SHORTEST).join(''), 'i');
	const base64 = new RegExp(inBase64(apiKey).join('|'), 'g');
	return (text) =>
		(beginning.test(text) ? text.replace(pattern, SHOWN) : text).replace(base64, SHOWN);
}
