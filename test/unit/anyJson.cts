import fc from 'fast-check';

/** Text of any characters. For its own unit `binary`, fast-check makes a table of them all, in each test file anew. */
export const anyText = (maxLength: number): fc.Arbitrary<string> =>
	fc.string({ unit: fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)), maxLength });

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
