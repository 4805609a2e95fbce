import type { IDataObject } from 'n8n-workflow';
import { runNode, type NodeRunOptions } from '../../engine/runNode.cts';
import type { SendAll } from './job.cts';

/**
 * Feeds candidates into a node on n8n's engine, in the mode of an activated workflow that goes on after refusals.
 *
 * @param node as the user has set it up
 * @param linksIn the interview links in an item that the node hands on
 */
export function onEngine(
	node: NodeRunOptions,
	linksIn = ({ interviewLink }: IDataObject): unknown[] => [interviewLink],
): SendAll {
	return async (items) => {
		const { error, json } = await runNode({
			...node,
			items,
			mode: 'trigger',
			onError: 'continueRegularOutput',
		});
		if (error) throw error;
		return json
			.flat()
			.flatMap(linksIn)
			.filter((link) => typeof link === 'string').length;
	};
}
