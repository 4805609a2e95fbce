/** A workflow that starts with an event, and the sender of events. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { resultsOf, type N8nClient, type Workflow } from '../../dev/n8n/client.cts';
import { createNode } from '../../dev/engine/nodeTypes.cts';
import { NODE_TYPE } from '../../dev/packing.cts';
import { until } from '../../dev/processes.cts';
import type { WorkflowFile } from '../../dev/workflowFile.cts';
import { PATIENCE_MS, post } from './http.cts';

export const TRIGGER = 'InterviewFlowAI Trigger';

export function triggerNode(parameters: INodeParameters = {}, more: Partial<INode> = {}): INode {
	const settings = { webhookId: randomUUID(), parameters, ...more };
	return createNode(TRIGGER, more.type ?? `${NODE_TYPE}Trigger`, settings);
}

export const workflowStartedBy = (trigger: INode): WorkflowFile => ({
	name: 'Events',
	nodes: [trigger],
	connections: {},
});

/** What the trigger shows as its Production URL. */
export function productionUrl(n8n: N8nClient, { nodes }: Workflow): string {
	const trigger = nodes.find(({ type }) => /\.(interviewFlowAi|bare)Trigger$/.test(type));
	return `${n8n.url}/webhook/${trigger?.webhookId}/webhook`;
}

/** Posts an event, and tells how long the answer took. */
export async function deliver(...event: Parameters<typeof post>) {
	const startedAt = performance.now();
	const response = await post(...event);
	await response.arrayBuffer();
	return { status: response.status, ms: performance.now() - startedAt };
}

/** Waits for so many executions: n8n 2.0 answers a moment before it stores one. */
export async function untilStarted(n8n: N8nClient, workflow: Workflow, count: number) {
	await until(async () => (await n8n.executionsOf(workflow)).length === count, PATIENCE_MS);
}

/** What the trigger handed on, execution by execution, oldest first, once all of them have ended well. */
export async function itemsReceived(n8n: N8nClient, workflow: Workflow): Promise<IDataObject[][]> {
	const executions = await n8n.endedOf(workflow);
	assert.ok(executions.every(({ status }) => status === 'success'));
	return executions.reverse().map((execution) => resultsOf(execution, TRIGGER));
}
