import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';

/** Name of the credential type. */
export const CREDENTIAL = 'interviewFlowAiApi';

const DEFAULT_BASE_URL = 'https://api.interviewflowai.com';

/** A credential as the node needs it. */
export interface Account {
	apiKey: string;
	/** Without a trailing slash. */
	baseUrl: string;
	/** Everything in the credential, as n8n decrypted it. */
	data: ICredentialDataDecryptedObject;
}

/** Reads the credential once for all requests; rejects as n8n does when it cannot be read. */
export async function readCredential(
	context: IExecuteFunctions | ILoadOptionsFunctions,
): Promise<ICredentialDataDecryptedObject> {
	return await context.getCredentials(CREDENTIAL);
}

/** Checks a credential; `problem` names the field in the credential and reads on from it. */
export function toAccount(
	data: ICredentialDataDecryptedObject,
): Account | { field: 'API Key' | 'Base URL'; problem: string } {
	const apiKey = String(data.apiKey ?? '').trim();
	if (!apiKey) return { field: 'API Key', problem: 'is empty.' };
	// HTTP headers hold nothing else.
	if (/[^\x20-\x7e]/.test(apiKey)) {
		return { field: 'API Key', problem: 'contains characters that no API key has.' };
	}
	const baseUrl = String(data.baseUrl ?? '').trim() || DEFAULT_BASE_URL;
	const url = httpUrl(baseUrl);
	if (!url) {
		return { field: 'Base URL', problem: 'is not a web address that starts with https://.' };
	}
	if (url.username || url.password || url.search || url.hash) {
		return { field: 'Base URL', problem: 'holds more than an address.' };
	}
	return { apiKey, baseUrl: url.href.replace(/\/+$/, ''), data };
}

/** An absolute http or https URL, or nothing. */
export function httpUrl(text: string, base?: string): URL | undefined {
	try {
		const url = new URL(text, base);
		return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
	} catch {
		return undefined;
	}
}
