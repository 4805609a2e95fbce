/** Telling whether two spellings are the same email address. Pure. */
import { anyUrl } from './addresses';

/** The address alone, in lower case: without the name that mail has before it, and without `mailto:`. */
export function addressIn(text: string): string {
	const [, address = text] = /<([^<>]*)>\s*$/.exec(text) ?? [];
	const plain = address.trim().toLowerCase();
	return plain.replace(/^mailto:/, '');
}

/** An address in the one form that all of its spellings share: with composed letters, and the domain as the DNS writes it. */
export function plainEmail(text: string): string {
	const email = addressIn(text);
	// Almost all addresses are plain ASCII, and lists are long.
	if (!/[^\x21-\x7e]/.test(email)) return email;
	const at = email.lastIndexOf('@') + 1;
	const domain = email.slice(at);
	return email.slice(0, at).normalize('NFC') + (anyUrl(`http://${domain}`)?.hostname ?? domain);
}
