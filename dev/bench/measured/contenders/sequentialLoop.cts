import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { createNodeType } from '../../../engine/nodeTypes.cts';
import { compiled } from '../../../engine/underTest.cts';
import { JOB_ID } from '../candidates.cts';
import { onEngine } from '../engine.cts';
import type { Job, SendAll } from '../job.cts';

const CREDENTIAL = 'interviewFlowAiApi';

/** The usual community node: one candidate after the other. */
async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { baseUrl } = await this.getCredentials<{ baseUrl: string }>(CREDENTIAL);
	const results: INodeExecutionData[] = [];
	for (const index of this.getInputData().keys()) {
		try {
			const body = Object.fromEntries(
				['jobId', 'name', 'email', 'resumeUrl'].map((name) => [
					name,
					this.getNodeParameter(name, index) as string,
				]),
			);
			const answer = (await this.helpers.httpRequestWithAuthentication.call(this, CREDENTIAL, {
				method: 'POST',
				url: `${baseUrl}/api/external/ingest/candidate`,
				body,
				json: true,
			})) as { data: IDataObject };
			results.push({ json: answer.data, pairedItem: { item: index } });
		} catch (error) {
			if (!this.continueOnFail()) throw error;
			results.push({ json: { error: (error as Error).message }, pairedItem: { item: index } });
		}
	}
	return [results];
}

/** A node with that loop and this package's credential. */
export function sequentialLoop({ service, packageFolder }: Job): SendAll {
	return onEngine({
		nodeType: createNodeType('sequentialLoop', execute, {
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: ['jobId', 'name', 'email', 'resumeUrl'].map((name) => ({
				displayName: name,
				name,
				type: 'string',
				default: '',
			})),
		}),
		parameters: {
			jobId: JOB_ID,
			name: '={{ $json.name }}',
			email: '={{ $json.email }}',
			resumeUrl: '={{ $json.resumeUrl }}',
		},
		credentialType: compiled(packageFolder).credentialType,
		credentials: { apiKey: service.apiKey, baseUrl: service.url },
	});
}
