/*
 * n8n-core's real engine without the server: runs workflows, single nodes, and list searches.
 */
export type { CredentialInput } from './credentials.cts';
export { createNode, createNodeType } from './nodeTypes.cts';
export { nodeName, runNode, type NodeRun, type NodeRunOptions } from './runNode.cts';
export { runWorkflow } from './runWorkflow.cts';
export { searchList } from './searchList.cts';
