/*
 * n8n-core's real engine without the server: runs workflows, single nodes, and list searches.
 */
export type { CredentialInput } from './credentials.cts';
export { createNode, createNodeType, createNoOp } from './nodeTypes.cts';
export { feedName, nodeName, runNode, type NodeRun, type NodeRunOptions } from './runNode.cts';
export { runWorkflow, type WorkflowRun, type WorkflowRunOptions } from './runWorkflow.cts';
export { searchList, type ListSearchOptions } from './searchList.cts';
