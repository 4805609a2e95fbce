/** The resource "Interview": its operations, their fields, their outputs, and what executes them. */
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Handover, OnError } from '../../shared/items';
import { createInterviewLinkFields } from './createInterviewLink/description';
import { job } from './fields';

/** Executes an operation. */
type Execute = (
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	onError: OnError,
) => Promise<Handover>;

/** An operation as the node needs it; without an executor it does not compile. */
interface Operation {
	/** Names of its outputs; their order and number never change, because connections go by index. */
	outputs: readonly string[];
	execute: Execute;
}

/**
 * The operations by the value that workflows are saved with. What executes them is loaded when it is needed, because
 * n8n's start waits for everything that a node's file loads.
 */
export const operations = {
	createInterviewLink: {
		outputs: ['Created', 'Duplicate'],
		execute: async (...args) =>
			await (await import('./createInterviewLink/execute')).execute(...args),
	},
} satisfies Record<string, Operation>;

/** Value of an operation. */
type OperationName = keyof typeof operations;

/** The operation of that value, if there is one. */
export const operationNamed = (name: string): Operation | undefined =>
	Object.hasOwn(operations, name) ? operations[name as OperationName] : undefined;

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['interview'] } },
	options: [
		{
			name: 'Create Interview Link',
			value: 'createInterviewLink' satisfies OperationName,
			action: 'Create an interview link',
			description:
				'Create an interview for a candidate and get its link, without any email being sent',
		},
	],
	default: 'createInterviewLink' satisfies OperationName,
};

/** All fields below the Resource field. */
export const interviewFields: INodeProperties[] = [operation, job, ...createInterviewLinkFields];
