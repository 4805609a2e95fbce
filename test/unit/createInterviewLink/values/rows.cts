/* Every field with what may stand in it: what is sent for it, or what the node says about it. */
import { DateTime } from 'luxon';

import type { Candidate } from '../../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/request';
import { CHECKS } from './check.cts';

type Field = keyof Candidate;

const row = (name: unknown, value: unknown, type: unknown = 'string') => {
	return { id: String(name), name, value, type };
};
const rows = (...assignments: unknown[]) => ({ assignments });
const longList = (length: number) => Array.from({ length }, (_, index) => `entry ${index}`);

class Refusing {
	toJSON(): never {
		throw new Error('will not be read');
	}
}

/** A list in a list in a list, and so on. */
const nested = (levels: number): unknown => (levels === 0 ? 'bottom' : [nested(levels - 1)]);

export const cyclic: unknown[] = ['first'];
cyclic.push(cyclic);

const EPOCH = '1970-01-01T00:00:00.000Z';

/** What is sent as it is given. */
const UNCHANGED: Partial<Record<Field, unknown[]>> = {
	name: [
		...['J', '李小龍', 'می‌خواهم', 'प्रिया शर्मा', 'Zoe\u0308 O’Brien-Núñez, Jr.', 'Ada 👩‍💻'],
		...['__proto__', 'Null', 'Nan', '<b>Jane</b>', '$hort J.', 'x'.repeat(500)],
	],
	email: [
		...['jane+interview@example.com', "o'neil_99%x@example.com", 'jane@mail.eu.example.co.uk'],
		...['jane@example.xn--p1ai', 'jörg@bücher.example', '用户@例子.公司', 'user@उदाहरण.भारत'],
		...['a@b.co', '1@1and1.com', `${'x'.repeat(64)}@example.com`],
	],
	jobId: ['aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'],
	resumeUrl: [
		...['http://files.example.com/jane.pdf', 'https://example.com:8443/cv?id=1#page=2'],
		...['https://8.8.8.8/cv.pdf', 'https://10.example.com/cv.pdf', 'http://0.aa/?a=b,null,c'],
	],
	skills: [['SQL', 'Go', 'SQL, advanced']],
	customQuestions: [
		...[['[Optional] Why us?'], ['Why us, and\nwhy now?'], ['```json\n[1]\n```\nWhat is this?']],
		[{ question: 'Why us?', seconds: 90, tags: ['a'] }, 7, true],
	],
	metadata: [
		...[{ ats: { id: 1, tags: ['a', null] } }, { assignments: ['HR', 'IT'] }],
		...[{ assignments: 'two' }, { toString: 'x', length: 2 }, { 'with space': 'ä', имя: '1' }],
		...[{ deep: nested(95) }, { wide: Array(300).fill({ a: [1] }) }],
	],
};

/** What counts as left empty. */
const LEFT_OUT: Partial<Record<Field, unknown[]>> = {
	status: [undefined, null, '', 'interviewerDefault', 'INTERVIEWERDEFAULT', 'Job default'],
	resumeUrl: [undefined, null, '  ', ' null '],
	skills: [undefined, '', ' , ,\n', [], '[]', ['', null, 'null', ' '], 'NULL, undefined'],
	customQuestions: [undefined, [], ['', '  ', null, 'undefined'], [[]], '[]'],
	additionalFields: [
		...[undefined, null, {}, '', '{}', rows(), rows(row('', '')), rows(row('city', null))],
		...[rows(row('city', ''), row('note', '  ')), [], '[]', { city: [] }],
	],
};

/** JSON text with digits of which none gets lost, but for the last ones of a share. */
const EXACT =
	'{"id": "12345678901234567", "quoted": "\\\\\\"12345678901234567", "share": 0.1234567890123456789, "size": 1e20, "most": -9007199254740991}';

/** Sent: the property's value in the request, `undefined` for a property that is left out. */
export const GOOD: Array<[field: Field, given: unknown, sent: unknown]> = [
	...listed(UNCHANGED, (value) => value),
	...listed(LEFT_OUT, () => undefined),

	['name', '  Jane Doe\n', 'Jane Doe'],
	['name', '\u202AJane Doe\u202C', 'Jane Doe'],
	['name', '\uFEFFJane\tDoe', 'Jane Doe'],
	['name', 'Jane ["JD"] Doe', 'Jane ["JD"] Doe'],

	['email', '  Jane.Doe@Example.COM ', 'jane.doe@example.com'],
	['email', '\u200Bjane@example.com\uFEFF', 'jane@example.com'],
	['email', 'Ирина@почта.рф', 'ирина@почта.рф'],
	['email', 'İREM@GMAİL.COM', 'irem@gmail.com'],

	['jobId', 4711, '4711'],
	['jobId', 'job\u200B-\u00AD1', 'job-1'],

	['status', ' Shortlisted\u200B', 'shortlisted'],

	['resumeUrl', 'HTTPS://Files.Example.com/Jane.pdf', 'https://files.example.com/Jane.pdf'],
	['resumeUrl', ' https://x.example/Jörg G.pdf ', 'https://x.example/J%C3%B6rg%20G.pdf'],
	['resumeUrl', 'https://bücher.example/cv.pdf', 'https://xn--bcher-kva.example/cv.pdf'],

	['skills', 'TypeScript, SQL\u200B,German', ['TypeScript', 'SQL', 'German']],
	['skills', 'TypeScript\nSQL\r\nGerman,', ['TypeScript', 'SQL', 'German']],
	['skills', 'TypeScript;SQL; German;', ['TypeScript', 'SQL', 'German']],
	['skills', '営業、英語，SQL；Go،Excel', ['営業', '英語', 'SQL', 'Go', 'Excel']],
	['skills', '[SQL], [sql], C++, c#', ['[SQL]', 'C++', 'c#']],
	['skills', '["SQL", "Go, concurrent"]', ['SQL', 'Go, concurrent']],
	['skills', '```json\n["SQL", "Go"]\n```\n', ['SQL', 'Go']],
	['skills', ['constructor', '__proto__', 2024], ['constructor', '__proto__', '2024']],

	['customQuestions', ['Why us?', '', ' How soon? '], ['Why us?', 'How soon?']],
	['customQuestions', '[Optional] Why us? [2 min]', ['[Optional] Why us? [2 min]']],
	['customQuestions', '["Why us?", {"text": "How soon?"}]', ['Why us?', { text: 'How soon?' }]],
	['customQuestions', ['```\n["Why us?"]\n```'], ['Why us?']],
	['customQuestions', [['Why us?', 'How soon?'], 'Where?'], ['Why us?', 'How soon?', 'Where?']],

	['additionalFields', rows(row(' city\u200B', ' [object x] ')), { city: ' [object x] ' }],
	['additionalFields', rows(row('years', ' -1.5e2\u200B', 'number')), { years: -150 }],
	['additionalFields', rows(row('remote', 'Yes\u200E', 'boolean')), { remote: true }],
	['additionalFields', rows(row('remote', 'false', 'boolean')), { remote: false }],
	['additionalFields', rows(row('remote', 0, 'boolean')), { remote: false }],
	['additionalFields', rows(row('phone', 4922800, 'string')), { phone: '4922800' }],
	['additionalFields', rows({ name: 'city', value: 'Bonn' }), { city: 'Bonn' }],
	['additionalFields', rows(row('at', DateTime.fromMillis(0).toUTC())), { at: EPOCH }],
	['additionalFields', { years: 7, none: null, blank: '' }, { years: 7 }],
	['additionalFields', '{"years": 7}', { years: 7 }],
	['additionalFields', '```JSON {"years": 7}```', { years: 7 }],
	['additionalFields', { since: new Date(0) }, { since: EPOCH }],
	['additionalFields', { id: 12n }, { id: '12' }],

	['metadata', rows(row('tags', '["a", 1]', 'array')), { tags: ['a', 1] }],
	['metadata', rows(row('ats', '{"id": 1}', 'object')), { ats: { id: 1 } }],
	['metadata', rows(row('any', { id: [1] }, 'any')), { any: { id: [1] } }],
	['metadata', EXACT, JSON.parse(EXACT)],
];

const DAMAGED =
	'with damaged or invisible characters in it. Type it again where it comes from, or choose the encoding of the file.';
const FILLED = 'or map a field that is filled for every item.';
const NAMED = 'Enter a name, such as Jane Doe';
const NAME = `${NAMED}.`;
const ADDRESS = 'such as jane.doe@example.com';
const FILE =
	'Use the public address of the file, starting with https://, or leave the field empty.';
const CORRECT = 'Correct it, or choose the type String.';
const RETYPE = 'Correct it, or choose another type.';
const RENAME = 'which cannot be sent. Choose another name.';
const NO_TEXT = 'which is not text. Choose the matching type, or map a single value.';
const DIGITS = 'which has too many digits for a number. Choose the type String.';
const QUOTE = 'which has too many digits for a number. Make it text.';
/** A row of a type that its text does not have. */
const ofRow = (name: string, text: string, type: string, says: string): [string, unknown] => [
	`: "${name}" is "${text}", ${says}`,
	rows(row(name, text, type)),
];
const UNSENDABLE =
	'holds something that cannot be sent, such as a list or an object that is too large, too deep or contains itself. Map plain values instead.';
const FLAT =
	'is a list or an object, but additional fields hold text, a number or a boolean. Choose one of these types.';
const ROWS = 'instead of names and values. Add them row by row, or map an object.';
const tooMany = (most: number) =>
	`has too many entries: up to ${most} can be sent. Check what is mapped to it.`;
const tooLong = (length: number, wanted: string, most: number) =>
	`which is ${length} characters long. Enter ${wanted}, of up to ${most} characters.`;
const BY_COMMAS = 'Separate the skills by commas, as in TypeScript, German, without brackets.';
const NOT_SENT = 'which cannot be sent. Every skill has to be plain text.';
const ONE_ADDRESS = 'is {}, which is more than one address. Keep one address per item.';

/** As `$input` and the like: it claims to have every field. */
const OF_N8N = new Proxy({}, { has: () => true });

/** What is said of values, after the name of their field; {} stands for the value as a message shows it. */
const PROBLEMS: Record<Field, Array<[says: string, ...given: unknown[]]>> = {
	name: [
		[`is empty. ${NAMED}, ${FILLED}`, undefined, null, '', ' \t\n', 'undefined', 'null'],
		[`is {} instead of text. ${NAME}`, 7, true, new Date(0), DateTime.fromMillis(0)],
		[
			'is {} instead of text. Map one of its values, or enter a name, such as Jane Doe.',
			...[['Jane'], ['Jane', 'Doe'], { first: 'Jane' }, OF_N8N],
		],
		[
			`is {}, which stands there where the mapped field is missing or holds no text, or where this field is set to Fixed instead of Expression. ${NAMED}, ${FILLED}`,
			...['Jane null', 'Jane undefined', '[object Object] Doe', 'NaN', '{{ $json.name }}'],
			...['{"first": "Jane", "last": "Doe"}', '["Jane Doe"]', "{'first': 'Jane'}"],
			...[
				'undefined, Jane',
				'{{ $json.name }',
				'$json.name',
				'$json["Name"]',
				"$('Form').item.json.name",
			],
		],
		[`is unreadable text, ${DAMAGED}`, '\u0000\u0007'],
		[`is "Jane", ${DAMAGED}`, 'Jane \uD83D'],
		// "Jürgen" in a file of another encoding that was read as UTF-8.
		[`is {}, ${DAMAGED}`, 'J\uFFFDrgen'],
		[
			`is "${'Jane '.repeat(12)}…", ${tooLong(999, 'a name, such as Jane Doe', 500)}`,
			'Jane '.repeat(200),
		],
	],
	email: [
		[`is empty. Enter an address, ${ADDRESS}, ${FILLED}`, undefined, null, '', '  '],
		[
			`is {} instead of text. Map one of its values, or enter an address, ${ADDRESS}.`,
			{ address: 'a@b.co' },
		],
		['is {}, which is a link. Remove "mailto:" so that only the address is left.', 'mailto:a@b.co'],
		['is {}, a name with an address. Keep only what stands between < and >.', 'Jane <a@b.co>'],
		[
			'is "\'Dr. Jane\' <a@b.co>", a name with an address. Keep only what stands between < and >.',
			'"Dr. Jane" <a@b.co>',
		],
		[ONE_ADDRESS, 'jane@example.com, joe@example.com', 'jane@example.com;joe@example.com'],
		['is {}, with invisible characters in it. Type it again where it comes from.', 'a\u200B@b.co'],
		[`is {}, ${DAMAGED}`, 'j\uFFFDrgen@example.com'],
		[
			`is {}, which is not a complete email address. Enter one, ${ADDRESS}.`,
			...['jane', 'jane@', '@example.com', 'jane@example', 'jane@localhost', 'jane@example.c'],
			...['jane@example.123', 'jane@-example.com', 'jane@example-.com', 'jane@exam_ple.com'],
			...['jane@example..com', 'jane@example.com.', '.jane@example.com', 'jane.@example.com'],
			...['jane..doe@example.com', 'jane@@example.com', 'jane doe@example.com', 'n/a'],
			...['jane@exam ple.com', 'jane@example.com@example.com'],
			`jane@${'x'.repeat(64)}.com`,
			`${'x'.repeat(65)}@example.com`,
		],
		[
			`is "'jane'@example.com", which is not a complete email address. Enter one, ${ADDRESS}.`,
			'"jane"@example.com',
		],
		[`is {}, ${tooLong(268, `an address, ${ADDRESS}`, 254)}`, `jane@${'abcdefghi.'.repeat(26)}com`],
	],
	jobId: [
		[`is empty. Enter a job from the list, or a job ID, ${FILLED}`, undefined, null, '', ' '],
		['is {} instead of text. Enter a job from the list, or a job ID.', 47.11, 1e20, 0, -5, true],
		["is {}, a web address. Enter the job's ID instead.", 'https://app.interviewflowai.com/job/1'],
	],
	status: [
		[
			'is {}, which is none of its choices. Use Draft, Job Default or Shortlisted.',
			...['hired', ['draft'], false],
		],
	],
	resumeUrl: [
		[
			`is {}, which is not a complete web address. ${FILE}`,
			...['cv.pdf', '/files/cv.pdf', 'www.example.com/cv.pdf', '//example.com/cv.pdf', 'https://'],
			...['\u200Bcv.pdf', 'CV: https://example.com/cv.pdf'],
			...['https://exa mple.com/', 'ftp://example.com/cv.pdf', 'C:\\cv.pdf', 'javascript:alert(1)'],
		],
		[
			`is {}, which is more than one address. ${FILE}`,
			...['https://a.co/1.pdf, https://a.co/2.pdf', 'https://a.co/1.pdf;http://a.co/2.pdf'],
			'https://a.co/1.pdf https://a.co/2.pdf',
		],
		[
			`contains a user name or password. ${FILE}`,
			...['https://jane:secret@a.co/cv.pdf', 'https://jane@a.co/cv.pdf'],
		],
		[
			`is {}, which only your own network can reach, not InterviewFlowAI. ${FILE}`,
			// Which hosts these are is tested with the credential.
			...['http://LOCALHOST:3000/', 'http://files.corp/', 'http://2130706433/', 'http://[::1]/'],
		],
		[
			'is {} instead of text. Map one of its values, or enter the public address of the file.',
			{ url: 'https://a.co/' },
		],
		[
			`is {}, ${tooLong(4020, 'the public address of the file', 4000)}`,
			...[`https://example.com/${'x'.repeat(4000)}`, `data:;base64,${'x'.repeat(4007)}`],
		],
	],
	skills: [
		[
			`is {} instead of text or a list. ${BY_COMMAS}`,
			...[{ first: 'SQL' }, 7, "['SQL', 'Go']", '{SQL,Go}', '{"SQL": 1}', 'a [object Object]'],
		],
		[`is "\`\`\`json [SQL] \`\`\`" instead of text or a list. ${BY_COMMAS}`, '```json\n[SQL]\n```'],
		[`has an object as entry 2, ${NOT_SENT}`, ['SQL', { name: 'Go' }]],
		[`has "G o" as entry 2, ${NOT_SENT}`, 'SQL, G\u0000o'],
		[`has "K\uFFFDche" as entry 1, ${NOT_SENT}`, 'K\uFFFDche'],
		[tooMany(500), longList(501), ';'.repeat(2000)],
	],
	customQuestions: [
		['is {} instead of a list. Enter one question per row, or map a list.', { text: 'Why?' }, 7],
		[UNSENDABLE, cyclic, [1n]],
		...['Why [object Object]?', "['Why us?', 'How soon?']", '```json ["Why us?", ```'].map(
			(text): [string, unknown] => [
				`has "${text}", which is no question. Enter one question per row, without brackets, or map a list.`,
				['Why us?', text],
			],
		),
		[
			tooMany(500),
			[longList(300), longList(300)],
			[...Array<string>(300).fill(''), ...longList(300)],
		],
	],
	additionalFields: [
		[`is {} ${ROWS}`, 'years: 7', [{ years: 7 }], new Date(0)],
		...['abc', '1,5', '1.5.2', '0x10', 'e', '-', '1 2', '7 years', '1e999'].map((text) =>
			ofRow('years', text, 'number', `which is not a number. ${CORRECT}`),
		),
		ofRow('id', '1234567890123456789', 'number', DIGITS),
		ofRow('id', '+12345678901234567\u200B', 'number', DIGITS),
		[`: "years" is the number NaN, which is not a number. ${CORRECT}`, { years: NaN }],
		ofRow('remote', 'maybe', 'boolean', `which is neither true nor false. ${CORRECT}`),
		[`: "city" is an object, ${NO_TEXT}`, rows(row('city', { name: 'Bonn' }))],
		ofRow('city', 'in [object Object]', 'string', NO_TEXT),
		[`: "tags" ${FLAT}`, rows(row('tags', ['a'], 'array')), { tags: ['a'] }],
		[`: "ats" ${FLAT}`, rows(row('ats', '{}', 'object')), { ats: { id: 1 } }],
		['has the value "Bonn" without a name. Enter one, or remove the row.', rows(row('', 'Bonn'))],
		['has the number 7 as a name. Enter text as the name.', rows(row(7, 'Bonn'))],
		['has the name "city" twice. Keep one of the two rows.', rows(row('city', 1), row(' city', 2))],
		...['__proto__', 'constructor', 'prototype', 'a\u0000b'].map((name): [string, unknown] => [
			`has a row named "${name.replace('\0', ' ')}", ${RENAME}`,
			rows(row(name, 'x')),
		]),
	],
	metadata: [
		[`is {} ${ROWS}`, 'candidate_12345', DateTime.fromMillis(0), OF_N8N],
		ofRow('tags', '{"a": 1}', 'array', `which is not a list. ${RETYPE}`),
		ofRow('ats', '["a"]', 'object', `which is not an object. ${RETYPE}`),
		ofRow('ats', 'id=1', 'object', `which is not an object. ${RETYPE}`),
		[
			`: "ats" ${UNSENDABLE}`,
			...[cyclic, nested(105), Array(10_001).fill(1), new Refusing()].map((ats) => ({ ats })),
		],
		[`has a row named "__proto__", ${RENAME}`, JSON.parse('{"__proto__": 1}')],
		[`has a row named unreadable text, ${RENAME}`, { '\0': 1 }],
		[
			`has "9007199254740993", ${QUOTE}`,
			'{"id":9007199254740993}',
			'```json {"ids": [9007199254740993] } ```',
		],
		[
			`: "ids" has "9007199254740993", ${QUOTE}`,
			rows(row('ids', '[1, 9007199254740993]', 'array')),
			rows(row('ids', '{"ats": 9007199254740993}', 'object')),
		],
		[tooMany(1000), Object.fromEntries(longList(1001).map((name) => [name, 1]))],
	],
};

/** A value as a message shows it. */
function shown(value: unknown): string {
	if (typeof value === 'string') return `"${value.slice(0, 60)}${value.length > 60 ? '…' : ''}"`;
	if (typeof value === 'number') return `the number ${value}`;
	if (typeof value !== 'object') return `the value ${String(value)}`;
	if (Array.isArray(value)) return 'a list';
	if (value === OF_N8N) return 'an object of n8n';
	return value instanceof Date || DateTime.isDateTime(value) ? 'a date' : 'an object';
}

/** Says: the whole message. */
export const BAD: Array<[field: Field, given: unknown, says: string]> = [
	...(Object.keys(PROBLEMS) as Field[]).flatMap((field) =>
		PROBLEMS[field].flatMap(([says, ...all]) =>
			all.map((given): [Field, unknown, string] => {
				const message = `${CHECKS[field].label}${says.startsWith(':') ? '' : ' '}${says}`;
				return [field, given, message.replace('{}', () => shown(given))];
			}),
		),
	),
	[
		'metadata',
		{ note: 'x'.repeat(1_000_000) },
		'This candidate has 1000120 characters of data; up to 1000000 can be sent. Shorten Skills, Custom Questions, Additional Fields or Metadata.',
	],
];

function listed(table: Partial<Record<Field, unknown[]>>, sentFor: (given: unknown) => unknown) {
	return (Object.keys(table) as Field[]).flatMap((field) =>
		table[field]!.map((given): [Field, unknown, unknown] => [field, given, sentFor(given)]),
	);
}
