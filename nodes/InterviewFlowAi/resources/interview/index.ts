/** The resource "Interview": its operations, their fields, their outputs, and what executes them. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Handover } from '../../shared/items';
import { createInterviewLinkFields } from './createInterviewLink/description';
import { execute as createInterviewLink } from './createInterviewLink/execute';
import type { Execution } from './execution';
import { jobField } from './fields';
import { getFields } from './get/description';
import { execute as get } from './get/execute';
import { getManyFields } from './getMany/description';
import { execute as getMany } from './getMany/execute';

interface Operation {
	/** Their order and number never change: connections go by index. */
	outputs: string[];
	fields: INodeProperties[];
	execute: (execution: Execution) => Promise<Handover>;
}

/** The operations by their value. */
export const operations = {
	createInterviewLink: {
		outputs: ['Created', 'Duplicate'],
		fields: createInterviewLinkFields,
		execute: createInterviewLink,
	},
	get: { outputs: ['Interview'], fields: getFields, execute: get },
	getMany: { outputs: ['Interviews'], fields: getManyFields, execute: getMany },
} satisfies Record<string, Operation>;

type OperationName = keyof typeof operations;

export const operationNamed = (name: string) =>
	Object.hasOwn(operations, name) ? operations[name as OperationName] : undefined;

const operationField: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['interview'] } },
	options: [
		{
			name: 'Create Interview Link',
			value: 'createInterviewLink',
			action: 'Create an interview link',
			description:
				'Create an interview for a candidate and get its link, without any email being sent',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get an interview',
			description: 'Read one interview, with everything InterviewFlowAI says about it',
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many interviews',
			description: 'Read the interviews of a job, filtered by status, date or additional fields',
		},
	] satisfies Array<INodePropertyOptions & { value: OperationName }>,
	default: 'createInterviewLink',
	description:
		'Create Interview Link has the outputs Created and Duplicate, the others have one. Check the connections after a change.',
};

export const interviewFields: INodeProperties[] = [
	operationField,
	jobField,
	...Object.entries(operations).flatMap(([name, { fields }]) =>
		fields.map((field) => {
			const show = { resource: ['interview'], operation: [name], ...field.displayOptions?.show };
			return { ...field, displayOptions: { show } };
		}),
	),
];
