/** Compares email addresses. Pure. */
import { httpUrl } from './addresses';

/**
 * An email address in a form that is the same for all its spellings: `jane@xn--mller-kva.de` for
 * `Jane Doe <Jane@Müller.de>`. Before the `@`, a letter such as `ë` can be one character or two; it becomes one.
 */
export function plainEmail(text: string): string {
	const [, address = text] = /<\s*([^<>\s]+)\s*>$/.exec(text) ?? [];
	const email = inLowerCase(address);
	// Almost all addresses are ASCII and done here, which saves time in long lists.
	if (!/[^\x21-\x7e]/.test(email)) return email;
	const at = email.lastIndexOf('@') + 1;
	const domain = email.slice(at);
	return email.slice(0, at).normalize('NFC') + (httpUrl(`http://${domain}`)?.hostname ?? domain);
}

/** An address in lower case. `toLowerCase` gives the Turkish capital İ a second dot, which no mailbox has. */
export const inLowerCase = (email: string) => email.toLowerCase().replace(/i\u0307/g, 'i');
