/*
 * Get on n8n's engine against the local service: an interview from the list, by ID, by link, by email; what is not
 * found, and what is refused.
 */
import { originsOf } from '../../dev/engine/createLinks.cts';
import type { Switches } from '../../dev/interviewFlowAi/service.cts';
import { asked, by, emails, failing, failList, get, JOB, pages } from './getInterviews.cts';
import { service, wordsOf } from './localService.cts';

const EMAIL = 'candidate.7@example.com';
const fill = (count = 30) => service.fill({ jobId: JOB.id, count });
const wanted = () => service.interviews.find(({ email }) => email === EMAIL)!;

const IGNORED: Switches = { fetchPaging: { ignores: ['interviewId'] } };
const LINK = 'https://app.interviewflowai.com/form';

describe('an interview is found', () => {
	it.each([
		['in the list', () => by('list', wanted().id)],
		['by its ID', () => by('id', ` ${wanted().id} `)],
		['by its link', () => by('id', wanted().interviewLink)],
		['by a link with more in it', () => by('id', `${LINK}?lang=de&interviewId=${wanted().id}#top`)],
		['by a link without https://', () => by('id', wanted().interviewLink.slice('https://'.length))],
		['by a link in lower case', () => by('id', wanted().interviewLink.toLowerCase())],
		['by a link of the Base URL', () => by('id', `${service.url}/x?interviewId=${wanted().id}`)],
		['by an ID alone', () => wanted().id],
	])('%s, with one request', async (_, interview) => {
		fill();

		const { json } = await get(interview());

		const { id, interviewLink } = wanted();
		expect(json).toMatchObject([[{ id, interviewLink, email: EMAIL, jobId: JOB.id, score: 7 }]]);
		const interviewId = expect.stringMatching(new RegExp(id, 'i'));
		expect(asked()).toMatchObject([{ interviewerId: JOB.id, interviewId }]);
	});

	it.each([
		by('email', ` ${EMAIL.toUpperCase()}`),
		EMAIL,
		// n8n sets By ID when a field is dragged onto the list, and when an AI agent fills the field in.
		by('id', EMAIL),
	])('by its email: %p, on the page that has it', async (interview) => {
		fill(130);
		const run = await get(interview);
		expect(emails(run)).toEqual([EMAIL]);
		expect(pages()).toEqual([1, 2]);
	});

	const interviewId = 'c0ffee00-1a2b-4c3d-8e4f-000000000007';
	const results = [{ id: 'r-1', email: 'reviewer@example.com' }];
	const body = { data: { interviewId, email: EMAIL, results } };
	it.each<[string, Switches]>([
		['alone, with a list of its reviewers', failing({ kind: 'json', status: 200, body })],
		['interviewId ignored', IGNORED],
	])('by its ID in any answer: %s', async (_, switches) => {
		service.set(switches);
		fill();

		const { json, error } = await get(by('id', wanted().id));

		expect(error).toBeUndefined();
		const { id, interviewLink } = wanted();
		expect(json).toMatchObject([[{ id, interviewLink }]]);
	});

	it('by its link, although that holds another ID than its own', async () => {
		const [link, id] = [`${LINK}?interviewId=x%201`, 'y-1'];
		failList({ kind: 'json', status: 200, body: [{ id, email: EMAIL, interviewLink: link }] });
		expect((await get(by('id', link))).json).toMatchObject([[{ id, interviewLink: link }]]);
	});

	it('for each item, while the list of a job is read once', async () => {
		const two = [EMAIL, 'candidate.9@example.com'];
		fill();
		const items = [...two, two[0]].map((email) => ({ email }));

		const run = await get(by('email', '={{ $json.email }}'), {}, { items });

		expect(emails(run)).toEqual([two[0], two[1], two[0]]);
		expect(originsOf(run.outputs[0])).toEqual([0, 1, 2]);
		expect(pages()).toEqual([1]);
	});
});

describe('an interview that is not there is refused with words that say where to look', () => {
	const byEmail =
		/^No interview of none@.* for job .*; 30 interviews were searched\. Check the field/;
	const NOBODY = failing({ kind: 'json', status: 200, body: [{ id: 'i-1', email: 'Jane <>' }] });
	const byId = /^No interview with the ID "none" was found for job .*Check the field Interview/;
	it.each<[string, unknown, Switches, RegExp]>([
		['by ID', by('id', 'none'), {}, byId],
		['by a number', by('id', '={{ 5 }}'), {}, /^No interview with the ID "5" was found/],
		['by ID, 404', by('id', 'none'), { fetchShape: '404' }, byId],
		['by ID, ignored', by('id', 'none'), IGNORED, /30 interviews were searched/],
		['by email', by('email', 'none@example.com'), {}, byEmail],
		['by email, beside an empty one', by('email', 'none@example.com'), NOBODY, /; 1 interview was/],
	])('%s', async (_, interview, switches, words) => {
		service.set(switches);
		fill();
		expect(wordsOf((await get(interview)).error)).toMatch(words);
	});

	it('by email, when the list names no email address', async () => {
		service.set({ fetchShape: { at: 'data', row: 'no email' } });
		fill(1);
		const words =
			/list of interviews names no email address\. Choose By ID in the field Interview\./;
		expect(wordsOf((await get(by('email', EMAIL))).error)).toMatch(words);
	});

	it('by email, when the list tells of more interviews than it holds', async () => {
		failList(
			{ kind: 'json', status: 200, body: { data: [{ id: 'i-1', email: 'ada@x.co' }], total: 5 } },
			1,
		);
		const words = /1 interview was searched\..* tells of 5 interviews, but gives only 1 /s;
		expect(wordsOf((await get(by('email', EMAIL))).error)).toMatch(words);
	});

	it('by an ID that the service refuses: the message names the field', async () => {
		failList({ kind: 'status', status: 400, body: { message: 'Not a UUID' } });
		const words = /"Not a UUID".*check Job, Interview and the Base URL/s;
		expect(wordsOf((await get(by('id', 'none'))).error)).toMatch(words);
	});
});

const NO_LINK = /^Interview is ".*no interview link of InterviewFlowAI/;
it.each<[string, unknown, RegExp]>([
	['nothing', by('id', '={{ $json.none }}'), /^Interview is empty\. Enter an interview/],
	['a number', by('id', '={{ 0.5 }}'), /^Interview is the number 0\.5 instead of text/],
	['an address elsewhere', by('id', 'https://evil.example/form?interviewId=1'), NO_LINK],
	['a link without an ID', by('id', LINK), NO_LINK],
	['a link of nothing', by('id', `${LINK}?interviewId=undefined`), NO_LINK],
	['another scheme', by('id', 'ftp://app.interviewflowai.com/?interviewId=1'), NO_LINK],
	['no email', by('email', 'jane'), /^Interview is "jane", which is not a complete email/],
	['no email at all', by('email', '={{ $json.none }}'), /^Interview is empty/],
])('bad input is refused before anything is sent: %s', async (_, interview, message) => {
	fill();
	const run = await get(interview);
	expect(wordsOf(run.error)).toMatch(message);
	expect(wordsOf(run.error)).toContain('[item 0]');
	expect(service.counters.fetch).toBe(0);
});
