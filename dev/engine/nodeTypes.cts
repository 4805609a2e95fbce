import {
	deepCopy,
	type EngineResponse,
	type IExecuteFunctions,
	type INode,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	NodeConnectionTypes,
	UnexpectedError,
} from 'n8n-workflow';

/**
 * n8n's registry of node types.
 *
 * @param types node types by their full name, e.g. `n8n-nodes-base.noOp`
 */
export function createNodeTypes(types: Record<string, INodeType>): INodeTypes {
	const find = (name: string): INodeType => {
		const nodeType = types[name];
		if (!nodeType) throw new UnexpectedError(`This engine knows no node type "${name}"`);
		return nodeType;
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
}

/** A node as it stands in a workflow file. */
export function createNode(name: string, type: string, settings: Partial<INode> = {}): INode {
	return {
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, 0],
		...settings,
		parameters: settings.parameters ?? {},
	};
}

/** A node type with everything n8n wants in a description; `description` adds or replaces. */
export function createNodeType(
	name: string,
	execute: INodeType['execute'],
	description: Partial<INodeTypeDescription> = {},
): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: name,
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
			...description,
		},
		execute,
	};
}

/** Hands on what it gets, like n8n's No Operation node. */
export function createNoOp(): INodeType {
	return createNodeType('noOp', async function (this: IExecuteFunctions) {
		return [this.getInputData()];
	});
}

/**
 * Stands where an AI Agent would: has the tool called once per item, the item's fields being the
 * arguments the model chose (`$fromAI`), and hands on what the tool answered.
 */
export function createAgent(toolName: string): INodeType {
	return createNodeType(
		'agent',
		async function (this: IExecuteFunctions, response?: EngineResponse) {
			if (response?.actionResponses.length) {
				return [response.actionResponses.flatMap(({ data }) => data.data?.ai_tool?.[0] ?? [])];
			}
			const actions = this.getInputData().map(({ json }, itemIndex) => ({
				actionType: 'ExecutionNodeAction' as const,
				nodeName: toolName,
				input: json,
				type: NodeConnectionTypes.AiTool,
				id: `call-${itemIndex}`,
				metadata: { itemIndex },
			}));
			return { actions, metadata: {} };
		},
		{ inputs: [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool] },
	);
}

const TOOL_DESCRIPTION: INodeProperties = {
	displayName: 'Tool Description',
	name: 'descriptionType',
	type: 'options',
	options: [{ name: 'Set Automatically', value: 'auto' }],
	default: 'auto',
};

/** The tool n8n makes of a node that says `usableAsTool`: another name, no main connections, one parameter more. */
export function toTool(nodeType: INodeType): INodeType {
	const { usableAsTool, ...description } = deepCopy(nodeType.description);
	if (!usableAsTool) {
		throw new UnexpectedError(
			`${description.displayName} does not say that it is usable as a tool`,
		);
	}
	return Object.create(nodeType, {
		description: {
			value: {
				...description,
				name: `${description.name}Tool`,
				displayName: `${description.displayName} Tool`,
				inputs: [],
				outputs: [NodeConnectionTypes.AiTool],
				properties: [TOOL_DESCRIPTION, ...description.properties],
			},
		},
	}) as INodeType;
}
