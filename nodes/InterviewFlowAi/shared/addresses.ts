/** Web addresses: reading them, and telling which of them only a network of the user can reach. Pure. */

/**
 * A complete URL, or nothing. It is not read by `URL.canParse`, which has a defect in Node 20: once V8 has compiled a
 * function that calls it, it takes text with letters such as `ü` for no URL.
 */
export function anyUrl(text: string, base?: string): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

/** An absolute http or https URL, or nothing. */
export function httpUrl(text: string, base?: string): URL | undefined {
	const url = anyUrl(text, base);
	return url && /^https?:$/.test(url.protocol) ? url : undefined;
}

/**
 * Hosts that lead to this machine or into a network of the user: names without a dot, names that are given out inside of
 * networks only, and addresses that the internet cannot reach (RFC 1918, 1122, 3927, 6598; in IPv6 loopback, most of the
 * former written as IPv6, unique local and link local).
 */
const PRIVATE_HOSTS = [
	'[^.[]+',
	'.+\\.(?:localhost|local|internal|lan|home\\.arpa|svc)',
	'(?:0|10|127)\\.[\\d.]+',
	'169\\.254\\.[\\d.]+',
	'192\\.168\\.[\\d.]+',
	'172\\.(?:1[6-9]|2\\d|3[01])\\.[\\d.]+',
	'100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\.[\\d.]+',
	'\\[::(?:1|(?:ffff:)?(?:7f..|a..|c0a8|ac1.|a9fe):[0-9a-f]+)?\\]',
	'\\[(?:f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):[0-9a-f:]*\\]',
];
// A full stop at the end names the same host. A URL has its host in lower case.
const PRIVATE = new RegExp(`^(?:${PRIVATE_HOSTS.join('|')})\\.?$`);

/** Whether a host name, as `URL` gives it, is one of {@link PRIVATE_HOSTS}. */
export const isPrivateHost = (hostname: string) => PRIVATE.test(hostname);
