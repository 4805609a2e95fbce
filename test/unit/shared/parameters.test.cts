/* A parameter that this node reads without n8n's evaluation has exactly the value that n8n gives. */
import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { parameterReader, plainMapping } from '../../../nodes/InterviewFlowAi/shared/parameters';
import { createNodeType } from '../../../dev/engine/nodeTypes.cts';
import { runNode } from '../../../dev/engine/runNode.cts';
import { anyJson } from '../anyJson.cts';

/** A value, or the words with which it was refused. */
const attempt = (read: () => unknown) => {
	try {
		return { value: read() };
	} catch (thrown) {
		return { threw: (thrown as Error).message };
	}
};

/** Reads every entry of a parameter for every item in both ways, inside a node on n8n's engine. */
async function expectTheSame(items: IDataObject[], entries: unknown[], asTool = false) {
	const [ours, n8n]: Array<unknown[]> = [[], []];
	const probe = createNodeType('probe', async function (this: IExecuteFunctions) {
		const inputs = this.getInputData();
		for (const [at, parameter] of entries.entries()) {
			const path = `list[${at}]`;
			const read = parameterReader({ context: this, items: inputs }, path);
			for (const item of inputs.keys()) {
				ours!.push({ parameter, item, ...attempt(() => read(item)) });
				n8n!.push({ parameter, item, ...attempt(() => this.getNodeParameter(path, item)) });
			}
		}
		return [inputs];
	});
	const list = { displayName: 'List', name: 'list', type: 'string' as const, default: [] };
	probe.description.usableAsTool = true;
	probe.description.properties = [{ ...list, typeOptions: { multipleValues: true } }];
	const parameters = { list: entries } as INodeParameters;
	const { error } = await runNode({
		...{ nodeType: probe, asTool, parameters },
		items,
	});
	expect(error).toBeUndefined();
	expect(ours).toHaveLength(items.length * entries.length);
	expect(ours).toStrictEqual(n8n);
}

const NAMES = [
	...['email', 'E-Mail', 'Voller Name', 'имя', 'größe', "it's", 'say "hi"', 'a]b', 'a.b', 'a}}b'],
	...['{{a', 'a\\b', 'a\nb', 'a//b', ' ', '', 'length', 'constructor', 'prototype', 'toString'],
	...['hasOwnProperty', 'default', '$json', '_private'],
];
const odd: IDataObject = {
	...Object.fromEntries(NAMES.map((name) => [name, `the field ${name}`])),
	expression: '={{ 1 + 1 }}',
	braces: '{{ $json.email }}',
	empty: '',
	nothing: null,
	minusZero: -0,
	notANumber: NaN,
	endless: Infinity,
	yes: true,
	no: false,
	list: ['a', 'b'],
	nested: { deep: { er: 'found', 'with space': 7 }, list: [{ name: 'first' }] },
	date: new Date(0) as never,
};
const withProto = JSON.parse('{"__proto__":"own proto","nested":{"__proto__":{"deep":1}}}');
const bare: IDataObject = {};
const misfit: IDataObject = { email: { address: 'x' }, nested: 'text', list: 'abc', yes: 'yes' };

const quote = (name: string) => JSON.stringify(name);

describe('a parameter that is read without n8n equals what n8n gives', () => {
	test('for every name an item may have, by dot and by bracket', async () => {
		const names = [...Object.keys(odd), '__proto__', 'missing'];
		const mappings = names.flatMap((name) => [
			`={{ $json[${quote(name)}] }}`,
			...(name.includes("'") || name.includes('\n') ? [] : [`={{ $json['${name}'] }}`]),
			...(/^[\p{L}_$][\p{L}\d_$]*$/u.test(name) ? [`={{ $json.${name} }}`] : []),
		]);
		await expectTheSame([odd, withProto], mappings);
	});

	test('for nested paths, and for all ways of writing a mapping', async () => {
		await expectTheSame(
			[odd, withProto, bare, misfit],
			[
				'={{ $json.nested.deep.er }}',
				"={{ $json['nested']['deep']['with space'] }}",
				...['={{ $json.nested.list[0].name }}', '={{ $json.nested.missing.er }}'],
				...['={{ $json.nested?.deep?.er }}', '={{ $json.nested.__proto__.deep }}'],
				...['={{ $json.list["length"] }}', '={{ $json.email.length }}', '={{ $json. }}'],
				...['={{ $json.email.toUpperCase() }}', '={{\n$json.email\n}}', '={{ $json .email }}'],
				...['= {{ $json.email }}', '={{ $json.email }}{{ $json.email }}', '={{ $json.email }'],
				...['={{ $json["a\\\\b"] }}', '={{ $json["say \\"hi\\""] }}', '={{ $json["email"]; }}'],
				'={{ $json.email // the address }}',
				'={{ $("No such node").item.json.email }}',
				...['={{ -0 }}', '={{ undefined }}', '={{ }}', '=', '==', '=text', 'text', ' ={{ 1 }}'],
			],
		);
	});

	test('for lists and objects with expressions inside', async () => {
		await expectTheSame(
			[odd, bare],
			[
				['fixed', '={{ $json.email }}', ['={{ $json.list }}']],
				{ fixed: 1, mapped: '={{ $json.email }}', none: null },
				{ assignments: [{ id: '1', name: '={{ $json.email }}', value: '={{ $json.nested }}' }] },
				{ __rl: true, mode: 'id', value: '={{ $json.email }}' },
				{ 'with space': '={{ $json.email }}', 'a.b': '={{ $json.yes }}' },
				{ 'a["b"]': '={{ $json.email }}', '': '={{ $json.yes }}' },
				{ first: '={{ $("No such node").item.json.email }}' },
				...[[], {}, null, 7, true],
			],
		);
	});

	test('when an agent calls the node as a tool', async () => {
		await expectTheSame(
			[odd, bare],
			['={{ $json.email }}', '={{ $json["Voller Name"] }}', '={{ $json.nested.deep.er }}'],
			true,
		);
	});

	test('for any item and any mapping', async () => {
		const names = ['a', 'b', 'Full Name', 'имя', 'constructor', '__proto__', 'length', "o'k"];
		const item = anyJson(names, ['"={{ 1 }}"', '-0']).map((json): IDataObject => {
			const value = JSON.parse(json) as IDataObject;
			return value && typeof value === 'object' && !Array.isArray(value) ? value : { a: value };
		});
		const step = fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 4 })).chain((key) => {
			const byDot = /^[A-Za-z_]\w*$/.test(key) ? [`.${key}`] : [];
			return fc.constantFrom(`[${quote(key)}]`, `['${key}']`, ...byDot);
		});
		const mapping = fc
			.array(step, { minLength: 1, maxLength: 3 })
			.map((steps) => `={{ $json${steps.join('')} }}`);

		await fc.assert(
			fc.asyncProperty(
				fc.array(item, { minLength: 1, maxLength: 4 }),
				fc.array(mapping, { minLength: 1, maxLength: 8 }),
				async (items, mappings) => {
					await expectTheSame(items, mappings);
				},
			),
			{ numRuns: 15, seed: 3 },
		);
	});
});

test('only plain mappings are read without n8n', () => {
	const path = plainMapping('={{ $json.candidate["Full Name"].first }}');
	expect(path).toEqual(['candidate', 'Full Name', 'first']);
	const others = ['', '.name }}!{{ 1', '.name.trim()', '.names[0]', '.constructor'];
	for (const other of [...others, '["__proto__"]', '["a}}b"]', '[""]']) {
		expect(plainMapping(`={{ $json${other} }}`)).toBeUndefined();
	}
	expect(plainMapping('text')).toBeUndefined();
});
