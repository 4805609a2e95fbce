/** Where in a delivery a value may stand. InterviewFlowAI documents no form, so all likely ones are looked through. */
import { NOT_THE_VENDORS } from '../shared/interview';
import { type Fields, fieldsOf, isObject, textOf } from '../shared/json';
import { fromJsonText } from '../shared/values';

/** An object in the body: the plain name of the property that holds it ('' for the body), and its fields. */
export interface Place {
	name: string;
	fields: Fields;
}

/** What holds the event's data at one vendor or another. */
export const CONTAINERS = new Set(
	'data interview json object payload properties record webhookpayload'.split(' '),
);

/** Far more than an event has. */
const MOST_PLACES = 100;

/** All objects of a body that are worth a look, outermost first. Lists are not looked into. */
export function placesOf(body: unknown): Place[] {
	const places: Place[] = [];
	const queue: Array<[string, unknown]> = [['', body]];
	for (const [name, value] of queue) {
		// Some senders put JSON into a text body or into a form field.
		const mayBeText = CONTAINERS.has(name) || name === '';
		const content = mayBeText ? fromJsonText(value, Infinity) : value;
		if (!isObject(content)) continue;
		const fields = fieldsOf(content);
		places.push({ name, fields });
		if (places.length === MOST_PLACES) break;
		const inner = Object.entries(fields);
		queue.push(...inner.filter(([key]) => key !== '' && !NOT_THE_VENDORS.has(key)));
	}
	return places;
}

export function textsIn(places: readonly Place[], names: readonly string[]): string[] {
	return places.flatMap(({ fields }) =>
		// Where something has no ID, 0 can stand.
		names.map((name) => textOf(fields[name] || null)).filter((text) => text !== null),
	);
}
