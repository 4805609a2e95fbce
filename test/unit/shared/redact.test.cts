/* The API key in every spelling in which JSON, URLs and HTML quote it. */
import { redactor } from '../../../nodes/InterviewFlowAi/shared/redact';

const KEY = 'sk/live-"4711"&x+y=z_<';
const keyOf = (characters: (character: string, code: number) => string) =>
	[...KEY].map((one) => characters(one, one.charCodeAt(0))).join('');
const hex = (code: number, length = 2) => code.toString(16).padStart(length, '0');
const HTML: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;', '/': '&sol;' };
const html = (one: string) => HTML[one] ?? one;
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inUrl = encodeURIComponent;
const escaped = keyOf((_, code) => `\\u${hex(code, 4)}`);

const SPELLINGS: Record<string, string> = {
	plain: KEY,
	'JSON in JSON in JSON': inJson(inJson(inJson(KEY))),
	'JSON with escaped slashes': inJson(KEY).replaceAll('/', '\\/'),
	'unicode escapes in capitals': escaped.toUpperCase().replaceAll('\\U', '\\u'),
	'unicode escapes in JSON': inJson(escaped),
	'unicode escapes of some characters': keyOf((one, code) =>
		/\W/.test(one) ? `\\u${hex(code, 4)}` : one,
	),
	'escapes of JavaScript': keyOf((one, code) => (/\W/.test(one) ? `\\x${hex(code)}` : one)),
	'URL in small letters': keyOf((one, code) => (/\w/.test(one) ? one : `%${hex(code)}`)),
	'URL, every character': keyOf((_, code) => `%${hex(code)}`),
	'URL in URL in URL': inUrl(inUrl(inUrl(KEY))),
	HTML: keyOf(html),
	'HTML numbers with zeros': keyOf((_, code) => `&#00${code};`),
	'HTML in HEXADECIMAL': keyOf((_, code) => `&#X${hex(code).toUpperCase()};`),
	'HTML in HTML': keyOf((one) => html(one).replace('&', '&amp;')),
	'JSON in a URL': inUrl(inJson(KEY)),
	'a mixture': keyOf((one, code) => (code % 2 ? `%${hex(code)}` : html(one))),
};

describe('the API key', () => {
	it.each(Object.entries(SPELLINGS))('is replaced: %s', (_, spelling) => {
		expect(redactor(KEY)(`Key ${spelling}, twice: ${spelling}.`)).toBe(
			'Key [API key], twice: [API key].',
		);
	});

	it('is not seen in what only resembles it', () => {
		const text = `${KEY.toUpperCase()} ${KEY.slice(1)} ${KEY.slice(0, -1)}`;

		expect(redactor(KEY)(text)).toBe(text);
	});

	it('is looked for literally, and not when it is as short as words are', () => {
		expect(redactor('a.*+?^${}()|[]\\')('a.*+?^${}()|[]\\ and aaaa')).toBe('[API key] and aaaa');
		expect(redactor('4711')('{"id":4711,"key":"4711"}')).toBe('{"id":[API key],"key":"[API key]"}');
		expect(redactor('471')('471')).toBe('471');
	});
});
