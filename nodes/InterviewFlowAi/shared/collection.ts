import type { INodeProperties } from 'n8n-workflow';

/** A field of the editor that holds others; each of them is shown when the user adds it. */
export const collection = (
	displayName: string,
	name: string,
	placeholder: string,
	options: INodeProperties[],
) => ({ displayName, name, type: 'collection' as const, placeholder, default: {}, options });
