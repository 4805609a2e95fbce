import type { INodeProperties } from 'n8n-workflow';
import { readingOptions } from '../fields';

export const getFields: INodeProperties[] = [
	{
		displayName: 'Interview',
		name: 'interview',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'The interview to read',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an interview...',
				hint: 'Shows the interviews of the chosen job; search by name or email',
				typeOptions: { searchListMethod: 'searchInterviews', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 7d0c2a4e-5b1f-4f6a-9a33-2f8f0c7e1b5d',
				hint: 'The ID of the interview, or its interview link',
			},
			{
				displayName: 'By Email',
				name: 'email',
				type: 'string',
				placeholder: 'e.g. jane.doe@example.com',
				hint: 'The email address of the candidate',
			},
		],
	},
	readingOptions,
];
