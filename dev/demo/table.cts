/** Columns as wide as a terminal shows them: East Asian characters take two places. */
const WIDE =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\uff01-\uff60]/gu;

const width = (text: string) => Array.from(text).length + (text.match(WIDE)?.length ?? 0);

/** Lays out rows under a heading, the last column as it comes. */
export function table(heading: string[], rows: string[][]): string {
	const widths = heading.map((_, column) =>
		Math.max(...[heading, ...rows].map((row) => width(row[column] ?? ''))),
	);
	const line = (row: string[]) =>
		row
			.map((cell, column) =>
				column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - width(cell)),
			)
			.join('  ');
	return [line(heading), ...rows.map(line)].map((text) => `  ${text}`).join('\n');
}
