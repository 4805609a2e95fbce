/** Fields that several operations have, and the limits of the numbers among them. */
import type { INodeProperties } from 'n8n-workflow';
import { collection } from '../../shared/collection';

/** Limits and defaults of the numeric options; those of the timeout are in seconds. */
export const LIMITS = {
	concurrency: { default: 5, min: 1, max: 50 },
	timeout: { default: 60, min: 1, max: 300 },
	maxTries: { default: 3, min: 1, max: 10 },
} as const;

export const jobField: INodeProperties = {
	displayName: 'Job',
	name: 'job',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { resource: ['interview'] } },
	description:
		'The job (Interviewer). From the list or by ID; a value with spaces in it is taken for a title and looked up in the list.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a job...',
			hint: 'Shows the jobs of Saved Jobs and Job List URL in the credential',
			typeOptions: { searchListMethod: 'searchJobs', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 4b8f1c1e-0f6f-4c89-9a51-9f3d1a2b7c11',
			hint: 'The ID of the job (Interviewer) in InterviewFlowAI',
		},
		{
			displayName: 'By Title',
			name: 'title',
			type: 'string',
			placeholder: 'e.g. Sales Manager, Berlin',
			hint: 'Looked up in Saved Jobs and Job List URL of the credential',
		},
	],
};

export const numberOption = (
	name: keyof typeof LIMITS,
	displayName: string,
	description: string,
) => ({
	displayName,
	name,
	type: 'number' as const,
	typeOptions: { minValue: LIMITS[name].min, maxValue: LIMITS[name].max },
	default: LIMITS[name].default,
	description,
});

export const timeout = numberOption(
	'timeout',
	'Timeout (Seconds)',
	'How long to wait for an answer before trying again',
);

export const outputOption: INodeProperties = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'allFields',
	description: 'Which fields the results have',
	options: [
		{
			name: 'All Fields',
			value: 'allFields',
			description:
				'Link, name, email, status, job, ID and date first, then everything InterviewFlowAI says',
		},
		{
			name: 'Known Fields',
			value: 'knownFields',
			description: 'Only link, name, email, status, job, ID and date; right for AI agents',
		},
		{ name: 'Raw', value: 'raw', description: 'The entry as InterviewFlowAI gives it' },
	],
};

export const readingOptions: INodeProperties = collection('Options', 'options', 'Add Option', [
	numberOption(
		'maxTries',
		'Max Tries per Request',
		'How often a page is asked for when the network or InterviewFlowAI fails, from 1 to 10',
	),
	outputOption,
	timeout,
]);
