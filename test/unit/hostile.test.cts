/* Hostile JSON: whatever an answer holds, no reader throws, and none takes long. */
import fc from 'fast-check';
import { readInstant } from '../../nodes/InterviewFlowAi/shared/instants';
import {
	entryOf,
	interviewIdsIn,
	readExisting,
	readInterview,
	readRow,
} from '../../nodes/InterviewFlowAi/shared/interview';
import { perInterview, rowsOf } from '../../nodes/InterviewFlowAi/shared/interviewList';
import { titleFinder } from '../../nodes/InterviewFlowAi/shared/jobs/byTitle';
import { readJobPage } from '../../nodes/InterviewFlowAi/shared/jobs/jobList';
import { redactor } from '../../nodes/InterviewFlowAi/shared/redact';
import { type Answered, isSuccess, judge } from '../../nodes/InterviewFlowAi/shared/reply';
import { readSaid } from '../../nodes/InterviewFlowAi/shared/said';
import type { Answer } from '../../nodes/InterviewFlowAi/shared/send';
import { resultOf } from '../../nodes/InterviewFlowAi/resources/interview/resultFields';
import { outcomeOf } from '../../nodes/InterviewFlowAi/resources/interview/createInterviewLink/answer';
import { received } from '../../dev/engine/answers.cts';
import { parseJson } from '../../dev/interviewFlowAi/http.cts';
import { HOSTILE_BODIES, HOSTILE_ENTRIES } from '../../dev/interviewFlowAi/hostile.cts';
import { anyJson } from './anyJson.cts';
import { timed } from './cpu.cts';

const EMAIL = 'jane@example.com';
const recipient = { candidate: { jobId: 'job-1', name: 'Jane', email: EMAIL }, jobTitle: null };
const STATUSES = [200, 403, 409, 500];

const answerOf = (text: string) => received({ status: 200, body: text });

/** Everything that reads an answer, by what it reads. */
const READERS: Record<string, (answer: Answer) => unknown> = {
	readSaid,
	readInterview: ({ json }) => readInterview(json),
	readExisting: ({ json }) => readExisting(json),
	interviewIdsIn: ({ json }) => interviewIdsIn(json, new Set()),
	rowsOf: ({ json }) => rowsOf(json),
	readRow: ({ json }) => (rowsOf(json) ?? []).slice(0, 1000).map(entryOf).map(readRow),
	readJobPage: ({ json }) => readJobPage(json),
	readInstant: ({ text }) => readInstant(text),
	redactor: ({ text }) => redactor('sk_live/4711')(text),
	titleFinder: ({ json, text }) => {
		const { jobs = [] } = readJobPage(json) ?? {};
		return [text, json].map(titleFinder({ jobs, withoutId: [] }));
	},
	judge: (answer) => {
		const headers = { 'retry-after': answer.json as never, date: answer.json as never };
		return STATUSES.map((status) => judge({ ...answer, status, headers }, 0));
	},
	outcomeOf: (answer) =>
		STATUSES.map((status) => {
			const judged = judge({ ...answer, status }, 0);
			return judged.kind === 'answered' && [isSuccess(judged), outcomeOf(judged, recipient)];
		}),
};
const nested = (open: string, close: string, depth: number, inside = '1') =>
	`${open.repeat(depth)}${inside}${close.repeat(depth)}`;
const keys = (count: number, value: string) =>
	Array.from({ length: count }, (_, n) => `"key${n}":${value}`).join();
const row = `{"email":"${EMAIL}"}`;

/** Each is the text of a body that an answer to a creation, or a page of a list, may have. */
const BODIES: Record<string, () => string> = {
	...HOSTILE_BODIES,
	'odd entries in a list': () => JSON.stringify({ data: HOSTILE_ENTRIES }),
	'odd entries as jobs': () => JSON.stringify(HOSTILE_ENTRIES),
	'10,000 levels of data': () => nested('{"data":', '}', 10_000),
	'10,000 levels of interviews in lists': () => `[${nested('{"interviews":[', ']}', 10_000, row)}]`,
	'10,000 levels of errors': () => nested('{"errors":[', ']}', 10_000, '"exists"'),
	'100,000 entries that are nothing': () => `{"candidates":[${'{},'.repeat(100_000)}{}]}`,
	'25,000 levels of dates': () => `{"data":{"createdAt":${nested('{"$date":', '}', 25_000)}}}`,
	'a late entry with 25,000 levels of dates': () =>
		`[${`${row},`.repeat(30)}{"email":"${EMAIL}","createdAt":${nested('{"$date":', '}', 25_000)}}]`,
	'100,000 entries with an ID': () => `[${'{"id":1},'.repeat(100_000)}{}]`,
	'100,000 interviews of one candidate': () =>
		`[{"email":"${EMAIL}","interviews":[${'{},'.repeat(100_000)}{}]}]`,
	'100,000 texts': () => `{"errors":[${'"exists",'.repeat(100_000)}""]}`,
	'8,000 keys': () => `{"data":{${keys(8_000, '"exists"')}}}`,
	'8,000 arrays': () => `{${keys(8_000, '[{"a":1}]')}}`,
	'1 MB of words': () =>
		`{"message":"${'already '.repeat(60_000)}","error":"${'not '.repeat(120_000)}"}`,
	'1 MB of digits': () => `{"data":{"createdAt":"${'1'.repeat(1_000_000)}"}}`,
	'256 kB of HTML that never ends': () => '<script'.repeat(36_000),
	'256 kB of opening brackets': () => '<'.repeat(256_000),
	'1 MB of backslashes': () => '\\'.repeat(1_000_000),
	'1 MB of percent signs': () => '%25'.repeat(330_000),
	'1 MB of beginnings of the key': () => 'sk_live/471'.repeat(90_000),
};

const LONGEST = 400;

describe.each(Object.entries(BODIES))('%s', (_, body) => {
	test('is read by every reader within 400 ms of work', () => {
		const answer = answerOf(body());
		const complaints = Object.entries(READERS).flatMap(([reader, read]): unknown[] => {
			try {
				const { took } = timed(() => read(answer), LONGEST);
				return took <= LONGEST ? [] : [{ reader, took }];
			} catch (thrown) {
				return [{ reader, thrown: String(thrown) }];
			}
		});

		expect(complaints).toEqual([]);
	});
});

describe('any JSON', () => {
	const json = anyJson(
		`code status message error errors data detail success path loc id _id email name candidate candidates
		candidateEmail items interview interviews interviewId interviewLink link url interviewer job createdAt
		$date $numberLong jobs title next pagination archived prototype`.split(/\s+/),
		[
			...`"${EMAIL}" "https://app.interviewflowai.com/form?interviewId=1" "javascript:alert(1)" "http://"
			"https://x.example/1" 409 1769860800 "2026-01-31T12:00:00Z" "1" 1`.split(/\s+/),
			...['" "', JSON.stringify('x'.repeat(3000))],
		],
	);

	test.each(Object.entries(READERS))('is read by %s', (_, read) => {
		fc.assert(
			fc.property(json, (text) => {
				read(answerOf(text));
			}),
			{ numRuns: 150, seed: 7 },
		);
	});

	test('gives only texts, whole characters and known fields', () => {
		const isClean = (value: string | null) =>
			value === null || (value.length <= 2000 && !/\p{Cs}/u.test(value));
		fc.assert(
			fc.property(json, (text) => {
				const value = parseJson(text);
				for (const interview of [readInterview(value), readExisting(value)]) {
					expect(Object.values(interview).every(isClean)).toBe(true);
				}
				for (const row of rowsOf(value)?.slice(0, 3) ?? []) {
					const { interview, jobIds } = readRow(entryOf(row));
					expect([...Object.values(interview), ...jobIds].every(isClean)).toBe(true);
				}
			}),
			{ numRuns: 1000, seed: 8 },
		);
	});

	test('becomes an item for each entry of a list, or none', () => {
		const KNOWN = 'interviewLink name email status jobTitle jobId id createdAt'.split(' ');
		fc.assert(
			fc.property(json, (text) => {
				// Without numbers that JSON cannot write.
				const given = JSON.stringify(parseJson(text));
				const list = parseJson(given);
				for (const entry of (rowsOf(list) ?? []).flatMap((row) => perInterview(row)).map(readRow)) {
					for (const output of ['allFields', 'knownFields', 'raw']) {
						const result = resultOf(entry, output, { id: 'job-1', title: null });
						expect(result).not.toHaveProperty('error');
						expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
						expect(JSON.parse(JSON.stringify(result))).toEqual(result);
						if (output === 'raw') continue;
						expect(Object.keys(result).slice(0, KNOWN.length)).toEqual(KNOWN);
						const known = KNOWN.map((name) => result[name]);
						expect(known.every((one) => one === null || typeof one === 'string')).toBe(true);
						expect(result.interviewLink ?? 'https://x').toMatch(/^https?:\/\/[^\s"<>]+$/);
					}
				}
				expect(JSON.stringify(list)).toBe(given);
			}),
			{ numRuns: 500, seed: 10 },
		);
	});

	test('is a created interview only if it has a link, and no other candidate and job', () => {
		const [LINK, BOB] = ['https://app.interviewflowai.com/form?interviewId=1', 'bob@example.com'];
		const interview = fc.record(
			{
				email: fc.constantFrom(EMAIL, BOB, 7, null),
				jobId: fc.constantFrom('job-1', 'job-2', 7, null),
				interviewLink: fc.constantFrom(LINK, '/form', null),
				note: fc.constantFrom(EMAIL, BOB, LINK),
			},
			{ requiredKeys: [] },
		);
		let created = 0;
		fc.assert(
			fc.property(interview, (data) => {
				const judged = judge({ ...answerOf(JSON.stringify({ data })), status: 201 }, 0);
				const reading = outcomeOf(judged as Answered, recipient);
				if (!reading.ok || reading.value.kind !== 'created') return;
				created++;
				const own = { email: EMAIL, jobId: 'job-1', interviewLink: LINK };
				expect(reading.value.interview).toMatchObject(own);
				expect([EMAIL, null]).toContain(data.email ?? null);
				expect(['job-1', null]).toContain(data.jobId ?? null);
				expect(data.note === BOB && !data.email).toBe(false);
			}),
			{ numRuns: 1000, seed: 9 },
		);
		// Without plenty of them, the property would say little.
		expect(created).toBeGreaterThan(50);
	});
});
