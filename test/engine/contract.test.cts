/* What arrives at the service for what was filled in, against the vendor's documentation. */
import type { INodeParameters } from 'n8n-workflow';

import { by, type CreateLinksOptions, rows } from '../../dev/engine/createLinks.cts';
import { create, service } from './localService.cts';

/** The vendor's own placeholder. */
const JOB = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const jane = { name: 'Jane Doe', email: 'jane.doe@example.com' };

beforeEach(() => {
	service.addJob({ id: JOB, title: 'Example', visibility: 'public' });
});

/** Creates one link; where nothing else is said, for Jane. */
const createLink = (
	parameters: INodeParameters,
	json = {},
	more: Partial<CreateLinksOptions> = {},
) => create([json], { parameters: { job: by('id', JOB), ...jane, ...parameters }, ...more });

/** The body of the only request, sent to the documented endpoint. */
function sent(): unknown {
	const endpoint = { method: 'POST', path: '/api/external/ingest/candidate' };
	expect(service.received).toMatchObject([endpoint]);
	return service.received[0]?.body;
}

test("the vendor's example request gives the vendor's example answer", async () => {
	const metadata = rows(['externalCandidateId', 'candidate_12345', 'string']);
	const status = 'shortlisted';
	const { json, outputs, error } = await createLink({ optionalFields: { status, metadata } });

	expect(error).toBeUndefined();
	const sentMetadata = { externalCandidateId: 'candidate_12345' };
	expect(sent()).toEqual({ ...jane, jobId: JOB, status, metadata: sentMetadata });
	const { headers } = service.received[0]!;
	expect(headers['content-type']).toBe('application/json');
	expect(headers['x-api-key']).toBe(service.apiKey);
	expect(headers).not.toHaveProperty('authorization');

	const { id, createdAt } = service.interviews[0]!;
	const interviewLink = `https://app.interviewflowai.com/form?interviewId=${id}`;
	const told = { id, jobTitle: null, jobId: JOB, ...jane, status, createdAt, interviewLink };
	expect(json).toStrictEqual([[{ outcome: 'created', ...told }], []]);
	expect(outputs[0]![0]!.pairedItem).toEqual({ item: 0 });
});

test('all nine properties arrive as they were mapped by expressions', async () => {
	await createLink(
		{
			job: by('id', '={{ $json.job }}'),
			name: '={{ $json.first }} {{ $json.last }}',
			email: '={{ $json["E-Mail"] }}',
			optionalFields: {
				status: '={{ $json.stage }}',
				resumeUrl: '={{ $json.cv.url }}',
				skills: '={{ $json.skills }}',
				customQuestions: '={{ $json.questions }}',
				additionalFields: '={{ $json.fields }}',
				metadata: rows(
					['={{ $json.idName }}', '={{ $json.id }}', 'number'],
					['source', '={{ $json.cv }}', 'object'],
					['at', '={{ DateTime.fromISO("2026-07-01T10:30:00Z") }}', 'string'],
					['phone', '={{ $json.phone }}', 'string'],
				),
			},
		},
		{
			...{ job: JOB, first: 'Zoë', last: '李', 'E-Mail': ' Zoe.Li@Example.com ', stage: 'Draft' },
			cv: { url: 'https://files.example.com/zoë.pdf' },
			skills: ['Go', 'go', 'SQL'],
			questions: [{ text: 'Why us?', seconds: 90 }, 'How soon?'],
			fields: { yearsOfExperience: 7, remote: false, none: null },
			...{ idName: 'atsId', id: '4711', phone: null },
		},
	);

	expect(sent()).toEqual({
		...{ name: 'Zoë 李', email: 'zoe.li@example.com', jobId: JOB, status: 'draft' },
		resumeUrl: 'https://files.example.com/zo%C3%AB.pdf',
		skills: ['Go', 'SQL'],
		customQuestions: [{ text: 'Why us?', seconds: 90 }, 'How soon?'],
		additionalFields: { yearsOfExperience: 7, remote: false },
		metadata: {
			atsId: 4711,
			source: { url: 'https://files.example.com/zoë.pdf' },
			at: expect.stringMatching(/^2026-07-01T\d\d:30:00\.000[+-]\d\d:\d\d$/),
		},
	});
});
