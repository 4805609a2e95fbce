import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/**
 * The account a node works with: an API key, and the two places its list of jobs comes from.
 *
 * The vendor documents no list of jobs for an API key, so the titles shown in the node's Job list are either
 * typed here once (Saved Jobs) or fetched from an address of the user's own (Job List URL).
 */
export class InterviewFlowAiApi implements ICredentialType {
	name = 'interviewFlowAiApi';

	displayName = 'InterviewFlowAI API';

	icon: Icon = {
		light: 'file:../icons/interviewFlowAi.svg',
		dark: 'file:../icons/interviewFlowAi.dark.svg',
	};

	documentationUrl = 'https://docs.interviewflowai.com';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'In InterviewFlowAI, open Settings, then API Keys, and choose Generate. Paste the key here.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.interviewflowai.com',
			placeholder: 'e.g. https://api.interviewflowai.com',
			description:
				'Address of the InterviewFlowAI API. Leave it as it is unless InterviewFlowAI gave you another one.',
		},
		{
			displayName: 'Saved Jobs',
			name: 'savedJobs',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: 'Add Job' },
			placeholder: 'Add Job',
			default: {},
			description:
				'Optional: jobs you can pick by title in every workflow. Type each title and its job ID (shown in InterviewFlowAI as the Interviewer ID) once.',
			options: [
				{
					displayName: 'Jobs',
					name: 'jobs',
					values: [
						{
							displayName: 'Title',
							name: 'title',
							type: 'string',
							default: '',
							placeholder: 'e.g. Sales Manager, Berlin',
							description: 'The name you want to see in the list',
						},
						{
							displayName: 'Job ID',
							name: 'id',
							type: 'string',
							default: '',
							placeholder: 'e.g. 4b8f1c1e-0f6f-4c89-9a51-9f3d1a2b7c11',
							description: 'The ID of this job (Interviewer) in InterviewFlowAI',
						},
					],
				},
			],
		},
		{
			displayName: 'Job List URL',
			name: 'jobListUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/interview-jobs',
			description:
				'Optional: a web address that answers with your jobs as JSON, each with a title and an ID, so that the list is always up to date. The API key is only sent there if the address belongs to the Base URL.',
		},
	];

	/** A function costs a quarter of the CPU that n8n's generic form with an expression takes per request. */
	authenticate: IAuthenticate = async (credentials, requestOptions) => ({
		...requestOptions,
		headers: { ...requestOptions.headers, 'X-API-KEY': String(credentials.apiKey).trim() },
	});

	/**
	 * Asks the Fetch API for the candidates of an Interviewer that cannot exist: that never creates anything.
	 * Whatever the service says about the unknown Interviewer, it has accepted the key by then; so only a refused key
	 * and a broken service count as not connected.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{$credentials.baseUrl}}',
			url: '/api/external/fetch/candidates',
			method: 'POST',
			body: { interviewerId: '00000000-0000-0000-0000-000000000000', page: 1, limit: 1 },
			ignoreHttpStatusErrors: { ignore: true, except: [401, 403, 500, 502, 503, 504] },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'InterviewFlowAI does not accept this API key. Copy it again from Settings > API Keys.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'InterviewFlowAI does not allow this API key to read candidates. Generate a new key in Settings > API Keys.',
				},
			},
		],
	};
}
