import type { IWebhookFunctions } from 'n8n-workflow';
import { matchesId } from '../shared/interview';
import { booleanIn, idOf } from '../shared/values';
import { ALL_EVENTS, OTHER } from './events';
import type { ReceivedEvent } from './readDelivery';

/** Reads the parameters. One that cannot be read counts as its default, so that no event gets lost. */
export function readSettings(context: IWebhookFunctions) {
	const chosen = asList(parameter(context, 'events')).filter((event) => ALL_EVENTS.includes(event));
	const events = chosen.length > 0 ? chosen : ALL_EVENTS;
	// In a link, such as https://app.interviewflowai.com/interviewers/job-1, each part may be the ID.
	const jobIds = asList(parameter(context, 'options.jobIds')).flatMap((id) => [
		id,
		...id.split(/[/?&=#]/),
	]);
	return {
		/** Whether an event is of a chosen kind and job. One that names no job passes: it may be of any. */
		isWanted: ({ event, jobIds: ofEvent }: ReceivedEvent) => {
			const isAny = ofEvent.length === 0 || jobIds.length === 0;
			const isOfJob = isAny || jobIds.some((id) => ofEvent.some((jobId) => matchesId(jobId, id)));
			return isOfJob && events.includes(ALL_EVENTS.includes(event) ? event : OTHER);
		},
		skipRepeats: booleanIn(parameter(context, 'options.skipRepeats')) ?? true,
		includeHeaders: booleanIn(parameter(context, 'options.includeHeaders')),
	};
}

function parameter(context: IWebhookFunctions, name: string): unknown {
	try {
		return context.getNodeParameter(name, undefined);
	} catch {
		return undefined;
	}
}

const ENTRIES = /[^\s,;"'[\]{}]+/g;

/** The entries of a list, or of a text with commas, semicolons, blanks or lines between them, or of JSON text. */
function asList(value: unknown): string[] {
	const texts = [value].flat().map(idOf);
	return texts.flatMap((text) => (typeof text === 'string' && text.match(ENTRIES)) || []);
}
