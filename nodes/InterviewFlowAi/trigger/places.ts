/** Where in a delivery a value may stand. InterviewFlowAI documents no form, so all likely ones are looked through. */

import { isObject, textOf } from '../shared/json';
import { fromJsonText } from '../shared/values';

/** An object in the body: the plain name of the property that holds it ('' for the body), and its fields. */
export interface Place {
	name: string;
	/** By plain name: lower case, without `_` and `-`. A Map, since a body may name a field `__proto__`. */
	fields: ReadonlyMap<string, unknown>;
}

/** What holds the event's data at one vendor or another. */
export const CONTAINERS = new Set([
	'data',
	'interview',
	'json',
	'object',
	'payload',
	'properties',
	'record',
	'webhookpayload',
]);

/** What the account or the candidate wrote: an ID in there is of another system. */
const NOT_THE_VENDORS = new Set([
	'additionalfields',
	'answers',
	'customfields',
	'metadata',
	'transcript',
]);

/** Far more than an event has; a body of half a million fields must not hold up the answer. */
const MOST_PLACES = 100;
const MOST_FIELDS = 1000;

/** All objects of a body that are worth a look, outermost first. Lists are not looked into. */
export function placesOf(body: unknown): Place[] {
	const places: Place[] = [];
	const queue: Array<[string, unknown]> = [['', body]];
	for (const [name, value] of queue) {
		// Some senders put JSON into a text body or into a form field.
		const mayBeText = CONTAINERS.has(name) || name === '';
		const content = mayBeText ? fromJsonText(value, Infinity) : value;
		if (!isObject(content)) continue;
		const entries = Object.keys(content)
			.slice(0, MOST_FIELDS)
			.map((key): [string, unknown] => [plain(key), content[key]]);
		// Of names that differ in case or separators only, the first counts.
		places.push({ name, fields: new Map([...entries].reverse()) });
		if (places.length === MOST_PLACES) break;
		queue.push(...entries.filter(([key]) => key !== '' && !NOT_THE_VENDORS.has(key)));
	}
	return places;
}

/** The texts that stand under certain plain names, place by place. */
export function textsIn(places: readonly Place[], names: readonly string[]): string[] {
	return places.flatMap(({ fields }) =>
		names.map((name) => textOf(fields.get(name))).filter((text) => text !== null),
	);
}

/** Everything that stands in a field of its own. */
export const allTexts = (places: readonly Place[]): unknown[] =>
	places.flatMap(({ fields }) => [...fields.values()]);

/** `Interview_ID` is `interviewid`. */
const plain = (key: string) => key.toLowerCase().replace(/[_-]/g, '');
