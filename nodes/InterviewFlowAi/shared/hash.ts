import { createHash } from 'crypto';

/** Stands for a content without showing it; short, because n8n stores many. */
export const hash = (content: string | Uint8Array) =>
	createHash('sha256').update(content).digest('base64url').slice(0, 20);
