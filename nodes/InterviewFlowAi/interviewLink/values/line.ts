import { type Checked, isBlank, ok, shown, wrong } from './checked';

/**
 * Reads a required line of text: trimmed, with line breaks and tabs inside turned into blanks.
 *
 * @param label the field's name in the editor
 * @param wanted what to enter, as in "Enter a name, such as Jane Doe."
 * @param longest most characters accepted; a sanity limit of this node, since the vendor documents none
 */
export function readLine(
	label: string,
	wanted: string,
	longest: number,
	value: unknown,
): Checked<string> {
	if (isBlank(value)) {
		return wrong(
			`${label} is empty. Enter ${wanted}, or map a field that is filled for every item.`,
		);
	}
	if (typeof value !== 'string') {
		return wrong(`${label} is ${shown(value)} instead of text. Enter ${wanted}.`);
	}
	if (value.length > longest * 4) return tooLong(label, value, longest);
	const line = value.replace(/[\t\r\n\p{Zl}\p{Zp}]+/gu, ' ').trim();
	if (line.length > longest) return tooLong(label, line, longest);
	if (/\p{Cc}/u.test(line)) {
		return wrong(
			`${label}, ${shown(value)}, contains control characters that cannot be seen. Type it again, or remove them where it comes from.`,
		);
	}
	return ok(line);
}

function tooLong(label: string, text: string, longest: number): Checked<never> {
	return wrong(
		`${label}, ${shown(text)}, is ${text.length} characters long; at most ${longest} are sent. Check what is mapped to it.`,
	);
}
