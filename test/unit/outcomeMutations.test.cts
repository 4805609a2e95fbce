/*
 * The table of dialects is only worth something if it notices a wrong rule: each mutation below changes
 * one rule of outcome.ts, and at least one dialect must then be judged wrongly.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { meaningOf, type Meaning } from '../../nodes/InterviewFlowAi/interviewLink/outcome.ts';
import {
	DUPLICATE_DIALECTS,
	NOT_DUPLICATE_DIALECTS,
	type DialectName,
} from '../../dev/interviewFlowAi/dialects.cts';
import { spoken } from '../../dev/engine/answers.cts';

const FILE = join(__dirname, '../../nodes/InterviewFlowAi/interviewLink/outcome.ts');
const compiled = transpileModule(readFileSync(FILE, 'utf8'), {
	compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
}).outputText;

type Judge = (answer: ReturnType<typeof spoken>) => Meaning;

/** `meaningOf` of outcome.ts with some of its text replaced; `find` must stand in it once. */
function mutated(find: string, replacement: string): Judge {
	expect(compiled.split(find)).toHaveLength(2);
	const exports: { meaningOf?: Judge } = {};
	const requireThere = (name: string): unknown => require(`${join(FILE, '..', name)}.ts`);
	new Function(
		'require',
		'exports',
		compiled.replace(find, () => replacement),
	)(requireThere, exports);
	return exports.meaningOf!;
}

/** The dialects that are judged wrongly. */
function wrong(judge: Judge): string[] {
	const says = (name: string, isDuplicate: boolean) =>
		(judge(spoken(name as DialectName)).kind === 'duplicate') === isDuplicate;
	return [
		...Object.keys(DUPLICATE_DIALECTS).filter((name) => !says(name, true)),
		...Object.keys(NOT_DUPLICATE_DIALECTS).filter((name) => !says(name, false)),
	];
}

describe('the table of dialects notices when', () => {
	it.each([
		[
			'every 400 is a duplicate',
			'return status === 409 &&',
			'return (status === 409 || status === 400) &&',
		],
		[
			'every 422 is a duplicate',
			'return status === 409 &&',
			'return (status === 409 || status === 422) &&',
		],
		['status 409 is ignored', 'return status === 409 &&', 'return false &&'],
		['words with 400 are ignored', '[400, 409, 422]', '[409, 422]'],
		['words with 422 are ignored', '[400, 409, 422]', '[400, 409]'],
		['"does not exist" is overlooked', 'return !saysMissing(words) &&', 'return'],
		[
			'the code in the body is ignored',
			'effectiveStatus(answer.status, verdict.code)',
			'answer.status',
		],
		[
			'only the first message is read',
			'isDuplicate(status, verdict.code, allWords)',
			'isDuplicate(status, verdict.code, [words])',
		],
		['text that is no JSON is not read', ': plainWords(answer)', ': []'],
		['codes are not read as words', ".replace(/[\\s_]+/g, ' ')", ''],
		['upper case is not read', '.toLowerCase()', ''],
	])('%s', (_, find, replacement) => {
		expect(wrong(mutated(find, replacement))).not.toEqual([]);
	});

	it('nothing is wrong without a mutation', () => {
		expect(wrong(mutated('function meaningOf', 'function meaningOf'))).toEqual([]);
	});

	it('an answer without a link would pass for a created interview', () => {
		const careless = mutated('return interview.interviewLink\n', 'return true\n');

		expect(careless(spoken('201 without link')).kind).toBe('created');
		expect(meaningOf(spoken('201 without link')).kind).toBe('unusable');
	});
});
