/*
 * The engine bench: runs workflows on n8n-core's real engine, without the server.
 */
export type { CredentialInput } from './credentials.cts';
export { nodeName, runNode, type NodeRun, type NodeRunOptions } from './run-node.cts';
