/**
 * How much a user has to do to get the same three branches (created, duplicate, refused) with this node and with
 * n8n's HTTP Request node. All start from the same three candidates, with their credential created, and end when each
 * branch shows its one item. The browser counts, by the same rules for all: every click, every drag, and every field
 * that text is typed or pasted into (with the click into it).
 */
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { median } from '../../../dev/bench/judge.cts';
import { CREATE_PATH } from '../../../dev/interviewFlowAi/contract.cts';
import { outputsOf, type Workflow } from '../../../dev/n8n/client.cts';
import type { Stack } from '../../../dev/n8n/stack.cts';
import { until } from '../../../dev/processes.cts';
import { table } from '../../../dev/table.cts';
import { candidatesAlone } from '../workflows.cts';
import { type Editor, PATIENCE_MS } from './page.cts';

const NEW = { name: 'Jane Doe', email: 'jane.doe@example.com' };
const KNOWN = { name: 'John Roe', email: 'john.roe@example.com' };
const BROKEN = { name: 'Ana Silva', email: 'ana.silva(at)example.com' };

/** The actions have to be the same in each; the time is the median. */
const ROUNDS = 3;

/** n8n takes over what was typed into an IF node so much later. A user who types is slower: it is not in the time. */
const CONDITION_TAKES_MS = 2_000;

const HEADER_AUTH = 'Header Auth account';

const NOTHING = { clicks: 0, drags: 0, fields: 0 };

interface Way {
	name: string;
	/** From the canvas with the trigger alone until the workflow is ready to be executed. */
	build(editor: Editor, stack: Stack): Promise<void>;
	ifNodes: number;
	/** How many it takes, as in docs/benchmarks.md. */
	actions: number;
	/** For each branch a node and one of its outputs: created, duplicate, refused. */
	branches: Array<[node: string, output: number]>;
}

const WITH_THIS_NODE: Way = {
	name: 'this node',
	async build(editor, { credential, service }) {
		const { byId, closeNode, page } = editor;
		await addNode(editor, 'interview', 'InterviewFlowAI');
		await page.getByText('Create an interview link', { exact: true }).click();
		await hasCredential(editor, credential.name);
		await byId('rlc-input').click();
		await page.locator('[data-test-id=rlc-item]', { hasText: service.jobs[0]?.title }).click();
		await drag(editor, 'name', byId('parameter-input-name'));
		await drag(editor, 'email', byId('parameter-input-email'));
		await addErrorOutput(editor);
		await closeNode();
	},
	ifNodes: 0,
	actions: 13,
	branches: [0, 1, 2].map((output) => ['Create an interview link', output]),
};

/** What came back is told apart by its status alone. */
const WITH_TWO_IF_NODES: Way = {
	name: 'HTTP Request, two IF nodes',
	async build(editor, stack) {
		const { addOptionalField, closeNode } = editor;
		await addHttpRequest(editor, stack);
		await addOptionalField('Response');
		await switchOn(editor, 'fullResponse');
		await switchOn(editor, 'neverError');
		await closeNode();
		await addIf(editor, '{{ $json.statusCode }}', '201');
		await addIf(editor, '{{ $json.statusCode }}', '409');
	},
	ifNodes: 2,
	actions: 32,
	branches: [
		['If', 0],
		['If1', 0],
		['If1', 1],
	],
};

/** The shortest way that was found with that node, with the API key in a credential. */
const WITH_ONE_IF_NODE: Way = {
	name: 'HTTP Request, its error output, one IF node',
	async build(editor, stack) {
		await addHttpRequest(editor, stack);
		await addErrorOutput(editor);
		await editor.closeNode();
		await addIf(editor, '{{ $json.error.status }}', '409');
	},
	ifNodes: 1,
	actions: 24,
	branches: [
		['HTTP Request', 0],
		['If', 0],
		['If', 1],
	],
};

const WAYS = [WITH_THIS_NODE, WITH_TWO_IF_NODES, WITH_ONE_IF_NODE];

export function clicksTests(stack: Stack, editor: () => Editor): void {
	const { n8n, service } = stack;

	void describe('clicks, drags and fields typed into', () => {
		before(async () => {
			const key = { name: 'X-API-KEY', value: service.apiKey };
			await n8n.createCredential(HEADER_AUTH, 'httpHeaderAuth', key);
			await editor().page.evaluate(COUNTING);
		});

		it('are as many as docs/benchmarks.md says, and fewer than with the HTTP Request node', async () => {
			const results = WAYS.map((): Array<Awaited<ReturnType<typeof measure>>> => []);
			for (let round = 0; round < ROUNDS; round++) {
				for (const [n, way] of WAYS.entries()) {
					results[n]?.push(await measure(stack, editor(), way));
				}
			}
			const rows = WAYS.map(({ name }, n) => {
				const [{ clicks, drags, fields } = NOTHING, ...others] = results[n]!.map(
					({ done }) => done,
				);
				for (const other of others) assert.deepEqual(other, { clicks, drags, fields });
				const seconds = median(results[n]!.map((round) => round.seconds));
				return [name, clicks, drags, fields, clicks + drags + fields, seconds.toFixed(1)];
			});
			const head = ['with', 'clicks', 'drags', 'fields', 'actions', 'seconds'];
			process.stdout.write(`\n${table(head, rows, { figures: true })}\n\n`);

			const [actions, expected] = [rows.map((row) => row[4]), WAYS.map((way) => way.actions)];
			assert.deepEqual(actions, expected);
		});
	});
}

async function measure(stack: Stack, editor: Editor, way: Way) {
	const { byId, page, screenshot } = editor;
	const workflow = await openCandidates(stack, editor);
	await page.evaluate(`Object.assign(counted, ${JSON.stringify(NOTHING)})`);
	const start = performance.now();
	await way.build(editor, stack);
	await byId('execute-workflow-button').click();
	await page.getByText('1 item', { exact: true }).nth(2).waitFor();
	const pauses = way.ifNodes * CONDITION_TAKES_MS;
	const seconds = (performance.now() - start - pauses) / 1000;
	const done = await page.evaluate<typeof NOTHING>('({ ...counted })');
	await byId('zoom-to-fit').click();
	await screenshot(`clicks with ${way.name}`);
	await assertBranches(stack, workflow, way);
	return { done, seconds };
}

/** Counts what a user does in the page, in `counted`. */
const COUNTING = `
	window.counted = {};
	let pressed;
	let field;
	addEventListener('pointerdown', (event) => {
		pressed = event;
		field = undefined;
	}, true);
	addEventListener('pointerup', ({ clientX, clientY }) => {
		const distance = Math.hypot(clientX - pressed.clientX, clientY - pressed.clientY);
		counted[distance > 10 ? 'drags' : 'clicks']++;
	}, true);
	// A switch tells of an input, too, but of none that is typed.
	addEventListener('input', ({ inputType, target }) => {
		if (inputType && target !== field) counted.fields++;
		if (inputType) field = target;
	}, true);
`;

async function openCandidates({ n8n, service }: Stack, { open }: Editor) {
	service.reset();
	const [job] = service.jobs;
	assert.ok(job);
	service.addInterview({ jobId: job.id, ...KNOWN });
	const workflow = candidatesAlone([NEW, KNOWN, BROKEN], `Candidates ${Date.now()}`);
	const created = await n8n.createWorkflow(workflow);
	await open(created);
	return created;
}

/** Adds a node after the last output that leads nowhere yet. */
async function addNode({ byId, page }: Editor, words: string, name: string): Promise<void> {
	await page.locator('[data-test-id=canvas-handle-plus]').last().click();
	await byId('node-creator-search-bar').fill(words);
	const found = page.locator('[data-test-id=node-creator-item-name]');
	await found.getByText(name, { exact: true }).click();
}

/** With name and email of each item; a curl command with all the rest is pasted. */
async function addHttpRequest(editor: Editor, { service }: Stack): Promise<void> {
	const { byId, choose, page } = editor;
	const body = JSON.stringify({ jobId: service.jobs[0]?.id, name: '', email: '' });
	const command = `curl -X POST ${service.url}${CREATE_PATH} -H 'Content-Type: application/json' -d '${body}'`;
	await addNode(editor, 'http request', 'HTTP Request');
	await page.getByRole('button', { name: 'Import cURL' }).click();
	await byId('import-curl-modal-input').fill(command);
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await choose('authentication', 'Generic Credential Type');
	await choose('genericAuthType', 'Header Auth');
	await hasCredential(editor, HEADER_AUTH);
	const values = page.locator('[data-test-id=parameter-input-value]');
	await drag(editor, 'name', values.nth(1));
	await drag(editor, 'email', values.nth(2));
}

/** n8n chooses the only credential of a type by itself. */
async function hasCredential({ byId }: Editor, name: string): Promise<void> {
	const chosen = byId('node-credentials-select').locator('input');
	await until(async () => (await chosen.inputValue()) === name, PATIENCE_MS);
}

/** Waits until n8n has put the cursor there, which would close a list that is opened sooner. */
async function drag({ map }: Editor, field: string, target: Locator): Promise<void> {
	await map(field, target);
	await target.locator('.cm-focused').waitFor();
}

async function addErrorOutput({ byId, choose }: Editor): Promise<void> {
	await byId('tab-settings').click();
	await choose('onError', 'Continue \\(using error output\\)');
}

async function switchOn({ byId, page }: Editor, parameter: string): Promise<void> {
	const option = page.locator('[data-test-id=collection-parameter-option]').locator('visible=true');
	await until(async () => (await option.count()) === 0, PATIENCE_MS);
	await byId(`parameter-input-${parameter}`).locator('.el-switch').click();
	await byId(`parameter-input-${parameter}`).locator('.el-switch.is-checked').waitFor();
}

/** Nothing is executed to be dragged into it: that would create the interview of the new candidate already. */
async function addIf(editor: Editor, value: string, wanted: string): Promise<void> {
	const { byId, closeNode } = editor;
	await addNode(editor, 'if', 'If');
	// The status is a number, and the wanted one is text.
	await switchOn(editor, 'looseTypeValidation');
	await byId('filter-condition-left').locator('input').fill(value);
	await byId('filter-condition-right').locator('input').fill(wanted);
	await pause(CONDITION_TAKES_MS);
	await closeNode();
}

async function assertBranches({ n8n, service }: Stack, workflow: Workflow, { branches }: Way) {
	const [execution] = await n8n.endedOf(workflow);
	assert.ok(execution);
	const [created = '', duplicate = '', refused = ''] = branches.map(([node, output]) => {
		const items = outputsOf(execution, node)[output] ?? [];
		assert.equal(items.length, 1);
		return JSON.stringify(items[0]?.json);
	});
	const link = service.interviews.find(({ email }) => email === NEW.email)?.interviewLink;
	assert.ok(link);
	assert.ok(created.includes(link));
	assert.match(duplicate, /already has an interview/);
	assert.match(refused, /Candidate Email is|must be a valid email address/);
	assert.equal(service.interviews.length, 2);
}
