/** Answers that no service gives on purpose. They must not harm n8n or other items. */

const ODD = '{"toString":1,"valueOf":1}';

const nested = (open: string, close: string, depth: number) =>
	`${open.repeat(depth)}1${close.repeat(depth)}`;

/** Each is the JSON text of a whole body, made when it is asked for. */
export const HOSTILE_BODIES = {
	'odd code': () => `{"code":${ODD}}`,
	'odd status': () => `{"status":${ODD},"data":{"status":${ODD}}}`,
	'odd message': () => `{"message":${ODD},"error":${ODD},"errors":[${ODD}],"detail":[[${ODD}]]}`,
	'odd data': () => `{"data":${ODD},"code":201}`,
	'odd everywhere': () =>
		`{"data":{"id":${ODD},"jobId":${ODD},"name":${ODD},"email":${ODD},"createdAt":${ODD},"interviewLink":${ODD}},"code":${ODD}}`,
	'odd keys': () =>
		'{"__proto__":{"code":409},"constructor":{"prototype":1},"toString":"x","valueOf":null,"hasOwnProperty":0,"toJSON":1,"then":1,"length":-1}',
	'odd keys in data': () =>
		'{"data":{"__proto__":{"interviewLink":"https://x.example/"},"constructor":null,"toString":1},"code":201}',
	'half characters': () =>
		'{"data":{"id":"\\ud800","name":"\\udfff"},"message":"\\ud800","code":201}',
	'huge numbers': () => '{"data":{"id":1e400,"createdAt":-1e400},"code":1e999,"status":1e308}',
	'deep object': () => nested('{"data":', '}', 100_000),
	'deep array': () => nested('[', ']', 100_000),
	'deep errors': () => `{"errors":${nested('[{"message":', '}]', 5000)}}`,
	null: () => 'null',
	number: () => '409',
	text: () => '"already exists"',
	'list of lists': () => '[[],[[]],[null]]',
	'broken JSON': () => '{"data":{"id":"1",',
} satisfies Record<string, () => string>;

export type HostileName = keyof typeof HOSTILE_BODIES;

/** Entries for a list of interviews or of jobs; none of them is one. */
export const HOSTILE_ENTRIES: readonly unknown[] = JSON.parse(
	`[null,true,0,1e400,"","jane.doe@example.com",[],[[]],{},${ODD},{"id":${ODD},"email":${ODD},"title":${ODD}},{"__proto__":{"id":"x","email":"x@example.com","title":"x"}},{"constructor":1},{"id":"\\ud800","email":"\\ud800@example.com","title":"\\ud800"},{"id":null,"email":null,"title":null},{"error":"Could not be read"}]`,
) as unknown[];
