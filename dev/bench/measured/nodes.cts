/** The nodes that are measured, as their users set them up. */
import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameters,
	IVersionedNodeType,
} from 'n8n-workflow';
import { createNodeType, createNoOp } from '../../engine/nodeTypes.cts';
import type { NodeRunOptions } from '../../engine/runNode.cts';
import { compiled } from '../../engine/underTest.cts';
import { JOB_ID } from './candidates.cts';
import type { Job } from './job.cts';

/** Fields of the item, as they are or through a method. */
const mapped = (method = '') => ({
	name: `={{ $json.name${method} }}`,
	email: `={{ $json.email${method} }}`,
	resumeUrl: `={{ $json.resumeUrl${method} }}`,
});

export function setUp(job: Job): NodeRunOptions {
	const { contender } = job;
	switch (contender.kind) {
		case 'node': {
			const { resumeUrl, ...fields } = mapped(contender.computed ? '.trim()' : '');
			const options = { concurrency: contender.concurrency! };
			return interviewFlowAi(job, {
				...{ operation: 'createInterviewLink', ...fields, optionalFields: { resumeUrl } },
				...{ onDuplicate: 'duplicateBranch', options },
			});
		}
		case 'readingNode':
			return interviewFlowAi(job, { operation: 'getMany', returnAll: true });
		case 'httpRequest': {
			const { perSecond } = contender;
			const batch = perSecond && { batchSize: perSecond, batchInterval: 1000 };
			const fields = { jobId: JOB_ID, ...mapped() };
			const options: INodeParameters = batch ? { batching: { batch } } : {};
			return httpRequest(job, '/api/external/ingest/candidate', fields, options);
		}
		case 'readingHttpRequest': {
			const fields = { interviewerId: JOB_ID, limit: '={{ 100 }}' };
			const options = { pagination: { pagination: PAGINATION } };
			return httpRequest(job, '/api/external/fetch/candidates', fields, options);
		}
		case 'sequentialLoop':
			return sequentialLoop(job);
		case 'idle':
			// What n8n itself needs for items that are only handed on.
			return { ...compiled(job.packageFolder), nodeType: createNoOp() };
		default:
			throw new Error(`${contender.name} runs without n8n`);
	}
}

/** This package's node, compiled and packed. */
function interviewFlowAi({ service, packageFolder }: Job, parameters: INodeParameters) {
	const job = { __rl: true, mode: 'id', value: JOB_ID };
	return {
		...compiled(packageFolder),
		parameters: { resource: 'interview', job, ...parameters },
		credentials: { apiKey: service.apiKey, baseUrl: service.url },
	};
}

/** Set by hand. The node hands on one item for each page. */
const PAGINATION = {
	paginationMode: 'updateAParameterInEachRequest',
	parameters: {
		parameters: [{ type: 'body', name: 'page', value: '={{ $pageCount + 1 }}' }],
	},
	paginationCompleteWhen: 'other',
	completeExpression: '={{ $response.body.data.length === 0 }}',
};

/** n8n's HTTP Request node in its newest version: Header Auth, and body fields below each other. */
function httpRequest(
	{ service }: Job,
	path: string,
	fields: Record<string, string>,
	options: INodeParameters,
): NodeRunOptions {
	const load = <Class,>(file: string, name: string) => {
		const classes = require(`n8n-nodes-base/dist/${file}`) as Record<string, new () => Class>;
		return new classes[name]!();
	};
	const versions = load<IVersionedNodeType>('nodes/HttpRequest/HttpRequest.node', 'HttpRequest');
	const credential = 'HttpHeaderAuth';
	const parameters = Object.entries(fields).map(([name, value]) => ({ name, value }));
	return {
		type: { name: 'n8n-nodes-base.httpRequest', version: versions.currentVersion },
		nodeType: versions.getNodeType(),
		parameters: {
			...{ method: 'POST', url: service.url + path, options },
			...{ authentication: 'genericCredentialType', genericAuthType: 'httpHeaderAuth' },
			...{ sendBody: true, contentType: 'json', specifyBody: 'keypair' },
			bodyParameters: { parameters },
		},
		credentialType: load<ICredentialType>(`credentials/${credential}.credentials`, credential),
		credentials: { name: 'X-API-KEY', value: service.apiKey },
	};
}

const CREDENTIAL = 'interviewFlowAiApi';
const FIELDS = ['jobId', 'name', 'email', 'resumeUrl'];

/** The usual community node, with this package's credential: one candidate after the other. */
function sequentialLoop({ service, packageFolder }: Job): NodeRunOptions {
	return {
		...compiled(packageFolder),
		nodeType: createNodeType('sequentialLoop', sendOneByOne, {
			credentials: [{ name: CREDENTIAL, required: true }],
			properties: FIELDS.map((name) => {
				return { displayName: name, name, type: 'string', default: '' };
			}),
		}),
		parameters: { jobId: JOB_ID, ...mapped() },
		credentials: { apiKey: service.apiKey, baseUrl: service.url },
	};
}

async function sendOneByOne(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { baseUrl } = await this.getCredentials<{ baseUrl: string }>(CREDENTIAL);
	const url = `${baseUrl}/api/external/ingest/candidate`;
	const results: INodeExecutionData[] = [];
	for (const item of this.getInputData().keys()) {
		const body: IDataObject = {};
		try {
			for (const name of FIELDS) body[name] = this.getNodeParameter(name, item) as string;
			const request = { method: 'POST', url, body, json: true } as const;
			const { httpRequestWithAuthentication } = this.helpers;
			const answer = (await httpRequestWithAuthentication.call(this, CREDENTIAL, request)) as {
				data: IDataObject;
			};
			results.push({ json: answer.data, pairedItem: { item } });
		} catch (error) {
			if (!this.continueOnFail()) throw error;
			results.push({ json: { error: (error as Error).message }, pairedItem: { item } });
		}
	}
	return [results];
}
