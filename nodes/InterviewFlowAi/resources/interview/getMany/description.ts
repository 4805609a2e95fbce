import type { INodeProperties } from 'n8n-workflow';
import { collection } from '../../../shared/collection';
import { readingOptions } from '../fields';

const timeFilter = (displayName: string, name: string, when: string) => ({
	displayName,
	name,
	type: 'dateTime' as const,
	default: '',
	description: `Only interviews created ${when}. This node applies the filter; without a time zone, it is the one of the workflow.`,
});

export const getManyFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
	collection('Filters', 'filters', 'Add Filter', [
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'assignmentCollection',
			default: {},
			description:
				'Custom candidate fields of your InterviewFlowAI account. InterviewFlowAI applies this filter: a number matches this value or above, a text exactly this.',
		},
		timeFilter('Created After', 'createdAfter', 'at this time or later'),
		timeFilter('Created Before', 'createdBefore', 'before this time'),
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			default: '',
			placeholder: 'e.g. jane.doe@example.com',
			description:
				'Only interviews of the candidate with this address. This node applies the filter.',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'string',
			default: '',
			placeholder: 'e.g. shortlisted',
			description:
				'Only interviews with this status; upper and lower case are the same. This node applies the filter.',
		},
	]),
	readingOptions,
];
