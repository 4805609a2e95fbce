import fc from 'fast-check';

/**
 * Any character, or half of one; letters and marks of English as often as all others. For its own unit `binary`,
 * fast-check makes a table of all characters, in each test file anew.
 */
export const anyCharacter = fc
	.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff))
	.map((code) => String.fromCodePoint(code));

export const anyText = (maxLength: number) => fc.string({ unit: anyCharacter, maxLength });

/**
 * The text of any JSON whose objects have some of these names, since as text names such as `__proto__` become an
 * object's own; its values are of any kind, or one of those given as JSON.
 */
export function anyJson(names: readonly string[], values: readonly string[]): fc.Arbitrary<string> {
	const leaf = fc.oneof(
		fc.constantFrom(...['"\\ud800"', '"\\udfff x"', '1e999', '-1e999', '1e308', '-0', '""', '[]']),
		fc.constantFrom(...['null', 'true', 'false', '{}'], ...values),
		anyText(8).map((text) => JSON.stringify(text)),
		fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
	);
	const hostile = ['__proto__', 'constructor', 'toString', 'valueOf', 'toJSON', 'then', 'length'];
	const name = fc.constantFrom(...hostile, ...names);
	return fc.letrec<{ json: string }>((tie) => ({
		json: fc.oneof(
			{ maxDepth: 5, withCrossShrink: true },
			leaf,
			fc.array(tie('json'), { maxLength: 4 }).map((entries) => `[${entries.join()}]`),
			fc
				.array(fc.tuple(name, tie('json')), { maxLength: 6 })
				.map((entries) => `{${entries.map(([key, value]) => `"${key}":${value}`).join()}}`),
		),
	})).json;
}
