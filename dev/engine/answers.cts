import { gunzipSync } from 'node:zlib';
import type { Answer } from '../../nodes/InterviewFlowAi/shared/send.ts';
import { speak, type Dialect, type DialectName } from '../interviewFlowAi/dialects.cts';
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

/** What the client makes of an answer of the local service, without sending it. */
export function received(served: Served): Answer {
	const { status, headers, bytes } = render(served);
	const body = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
	const text = body.toString('utf8');
	return {
		kind: 'answer',
		status,
		headers,
		json: parseJson(text),
		text,
		tooLarge: false,
		sentAt: 0,
		headersAt: 0,
	};
}

/** The answer to a candidate who is refused in a dialect. */
export function spoken(dialect: DialectName | Dialect): Answer {
	return received(speak(dialect, EXISTING));
}
