/** What vendors of AI interviews might send, made up in the spread of forms that is known of them. */

interface Payload {
	body: unknown;
	headers?: Record<string, unknown>;
	/** What is read of it. */
	read: typeof NOTHING;
}

type Text = string | null;
const NOTHING = {
	event: 'unknown',
	...{ interviewId: null as Text, jobId: null as Text, email: null as Text },
	deliveryId: null as Text,
};

const started = { ...NOTHING, event: 'interview.started' };
const inProgress = { ...NOTHING, event: 'interview.in_progress' };
const completed = { ...NOTHING, event: 'interview.completed' };
const reported = { ...NOTHING, event: 'interview.report_available' };

/** All of these say that interview int-1 is completed, and no more. */
const COMPLETED_INT_1: Record<string, unknown> = {
	'event within data': { data: { event: 'interview-completed', interview: { id: 'int-1' } } },
	'a general event outside, the real one within': {
		event: 'webhook',
		data: { event: 'interview.completed', interviewId: 'int-1' },
	},
	'interview.id beside the ID of a session': {
		...{ event: 'interview.completed', interview: { id: 'def-1' }, session_id: 'int-1' },
	},
	'IDs of another system in the metadata': {
		event: 'interview.completed',
		interviewId: 'int-1',
		metadata: { jobId: 'ats-7', interviewId: 'ats-8', email: 'ats@example.com' },
		additional_fields: { position_id: 'ats-9' },
	},
	'webhookId, which is the subscription': {
		...{ webhookId: 'sub-1', event: 'interview.completed', interviewId: 'int-1' },
	},
	'an ID beside the container that is the interview’s': {
		...{ id: 'int-1', event: 'interview.completed', data: { interviewId: 'int-1' } },
	},
	'a form field with JSON in it': {
		payload: '{"event":"interview.completed","interviewId":"int-1"}',
	},
	'text that is JSON': ' {"event":"interview.completed","interviewId":"int-1"}',
	'text that is JSON, with a byte order mark':
		'\uFEFF{"event":"interview.completed","interviewId":"int-1"}',
	'XML as n8n parses it': {
		notification: { event: 'interview.completed', interviewid: 'int-1' },
	},
	...Object.fromEntries(
		['trigger', 'kind', 'eventKey', 'status', 'name'].map((name) => [
			`an event under ${name}`,
			{ [name]: 'INTERVIEW_COMPLETED', data: { interviewId: 'int-1' } },
		]),
	),
	'names that every object has': JSON.parse(
		'{"__proto__":{"event":"interview.started"},"constructor":{"prototype":{"id":1}},"toString":"x","event":"interview.completed","interviewId":"int-1"}',
	),
};

/** All of these say that an interview is completed, and not which one. */
const COMPLETED: Record<string, unknown> = {
	'only a recruiter’s email address': {
		...{ event: 'interview.completed', recruiter: { email: 'kim@example.com' } },
	},
	'an ID in a flat body, which may be of anything': {
		...{ id: 'x-1', event: 'interview.completed', status: 'done' },
	},
	'names where IDs could stand': {
		...{ event: 'interview.completed', interview: 'Round 2', position: 'Cook' },
	},
	'short names where IDs could stand': {
		event: 'interview.completed',
		...{ interview: 'final-round-2026', job: 'senior-engineer-2026' },
	},
	'fields of the wrong kind': {
		...{ event: 'interview.completed', interviewId: ['int-1'], jobId: {}, email: 7 },
	},
	'blank IDs': { event: ' interview.completed ', interviewId: '  ', jobId: '', email: ' ' },
};

/** None of these says anything. */
const MUTE: Record<string, unknown> = {
	'two events, neither under a usual name': {
		...{ before: 'interview.started', after: 'interview.completed' },
	},
	'a test of the URL': { test: true },
	'an event that is no text': { event: { code: 7 } },
	'a text': 'interview.completed',
	'a number': 7,
	null: null,
	nothing: undefined,
	'an empty object': {},
	'an empty list': [],
};

const allRead = (bodies: Record<string, unknown>, read: Payload['read']) =>
	Object.entries(bodies).map(([name, body]): [string, Payload] => [name, { body, read }]);

export const PAYLOADS: Record<string, Payload> = {
	...Object.fromEntries([
		...allRead(COMPLETED_INT_1, { ...completed, interviewId: 'int-1' }),
		...allRead(COMPLETED, completed),
		...allRead(MUTE, NOTHING),
	]),
	'flat, in the words of the Interview Link API': {
		body: {
			event: 'interview.completed',
			interviewId: 'int-1',
			jobId: 'job-1',
			name: 'Zoë Müller',
			email: 'zoe@example.com',
		},
		read: { ...completed, interviewId: 'int-1', jobId: 'job-1', email: 'zoe@example.com' },
	},
	'flat, in the words of the Fetch API': {
		body: { event: 'interview.started', interviewerId: 'job-1', interviewId: 'int-1' },
		read: { ...started, interviewId: 'int-1', jobId: 'job-1' },
	},
	'under data, in snake case': {
		body: {
			event_type: 'interview.report_available',
			data: { interview_id: 'int-1', job_id: 'job-1', candidate_email: 'zoe@example.com' },
		},
		read: { ...reported, interviewId: 'int-1', jobId: 'job-1', email: 'zoe@example.com' },
	},
	'under data and object, as payment services do': {
		body: {
			id: 'evt-1',
			type: 'interview.completed',
			data: { object: { id: 'int-1', interviewerId: 'job-1' } },
		},
		read: { ...completed, interviewId: 'int-1', jobId: 'job-1', deliveryId: 'evt-1' },
	},
	'event in upper case, with underscores': {
		body: { event: 'INTERVIEW_IN_PROGRESS', data: { id: 'int-1' } },
		read: { ...inProgress, interviewId: 'int-1' },
	},
	'event in camel case under eventType': {
		body: { eventType: 'interviewReportAvailable', payload: { interviewId: 'int-1' } },
		read: { ...reported, interviewId: 'int-1' },
	},
	'vague type within data, when the body names no event': {
		body: { data: { type: 'interview.started', id: 'int-1' } },
		read: { ...started, interviewId: 'int-1' },
	},
	'vague type within data, when the body names another event': {
		body: { event: 'candidate.updated', data: { lastEvent: { type: 'interview.completed' } } },
		read: { ...NOTHING, event: 'candidate.updated' },
	},
	'webhook_event_type and webhook_payload': {
		body: {
			webhook_event_type: 'interview.started',
			webhook_payload: { session_id: 'int-1', position: { id: 'job-1' } },
		},
		read: { ...started, interviewId: 'int-1', jobId: 'job-1' },
	},
	'event in a header only': {
		headers: { 'x-webhook-event': 'interview.report_available' },
		body: { interviewId: 'int-1', interviewerId: 'job-1' },
		read: { ...reported, interviewId: 'int-1', jobId: 'job-1' },
	},
	'event in a header, beside another type of the body': {
		headers: { 'x-event-type': 'interview.completed' },
		body: { type: 'technical', interviewId: 'int-1' },
		read: { ...completed, interviewId: 'int-1' },
	},
	'interview.id that is the job’s own': {
		body: {
			event: 'interview.completed',
			jobId: 'job-1',
			interview: { id: 'job-1', title: 'Backend' },
			session_id: 'int-1',
		},
		read: { ...completed, interviewId: 'int-1', jobId: 'job-1' },
	},
	'interview.id that is the job’s own in other letters, and no other ID': {
		body: { event: 'interview.completed', jobId: 'JOB-1', interview: { id: ' job-1 ' } },
		read: { ...completed, jobId: 'JOB-1' },
	},
	'a record, with numbers as IDs': {
		body: { event: 'interview.completed', record: { id: 4711, position_id: 12 } },
		read: { ...completed, interviewId: '4711', jobId: '12' },
	},
	'properties, with a report': {
		body: { event: 'interview.report_available', properties: { reportId: 'rep-1' } },
		read: { ...reported, interviewId: 'rep-1' },
	},
	'three levels': {
		body: {
			event: 'interview.completed',
			data: { interview: { _id: 'int-1', candidate: { email: 'zoe@example.com' } } },
			account: { id: 'acc-1', email: 'owner@example.com' },
		},
		read: { ...completed, interviewId: 'int-1', email: 'zoe@example.com' },
	},
	'a recruiter’s email address before the candidate’s': {
		body: {
			event: 'interview.completed',
			recruiter: { email: 'kim@example.com' },
			interviewer: { id: 'job-1', email: 'bot@example.com' },
			candidate: { email: 'zoe@example.com' },
		},
		read: { ...completed, jobId: 'job-1', email: 'zoe@example.com' },
	},
	'a delivery ID of Standard Webhooks': {
		headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': '1700000000' },
		body: { type: 'interview.started', data: { id: 'int-1' } },
		read: { ...started, interviewId: 'int-1', deliveryId: 'msg_1' },
	},
	'a candidate’s answer with JSON in it': {
		body: { event: 'candidate.wrote', answer: '{"event":"interview.completed"}' },
		read: { ...NOTHING, event: 'candidate.wrote' },
	},
	'IDs alone': {
		body: {
			event: 'interview.completed',
			interview: '65fa0c3e9b1d4e7a8c2f0b11',
			interviewer: '65fa0c3e9b1d4e7a8c2f0b22',
		},
		read: {
			...completed,
			interviewId: '65fa0c3e9b1d4e7a8c2f0b11',
			jobId: '65fa0c3e9b1d4e7a8c2f0b22',
		},
	},
	'an event that is not documented': {
		body: { event: 'interview.cancelled', interviewId: 'int-1' },
		read: { ...NOTHING, event: 'interview.cancelled', interviewId: 'int-1' },
	},
	'an event in a header of the sender’s own': {
		headers: { 'x-interviewflowai-event': 'interview.completed', accept: '*/*' },
		body: { interviewId: 'int-1' },
		read: { ...completed, interviewId: 'int-1' },
	},
	'an event of its own beside a documented one': {
		body: { event: 'interview.cancelled', status: 'interview.completed' },
		read: { ...NOTHING, event: 'interview.cancelled' },
	},
	'no event at all': {
		body: { status: 'completed', interviewId: 'int-1', jobId: 'job-1' },
		read: { ...NOTHING, interviewId: 'int-1', jobId: 'job-1' },
	},
};
