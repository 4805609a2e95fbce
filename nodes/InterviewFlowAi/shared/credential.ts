/** The credential, as everything that sends needs it. */
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
} from 'n8n-workflow';
import { httpUrl, isPrivateHost } from './addresses';
import { ok, type Result, wrong } from './result';
import { thrownWords } from './texts';
import { trimmed } from './values';

export const CREDENTIAL = 'interviewFlowAiApi';

export const DEFAULT_BASE_URL = 'https://api.interviewflowai.com';

/** A node that runs, or that is edited. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions;

export interface Account {
	apiKey: string;
	/** Without a trailing slash. */
	baseUrl: string;
	/** Everything in the credential, as n8n decrypted it. */
	data: ICredentialDataDecryptedObject;
}

/** Where the credential seems to be the same for all items, it is compared for up to so many, spread over all of them. */
const MOST_COMPARED = 20;

/** Reads the credential for all items; refuses it where an expression in it gives several accounts. Never throws. */
export async function readAccount(context: Context, itemCount = 1): Promise<Result<Account>> {
	try {
		const data = await context.getCredentials(CREDENTIAL);
		const differs = async (item: number) =>
			JSON.stringify(await context.getCredentials(CREDENTIAL, item)) !== JSON.stringify(data);
		// An expression that depends on the item gives something else, or throws, for an item that is not there.
		const isOfItem = itemCount > 1 && (await differs(itemCount).catch(() => true));
		const step = isOfItem ? 1 : Math.ceil(itemCount / MOST_COMPARED);
		for (let item = itemCount - 1; item > 0; item -= step) {
			if (await differs(item)) return wrong(SEVERAL_ACCOUNTS);
		}
		return toAccount(data);
	} catch (thrown) {
		return wrong(
			`The credential of this node could not be read: ${thrownWords(thrown)} Select the InterviewFlowAI API credential again, or type the API key into it again.`,
		);
	}
}

const SEVERAL_ACCOUNTS =
	'The credential gives several accounts for these items, so nothing was sent. Put the node Loop Over Items before this one, so that each run has items of one account.';

/** Checks what a credential holds. A problem shows nothing of it, because it may be secret. */
export function toAccount(data: ICredentialDataDecryptedObject): Result<Account> {
	const apiKey = trimmed(String(data.apiKey ?? ''));
	const [, problem] = WRONG_KEYS.find(([sign]) => sign.test(apiKey)) ?? [];
	if (problem) return incomplete('API Key', problem);
	const baseUrl = checkBaseUrl(trimmed(String(data.baseUrl ?? '')) || DEFAULT_BASE_URL);
	if (!baseUrl.ok) return incomplete('Base URL', baseUrl.problem);
	return ok({ apiKey, baseUrl: baseUrl.value, data });
}

const incomplete = (field: string, problem: string) =>
	wrong(
		`${field} of the InterviewFlowAI API credential ${problem} Open the credential and correct it.`,
	);

/** What is no API key. Each problem begins with a verb: the name of the field comes before it. */
const WRONG_KEYS: Array<[sign: RegExp, problem: string]> = [
	[/^$/, 'is empty.'],
	[/^bearer\s/i, 'begins with the word "Bearer". Only the key itself belongs there.'],
	[/^(["'`]).*\1$/, 'stands between quotation marks. Only the key itself belongs there.'],
	// The header with the key can hold nothing but these characters.
	[/[^\x21-\x7e]/, 'contains spaces or other characters that no API key has.'],
];

function checkBaseUrl(address: string): Result<string> {
	const url = httpUrl(address);
	if (!url) return wrong('is not a web address that starts with https://.');
	if (url.username || url.password || /[?#]/.test(address)) {
		return wrong('holds more than an address: a user name, a password, a "?" or a "#".');
	}
	// Only the paths of the vendor: the address of a gateway can have another path below /api/external.
	if (/\/api\/external(?:\/(?:ingest|fetch)\b.*|\/*)$/.test(url.pathname)) {
		return wrong('holds the path of an endpoint. Remove "/api/external" and what follows.');
	}
	// Within a network of the user, the API key may go unencrypted.
	if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) {
		return wrong(
			'starts with http://, which would send the API key through the internet unprotected. Use https://.',
		);
	}
	return ok(url.href.replace(/\/+$/, ''));
}
