/** Workflows as files: what n8n exports and imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode, INodeExecutionData, IWorkflowSettings } from 'n8n-workflow';
import { REPOSITORY } from './paths.cts';

/** What else such a file holds is passed on as it is. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	/** Items that stand for what a node would give, by its name. */
	pinData?: Record<string, INodeExecutionData[]>;
}

export const EXAMPLES = join(REPOSITORY, 'examples');

/** A copy of a workflow with other settings for some nodes, by their names. Parameters that are not given stay. */
export function withSettings<T extends WorkflowFile>(
	workflow: T,
	settings: Record<string, Partial<INode>>,
): T {
	const nodes = workflow.nodes.map((node) => {
		const { parameters, ...others } = settings[node.name] ?? {};
		return { ...node, ...others, parameters: { ...node.parameters, ...parameters } };
	});
	return { ...workflow, nodes };
}

/** The file names of the examples. */
export function exampleFiles(): string[] {
	return readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
}

/** @param file its name in the folder of the examples */
export function readExample(file: string): WorkflowFile {
	return JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
}
