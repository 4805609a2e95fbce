import type {
	ICredentialType,
	IDataObject,
	INodeParameters,
	IVersionedNodeType,
} from 'n8n-workflow';
import type { NodeRunOptions } from '../../../engine/runNode.cts';
import { JOB_ID } from '../candidates.cts';
import { onEngine } from '../engine.cts';
import type { Contender, Job, SendAll } from '../job.cts';

/** n8n's HTTP Request node in its newest version, set up as its users do: Header Auth and body fields below each other. */
export function httpRequest(
	{ batch }: Extract<Contender, { kind: 'httpRequest' }>,
	{ service }: Job,
): SendAll {
	const batching = batch && {
		batching: { batch: { batchSize: batch.size, batchInterval: batch.intervalMs } },
	};
	const fields = {
		jobId: JOB_ID,
		name: '={{ $json.name }}',
		email: '={{ $json.email }}',
		resumeUrl: '={{ $json.resumeUrl }}',
	};
	return onEngine(
		httpRequestNode(service, '/api/external/ingest/candidate', fields, { ...batching }),
		({ data }) => [(Object(data) as { interviewLink?: unknown }).interviewLink],
	);
}

/** The same node with its pagination set by hand. It hands on one item for each page. */
export function readingHttpRequest({ service }: Job): SendAll {
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: {
			parameters: [{ type: 'body', name: 'page', value: '={{ $pageCount + 1 }}' }],
		},
		paginationCompleteWhen: 'other',
		completeExpression: '={{ $response.body.data.length === 0 }}',
	};
	const fields = { interviewerId: JOB_ID, limit: '={{ 100 }}' };
	const read = onEngine(
		httpRequestNode(service, '/api/external/fetch/candidates', fields, {
			pagination: { pagination },
		}),
		({ data }) => (data as IDataObject[]).map(({ interviewLink }) => interviewLink),
	);
	return async (candidates) => await read(candidates.slice(0, 1));
}

function httpRequestNode(
	service: Job['service'],
	path: string,
	fields: Record<string, string>,
	options: INodeParameters,
): NodeRunOptions {
	const load = <Class,>(file: string, name: string) => {
		const classes = require(`n8n-nodes-base/dist/${file}`) as Record<string, new () => Class>;
		return new classes[name]!();
	};
	const file = 'nodes/HttpRequest/HttpRequest.node';
	const versions = load<IVersionedNodeType>(file, 'HttpRequest');
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
		credentialType: load<ICredentialType>(
			'credentials/HttpHeaderAuth.credentials',
			'HttpHeaderAuth',
		),
		credentials: { name: 'X-API-KEY', value: service.apiKey },
	};
}
