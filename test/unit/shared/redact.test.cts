/* The API key in every spelling in which JSON, URLs and HTML quote it. */
import { redactor } from '../../../nodes/InterviewFlowAi/shared/redact';
import { timed } from '../cpu.cts';

const KEY = 'sk/Live-"4711"&x+y=z_<';
const keyOf = (characters: (character: string, code: number) => string) =>
	[...KEY].map((one) => characters(one, one.charCodeAt(0))).join('');
const special = (spell: (character: string, code: number) => string) =>
	keyOf((one, code) => (/[a-z0-9]/i.test(one) ? one : spell(one, code)));
const hex = (code: number, length = 2) => code.toString(16).padStart(length, '0');
const NAMES: Record<string, string> = {
	'&': 'amp',
	'<': 'lt',
	'"': 'quot',
	'/': 'sol',
	'+': 'plus',
};
const html = (one: string) => (NAMES[one] ? `&${NAMES[one]};` : one);
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inUrl = encodeURIComponent;
const escaped = keyOf((_, code) => `\\u${hex(code, 4)}`);

const SPELLINGS: Record<string, string> = {
	plain: KEY,
	'lower case': KEY.toLowerCase(),
	'upper case': KEY.toUpperCase(),
	percent: inUrl(KEY),
	'percent, lower case': special((_, code) => `%${hex(code)}`),
	'percent, all characters': keyOf((_, code) => `%${hex(code)}`),
	'\\/': KEY.replaceAll('/', '\\/'),
	'\\u': special((_, code) => `\\u${hex(code, 4)}`),
	'\\u, all characters': escaped,
	'\\x': special((_, code) => `\\x${hex(code)}`),
	'HTML named': keyOf(html),
	'HTML decimal': special((_, code) => `&#${code};`),
	'HTML hex': special((_, code) => `&#x${hex(code)};`),
	'URL in URL': inUrl(inUrl(KEY)),
	'JSON in JSON in JSON': inJson(inJson(inJson(KEY))),
	'unicode escapes in capitals': escaped.toUpperCase().replaceAll('\\U', '\\u'),
	'unicode escapes in JSON': inJson(escaped),
	'URL in URL in URL': inUrl(inUrl(inUrl(KEY))),
	'HTML numbers with zeros': keyOf((_, code) => `&#00${code};`),
	'HTML in HEXADECIMAL': keyOf((_, code) => `&#X${hex(code).toUpperCase()};`),
	'HTML in HTML': keyOf((one) => html(one).replace('&', '&amp;')),
	'HTML numbers that do not end': keyOf((_, code) => `&#${code}`),
	'HTML names, and numbers in hexadecimal': keyOf((one, code) =>
		/\w/.test(one) ? one : code % 2 ? '&anyname;' : `&#x${hex(code)};`,
	),
	'HTML in JSON that has no & in it': inJson(keyOf(html)).replaceAll('&', '\\u0026'),
	'a URL in JSON that has no % in it': inUrl(KEY).replaceAll('%', '\\u0025'),
	'four digits in a URL': keyOf((_, code) => `%u${hex(code, 4)}`),
	'unicode escapes in braces': keyOf((_, code) => `\\u{${hex(code)}}`),
	'JSON in a URL': inUrl(inJson(KEY)),
	'a mixture': keyOf((one, code) => (code % 2 ? `%${hex(code)}` : html(one))),
};

describe('the API key', () => {
	it.each(Object.entries(SPELLINGS))('is replaced: %s', (_, spelling) => {
		const told = redactor(KEY)(`Key ${spelling}, twice: ${spelling}.`);
		expect(told).toBe('Key [API key], twice: [API key].');
	});

	it.each(['', '?', 'user:'])('is replaced in Base64, after "%s"', (before) => {
		for (const encoding of ['base64', 'base64url'] as const) {
			const spelling = Buffer.from(`${before}${KEY}:`).toString(encoding).replaceAll('/', '\\/');
			expect(redactor(KEY)(`Basic ${spelling}`)).toMatch(/^Basic \w{0,8}\[API key\][\w=]{0,4}$/);
		}
	});

	it('is not found in text that only resembles it', () => {
		const text = `${KEY.slice(1)} ${KEY.slice(0, -1)}`;
		expect(redactor(KEY)(text)).toBe(text);
	});

	it('is looked for as fast when it is long', () => {
		const text = 'words\\n'.repeat(500_000);
		const spent = (key: string, enoughMs = 0) => timed(() => redactor(key)(text), enoughMs).took;

		const most = 5 * spent(KEY);
		expect(spent(KEY.repeat(5), most)).toBeLessThanOrEqual(most);
	});

	it('is looked for literally, and not when it is as short as words are', () => {
		expect(redactor('a.*+?^${}()|[]\\')('a.*+?^${}()|[]\\ and aaaa')).toBe('[API key] and aaaa');
		expect(redactor('4711')('{"id":4711,"key":"4711"}')).toBe('{"id":[API key],"key":"[API key]"}');
		expect(redactor('471')('471')).toBe('471');
	});
});
