import type { ICredentialType, INodeParameters, IVersionedNodeType } from 'n8n-workflow';
import { JOB_ID } from '../candidates.cts';
import { onEngine } from '../engine.cts';
import type { Contender, Job, SendAll } from '../job.cts';

/** n8n's HTTP Request node in its newest version, set up as its users do: Header Auth and body fields below each other. */
export function httpRequest(
	{ batch }: Extract<Contender, { kind: 'httpRequest' }>,
	{ service }: Job,
): SendAll {
	const { HttpRequest } =
		require('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node') as Record<
			string,
			new () => IVersionedNodeType
		>;
	const { HttpHeaderAuth } =
		require('n8n-nodes-base/dist/credentials/HttpHeaderAuth.credentials') as Record<
			string,
			new () => ICredentialType
		>;
	const versions = new HttpRequest!();
	return onEngine(
		{
			type: { name: 'n8n-nodes-base.httpRequest', version: versions.currentVersion },
			nodeType: versions.getNodeType(),
			parameters: parametersFor(service.url, batch),
			credentialType: new HttpHeaderAuth!(),
			credentials: { name: 'X-API-KEY', value: service.apiKey },
		},
		({ data }) => (Object(data) as { interviewLink?: unknown }).interviewLink,
	);
}

function parametersFor(
	url: string,
	batch: { size: number; intervalMs: number } | undefined,
): INodeParameters {
	const batching = batch && {
		batching: { batch: { batchSize: batch.size, batchInterval: batch.intervalMs } },
	};
	return {
		method: 'POST',
		url: `${url}/api/external/ingest/candidate`,
		authentication: 'genericCredentialType',
		genericAuthType: 'httpHeaderAuth',
		sendBody: true,
		contentType: 'json',
		specifyBody: 'keypair',
		bodyParameters: {
			parameters: [
				{ name: 'jobId', value: JOB_ID },
				{ name: 'name', value: '={{ $json.name }}' },
				{ name: 'email', value: '={{ $json.email }}' },
				{ name: 'resumeUrl', value: '={{ $json.resumeUrl }}' },
			],
		},
		options: { ...batching },
	};
}
