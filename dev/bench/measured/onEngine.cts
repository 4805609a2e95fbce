// The engine's settings are read when n8n-core is loaded.
import { Container } from '../../engine/n8nCore.cts';

import { GlobalConfig } from '@n8n/config';
import { Expression, type IDataObject } from 'n8n-workflow';
import { runNode } from '../../engine/runNode.cts';
import type { Job, SendAll } from './job.cts';
import { setUp } from './nodes.cts';

/** Feeds candidates into a node on n8n's engine, in the mode of an activated workflow that goes on after refusals. */
export async function onEngine(job: Job): Promise<SendAll> {
	// The one that n8n's server starts when nothing is configured.
	await Expression.initExpressionEngine(Container.get(GlobalConfig).expressionEngine);
	if (Expression.getActiveImplementation() !== 'vm') {
		throw new Error('n8n runs expressions in its vm engine, which did not start here');
	}
	const node = setUp(job);
	return async (candidates) => {
		const items = job.contender.kind.startsWith('reading') ? candidates.slice(0, 1) : candidates;
		const { error, json } = await runNode({
			...node,
			items,
			mode: 'trigger',
			onError: 'continueRegularOutput',
		});
		if (error) throw error;
		return () =>
			json
				.flat()
				.flatMap(interviewsIn)
				.filter(({ interviewLink }) => typeof interviewLink === 'string').length;
	};
}

/** HTTP Request hands on whole answers, whose data is one interview, or a page of them. */
const interviewsIn = ({ data, ...item }: IDataObject) => [data ?? item].flat() as IDataObject[];
