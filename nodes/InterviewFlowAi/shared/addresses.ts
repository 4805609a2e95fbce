/** Web addresses: reading them, and telling which lie in a network of one's own. Pure. */

/** An absolute http or https URL, or nothing. */
export function httpUrl(text: string, base?: string): URL | undefined {
	try {
		const url = new URL(text, base);
		return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
	} catch {
		return undefined;
	}
}

/** First numbers of IPv4 networks that the internet cannot reach (RFC 1918, 1122, 3927, 6598). */
const PRIVATE_IPV4 =
	/^(?:0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** Loopback and IPv4 written as IPv6 (both start with ::), unique local, link local. */
const PRIVATE_IPV6 = /^\[(?:::|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/;

/** Endings of names that are given out inside a network only. */
const PRIVATE_NAME = /\.(?:localhost|local|internal|lan|home\.arpa|svc)$/;

/** Whether a host name, as `URL` gives it, leads to this machine or into a network of one's own. */
export function isPrivateHost(hostname: string): boolean {
	// A full stop at the end names the same host.
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return PRIVATE_IPV6.test(host);
	if (/^[\d.]+$/.test(host)) return PRIVATE_IPV4.test(host);
	return !host.includes('.') || PRIVATE_NAME.test(host);
}
