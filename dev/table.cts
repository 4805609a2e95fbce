/** East Asian characters take two places in a terminal. */
const WIDE =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/gu;

const widthOf = (text: string) => Array.from(text).length + (text.match(WIDE)?.length ?? 0);

/**
 * A Markdown table whose columns line up in a terminal, too.
 *
 * @param figures whether all columns but the first hold figures, which are aligned on the right
 */
export function table(
	head: string[],
	rows: Array<Array<string | number>>,
	{ figures = false } = {},
): string {
	const lines = [head, ...rows].map((row) => row.map(String));
	const widths = head.map((_, column) =>
		Math.max(3, ...lines.map((cells) => widthOf(cells[column] ?? ''))),
	);
	// The last column needs no spaces after its text.
	if (!figures) widths[head.length - 1] = 3;
	const isRight = (column: number) => figures && column > 0;
	const pad = (cell: string, column: number) => {
		const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
		return isRight(column) ? space + cell : cell + space;
	};
	const rule = widths.map((width, column) =>
		isRight(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
	);
	const [first, ...others] = lines.map((cells) => cells.map(pad));
	return [first, rule, ...others].map((cells) => `| ${cells?.join(' | ')} |`).join('\n');
}

/** Prints a table beside the results, on the error stream. */
export function printFigures(title: string, rows: Array<[string, string | number]>): void {
	process.stderr.write(`\n${table([title, ''], rows, { figures: true })}\n`);
}
