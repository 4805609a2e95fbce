// The engine's settings are read when n8n-core is loaded.
import { Container } from '../../engine/n8nCore.cts';

import { GlobalConfig } from '@n8n/config';
import { Expression } from 'n8n-workflow';

/** Starts the expression engine that n8n's server starts when nothing is configured. */
export async function startExpressionEngine(): Promise<void> {
	await Expression.initExpressionEngine(Container.get(GlobalConfig).expressionEngine);
	if (Expression.getActiveImplementation() !== 'vm') {
		throw new Error('n8n runs expressions in its vm engine, which did not start here');
	}
}
