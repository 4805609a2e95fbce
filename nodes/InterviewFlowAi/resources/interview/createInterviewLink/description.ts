import type { INodeProperties } from 'n8n-workflow';
import { collection } from '../../../shared/collection';
import { numberOption, timeout } from '../fields';

/** The two statuses the vendor documents; see `optionalFields.status`. */
export const STATUSES = ['shortlisted', 'draft'] as const;

/** Value of the Status field that stands for "leave it out and let the job decide". */
export const STATUS_OF_JOB = 'interviewerDefault';

/** What the user may choose for a candidate who already has an interview. */
export type OnDuplicate = 'duplicateBranch' | 'existingLink' | 'error';

export const onDuplicate: INodeProperties = {
	displayName: 'If Interview Exists',
	name: 'onDuplicate',
	type: 'options',
	default: 'duplicateBranch',
	description:
		'What happens to a candidate who already has an interview for this job. InterviewFlowAI never creates a second one.',
	options: [
		{
			name: 'Send to Duplicate Output',
			value: 'duplicateBranch',
			description:
				'The candidate goes to the Duplicate output, with the existing link where it is found',
		},
		{
			name: 'Continue With Existing Link',
			value: 'existingLink',
			description: 'The candidate goes to the Created output, with the existing link',
		},
		{
			name: 'Treat as Error',
			value: 'error',
			description: 'The candidate is refused. Settings > On Error decides what happens then.',
		},
	],
};

export const statusField: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	default: STATUS_OF_JOB,
	description: 'Where the candidate starts in InterviewFlowAI',
	options: [
		{
			name: 'Draft',
			value: 'draft',
			description:
				'A draft record. The link may lead to an application form instead of the interview.',
		},
		{
			name: 'Job Default',
			value: STATUS_OF_JOB,
			description: 'Shortlisted for public jobs (Interviewers), draft for private ones',
		},
		{
			name: 'Shortlisted',
			value: 'shortlisted',
			description: 'The link leads straight into the interview',
		},
	],
};

/** The parameters of "Create Interview Link": those that become properties of the request, and those that are for the node. */
export const createInterviewLinkFields: INodeProperties[] = [
	{
		displayName: 'Candidate Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Jane Doe',
		description: 'Full name of the candidate',
	},
	{
		displayName: 'Candidate Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. jane.doe@example.com',
		description:
			'Email address of the candidate. InterviewFlowAI sends nothing there; it tells candidates apart by it.',
	},
	onDuplicate,
	collection('Optional Fields', 'optionalFields', 'Add Field', [
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'assignmentCollection',
			default: {},
			hint: 'Candidate fields that are set up in InterviewFlowAI',
			description:
				'Custom candidate fields of your InterviewFlowAI account (text, number or boolean). The names must match the ones set up there.',
		},
		{
			displayName: 'Custom Questions',
			name: 'customQuestions',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Question' },
			default: [],
			placeholder: 'e.g. Why do you want to work with us?',
			description: 'Questions only this candidate is asked. An expression may give a whole list.',
		},
		{
			displayName: 'Metadata',
			name: 'metadata',
			type: 'assignmentCollection',
			default: {},
			hint: 'Reference data of your own, such as an ATS ID',
			description:
				'Reference data of your own that is kept with the candidate, such as the ID in your ATS or a phone number',
		},
		{
			displayName: 'Resume URL',
			name: 'resumeUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://files.example.com/jane-doe.pdf',
			description:
				'Publicly accessible address of the resume (PDF). InterviewFlowAI downloads it from there.',
		},
		{
			displayName: 'Skills',
			name: 'skills',
			type: 'string',
			default: '',
			placeholder: 'e.g. TypeScript, Negotiation, German',
			description:
				'Skills that InterviewFlowAI makes questions from, separated by commas. An expression may give a list.',
		},
		statusField,
	]),
	collection('Options', 'options', 'Add Option', [
		numberOption(
			'concurrency',
			'Concurrent Requests',
			'How many candidates are sent at the same time, from 1 to 50',
		),
		{
			displayName: 'Include Input Fields',
			name: 'includeInputFields',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the fields of the input item to the output. Where names are the same, the result of this node wins.',
		},
		{
			displayName: 'Look Up Existing Link',
			name: 'lookUpExistingLink',
			type: 'boolean',
			default: true,
			description:
				'Whether to ask InterviewFlowAI for the link a candidate already has. The list of a job is read once.',
		},
		numberOption(
			'maxTries',
			'Max Tries per Candidate',
			'How often a candidate is sent when the network or InterviewFlowAI fails, from 1 to 10. This never creates a second interview.',
		),
		timeout,
	]),
];
