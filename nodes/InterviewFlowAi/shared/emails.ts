/** Telling whether two spellings are the same email address. Pure. */
import { anyUrl } from './addresses';

/**
 * An address in the one form that all of its spellings share: without a name around it, in lower case, composed
 * letters, and the domain as the DNS writes it.
 */
export function plainEmail(text: string): string {
	const [, address = text] = /<([^<>]*)>\s*$/.exec(text) ?? [];
	const email = inLowerCase(address.trim());
	// Almost all addresses are plain ASCII, and lists are long.
	if (!/[^\x21-\x7e]/.test(email)) return email;
	const at = email.lastIndexOf('@') + 1;
	const domain = email.slice(at);
	return email.slice(0, at).normalize('NFC') + (anyUrl(`http://${domain}`)?.hostname ?? domain);
}

/** The capital İ of a Turkish keyboard would become an i with a second dot, which no mailbox has. */
export const inLowerCase = (email: string) => email.toLowerCase().replace(/i\u0307/g, 'i');
