/** The places in a delivery where a value may be. InterviewFlowAI documents none, so all likely ones are searched. */
import { USER_FIELDS } from '../shared/interview';
import { type Fields, fieldsOf, isObject, textOf } from '../shared/json';
import { fromJsonText, isBlank } from '../shared/values';

/** The body or an object in it: its fields, and the plain name of the property that holds it ('' for the body). */
export interface Place {
	name: string;
	fields: Fields;
}

/** Names of objects in which vendors put the data of an event. */
export const CONTAINERS =
	'data interview json object payload properties record webhookpayload'.split(' ');

export const JOBS = ['job', 'interviewer', 'position', 'posting'];

/** Names of the candidate. A `person` can be a recruiter as well. */
export const PEOPLE = ['candidate', 'applicant', 'interviewee'];

/** No event has nearly as many. */
const MOST_PLACES = 100;

/** The body and the objects in it, outermost first, without those in lists and what the account or candidate wrote. */
export function placesOf(body: unknown): Place[] {
	const places: Place[] = [];
	const queue: Array<[string, unknown]> = [['', body]];
	for (const [name, value] of queue) {
		// Some senders put JSON into a text body or into a form field.
		const mayBeText = CONTAINERS.includes(name) || name === '';
		const content = mayBeText ? fromJsonText(value, Infinity) : value;
		if (!isObject(content)) continue;
		const fields = fieldsOf(content);
		places.push({ name, fields });
		if (places.length === MOST_PLACES) break;
		for (const [key, inner] of Object.entries(fields)) {
			if (key === '' || USER_FIELDS.has(key)) continue;
			// In JSON:API, attributes are those of the object around them: `{"candidate": {"attributes": {"email": "…"}}}`.
			// So is the data of a job or a candidate: `{"job": {"data": {"id": "…"}}}`.
			const isOfOuter =
				key === 'attributes' || (key === 'data' && [...JOBS, ...PEOPLE].includes(name));
			// Under the key of an ID, what it refers to can stand: `{"jobId": {"_id": "…"}}`.
			queue.push([isOfOuter ? name : key.replace(/\Bid$/, ''), inner]);
		}
	}
	return places;
}

/** The texts and numbers in the fields with these names, in the order of the places, then of the names. */
export function textsIn(places: readonly Place[], names: readonly string[]): string[] {
	return places.flatMap(({ fields }) =>
		names
			// 0 and a word such as "null" stand for no ID.
			.map((name) => (isBlank(fields[name] || null) ? null : textOf(fields[name])))
			.filter((text) => text !== null),
	);
}
