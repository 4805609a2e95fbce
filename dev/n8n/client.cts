/**
 * n8n's REST interface, asked as its own editor asks. It is internal to n8n: what is here was seen to work in 1.123, 2.0
 * and 2.41.
 */
import { parse } from 'flatted';
import {
	createEmptyRunExecutionData,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IRunExecutionData,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { N8nServer } from './server.cts';
import { parseJson } from '../interviewFlowAi/http.cts';
import { until } from '../processes.cts';
import type { WorkflowFile } from '../workflowFile.cts';

/** The owner of the temporary n8n. */
export const OWNER = {
	email: 'recruiter@example.com',
	password: 'Interview-1',
	firstName: 'Rita',
	lastName: 'Recruiter',
};

export interface Workflow extends WorkflowFile {
	id: string;
	versionId: string;
}

export interface Credential {
	id: string;
	name: string;
	type: string;
	data: IDataObject;
}

export interface ExecutionSummary {
	id: string;
	status: string;
	startedAt: string;
}

export interface Execution {
	id: string;
	status: string;
	data: IRunExecutionData;
	/** The answer as it came, with everything n8n stored of the execution. */
	raw: string;
}

interface ListQuery {
	node: INode;
	/** The resource locator, and the method that fills its list. */
	parameter: string;
	method: string;
	filter?: string;
}

export type N8nClient = Awaited<ReturnType<typeof signIn>>;

const LISTS = '/dynamic-node-parameters/resource-locator-results';
const UNSETTLED = ['new', 'running', 'waiting', 'unknown'];
const SETTLED = ['success', 'error', 'crashed', 'canceled'];
/** The most executions n8n lists at once. */
const PAGE = 100;

/** For each request a connection: n8n closes one that is kept and idle for seconds, perhaps just when it is used again. */
export const NOT_KEPT = { connection: 'close' };

/** A quiet machine needs a tenth of it, at the most. */
const RUN_TAKES_AT_MOST_MS = 120_000;

/** Creates the owner of a fresh n8n, or signs in as the owner. */
export async function signIn(server: N8nServer) {
	// The cookie is only good together with the id of the browser it was given to.
	const headers: Record<string, string> = {
		'browser-id': randomUUID(),
		'content-type': 'application/json',
		...NOT_KEPT,
	};
	const send = async (method: string, path: string, body?: unknown): Promise<string> => {
		const response = await fetch(`${server.url}/rest${path}`, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(RUN_TAKES_AT_MOST_MS),
		});
		const text = await response.text();
		if (!response.ok)
			throw new Error(
				(parseJson(text) as { message?: string } | undefined)?.message ??
					`${path}: ${response.status} ${text}`,
			);
		const [cookie] = response.headers.getSetCookie();
		if (cookie?.startsWith('n8n-auth=')) headers.cookie = cookie.split(';')[0] as string;
		return text;
	};
	const get = async <T,>(path: string) => dataOf<T>(await send('GET', path));
	const post = async <T,>(path: string, body: unknown) => dataOf<T>(await send('POST', path, body));

	const settings = await get<{ userManagement: { showSetupOnFirstLoad: boolean } }>('/settings');
	if (settings.userManagement.showSetupOnFirstLoad) await post('/owner/setup', OWNER);
	else await post('/login', { emailOrLdapLoginId: OWNER.email, password: OWNER.password });

	const execution = async (id: string): Promise<Execution> => {
		const raw = await send('GET', `/executions/${id}`);
		const { status, data } = dataOf<{ status: string; data?: string }>(raw);
		// n8n 1 and 2.0 may say that an execution has ended before its data is there.
		const run = data && (parse(data) as IRunExecutionData | undefined);
		return run
			? { id, status, data: run, raw }
			: { id, status: 'unknown', data: createEmptyRunExecutionData(), raw };
	};
	/** An execution once it has ended. */
	const settled = async (id: string): Promise<Execution> => {
		const ended = async () => {
			const latest = await execution(id);
			return !UNSETTLED.includes(latest.status) && latest;
		};
		return await until(ended, RUN_TAKES_AT_MOST_MS, 50);
	};

	// n8n 1 and 2.0 have published a workflow when they answer; newer ones have begun to.
	const publishesLater = await get('/workflows/none/publication-status').then(
		() => true,
		(error: Error) => !/Cannot GET/.test(error.message),
	);
	const untilStatus = async (
		id: string,
		isSo: (status: string, liveVersionId: string) => boolean,
	) => {
		if (!publishesLater) return;
		await until(async () => {
			const path = `/workflows/${id}/publication-status`;
			const { status, liveVersionId } = await get<Record<string, string>>(path);
			return isSo(status ?? '', liveVersionId ?? '');
		}, RUN_TAKES_AT_MOST_MS);
	};

	/** The executions of a workflow, newest first. */
	const executionsOf = async ({ id }: Workflow): Promise<ExecutionSummary[]> => {
		const found = new Map<string, ExecutionSummary>();
		const list = async (more: IDataObject) => {
			const filter = encodeURIComponent(JSON.stringify({ workflowId: id, ...more }));
			const path = `/executions?limit=${PAGE}&filter=${filter}`;
			const { results } = await get<{ results: ExecutionSummary[] }>(path);
			for (const execution of results) found.set(execution.id, execution);
			return results;
		};
		// First those that go on: one that ends in between is found twice then, and not missed.
		await list({ status: UNSETTLED });
		let page: ExecutionSummary[];
		let knownBefore: number;
		// Without n8n's cursor, which orders by start but continues by ID, and so leaves out executions of the same time.
		let before: IDataObject = {};
		do {
			knownBefore = found.size;
			page = await list({ status: SETTLED, ...before });
			before = { startedBefore: page.at(-1)?.startedAt };
		} while (page.length === PAGE && found.size > knownBefore);
		return [...found.values()].sort((a, b) => Number(b.id) - Number(a.id));
	};

	return {
		url: server.url,
		get,
		post,
		async createCredential(name: string, type: string, data: IDataObject): Promise<Credential> {
			const { id } = await post<{ id: string }>('/credentials', { name, type, data });
			return { id, name, type, data };
		},
		testCredential: (credentials: Credential) =>
			post<{ status: 'OK' | 'Error'; message: string }>('/credentials/test', { credentials }),
		/** @throws with the message the editor shows. */
		list: ({ node, parameter, method, filter }: ListQuery) =>
			post<{ results: Array<{ name: string; value: string }> }>(LISTS, {
				path: `parameters.${parameter}`,
				methodName: method,
				nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
				currentNodeParameters: node.parameters,
				credentials: node.credentials,
				filter,
			}),
		/** Gives webhook IDs to nodes that have none, as the editor does. */
		createWorkflow: ({ settings, nodes, ...workflow }: WorkflowFile) =>
			post<Workflow>('/workflows', {
				active: false,
				...workflow,
				nodes: nodes.map((node) => ({ webhookId: randomUUID(), ...node })),
				settings: { executionOrder: 'v1', ...settings },
			}),
		/** Saves a workflow that was changed, as a new version. */
		async updateWorkflow({ id, versionId, name, nodes, connections }: Workflow) {
			const changed = { versionId, name, nodes, connections };
			return dataOf<Workflow>(await send('PATCH', `/workflows/${id}`, changed));
		},
		/** Publishes a workflow, so that its webhooks and forms answer. */
		async activate({ id, versionId }: Workflow) {
			await post(`/workflows/${id}/activate`, { versionId });
			await untilStatus(id, (status, liveVersionId) => {
				return status === 'published' && liveVersionId === versionId;
			});
		},
		/** Unpublishes it. */
		async deactivate({ id }: Workflow) {
			await post(`/workflows/${id}/deactivate`, {});
			await untilStatus(id, (status) => status === 'not_published');
		},
		/** Runs a stored workflow from one of its triggers until it is settled. */
		async run(workflow: Workflow, trigger: string): Promise<Execution> {
			// n8n 1 and 2.0 run the workflow as it is sent, and newer ones as it is stored.
			const request = { triggerToStartFrom: { name: trigger }, workflowData: workflow };
			const path = `/workflows/${workflow.id}/run`;
			const { executionId } = await post<{ executionId: string }>(path, request);
			return await settled(executionId);
		},
		execution,
		executionsOf,
		/** All of them once they have ended, newest first. Asked one by one: many at once are too much for n8n's database. */
		async endedOf(workflow: Workflow): Promise<Execution[]> {
			const ended: Execution[] = [];
			for (const { id } of await executionsOf(workflow)) ended.push(await settled(id));
			return ended;
		},
	};
}

/** The items a node handed on in its last run, by output; empty where it did not run. */
export function outputsOf(execution: Execution, node: string): INodeExecutionData[][] {
	const task = execution.data.resultData.runData[node]?.at(-1);
	const connections = task?.data?.main ?? Object.values(task?.data ?? {})[0] ?? [];
	return connections.map((items) => items ?? []);
}

/** What a node handed on by its first output in its last run. @throws with why the execution failed, if it did */
export function resultsOf(execution: Execution, node: string): IDataObject[] {
	if (execution.status !== 'success') throw new Error(errorOf(execution) ?? execution.status);
	return (outputsOf(execution, node)[0] ?? []).map(({ json }) => json);
}

/** Why an execution failed, in the words that the editor shows. */
export function errorOf(execution: Execution): string | undefined {
	const { error } = execution.data.resultData;
	return error && [error.message, error.description].filter(Boolean).join(' ');
}

/** What n8n answered; its REST interface wraps everything in `{"data": …}`. */
function dataOf<T>(text: string): T {
	const answer = JSON.parse(text) as { data: T };
	return answer.data;
}
