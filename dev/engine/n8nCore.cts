import { discardUserFolder } from './environment.cts';

import { createRequire } from 'node:module';
// Single files instead of the package's index: loading takes half as long.
import { Credentials } from 'n8n-core/dist/credentials';
import { ExecutionLifecycleHooks } from 'n8n-core/dist/execution-engine/execution-lifecycle-hooks';
import { ExternalSecretsProxy } from 'n8n-core/dist/execution-engine/external-secrets-proxy';
import { LoadOptionsContext } from 'n8n-core/dist/execution-engine/node-execution-context/load-options-context';
import { getAdditionalKeys } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-additional-keys';
import { WorkflowExecute } from 'n8n-core/dist/execution-engine/workflow-execute';
import { InstanceSettings } from 'n8n-core/dist/instance-settings/instance-settings';

interface DependencyInjection {
	Container: { get<T>(type: new (...dependencies: never[]) => T): T };
}

// Several copies of @n8n/di may be installed; the singletons of n8n-core live in its own.
const requireAsN8nCore = createRequire(require.resolve('n8n-core/package.json'));
const { Container } = requireAsN8nCore('@n8n/di') as DependencyInjection;

Container.get(InstanceSettings);
discardUserFolder();

export {
	Container,
	Credentials,
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	getAdditionalKeys,
	LoadOptionsContext,
	WorkflowExecute,
};
