import type { INodeProperties } from 'n8n-workflow';

/** Fields of which each is shown when the user adds it. */
export const collection = (
	displayName: string,
	name: string,
	placeholder: string,
	options: INodeProperties[],
) => ({ displayName, name, type: 'collection' as const, placeholder, default: {}, options });
