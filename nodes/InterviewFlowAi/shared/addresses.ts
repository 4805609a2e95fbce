/** Reads web addresses, and tells which of them lead into the network of the user. Pure. */

/**
 * An absolute http or https URL, or nothing. `URL.canParse` is not used, because of a defect in Node 20: after V8 has
 * compiled a function that calls it, it refuses URLs with letters such as `ü`.
 */
export function httpUrl(text: string, base?: string): URL | undefined {
	try {
		const url = new URL(text, base);
		return /^https?:$/.test(url.protocol) ? url : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Hosts that lead to this machine or into the network of the user: names without a dot, names that exist only inside of
 * networks, and addresses that the internet cannot reach (RFC 1918, 1122, 3927 and 6598; in IPv6 loopback, unique local,
 * link local, and most of the former written as IPv6).
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
// A host with a dot at its end is the same host. `URL` gives hosts in lower case.
const PRIVATE = new RegExp(`^(?:${PRIVATE_HOSTS.join('|')})\\.?$`);

/** Whether a host name, as `URL` gives it, is one of {@link PRIVATE_HOSTS}. */
export const isPrivateHost = (hostname: string) => PRIVATE.test(hostname);
