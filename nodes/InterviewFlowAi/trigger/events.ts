import { textOf } from '../shared/json';
import { type Place, textsIn } from './places';

export const DOCUMENTED_EVENTS = [
	'interview.started',
	'interview.in_progress',
	'interview.completed',
	'interview.report_available',
] as const;

/** The choice for every event that cannot be read as one of the four. */
export const OTHER = 'other';

export const ALL_EVENTS: string[] = [...DOCUMENTED_EVENTS, OTHER];

/** Names of fields that hardly ever hold anything but an event. */
const EVENT_NAMES = ['event', 'eventtype', 'eventname', 'webhookeventtype', 'webhookevent'];

/** Names of fields that may hold an event or much else: `{"type": "technical"}`. */
const VAGUE_NAMES = ['type', 'topic', 'action'];

const EVENT_HEADERS = ['x-webhook-event', 'x-event-type', 'x-event'];

/**
 * What is compared of an event's name: of "INTERVIEW_IN_PROGRESS", "interview.inProgress" and
 * "com.example.interview.in_progress", it is the same, `interviewinprogress`.
 */
const lettersOf = (name: string) =>
	name.toLowerCase().replace(/^\S*[.:/](?=interview)|[^a-z]/g, '');

const LETTERS = DOCUMENTED_EVENTS.map(lettersOf);

export const documentedEvent = (name: string) =>
	DOCUMENTED_EVENTS[LETTERS.indexOf(lettersOf(name))];

/**
 * The name of the event: one of the four, else the one that the sender gives, else `unknown`. The fields of the body come
 * first, then those of the objects in it, then the headers. In these objects, {@link VAGUE_NAMES} count only where the
 * body itself names no event: in `{"event": "candidate.updated", "data": {"type": "interview.completed"}}` they do not.
 */
export function eventIn(places: readonly Place[], headers: Place): string {
	const body = places.slice(0, 1);
	const eventNames = textsIn(body, EVENT_NAMES);
	const names = [
		...eventNames,
		...textsIn(body, VAGUE_NAMES),
		...textsIn(places, EVENT_NAMES),
		...textsIn([headers], EVENT_HEADERS),
	];
	const vague = eventNames.length === 0 ? textsIn(places, VAGUE_NAMES) : [];
	const documented = [...names, ...vague].map(documentedEvent).find(Boolean);
	// A text that may be much else counts less than a documented event in a header of any name.
	const likely = documented ?? eventNames[0] ?? onlyEventIn([headers]);
	return likely ?? names[0] ?? onlyEventIn(places) ?? 'unknown';
}

/** The documented event that any field of any name holds, if all such fields hold the same one. */
function onlyEventIn(places: readonly Place[]) {
	const texts = places.flatMap(({ fields }) => Object.values(fields)).map(textOf);
	const [event, another] = new Set(texts.flatMap((text) => documentedEvent(text ?? '') ?? []));
	return another ? undefined : event;
}
