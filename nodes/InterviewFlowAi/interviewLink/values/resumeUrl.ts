import { type Checked, isBlank, ok, shown, trimmed, wrong } from './checked';

const LABEL = 'Resume URL';
const REMEDY =
	'Use the public address of the file, starting with https://, or leave the field empty.';
const LONGEST = 4000;

/** First numbers of IPv4 networks that nobody outside can reach (RFC 1918, 1122, 3927, 6598). */
const PRIVATE_IPV4 =
	/^(?:0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** Loopback and IPv4 written as IPv6 (both start with ::), unique local, link local. */
const PRIVATE_IPV6 = /^\[(?:::|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/;

const PRIVATE_NAME =
	/^localhost$|\.(?:localhost|local|internal|lan|home|home\.arpa|corp|intranet)$/;

/**
 * Reads an optional address of a resume. The vendor downloads it from outside, so it has to be "publicly accessible":
 * http or https, without a password in it, and not on a machine or network of one's own.
 */
export function readResumeUrl(value: unknown): Checked<string | undefined> {
	if (isBlank(value)) return ok(undefined);
	const found = `${LABEL} is ${shown(value)}`;
	if (typeof value !== 'string') return wrong(`${found} instead of text. ${REMEDY}`);
	if (value.length > LONGEST) {
		return wrong(
			`${found}, which is ${value.length} characters long; up to ${LONGEST} can be sent. ${REMEDY}`,
		);
	}
	const url = parseUrl(trimmed(value));
	if (!url) return wrong(`${found}, which is not a complete web address. ${REMEDY}`);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') {
		return wrong(`${found}, which is not an address on the web. ${REMEDY}`);
	}
	if (url.username || url.password) {
		return wrong(`${LABEL} contains a user name or password. ${REMEDY}`);
	}
	if (isPrivate(url.hostname)) {
		return wrong(`${found}, which only your own network can reach, not InterviewFlowAI. ${REMEDY}`);
	}
	return ok(url.href);
}

function parseUrl(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

function isPrivate(hostname: string): boolean {
	// A full stop at the end names the same host.
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (host.startsWith('[')) return PRIVATE_IPV6.test(host);
	if (/^[\d.]+$/.test(host)) return PRIVATE_IPV4.test(host);
	return !host.includes('.') || PRIVATE_NAME.test(host);
}
