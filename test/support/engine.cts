/*
 * The engine bench: runs workflows on n8n-core's real engine, without the server.
 */
export type { CredentialInput } from './credentials.cts';
export type { WorkflowFile } from './execute.cts';
export { createNode, createNodeType, createNoOp } from './node-types.cts';
export { feedName, nodeName, runNode, type NodeRun, type NodeRunOptions } from './run-node.cts';
export { runWorkflow, type WorkflowRun, type WorkflowRunOptions } from './run-workflow.cts';
export { searchList, type ListSearchOptions } from './search-list.cts';
