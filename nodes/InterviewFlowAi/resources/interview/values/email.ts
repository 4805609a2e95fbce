import { inLowerCase } from '../../../shared/emails';
import { ok, type Result, wrong } from '../../../shared/result';
import { shown } from '../../../shared/texts';
import { readLine } from '../../../shared/line';

const EXAMPLE = 'such as jane.doe@example.com';

/** Longest address that mail can be sent to, in characters (RFC 5321). */
const LONGEST = 254;

const WRONG: Array<[sign: RegExp, problem: string]> = [
	[/^mailto:/, 'which is a link. Remove "mailto:" so that only the address is left.'],
	[/[<>]/, 'a name with an address. Keep only what stands between < and >.'],
	[/@[^@]*[,;\s][^@]*@/, 'which is more than one address. Keep one address per item.'],
];

/** Reads a required e-mail address: trimmed and in lower case, as the service keeps it. */
export function readEmail(value: unknown, label: string): Result<string> {
	const line = readLine(value, label, `an address, ${EXAMPLE}`, LONGEST);
	if (!line.ok) return line;
	const email = inLowerCase(line.value);
	const no = (problem: string) => wrong(`${label} is ${shown(value)}, ${problem}`);
	const [, problem] = WRONG.find(([sign]) => sign.test(email)) ?? [];
	if (problem) return no(problem);
	if (/\p{C}/u.test(email)) {
		return no('with invisible characters in it. Type it again where it comes from.');
	}
	return isAddress(email)
		? ok(email)
		: no(`which is not a complete email address. Enter one, ${EXAMPLE}.`);
}

// Regular expressions with classes of Unicode would slow down n8n's start outside of functions.
function isAddress(email: string): boolean {
	const [local = '', domain = '', ...more] = email.split('@');
	const labels = domain.split('.');
	return (
		more.length === 0 &&
		/^(?!\.)(?:(?!\.\.|\.$)[^\s@<>()[\]\\,;:"\p{C}]){1,64}$/u.test(local) &&
		labels.length > 1 &&
		labels.every(isLabel) &&
		/\.(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)$/iu.test(domain)
	);
}

const isLabel = (text: string) =>
	/^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u.test(text);
