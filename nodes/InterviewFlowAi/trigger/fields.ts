import type { INodeProperties } from 'n8n-workflow';
import { collection } from '../shared/collection';
import { ALL_EVENTS, DOCUMENTED_EVENTS, OTHER } from './events';

/** The documentation of InterviewFlowAI does not say where in the dashboard they are. */
const SETTINGS = 'the webhook settings of your InterviewFlowAI dashboard';

export const PRODUCTION_URL_GOES = `Copy the Production URL into ${SETTINGS}`;

export const TEST_URL_GOES = `Copy the Test URL into ${SETTINGS} and take an interview`;

const [STARTED, IN_PROGRESS, COMPLETED, REPORT_AVAILABLE] = DOCUMENTED_EVENTS;

const choice = (name: string, value: string, description: string) => ({ name, value, description });

export const triggerFields: INodeProperties[] = [
	{
		displayName: `Open Webhook URLs above. ${PRODUCTION_URL_GOES}, and publish this workflow. To try the trigger, choose Execute step and copy the Test URL instead.`,
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			choice('Interview Completed', COMPLETED, 'The session ended, by the AI or by the candidate'),
			choice('Interview in Progress', IN_PROGRESS, 'The candidate begins to answer'),
			choice('Interview Started', STARTED, 'The candidate enters the lobby'),
			choice('Other Event', OTHER, 'Whatever cannot be read as one of the others'),
			choice('Report Available', REPORT_AVAILABLE, 'The interview is scored'),
		],
		default: [...ALL_EVENTS],
		description: 'The events that start the workflow. All others are answered and ignored.',
	},
	collection('Options', 'options', 'Add Option', [
		{
			displayName: 'Include Headers',
			name: 'includeHeaders',
			type: 'boolean',
			default: false,
			description: 'Whether to add the headers of the request to the output',
		},
		{
			displayName: 'Only for Jobs',
			name: 'jobIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4b8f1c1e-0f6f-4c89-9a51-9f3d1a2b7c11',
			description: 'Job IDs, not titles, separated by commas. An event that names no job passes.',
		},
		{
			displayName: 'Skip Repeated Deliveries',
			name: 'skipRepeats',
			type: 'boolean',
			default: true,
			description:
				'Whether to ignore a delivery that came before, among the last 1,000. Best effort: two at the same instant may both pass. Use the Remove Duplicates node where no repeat may pass.',
		},
	]),
];
