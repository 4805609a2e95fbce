import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { version } from 'n8n-workflow/package.json';
import { DEFAULT_BASE_URL, toAccount } from '../nodes/InterviewFlowAi/shared/credential';
import { FETCH_PATH } from '../nodes/InterviewFlowAi/shared/fetchPage';
import { PROXY_REFUSES } from '../nodes/InterviewFlowAi/shared/refusals';
import { OUTER } from '../nodes/InterviewFlowAi/shared/values';

const range = (first: number, last: number) =>
	Array.from({ length: last - first + 1 }, (_, at) => first + at);

/** Statuses that do not show that a service has accepted the key. */
const NOT_CONNECTED = [
	...range(300, 308).map((value) => ({
		value,
		message:
			'The Base URL leads to a redirect, which is not followed. Enter the final address, or leave the Base URL as it was.',
	})),
	{
		value: 401,
		message:
			'InterviewFlowAI does not accept this API key. Copy it again from Settings > API Keys.',
	},
	{
		value: 403,
		message:
			'InterviewFlowAI does not allow this API key to read candidates. Generate a new key in Settings > API Keys, and check that no firewall blocks n8n.',
	},
	{ value: 407, message: PROXY_REFUSES },
	...[408, 425, 429, 499, ...range(500, 599)].map((value) => ({
		value,
		message: `The service at the Base URL cannot answer at the moment (${value}). Try again in a few minutes.`,
	})),
];

const [major = 0, minor = 0] = version.split('.').map(Number);

/** Whether n8n can let some statuses pass and others not; before 2.9 it reads that as letting all of them pass. */
const PICKS_STATUSES = major > 2 || (major === 2 && minor >= 9);

const NO_INTERVIEWER = '00000000-0000-0000-0000-000000000000';

/**
 * Where the first `<` of a web page can be: blank lines or a byte order mark may come before it. In an answer that is text,
 * n8n finds a character by its place as it finds a field by its name.
 */
const PAGE_STARTS = [...'0123456789'];

/** The API key, and two places for the list of jobs, because the vendor documents no list of jobs for an API key. */
export class InterviewFlowAiApi implements ICredentialType {
	name = 'interviewFlowAiApi';

	displayName = 'InterviewFlowAI API';

	icon: Icon = {
		light: 'file:../icons/interviewFlowAi.svg',
		dark: 'file:../icons/interviewFlowAi.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-interviewflowai/n8n-nodes-interviewflowai#get-an-api-key';

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
			default: DEFAULT_BASE_URL,
			placeholder: 'e.g. https://api.interviewflowai.com',
			description:
				'Address of the InterviewFlowAI API. Leave it as it is unless InterviewFlowAI gave you another one.',
		},
		{
			displayName: 'Saved Jobs',
			name: 'savedJobs',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Job' },
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
				'Optional: a web address that answers with your jobs as JSON, each with a title and an ID, so that the list is always up to date. A path such as /jobs lies below the Base URL; only there is the API key sent.',
		},
	];

	/**
	 * Adds the key to a request. A credential that the node refuses is refused here, too, so that the test of the credential
	 * has the same words. A function takes a quarter of the CPU of n8n's generic form, which has an expression.
	 */
	authenticate: IAuthenticate = async (credentials, requestOptions) => {
		const account = toAccount(credentials);
		if (!account.ok) throw new Error(account.problem);
		const headers = { ...requestOptions.headers, 'X-API-KEY': account.value.apiKey };
		return { ...requestOptions, headers };
	};

	/**
	 * Asks the Fetch API for the candidates of an Interviewer that cannot exist, which never creates anything. Whatever
	 * the service says about the unknown Interviewer, it has accepted the key by then. So only a refused key, a broken
	 * service, a redirect (which could send the key elsewhere) and a web page count as not connected.
	 *
	 * n8n before 2.9 takes every status but those of a success for a failure, in words of its own. There, the test asks
	 * for the candidates of the first of the Saved Jobs, so that it is green with the right key.
	 */
	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ($credentials.baseUrl || "").replace(${OUTER}, "") || "${DEFAULT_BASE_URL}" }}`,
			url: FETCH_PATH,
			method: 'POST',
			body: {
				interviewerId: PICKS_STATUSES
					? NO_INTERVIEWER
					: `={{ $credentials.savedJobs?.jobs?.[0]?.id?.trim() || "${NO_INTERVIEWER}" }}`,
				page: 1,
				limit: 1,
			},
			// As text, so that the rules below can look for a `<` in its first characters.
			encoding: 'text',
			disableFollowRedirect: true,
			...(PICKS_STATUSES && {
				ignoreHttpStatusErrors: { ignore: true, except: NOT_CONNECTED.map(({ value }) => value) },
			}),
		},
		rules: [
			...NOT_CONNECTED.map((properties) => ({ type: 'responseCode' as const, properties })),
			...PAGE_STARTS.map((key) => ({
				type: 'responseSuccessBody' as const,
				properties: {
					key,
					value: '<',
					message:
						'The Base URL leads to a web page, not to the API of InterviewFlowAI. Leave it as it was, or correct it.',
				},
			})),
		] as ICredentialTestRequest['rules'],
	};
}
