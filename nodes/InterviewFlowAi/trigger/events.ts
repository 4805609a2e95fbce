import { textOf } from '../shared/json';
import { type Place, textsIn } from './places';

export const DOCUMENTED_EVENTS = [
	'interview.started',
	'interview.in_progress',
	'interview.completed',
	'interview.report_available',
] as const;

/** The choice for whatever cannot be read as one of the four. */
export const OTHER = 'other';

export const ALL_EVENTS: string[] = [...DOCUMENTED_EVENTS, OTHER];

/** Names under which nothing else is likely to stand. */
const EVENT_NAMES = ['event', 'eventtype', 'eventname', 'webhookeventtype', 'webhookevent'];

/** Names under which an event may stand, but a lot else, too. */
const VAGUE_NAMES = ['type', 'topic', 'action'];

const EVENT_HEADERS = ['x-webhook-event', 'x-event-type', 'x-event'];

/** "INTERVIEW_IN_PROGRESS", "interview.inProgress" and "com.example.interview.in_progress" are the same event. */
const lettersOf = (name: string) =>
	name.toLowerCase().replace(/^\S*[.:/](?=interview)|[^a-z]/g, '');

const LETTERS = DOCUMENTED_EVENTS.map(lettersOf);

export const documentedEvent = (name: string) =>
	DOCUMENTED_EVENTS[LETTERS.indexOf(lettersOf(name))];

/**
 * The event's name: one of the four, else the sender's own, else `unknown`. The body's own fields come first, then
 * what it holds, then the headers; a vague name inside it counts only where the body itself names no event.
 */
export function eventIn(places: readonly Place[], headers: Place): string {
	const [own, inner] = [places.slice(0, 1), places.slice(1)];
	const plainly = textsIn(own, EVENT_NAMES);
	const names = [
		...plainly,
		...textsIn(own, VAGUE_NAMES),
		...textsIn(inner, EVENT_NAMES),
		...textsIn([headers], EVENT_HEADERS),
	];
	const vaguely = plainly.length === 0 ? textsIn(inner, VAGUE_NAMES) : [];
	const documented = [...names, ...vaguely].map(documentedEvent).find(Boolean);
	return documented ?? names[0] ?? onlyEventIn([...places, headers]);
}

/** Where no event has a usual name, one that is documented is known by itself, wherever it stands. */
function onlyEventIn(places: Place[]): string {
	const texts = places.flatMap(({ fields }) => Object.values(fields)).map(textOf);
	const [event, another] = new Set(texts.flatMap((text) => documentedEvent(text ?? '') ?? []));
	return event && !another ? event : 'unknown';
}
