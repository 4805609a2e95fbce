/** How interviews look in answers. */
import type { Interview } from './store.cts';

/** Ways to write a time; given ISO 8601 in UTC with milliseconds. The last two do not tell it. */
export const DATE_FORMATS = {
	ISO: (iso) => iso,
	'ISO without milliseconds': (iso) => iso.replace(/\.\d+/, ''),
	'ISO with zeros for milliseconds': (iso) => iso.replace(/\.\d+/, '.000'),
	'+00': (iso) => iso.replace('T', ' ').replace('Z', '+00'),
	'+05:30': (iso) => new Date(Date.parse(iso) + 19_800_000).toISOString().replace('Z', '+05:30'),
	GMT: (iso) => new Date(iso).toUTCString(),
	'epoch seconds': (iso) => Math.floor(Date.parse(iso) / 1000),
	'epoch milliseconds': (iso) => Date.parse(iso),
	'epoch milliseconds as text': (iso) => String(Date.parse(iso)),
	$date: (iso) => ({ $date: iso }),
	'$date with $numberLong': (iso) => ({ $date: { $numberLong: String(Date.parse(iso)) } }),
	'date only': (iso) => iso.slice(0, 10),
	null: () => null,
} satisfies Record<string, (iso: string) => unknown>;

export type DateFormat = keyof typeof DATE_FORMATS;

/** An interview whose date may have another form. */
export type Shown = Omit<Interview, 'createdAt'> & { createdAt: unknown };

/** As the service shows it, with the date in the format asked for. */
export function shown(interview: Interview, format: DateFormat): Shown {
	return { ...interview, createdAt: DATE_FORMATS[format](interview.createdAt) };
}

/** The fields the vendor documents, in its order. */
export function documented(interview: Shown) {
	const { id, jobId, name, email, status, createdAt, interviewLink } = interview;
	return { id, jobId, name, email, status, createdAt, interviewLink };
}
