import { gunzipSync } from 'node:zlib';
import type { Answer } from '../../nodes/InterviewFlowAi/shared/send.ts';
import { parseJson, render, type Answer as Served } from '../interviewFlowAi/http.cts';
import type { Interview } from '../interviewFlowAi/store.cts';

/** An interview that an answer may carry. */
export const EXISTING: Interview = {
	id: 'c0ffee00-1a2b-4c3d-8e4f-0000000000aa',
	jobId: 'job-1',
	name: 'Jane Doe',
	email: 'jane.doe@example.com',
	status: 'shortlisted',
	createdAt: '2026-01-02T03:04:05.678Z',
	interviewLink:
		'https://app.interviewflowai.com/form?interviewId=c0ffee00-1a2b-4c3d-8e4f-0000000000aa',
};

/** When the answers below came back, in milliseconds since 1970. */
export const ANSWERED_AT = Date.parse('2026-03-01T12:00:00.250Z');

/** What the node receives when the local service answers, 250 ms after the request was sent. */
export function received(served: Served): Answer {
	const { status, headers, bytes } = render(served);
	const body = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
	const text = body.toString('utf8');
	const times = { sentAt: ANSWERED_AT - 250, headersAt: ANSWERED_AT };
	return {
		kind: 'answer',
		status,
		headers,
		json: parseJson(text),
		text,
		tooLarge: false,
		...times,
	};
}
