/** Prints rows in columns, the first left-aligned, under a title; for reports of tests and of the soak. */
export function printTable(title: string, rows: Array<[string, ...Array<string | number>]>): void {
	const columns = Math.max(...rows.map((row) => row.length));
	const widths = Array.from({ length: columns }, (_, column) =>
		Math.max(...rows.map((row) => String(row[column] ?? '').length)),
	);
	const lines = rows.map((row) =>
		row
			.map((cell, column) =>
				column === 0
					? String(cell).padEnd(widths[column]!)
					: String(cell).padStart(widths[column]!),
			)
			.join('  '),
	);
	process.stderr.write(`\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}`);
}
