import { inLowerCase } from '../../../shared/emails';
import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import { readLine } from '../../../shared/line';

const EXAMPLE = 'such as jane.doe@example.com';

/** The longest address that mail can be sent to (RFC 5321), in characters. */
const LONGEST = 254;

/** Reads a required email address: trimmed, and in lower case, as the service keeps it. */
export function readEmail(value: unknown, label: string): Result<string> {
	const line = readLine(value, label, `an address, ${EXAMPLE}`, LONGEST);
	if (!line.ok) return line;
	const email = inLowerCase(line.value);
	// Inside the function: n8n would start more slowly if it had to compile classes such as `\p{C}` then.
	const signs: Array<[sign: RegExp, problem: string]> = [
		[/^mailto:/, 'which is a link. Remove "mailto:" so that only the address is left.'],
		[/[<>]/, 'a name with an address. Keep only what stands between < and >.'],
		[/@[^@]*[,;\s][^@]*@/, 'which is more than one address. Keep one address per item.'],
		[/\p{C}/u, 'with invisible characters in it. Type it again where it comes from.'],
	];
	const [, known] = signs.find(([sign]) => sign.test(email)) ?? [];
	if (!known && isAddress(email)) return ok(email);
	const problem = known ?? `which is not a complete email address. Enter one, ${EXAMPLE}.`;
	// Quotation marks inside would end the quotation, and the headline of an error with it.
	return wrong(`${label} is ${shown(line.value.replaceAll('"', "'"))}, ${problem}`);
}

function isAddress(email: string): boolean {
	const [local = '', domain = '', ...more] = email.split('@');
	return (
		more.length === 0 &&
		/^(?!\.)(?:(?!\.\.|\.$)[^\s()[\]\\,;:"]){1,64}$/u.test(local) &&
		domain.split('.').every(isLabel) &&
		/\.(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)$/u.test(domain)
	);
}

const isLabel = (text: string) =>
	/^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u.test(text);
