/** The names in a table, as a type that allows no others. */
export function namesOf<T extends object>(table: T) {
	return Object.keys(table) as Array<keyof T & string>;
}
