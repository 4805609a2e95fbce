import {
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { PRODUCTION_URL_GOES, TEST_URL_GOES, triggerFields } from './trigger/fields';
import { readDelivery } from './trigger/readDelivery';
import { keysIn, remember } from './trigger/repeats';
import { readSettings } from './trigger/settings';

/** The answer to every delivery, wanted or not. */
const ANSWER = 'OK';

/** Starts a workflow when InterviewFlowAI tells of an interview: started, in progress, completed, report available. */
export class InterviewFlowAiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'InterviewFlowAI Trigger',
		name: 'interviewFlowAiTrigger',
		icon: {
			light: 'file:../../icons/interviewFlowAi.svg',
			dark: 'file:../../icons/interviewFlowAi.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ [$parameter["events"]].flat().join(", ").replaceAll("interview.", "").replaceAll("_", " ") }}',
		description:
			'Start the workflow when an interview starts, is completed, or its report is available',
		eventTriggerDescription: `Waiting for an event. ${TEST_URL_GOES}.`,
		activationMessage: `${PRODUCTION_URL_GOES}, if it is not there yet.`,
		defaults: { name: 'InterviewFlowAI Trigger' },
		triggerPanel: {
			header: 'Receive events from InterviewFlowAI',
			executionsHelp: `<b>While you build your workflow</b>, choose <b>Execute step</b>. ${TEST_URL_GOES}. The event shows up here.<br><br><b>When your workflow is ready</b>, publish it. ${PRODUCTION_URL_GOES}. Its events show up in the <a data-key="executions">executions list</a>.`,
			activationHint: `${PRODUCTION_URL_GOES}, and publish the workflow.`,
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				// Empty, so that n8n takes the answer that webhook() gives.
				responseData: '',
			},
		],
		sensitiveOutputFields: ['headers.authorization', 'headers.cookie'],
		properties: triggerFields,
	};

	/** InterviewFlowAI documents no way to register a URL: the user pastes it there, so there is nothing to do here. */
	webhookMethods = {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const request = this.getRequestObject();
		const settings = readSettings(this);
		// In the editor, a user may send the same delivery again and again to try things out.
		const skipsRepeats = settings.skipRepeats && this.getMode() !== 'manual';
		const memory = this.getWorkflowStaticData('node');
		const trigger = `${this.getWorkflow().id}/${this.getNode().name}`;
		const known = new Set(skipsRepeats ? keysIn(memory, trigger) : []);
		const events = readDelivery(request).filter(
			(event) => settings.isWanted(event) && !known.has(event.key),
		);
		if (events.length === 0) return { webhookResponse: ANSWER };

		const receivedAt = new Date().toISOString();
		const more = settings.includeHeaders ? { headers: request.headers as IDataObject } : {};
		return {
			workflowData: [
				events.map(({ event, interviewId, jobIds: [jobId = null], email, deliveryId, body }) => {
					const read = { event, interviewId, jobId, email, deliveryId, receivedAt };
					return { json: { ...read, body: (body ?? null) as IDataObject, ...more } };
				}),
			],
			// Remembered here and not above: n8n 2.41 forgets that static data changed while it starts the execution.
			// It asks for the answer after that, and then it saves.
			get webhookResponse() {
				if (skipsRepeats) remember(memory, trigger, events);
				return ANSWER;
			},
		};
	}
}
