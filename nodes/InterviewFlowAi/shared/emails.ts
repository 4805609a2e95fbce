/** Telling whether two email addresses are the same. Pure. */
import { anyUrl } from './addresses';

/**
 * An email address in the form that is the same for all of its spellings, such as `jane@xn--mller-kva.de` for
 * `Jane Doe <Jane@Müller.de>`. Letters such as `ë` before the `@` can be written in two ways, too.
 */
export function plainEmail(text: string): string {
	const [, address = text] = /<([^<>]*)>\s*$/.exec(text) ?? [];
	const email = inLowerCase(address.trim());
	// Almost all addresses end here, which matters in long lists.
	if (!/[^\x21-\x7e]/.test(email)) return email;
	const at = email.lastIndexOf('@') + 1;
	const domain = email.slice(at);
	return email.slice(0, at).normalize('NFC') + (anyUrl(`http://${domain}`)?.hostname ?? domain);
}

/** `toLowerCase` makes an i with a second dot of the capital İ of a Turkish keyboard, and no mailbox has one. */
export const inLowerCase = (email: string) => email.toLowerCase().replace(/i\u0307/g, 'i');
