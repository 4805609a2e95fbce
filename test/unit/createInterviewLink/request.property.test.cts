/* Whatever the fields hold, the result is a body the service accepts or messages that name the fields. */
import fc from 'fast-check';

import type { Candidate } from '../../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/request';
import { ok } from '../../../nodes/InterviewFlowAi/shared/result';
import { anyCharacter, anyText } from '../anyJson.cts';
import { check, complaint, PROPERTY_NAMES, VALID } from './values/check.cts';

/** Values of every kind in JavaScript, and what n8n may give that JSON cannot hold. */
const anything = fc.anything({
	...{ withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withSet: true },
	...{ withTypedArray: true, withNullPrototype: true, withObjectString: true },
	...{ withSparseArray: true, stringUnit: anyCharacter },
});
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const part = (sign: string, marks: string) => {
	const some = fc.oneof(text.map(encodeURIComponent), fc.constantFrom(...marks));
	const all = fc.array(some, { maxLength: 7 });
	return fc.oneof(
		fc.constant(''),
		all.map((parts) => sign + parts.join('')),
	);
};
const MARKS = "/$&'()*+,;=:@";
/** As fast-check's own, which makes a table of all characters; each part but the domain may be missing. */
const webUrl = fc
	.tuple(
		...[fc.constantFrom('http://', 'https://'), fc.domain()],
		...[part('/', MARKS), part('?', `${MARKS}?`), part('#', `${MARKS}?`)],
	)
	.map((parts) => parts.join(''));
const blank = fc.constantFrom(undefined, null, '', '  ', '\n', '\u200B', '\u3000');

/** Text that is nearly right: the likeliest to get through unnoticed. */
const joined = (...parts: string[]) =>
	fc.array(fc.oneof(fc.constantFrom(...parts), text), { maxLength: 7 }).map((all) => all.join(''));

const type = fc.constantFrom('string', 'number', 'boolean', 'array', 'object', 'any');
const assignments = (value: fc.Arbitrary<unknown>) => {
	const row = { name: fc.oneof(text, anything), value, type: fc.oneof(type, anything) };
	const rows = fc.array(fc.record(row, { requiredKeys: [] }), { maxLength: 3 });
	return fc.record({ assignments: rows });
};
const jsonText = fc.json({ maxDepth: 2 });
const keyed = fc.oneof(assignments(fc.oneof(text, jsonText, anything)), fc.object(), jsonText);

const likely: Record<keyof Candidate, fc.Arbitrary<unknown>> = {
	name: fc.oneof(text, anyText(12), joined('Jane', ' ', '\t', '\u0000', '\uD800', 'Doe')),
	email: fc.oneof(
		fc.emailAddress(),
		joined('@', '.', 'jane', 'example', '.com', ' ', '<', '>', ',', '"', '\u200B', 'mailto:', '-'),
	),
	jobId: fc.oneof(text, fc.uuid(), joined('https://', '\u0000', '4711')),
	status: fc.oneof(fc.constantFrom('draft', 'SHORTLISTED', 'interviewerDefault'), text),
	resumeUrl: fc.oneof(
		webUrl,
		joined('http', 's', '://', '/', ':', '@', '.', 'example', '.com', '127.0.0.1', '[::1]', '\\'),
	),
	skills: fc.oneof(joined(',', '\n', '[', ']', '"', 'SQL'), fc.array(anything), jsonText),
	customQuestions: fc.oneof(fc.array(fc.oneof(text, anything, jsonText)), jsonText),
	additionalFields: keyed,
	metadata: keyed,
};

test('one field at a time, the others valid', () => {
	const one = fc
		.constantFrom(...PROPERTY_NAMES)
		.chain((field) => fc.record({ [field]: fc.oneof(likely[field], anything, blank) }));
	let sent = 0;
	let refused = 0;
	fc.assert(
		fc.property(one, (values) => {
			const result = check(values);
			expect(complaint(result)).toBeUndefined();
			if (result.ok) sent++;
			else refused++;
		}),
		{ numRuns: 1500, seed: 1 },
	);
	// Without plenty of both, the property would say little.
	expect(sent).toBeGreaterThan(300);
	expect(refused).toBeGreaterThan(300);
});

test('every address of the usual form is accepted, in lower case', () => {
	fc.assert(
		fc.property(fc.emailAddress(), (email) => {
			expect(check({ email })).toEqual(ok({ ...VALID, email: email.toLowerCase() }));
		}),
		{ numRuns: 200, seed: 3 },
	);
});

test('every public web address is accepted as a resume', () => {
	fc.assert(
		fc.property(webUrl, (resumeUrl) => {
			expect(check({ resumeUrl })).toEqual(ok({ ...VALID, resumeUrl: new URL(resumeUrl).href }));
		}),
		{ numRuns: 200, seed: 4 },
	);
});

test('every JSON object is sent as metadata, without what is blank in it', () => {
	const reserved = ['', '__proto__', 'constructor', 'prototype'];
	const name = text.filter(
		(key) => key.trim() === key && !reserved.includes(key) && !/\p{C}/u.test(key),
	);
	// Through JSON, which has no -0.
	const value = fc.json({ maxDepth: 3 }).map((written) => JSON.parse(written) as unknown);
	fc.assert(
		fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (metadata) => {
			const isSent = (entry: unknown) =>
				entry !== null && (typeof entry !== 'string' || entry.trim() !== '');
			const sent = Object.entries(metadata).filter(([, entry]) => isSent(entry));
			expect(check({ metadata })).toEqual(
				ok({ ...VALID, ...(sent.length > 0 && { metadata: Object.fromEntries(sent) }) }),
			);
		}),
		{ numRuns: 200, seed: 5 },
	);
});
