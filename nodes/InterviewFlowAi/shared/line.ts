import { ok, type Result, wrong } from './result';
import { shown } from './texts';
import { isBlank, isDate, isUnsendable, trimmed } from './values';

/**
 * Reads a required line of text: trimmed, with line breaks and tabs inside turned into blanks.
 *
 * @param label the field's name in the editor
 * @param wanted what to enter, such as `a name, such as Jane Doe`
 * @param longest the most characters. The vendor documents no limit; a longer text was probably mapped by mistake
 */
export function readLine(
	value: unknown,
	label: string,
	wanted: string,
	longest: number,
): Result<string> {
	if (isBlank(value)) {
		return wrong(
			`${label} is empty. Enter ${wanted}, or map a field that is filled for every item.`,
		);
	}
	if (typeof value !== 'string') {
		const enter =
			typeof value === 'object' && !isDate(value) ? 'Map one of its values, or enter' : 'Enter';
		return wrong(`${label} is ${shown(value)} instead of text. ${enter} ${wanted}.`);
	}
	const text = trimmed(value);
	// In a text that is much too long, replacing millions of line breaks would take seconds.
	const line = text.length > longest * 4 ? text : text.replace(/[\t\r\n\p{Zl}\p{Zp}]+/gu, ' ');
	if (line.length > longest) {
		return wrong(
			`${label} is ${shown(line)}, which is ${line.length} characters long. Enter ${wanted}, of up to ${longest} characters.`,
		);
	}
	if (isUnsendable(line)) {
		return wrong(
			`${label} is ${shown(value)}, with damaged or invisible characters in it. Type it again where it comes from, or choose the encoding of the file.`,
		);
	}
	if (MISSING.test(line) || OBJECT.test(line)) {
		return wrong(
			`${label} is ${shown(value)}, which stands there where the mapped field is missing or holds no text, or where this field is set to Fixed instead of Expression. Enter ${wanted}, or map a field that is filled for every item.`,
		);
	}
	return ok(line);
}

/** What JavaScript writes for an object in a text, such as `[object Object]`. */
export const OBJECT = /\[object [A-Z]\w*\]/;
/**
 * What JavaScript writes for a missing value, as in `Jane undefined`; an expression that n8n took for text, such as
 * `{{ $json.name }` and `$json.name`; or a list or an object as JSON or Python writes it, such as `{"first": "Jane"}`.
 */
const MISSING =
	/(?:^| )(?:undefined|null)(?:,? |$)|^NaN$|\{\{.*\}\}|^[{ ]*\$(?:json\b|\()|^[[{]\s*["'].*[\]}]$/;
