/* Hostile and broken values end as a clear message or a valid body, each after at most 100 ms of work. */
import { DateTime } from 'luxon';

import type { Candidate } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/request';
import { check, CHECKS, complaint, PROPERTY_NAMES } from './values/check.cts';
import { timed } from '../cpu.cts';
import { cyclic } from './values/rows.cts';

const MILLION = 1_000_000;
const LONGEST = 100;

const refuse = (): never => {
	throw new Error('refused');
};
const REFUSING = { get: refuse, has: refuse, ownKeys: refuse, getPrototypeOf: refuse };
const deep = (levels: number) => {
	let value: unknown = 'bottom';
	for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { value };
	return value;
};
const deepText = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
const inCycle: Record<string, unknown> = { name: 'x' };
inCycle.self = inCycle;

const row = (value: unknown, type?: unknown) => ({ name: 'a', value, type });
const rows = (...assignments: unknown[]) => ({ assignments });
const NAMES = Array.from({ length: 20_000 }, (_, n) => [`name${n}`, n]);
const ownRows = rows();
ownRows.assignments.push(ownRows);
const revocable = Proxy.revocable({}, {});
revocable.revoke();
const toJSON = (): unknown => ({ again: { toJSON } });
const ODD_ROWS = [
	{ name: Symbol('a'), value: 1 },
	{ name: {}, value: 1 },
];

const ATTACKS: Record<string, unknown> = {
	'null bytes in text': 'a\u0000b@example.com\u0000',
	'a lone surrogate': 'Jane \uD83D Doe',
	'an overridden writing direction': '\u202Emoc.elpmaxe@enaj',
	'1 MB of one letter': 'x'.repeat(MILLION),
	'1 MB of blanks': ' '.repeat(MILLION),
	'1 MB of commas': ','.repeat(MILLION),
	'1 MB of digits and a letter': `${'1'.repeat(MILLION)}x`,
	'1 MB of at signs': '@'.repeat(MILLION),
	'1 MB of full stops': `jane@${'a.'.repeat(MILLION / 2)}com`,
	'1 MB of opening brackets': '['.repeat(MILLION),
	'at signs, then commas': '@'.repeat(500) + ','.repeat(500),
	'hyphens in a domain': `jane@${'-'.repeat(60)}.${'a-'.repeat(30)}.com`,
	'10,000 levels of lists and objects': deep(10_000),
	'10,000 levels of lists as JSON text': deepText,
	'quotation marks within JSON text': `{"a": "${'\\"'.repeat(100_000)}"}`,
	'a list of a million entries': Array.from({ length: MILLION }, () => 'a'),
	'a list with four billion holes': new Array(4_294_967_295),
	'an object with 20,000 names': Object.fromEntries(NAMES),
	'a cyclic list': cyclic,
	'a cyclic object': inCycle,
	'rows that are their own rows': ownRows,
	'an own __proto__': JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": 1}'),
	'a row named __proto__': rows({ name: '__proto__', value: { isAdmin: true } }),
	'rows with names of all kinds': rows(row(1, { toString: refuse }), null, ...ODD_ROWS),
	'a getter that throws': Object.defineProperty({}, 'name', { enumerable: true, get: refuse }),
	'a proxy that throws at everything': new Proxy({}, REFUSING),
	'a revoked proxy': revocable.proxy,
	'a list whose entries throw': [new Proxy({}, { get: refuse, ownKeys: refuse })],
	'toJSON that throws': { toJSON: refuse },
	'toJSON without end': { toJSON },
	'toString that throws': { toString: refuse, valueOf: refuse },
	"Luxon's invalid date": DateTime.invalid('no date'),
	'a symbol': Symbol('x'),
	'a function': () => 'x',
	'an Error': new Error('x'),
	'a list in a list in a list': [[[]]],
};

type Target = [target: string, field: keyof Candidate, place: (value: unknown) => unknown];

/** What is attacked: each field, and a row of each kind of row within a field. */
const TARGETS: Target[] = [
	...PROPERTY_NAMES.map((field): Target => [field, field, (value) => value]),
	['an entry of skills', 'skills', (value) => ['SQL', value]],
	['a custom question', 'customQuestions', (value) => ['Why us?', value]],
	['a value of metadata', 'metadata', (value) => ({ a: value })],
	...['string', 'number', 'boolean', 'array', 'object', 'any', 'unheard-of'].map(
		(type): Target => [`a row of the type ${type}`, 'metadata', (value) => rows(row(value, type))],
	),
	['a row of additional fields', 'additionalFields', (value) => rows(row(value, 'string'))],
	['a name of metadata', 'metadata', (name) => rows({ name, value: 1 })],
];

test.each(TARGETS)('%s withstands every attack', (_, field, place) => {
	const complaints = Object.entries(ATTACKS).flatMap(([attack, value]): unknown[] => {
		const given = place(value);
		const { result, took } = timed(() => check({ [field]: given }), LONGEST);
		const found = complaint(result, [CHECKS[field]]);
		if (found) return [{ attack, found }];
		return took <= LONGEST ? [] : [{ attack, took }];
	});
	expect(complaints).toEqual([]);
});

test.each(['name', 'email', 'jobId', 'resumeUrl'] as const)(
	'a file is refused as %s in time',
	(field) => {
		const { result, took } = timed(() => check({ [field]: 'x\n'.repeat(MILLION) }), LONGEST);
		expect(complaint(result, [CHECKS[field]])).toBeUndefined();
		expect(took).toBeLessThanOrEqual(LONGEST);
	},
);

test('no attack has changed what all objects share', () => {
	expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
});
