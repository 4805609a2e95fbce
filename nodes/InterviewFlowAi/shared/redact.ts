/** Keeps the API key out of everything that an answer says. Pure. */

/** Shorter keys would also be found where they are none, in characters. */
const SHORTEST = 4;

const SHOWN = '[API key]';

/** The signs that begin and end a spelling such as `%2F`, `\/`, `\u002f` and `&#47;`, in any spelling of their own. */
const PERCENT = '(?:%|&#0{0,5}37;?|&percnt;|\\\\u0025)(?:25){0,3}';
const BACKSLASH = `(?:\\\\|${PERCENT}5[cC]|&#0{0,5}92;?|&bsol;)`;
const AND = `(?:(?:&|\\\\u0026)(?:amp;){0,3}|${PERCENT}26(?:amp(?:;|${PERCENT}3[bB])){0,3})`;
const HASH = `(?:#|${PERCENT}23)`;
const END = `(?:;|${PERCENT}3[bB])`;

/** The ways in which JSON, URLs and HTML spell one character, as a regular expression. */
function spellings(character: string, backslashes: number): string {
	const code = character.charCodeAt(0);
	const hex = [...code.toString(16).padStart(2, '0')]
		.map((digit) => (/\d/.test(digit) ? digit : `[${digit}${digit.toUpperCase()}]`))
		.join('');
	const isLetter = /[A-Za-z0-9]/.test(character);
	const quoted = [
		isLetter ? character : `\\${character}`,
		`${PERCENT}(?:u00)?${hex}`,
		`${AND}${HASH}(?:0{0,5}${code}|[xX]0{0,5}${hex})${END}?`,
		// HTML has names for all other characters.
		...(isLetter ? [] : [`${AND}[A-Za-z]{2,8}${END}`]),
	].join('|');
	return `${BACKSLASH}{0,${backslashes}}(?:${quoted})|${BACKSLASH}{1,7}(?:[uU]\\{?0{0,6}|x)${hex}\\}?`;
}

/** The key as Base64, alone or after other text; without its end, which depends on what follows. */
const inBase64 = (apiKey: string) =>
	[0, 1, 2].map((before) => {
		const text = btoa(' '.repeat(before) + apiKey).slice(before && before + 1);
		return text.replace(/.=+$/, '').replace(/[+/]/g, '\\\\?[+/_-]');
	});

/** Gives a function that replaces the API key in a text, however JSON, a URL, HTML or Base64 spells it. */
export function redactor(apiKey: string): (text: string) => string {
	if (apiKey.length < SHORTEST) return (text) => text;
	// Backslashes before the key are none of its own; looking for them would take long in a row of them.
	const spelled = [...apiKey].map((one, at) => `(?:${spellings(one, at === 0 ? 0 : 7)})`);
	const pattern = new RegExp(spelled.join(''), 'g');
	// The pattern of a long key is too long for V8 to compile; most answers do not hold even the beginning.
	const beginning = new RegExp(spelled.slice(0, SHORTEST).join(''));
	const base64 = new RegExp(inBase64(apiKey).join('|'), 'g');
	return (text) =>
		(beginning.test(text) ? text.replace(pattern, SHOWN) : text).replace(base64, SHOWN);
}
