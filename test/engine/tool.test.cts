/*
 * The node as an AI agent's tool: everything comes back on the one output an agent sees, and `outcome` or the thrown
 * message tells it what to do next.
 */
import { type INodeType, Workflow } from 'n8n-workflow';
import type { Fault } from '../../dev/interviewFlowAi/service.cts';
import type { OnDuplicate, OnError } from '../../dev/engine/createLinks.cts';
import { faultsOf, JOB, person } from '../../dev/engine/createLinks.cts';
import { createNode, createNodeTypes, toTool } from '../../dev/engine/nodeTypes.cts';
import { resolveUnderTest } from '../../dev/engine/underTest.cts';
import { create, ERROR_OUTPUT, GO_ON, service, STOP } from './localService.cts';

const jane = person(1);

const call = (items: object[], onError?: OnError, onDuplicate?: OnDuplicate) =>
	create(items as never, { onError, onDuplicate, asTool: true });

it.each([
	['duplicateBranch', 'duplicate'],
	['existingLink', 'existing'],
] as const)('a tool answers with the interview that exists: %s', async (onDuplicate, outcome) => {
	const { interviewLink } = service.addInterview({ jobId: JOB.id, ...jane });
	const { json } = await call([jane], STOP, onDuplicate);
	expect(json[0]).toMatchObject([{ outcome, ...jane, interviewLink }]);
});

describe.each([STOP, GO_ON])('a refusal by a tool with On Error %s', (onError) => {
	it.each([
		['a duplicate that is refused', { ...jane }, 'set "If Interview Exists"'],
		['an address that is none', { ...jane, email: 'jane' }, 'Candidate Email'],
		['a candidate the service refuses', person(2), 'job does not exist'],
	])('says what happened and what to do: %s', async (_, item, words) => {
		service.addInterview({ jobId: JOB.id, ...jane });
		const refuse: Fault = { kind: 'refuse', dialect: '400 job does not exist' };
		service.set({ faults: faultsOf({ 2: [refuse] }) });

		const { json } = await call([item], onError, 'error');

		expect(json[0]).toMatchObject([{ error: expect.stringContaining(words) }]);
		if (onError === 'continueRegularOutput') expect(json[0]![0]!.outcome).toBe('refused');
	});
});

// n8n hands on nothing that a tool with this setting returns: an agent would not see that an interview was created.
it('a tool with Continue (using error output) sends nothing, and says how to be rid of the setting', async () => {
	const { json } = await call([jane], ERROR_OUTPUT);
	expect(json[0]).toMatchObject([
		{ error: expect.stringMatching(/nothing was sent.*add it again/) },
	]);
	expect(service.received).toEqual([]);
});

it('a tool without an On Error setting answers with what happened and what to do, instead of throwing', async () => {
	const { json, error } = await call([{ ...jane, email: 'jane' }]);
	expect(error).toBeUndefined();
	const words = expect.stringContaining('Candidate Email');
	expect(json[0]).toMatchObject([{ outcome: 'refused', error: words }]);
});

it.each([
	['a node', true, (nodeType: INodeType) => nodeType],
	['a tool, which has no such output', false, toTool],
])('the note on the Duplicate output is shown for %s: %s', (_, isExpected, made) => {
	const nodeType = made(resolveUnderTest({}).nodeType);
	const node = createNode('InterviewFlowAI', 'the node');
	const nodeTypes = createNodeTypes({ 'the node': nodeType });
	const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const hint = nodeType.description.hints?.find(({ message }) => /Duplicate/.test(message));

	const isShown = expression.getSimpleParameterValue(node, hint?.displayCondition, 'internal', {});

	expect(isShown).toBe(isExpected);
});
