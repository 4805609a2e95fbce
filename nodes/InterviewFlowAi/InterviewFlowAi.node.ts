import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';
import { CREDENTIAL } from './api/account';
import { createInterviewLinkFields } from './interviewLink/fields';
import { isTool, onErrorOf, toOutputs } from './interviewLink/items';
import { searchJobs } from './jobs/searchJobs';

/** Creates an InterviewFlowAI interview for every candidate that flows in, and hands on the interview link. */
export class InterviewFlowAi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'InterviewFlowAI',
		name: 'interviewFlowAi',
		icon: {
			light: 'file:../../icons/interviewFlowAi.svg',
			dark: 'file:../../icons/interviewFlowAi.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] === "createInterviewLink" ? "create interview link" : "" }}',
		description: 'Create an interview for each candidate and get the link to send',
		defaults: { name: 'InterviewFlowAI' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Created', 'Duplicate'],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'Interview', value: 'interview' }],
				default: 'interview',
			},
			{
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
				],
				default: 'createInterviewLink',
			},
			...createInterviewLinkFields,
		],
		hints: [
			{
				message:
					'The link of a draft candidate may lead to an application form instead of the interview.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["optionalFields"]["status"] === "draft" }}',
			},
			{
				message:
					'Candidates who already have an interview for this job leave by the Duplicate output, with the existing link where it is found.',
				type: 'info',
				location: 'ndv',
				whenToDisplay: 'beforeExecution',
				displayCondition: '={{ $parameter["onDuplicate"] === "duplicateBranch" }}',
			},
		],
	};

	methods = { listSearch: { searchJobs } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const node = this.getNode();
		const items = this.getInputData();
		const onError = onErrorOf(node, this.continueOnFail());
		const asTool = isTool(node);

		const stopsAtRefusal = onError === 'stopWorkflow';
		// Not imported above, because n8n's start waits for everything that a node's file loads.
		const { createInterviewLinks } = await import('./interviewLink/execute');
		const result = await createInterviewLinks(this, items, stopsAtRefusal);
		// As a tool, nothing but what is thrown gets past the setting "Continue (using error output)".
		const { stop, destinations, includeInputFields } = result;
		if (stop && (stopsAtRefusal || (asTool && onError === 'continueErrorOutput'))) {
			throw new NodeOperationError(node, stop.message, { itemIndex: stop.itemIndex });
		}
		return toOutputs(items, destinations, { onError, asTool, includeInputFields });
	}
}
