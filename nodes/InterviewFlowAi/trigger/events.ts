import { textOf } from '../shared/json';
import { allTexts, type Place, textsIn } from './places';

/** The events that InterviewFlowAI documents. */
export const DOCUMENTED_EVENTS = [
	'interview.started',
	'interview.in_progress',
	'interview.completed',
	'interview.report_available',
] as const;

/** The group of whatever cannot be read as one of the four. */
export const OTHER = 'other';

export const UNKNOWN = 'unknown';

export type EventGroup = (typeof DOCUMENTED_EVENTS)[number] | typeof OTHER;

/** Names under which nothing else is likely to stand. */
const EVENT_NAMES = ['event', 'eventtype', 'eventname', 'webhookeventtype', 'webhookevent'];

/** Names under which an event may stand, but a lot else, too. */
const VAGUE_NAMES = ['type', 'topic', 'action'];

const EVENT_HEADERS = ['x-webhook-event', 'x-event-type', 'x-event'];

/** "INTERVIEW_IN_PROGRESS" and "interview.inProgress" are the same event. */
const BY_LETTERS = new Map<string, string>(
	DOCUMENTED_EVENTS.map((event) => [lettersOf(event), event]),
);

/**
 * The event's name: one of the four, else the sender's own, else `unknown`. The body's own fields come first, then
 * what it holds, then the headers; a vague name inside it counts only where the body itself names no event.
 */
export function eventIn(places: readonly Place[], headers: Headers): string {
	const [body, ...inner] = places;
	const own = body ? [body] : [];
	const plainly = textsIn(own, EVENT_NAMES);
	const names = [
		...plainly,
		...textsIn(own, VAGUE_NAMES),
		...textsIn(inner, EVENT_NAMES),
		...textsIn([{ name: 'headers', fields: headers }], EVENT_HEADERS),
	];
	const vaguely = plainly.length === 0 ? textsIn(inner, VAGUE_NAMES) : [];
	const documented = [...names, ...vaguely].map(documentedEvent).find(Boolean);
	return documented ?? names[0] ?? onlyEventIn([...allTexts(places), ...Object.values(headers)]);
}

/** Where no event has a usual name, one that is documented is known by itself, wherever it stands. */
function onlyEventIn(values: unknown[]): string {
	const [event, another] = new Set(
		values.map(textOf).flatMap((text) => (text && documentedEvent(text)) ?? []),
	);
	return event && !another ? event : UNKNOWN;
}

export function groupOf(event: string): EventGroup {
	return DOCUMENTED_EVENTS.find((documented) => documented === event) ?? OTHER;
}

/** As Node.js gives them: names in lower case. */
export type Headers = Record<string, unknown>;

function documentedEvent(name: string): string | undefined {
	return BY_LETTERS.get(lettersOf(name));
}

function lettersOf(name: string): string {
	return name.toLowerCase().replace(/[^a-z]/g, '');
}
