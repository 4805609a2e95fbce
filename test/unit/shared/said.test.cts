/* What an answer says of itself: code, failure, and the reason, wherever web services put them. */
import { readSaid } from '../../../nodes/InterviewFlowAi/shared/said';
import { received } from '../../../dev/engine/answers.cts';
import { PLACES } from '../../../dev/interviewFlowAi/dialects.cts';
import { namesOf } from '../../../dev/interviewFlowAi/named.cts';

const said = (body: unknown) => readSaid(received({ status: 400, body }));

it.each([
	[{ code: '409' }, 409],
	[{ status: 400 }, 400],
	[{ error: { code: 404 } }, 404],
	[{ error: { status: 404 } }, 404],
	[{ code: 'DUPLICATE', statusCode: 400 }, 400],
	[{ code: 0 }, undefined],
	[{ code: 10401 }, undefined],
	[{ data: { code: 409 } }, undefined],
])('the code in the body of %j is %s', (body, code) => {
	expect(said(body).code).toBe(code);
});

describe('a failure', () => {
	it.each([
		...[{ success: false }, { ok: '0' }, { result: 'error' }, { status: 'Fail' }, { error: 'No' }],
		...[{ errors: { name: ['No'] } }, { err: { code: 'X' } }, { status: false }],
		...[{ succeeded: 'False' }, { hasErrors: true }],
		{ status: 'error', message: 'Interview exists', email: 'jane@example.com' },
	])('is %j', (body) => {
		expect(said(body).failed).toBe(true);
	});

	it.each([
		...[{ success: true }, { status: 'failed', candidate: { email: 'jane@example.com' } }, null],
		...[{ error: null }, { error: false }, { errors: {} }, { errorMessage: ' ' }],
		{ data: { error: 'No' } },
	])('is not %j', (body) => {
		expect(said(body).failed).toBe(false);
	});
});

describe('what is said', () => {
	it.each([
		[{ error: 'Bad Request', message: 'M' }, 'M'],
		[{ error: { code: 'CODE', message: 'M' } }, 'M'],
		[{ errors: ['A', 'B', 'C', 'D', 'E', 'F'] }, 'A; B; C; D; E'],
		[{ code: 'CODE', error: ['A', ['name', 'B']] }, 'CODE; A; name; B'],
		[{ detail: 'D.', title: 'T...', message: 'D' }, 'D; T...'],
		[{ code: 'CODE', hint: 'H', link: 'https://x.co/form?interviewId=1' }, 'CODE; hint: H'],
		[{ code: 409 }, '{"code":409}'],
		[undefined, ''],
	])('in %j is "%s"', (body, message) => {
		expect(said(body).message).toBe(message);
	});

	it('holds nothing that a success says of an interview', () => {
		const body = { result: { name: 'Jane', note: 'Exists' } };
		const of = (more: object) => readSaid(received({ status: 200, body: { ...body, ...more } }));
		expect(of({})).toMatchObject({ message: '', words: ['name: Jane', 'note: Exists'] });
		expect(of({ code: 422 }).message).toBe('name: Jane; note: Exists');
		expect(of({ success: false }).message).toBe('name: Jane; note: Exists');
	});

	it('is the text of a success, unless it is a link', () => {
		const of = (body: string) => readSaid(received({ status: 200, body: JSON.stringify(body) }));
		expect(of('Job is closed').message).toBe('Job is closed');
		expect(of('https://x.co/form?interviewId=i-1').message).toBe('');
	});
});

const WHY = 'Name must not be blank';

describe('the reason of a refusal', () => {
	it.each<[string, unknown]>([
		...namesOf(PLACES).map((place): [string, unknown] => [place, PLACES[place](WHY, 400)]),
		['Express, with a stack', { error: { message: WHY, stack: 'Error\n at x' } }],
		['NestJS', { statusCode: 400, message: [WHY, 'email is wrong'], error: 'Bad Request' }],
		['NestJS, objects', { title: 'Bad Request', message: [{ constraints: { isName: WHY } }] }],
		['a map of languages', { code: 'INVALID', message: { en: WHY } }],
		['Apigee', { fault: { faultstring: WHY, detail: { errorcode: 'x.y' } } }],
		['a map of fields beside a message', { message: 'No', fields: { name: WHY } }],
		['JSON text', JSON.stringify(WHY)],
		['broken JSON', `{"error":"${WHY}`],
		['HTML', `<html><head><style>b{}</style></head><body><h1>400</h1><p>${WHY}</p></body></html>`],
		['Laravel’s page', `<head><style>${'b{}'.repeat(9000)}</style></head><body>${WHY}</body>`],
		['XML', `<?xml version="1.0"?><Error><Message>${WHY}</Message></Error>`],
	])('is found as %s puts it', (_, body) => {
		const { message } = said(body);
		expect(message).toContain(WHY);
		expect(message.length).toBeLessThan(200);
	});

	it.each(namesOf(PLACES))('is among the words that decide what is refused: %s', (place) => {
		expect(said(PLACES[place](WHY, 400)).words.join()).toContain(WHY);
	});

	it.each([
		[{ detail: [{ loc: ['body', 'name'], msg: WHY }] }, `name: ${WHY}`],
		[{ errors: { name: [WHY] } }, `name: ${WHY}`],
		[{ errors: [{ msg: WHY, path: 'name' }] }, `name: ${WHY}`],
		[{ errors: [{ field: 'name', defaultMessage: WHY, code: 'NotBlank' }] }, `name: ${WHY}`],
		[{ status: 400, message: WHY, path: '/api/external/ingest/candidate' }, WHY],
		[{ message: WHY, path: '/api/external/fetch/candidates', field: 'name' }, `name: ${WHY}`],
		[{ errcode: 1, errmsg: WHY }, WHY],
	])('names its field: %j', (body, message) => {
		expect(said(body).message).toBe(message);
	});

	const OTHER = { id: 'i-9', email: 'bob@x.co', interviewLink: 'https://x.co/i-9', note: 'Bob' };

	it.each([
		[{ success: false, data: OTHER }, ''],
		[{ code: 409, message: WHY, ...OTHER }, WHY],
		[{ error: { candidate: OTHER } }, ''],
		[
			{ error: WHY, data: { name: 'Bob', interviewLink: 'https://x.co/?interviewId=undefined' } },
			WHY,
		],
		[{ error: WHY, data: { ...OTHER, recruiter: { name: 'Rita', email: 'rita@x.co' } } }, WHY],
		[{ error: WHY, data: [{ id: 'i-9', attributes: { name: 'Bob', email: 'bob@x.co' } }] }, WHY],
		[
			{ message: WHY, data: { ...OTHER, error: { name: 'is missing' } } },
			`${WHY}; name: is missing`,
		],
		[{ interview: OTHER, meta: { message: WHY } }, WHY],
		[{ error: WHY, data: { ...OTHER, skills: ['Chess'] } }, WHY],
		[{ message: `${WHY} https://x.co/i-9` }, WHY],
		[{ message: '"https://x.co/cv.pdf" is no PDF' }, '"" is no PDF'],
		[{ email: 'bob@x.co', hinweis: WHY }, `email: bob@x.co; hinweis: ${WHY}`],
		[{ data: { email: 'bob@x.co is taken' } }, 'email: bob@x.co is taken'],
	])('shows nothing of an interview, which may be another candidate’s: %j', (body, message) => {
		expect(said(body).message).toBe(message);
	});

	it.each([
		['{"data":{"name":"Bob', ''],
		['The service is closed', 'The service is closed'],
	])('of a success in %s is "%s"', (body, message) => {
		expect(readSaid(received({ status: 200, body })).message).toBe(message);
	});

	it('begins with the name of its field, when that stands beside the message', () => {
		expect(said({ message: WHY, field: 'name' }).message).toBe(`name: ${WHY}`);
		expect(said({ message: WHY, param: 'name' }).message).toBe(`name: ${WHY}`);
	});

	it('is shortened when it is very long', () => {
		const long = 'x'.repeat(100_000);
		expect(said({ message: long, errors: Array(30).fill(long) }).message.length).toBe(500);
		expect(said(long).message.length).toBe(200);
	});
});
