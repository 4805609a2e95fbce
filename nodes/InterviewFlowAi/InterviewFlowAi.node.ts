import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	type NodeHint,
	NodeOperationError,
} from 'n8n-workflow';
import { searchInterviews } from './listSearch/searchInterviews';
import { searchJobs } from './listSearch/searchJobs';
import { executeInRun } from './resources/interview/execution';
import { interviewFields, operationNamed, operations } from './resources/interview';
import { CREDENTIAL } from './shared/credential';
import { isTool, onErrorOf, refuseAll, toOutputs } from './shared/items';
import { headlineAndRest, thrownWords, were } from './shared/texts';

/** The outputs of every operation, as n8n evaluates them from the node's parameters. */
const outputsByOperation = Object.fromEntries(
	Object.entries(operations).map(([name, { outputs }]) => [
		name,
		outputs.map((displayName) => ({ type: NodeConnectionTypes.Main, displayName })),
	]),
);

const hintBefore = (message: string, displayCondition: string): NodeHint => ({
	message,
	type: 'info',
	location: 'ndv',
	whenToDisplay: 'beforeExecution',
	displayCondition,
});

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
		// The operation and, where it was chosen from the list, the job: so two nodes can be told apart.
		subtitle:
			'={{ ({ createInterviewLink: "create interview link", get: "get interview", getMany: "get many interviews" }[$parameter["operation"]] || "") + [": " + ($parameter.toJSON().job || {}).cachedResultName].filter((job) => job !== ": undefined").join("") }}',
		description: 'Create interviews for candidates, get their links, and read the results',
		defaults: { name: 'InterviewFlowAI' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ (${JSON.stringify(outputsByOperation)})[$parameter["operation"]] ?? [{ "type": "main" }] }}`,
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
			...interviewFields,
		],
		hints: [
			hintBefore(
				'The link of a draft candidate may lead to an application form instead of the interview.',
				'={{ $parameter["optionalFields"]["status"] === "draft" }}',
			),
			// A tool, which alone has the parameter descriptionType, has no such output.
			hintBefore(
				'Candidates who already have an interview for this job go to the Duplicate output.',
				'={{ $parameter["onDuplicate"] === "duplicateBranch" && !$parameter["descriptionType"] }}',
			),
		],
	};

	methods = { listSearch: { searchInterviews, searchJobs } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const node = this.getNode();
		const items = this.getInputData();
		const onError = onErrorOf(node, this.continueOnFail());
		const asTool = isTool(node);
		const name = String(this.getNodeParameter('operation', 0, ''));
		if (asTool && onError === 'continueErrorOutput') {
			throw new NodeOperationError(
				node,
				'The setting On Error of this tool is "Continue (using error output)", which shows an AI Agent nothing of a refusal, so nothing was sent. The editor does not show this setting of a tool: delete the tool and add it again.',
			);
		}
		const endsAtRefusal = onError === 'stopWorkflow';
		const operation = operationNamed(name);
		// Refused, not thrown: when a node throws with a continue setting, n8n takes all items for successes.
		const { placements, stop, includeInput } = operation
			? await executeInRun(operation.execute, this, items, endsAtRefusal).catch((thrown: unknown) =>
					refuseAll(items, notHandled(thrown, name)),
				)
			: refuseAll(items, unknownOperation(name));
		if (stop && endsAtRefusal) {
			const { headline, rest } = headlineAndRest(stop.message);
			// An AI agent is shown the message alone.
			throw new NodeOperationError(node, asTool ? stop.message : headline, {
				itemIndex: stop.itemIndex,
				description: rest,
			});
		}
		const refused = placements.filter(({ kind }) => kind === 'refused').length;
		if (refused > 0 && onError === 'continueRegularOutput' && !asTool) {
			this.addExecutionHints({
				message: refusedAmongOthers(refused, operation?.outputs[0] ?? 'first'),
				location: 'outputPane',
			});
		}
		const outputCount = operation?.outputs.length ?? 1;
		return await toOutputs(items, placements, { onError, asTool, outputCount, includeInput });
	}
}

/** The hint for On Error "Continue", where refused items are between the results. */
const refusedAmongOthers = (count: number, output: string) =>
	`${were(count, 'item')} refused on the ${output} output: outcome is "refused", and error says why. To keep them apart, set On Error to "Continue (using error output)", or check outcome with an IF node.`;

const notHandled = (thrown: unknown, operation: string) =>
	`This node could not go on: ${thrownWords(thrown)} ${operation === 'createInterviewLink' ? 'What was sent before is not known. Run again; to pick up links that exist, with "If Interview Exists" set to Continue With Existing Link.' : 'It only reads, so nothing was changed. Run again.'}`;

const unknownOperation = (name: string) =>
	`This node does not know the operation "${name}", so nothing was sent. Choose an operation in the node, or update the package n8n-nodes-interviewflowai.`;
