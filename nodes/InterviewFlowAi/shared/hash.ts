import { createHash } from 'crypto';

/** A text that stands for a content without showing it. It is short, because n8n stores many of them. */
export const hash = (content: string | Uint8Array) =>
	createHash('sha256').update(content).digest('base64url').slice(0, 20);
